"""RecallKeys, RecallPartial, RecallNear: what of the published events new mentions may touch."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsIter, PCollection

from transforms.elements import Mention, Traced
from transforms.gathering import Gathered, bucket_of, lacks_whom
from transforms.identity.buckets import LONGEST, STRETCH, Bucket, cluster_buckets, is_whole, partial_bucket
from transforms.identity.clustering import Cluster, resolve
from transforms.identity.features import compared_of
from transforms.identity.keys import key_of
from transforms.identity.pins import Pins
from transforms.recall import RecallMentions
from transforms.storage.recall import PARTIAL, events_about, mentions_where

_SLACK = 7
"""Days that a mention may be dated off the days on which its event is looked for."""


@dataclass
class RecallKeys(
    beam.PTransform[tuple[PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]], PCollection[Traced]]
):
    """Recall the standing mentions that share a key with one that is new, changed, gone or pinned."""

    folder: str
    pins: Pins
    afresh: bool

    def expand(
        self, given: tuple[PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]]
    ) -> PCollection[Traced]:
        """List the keys, read back, leave out what comes another way."""
        whole, former, elsewhere = given
        pinned = sorted({each for pair in self.pins.same for each in pair})
        held = (
            whole.pipeline
            | "ListPinned" >> beam.Create(pinned)
            | "RecallPinned" >> RecallMentions(self.folder, "mention_id")
        )
        keys = (
            (whole, former, held)
            | "GatherTouched" >> beam.Flatten()
            | "ListKeys" >> beam.Map(_key_of)
            | "EachKey" >> beam.Distinct()
        )
        recalled = keys | "RecallKey" >> RecallMentions(self.folder, "candidate_key", everything=self.afresh)
        return (
            (recalled, held)
            | "GatherRecalled" >> beam.Flatten()
            | "KeyRecalled" >> beam.Map(_by_id)
            | "OnceEach" >> beam.GroupByKey()
            | "StillSaying" >> beam.FlatMap(_once, self.pins, AsDict(elsewhere))
        )


@dataclass
class RecallPartial(
    beam.PTransform[
        tuple[PCollection[Gathered], PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]],
        PCollection[Traced],
    ]
):
    """Recall the standing mentions that do not say with whom, where the events have changed that they may be of."""

    folder: str | None
    pins: Pins
    afresh: bool

    def expand(
        self,
        given: tuple[PCollection[Gathered], PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]],
    ) -> PCollection[Traced]:
        """List the stretches of time and countries, read back, leave out what comes another way."""
        clusters, partial, former, elsewhere = given
        touched = (
            clusters | "ReachOfChanged" >> beam.FlatMap(_reach_of_changed),
            partial | "ReachOfPartial" >> beam.FlatMap(_reach_of_partial),
            former | "ReachOfFormer" >> beam.FlatMap(_reach_of_former),
        )
        return (
            touched
            | "GatherReach" >> beam.Flatten()
            | "EachReach" >> beam.Distinct()
            | "RecallReach" >> RecallMentions(self.folder, "candidate_key", everything=self.afresh)
            | "OnlyPartial" >> beam.Filter(lacks_whom, self.pins)
            | "NotElsewhere" >> beam.Filter(_is_not_in, AsDict(elsewhere))
        )


@dataclass
class RecallNear(
    beam.PTransform[
        tuple[PCollection[Traced], PCollection[Gathered], PCollection[tuple[str, bool]]], PCollection[Gathered]
    ]
):
    """Recall the standing events that a mention which does not say with whom may be of."""

    folder: str | None

    def expand(
        self, given: tuple[PCollection[Traced], PCollection[Gathered], PCollection[tuple[str, bool]]]
    ) -> PCollection[Gathered]:
        """List the stretches asked for, read back the events that begin near them."""
        partial, clusters, elsewhere = given
        folders = partial.pipeline | "LocateNear" >> beam.Create([self.folder] if self.folder else [])
        asked = partial | "ListAsked" >> beam.FlatMap(bucket_of) | "EachAsked" >> beam.Distinct()
        present = clusters | "ListPresent" >> beam.FlatMap(_event_ids) | "EachPresent" >> beam.Distinct()
        return folders | "ReadNear" >> beam.FlatMap(_near, AsIter(asked), AsIter(present), AsDict(elsewhere))


def _by_id(told: Traced) -> tuple[str, Traced]:
    return told.mention.mention_id, told


def _key_of(told: Traced) -> str:
    return key_text(told.mention)


def _once(element: tuple[str, Iterable[Traced]], pins: Pins, elsewhere: Mapping[str, bool]) -> Iterator[Traced]:
    """Yield a recalled mention that a key can hold, unless it comes as one that changed or is gone."""
    mention_id, recalled = element
    told = next(iter(recalled))
    if mention_id not in elsewhere and not lacks_whom(told, pins):
        yield told


def _is_not_in(told: Traced, elsewhere: Mapping[str, bool]) -> bool:
    return told.mention.mention_id not in elsewhere


def _reach_of_changed(gathered: Gathered) -> Iterator[str]:
    """Yield the reach of a cluster that is no published event."""
    if gathered.event_id is None:
        yield from map(bucket_text, _reach_of(gathered.cluster))


def _reach_of(whole: Cluster) -> Iterator[Bucket]:
    """Yield the buckets of a cluster and of each of its mentions: that was or will be another cluster, or is pinned."""
    for cluster in (whole, *(Cluster(whole.cluster_id, (mention,)) for mention in whole.mentions)):
        yield from cluster_buckets(cluster)


def _reach_of_former(told: Traced) -> Iterator[str]:
    yield from map(bucket_text, cluster_buckets(Cluster("", (compared_of(told.mention),))))
    yield from _reach_of_partial(told)


def _reach_of_partial(told: Traced) -> Iterator[str]:
    yield from map(bucket_text, bucket_of(told))


def _event_ids(gathered: Gathered) -> Iterator[str]:
    for told in gathered.told:
        if told.event_id is not None:
            yield told.event_id


def _near(
    folder: str, asked: Iterable[Bucket], present: Iterable[str], elsewhere: Mapping[str, bool]
) -> Iterator[Gathered]:
    """Yield the standing events that lie in one of the buckets, but for those that are there already or are gone."""
    buckets, here = frozenset(asked), frozenset(present)
    found: set[str] = set()
    for country, days in _stretches(buckets).items():
        found |= events_about(Path(folder), country, *days)
    for gathered in _events(folder, found - here, elsewhere):
        if not buckets.isdisjoint(_reach_of(gathered.cluster)):
            yield gathered


def _stretches(buckets: Collection[Bucket]) -> dict[str, tuple[date, date]]:
    """Return for every country the days on which some mention of an event in its buckets is."""
    found: dict[str, tuple[date, date]] = {}
    for country, stretch in buckets:
        first = date.fromordinal(max(1, stretch * STRETCH - _SLACK))
        last = date.fromordinal(min(date.max.toordinal(), (stretch + 1) * STRETCH + LONGEST + _SLACK))
        earliest, latest = found.get(country, (first, last))
        found[country] = min(first, earliest), max(last, latest)
    return found


def _events(folder: str, event_ids: Collection[str], elsewhere: Mapping[str, bool]) -> Iterator[Gathered]:
    """Yield published events as the clusters that they are of mentions which say with whom."""
    standing = (told for told in mentions_where(Path(folder), "event_id", event_ids) if not lacks_whom(told))
    whole = [told for told in standing if told.mention.mention_id not in elsewhere]
    for _, group in groupby(sorted(whole, key=_event_and_id), key=_event_id):
        told = tuple(group)
        clusters = resolve(compared_of(each.mention) for each in told).clusters  # the phases of an event that was moved
        yield Gathered(told[0].mention.mention_id, told, clusters[0].phases if len(clusters) == 1 else ())


def _event_and_id(told: Traced) -> tuple[str, str]:
    return told.event_id or "", told.mention.mention_id


def _event_id(told: Traced) -> str:
    return told.event_id or ""


def key_text(mention: Mention) -> str:
    """Return the key of a mention as the table has it; of one that does not say with whom, country and time."""
    compared = compared_of(mention)
    if not is_whole(compared):
        bucket = partial_bucket(compared)
        return bucket_text(bucket) if bucket else PARTIAL
    return " ".join(key_of(compared.features))


def bucket_text(bucket: Bucket) -> str:
    """Return a bucket as the table has it."""
    return f"{PARTIAL} {bucket[0]} {bucket[1]}"
