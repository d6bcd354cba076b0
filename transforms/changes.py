"""ResolveChanges: only what new mentions touch of the published events is resolved again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsIter, PCollection, TaggedOutput

from transforms.elements import Decision, Mention, Traced
from transforms.identity.buckets import (
    LONGEST,
    STRETCH,
    Bucket,
    cluster_buckets,
    is_whole,
    partial_bucket,
)
from transforms.identity.clustering import Cluster, resolve
from transforms.identity.keys import candidate_key
from transforms.identity.pins import NO_PINS, Pins
from transforms.recall import RecallMentions
from transforms.resolve import (
    ClusterMentions,
    CompleteClusters,
    Gathered,
    Placed,
    PlacePartial,
    ResolveMentions,
    lacks_whom,
    says_with_whom,
)
from transforms.storage.recall import PARTIAL, events_about, first_mentions, mentions_where

_Joining = TaggedOutput[Literal["placed"], Placed]
_Named = TaggedOutput[Literal["standing", "joined"], tuple[str, str]]
_Met = tuple[str, tuple[Iterable[Gathered], Iterable[Placed], Iterable[str]]]
_SLACK = 7
"""Days that a mention may be dated off the days on which its event is looked for."""


class Changed(NamedTuple):
    """What is other than it was published.

    Attributes:
        clusters: Those that are no published event as it stands.
        standing: Clusters that were resolved again and are the published event that they were, with its id.
        decisions: What was compared, under the ids of clusters.
        heard: Ids of the mentions about which what was decided before no longer stands.
    """

    clusters: PCollection[Gathered]
    standing: PCollection[tuple[str, str]]
    decisions: PCollection[Decision]
    heard: PCollection[str]


@dataclass
class ResolveChanges(beam.PTransform[tuple[PCollection[Traced], PCollection[Traced]], Changed]):
    """Resolve mentions that are new or changed, given those that stood in their place before.

    The result, together with what stands, is what resolving all mentions at once gives. A key none of whose mentions
    changed needs no second look, because nothing outside of it decides which of its mentions are one event; so too a
    country and stretch of time for the mentions that do not say with whom.

    Attributes:
        folder: The folder of the run before, or None where there is none.
        pins: What people judged.
        afresh: That what people judged has changed, so that all mentions are resolved again.
    """

    folder: str | None
    pins: Pins = NO_PINS
    afresh: bool = False

    def expand(self, given: tuple[PCollection[Traced], PCollection[Traced]]) -> Changed:
        """Recall what shares a key, cluster; recall what is near, place; leave out what stands, complete the rest."""
        changed, former = given
        if self.folder is None:
            return _all_of(changed, self.pins)
        known = (changed, former) | "GatherKnown" >> beam.Flatten() | "ListKnown" >> beam.Map(_member)
        elsewhere = known | "EachKnown" >> beam.Distinct()
        whole = changed | "SayingWithWhom" >> beam.Filter(says_with_whom, self.pins)
        recalled = (whole, former, elsewhere) | "RecallKeys" >> _RecallKeys(self.folder, self.pins, self.afresh)
        clustered = (whole, recalled) | "GatherWhole" >> beam.Flatten() | "Cluster" >> ClusterMentions(self.pins)
        partial = changed | "NotSaying" >> beam.Filter(lacks_whom, self.pins)
        again = (clustered.clusters, partial, former, elsewhere) | "RecallPartial" >> _RecallPartial(self)
        all_partial = (partial, again) | "GatherPartial" >> beam.Flatten()
        near = (all_partial, clustered.clusters, elsewhere) | "RecallNear" >> _RecallNear(self.folder)
        clusters = (clustered.clusters, near) | "GatherNear" >> beam.Flatten()
        placed = (clusters, all_partial) | "Place" >> PlacePartial(self.pins)
        compared = (clusters, placed, again) | "Compare" >> _Compare(self.folder)
        completed = (compared.clusters, compared.placed) | "Complete" >> CompleteClusters(self.pins)
        told_apart = completed.clusters | "TellApart" >> beam.FlatMap(_told_apart).with_outputs(
            "standing", main="other"
        )
        heard = (known, recalled | "Heard" >> beam.Map(_member), again | "HeardAgain" >> beam.Map(_member))
        return Changed(
            clusters=told_apart.other,
            standing=(compared.standing, told_apart.standing) | "GatherStanding" >> beam.Flatten(),
            decisions=(clustered.decisions, completed.decisions) | "GatherDecisions" >> beam.Flatten(),
            heard=heard | "GatherHeard" >> beam.Flatten() | "HeardIds" >> beam.Keys() | "EachHeard" >> beam.Distinct(),
        )


@dataclass
class _RecallKeys(
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
class _RecallPartial(
    beam.PTransform[
        tuple[PCollection[Gathered], PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]],
        PCollection[Traced],
    ]
):
    """Recall the standing mentions that do not say with whom, where the events have changed that they may be of."""

    resolving: ResolveChanges

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
            | "RecallReach" >> RecallMentions(self.resolving.folder, "candidate_key", everything=self.resolving.afresh)
            | "OnlyPartial" >> beam.Filter(lacks_whom, self.resolving.pins)
            | "NotElsewhere" >> beam.Filter(_is_not_in, AsDict(elsewhere))
        )


@dataclass
class _RecallNear(
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
        asked = partial | "ListAsked" >> beam.FlatMap(_asked) | "EachAsked" >> beam.Distinct()
        present = clusters | "ListPresent" >> beam.FlatMap(_event_ids) | "EachPresent" >> beam.Distinct()
        return folders | "ReadNear" >> beam.FlatMap(_near, AsIter(asked), AsIter(present), AsDict(elsewhere))


class _Compared(NamedTuple):
    clusters: PCollection[Gathered]
    placed: PCollection[Placed]
    standing: PCollection[tuple[str, str]]


@dataclass
class _Compare(beam.PTransform[tuple[PCollection[Gathered], PCollection[Placed], PCollection[Traced]], _Compared]):
    """Leave out the clusters that nothing joins or leaves, and that are a published event as it stands.

    Beside the others comes what joined them before and was not asked about, for the sake of what joins them now.
    """

    folder: str | None

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Placed], PCollection[Traced]]) -> _Compared:
        """Bring to every cluster those that joined it before; fetch those of them that were not asked about."""
        clusters, placed, recalled = given
        folders = clusters.pipeline | "LocateHomes" >> beam.Create([self.folder] if self.folder else [])
        homes = folders | "ReadHomes" >> beam.FlatMap(_homes, AsIter(recalled))
        compared = (
            (
                clusters | "KeyClusters" >> beam.Map(_by_cluster),
                placed | "KeyPlaced" >> beam.Map(_by_home),
                homes,
            )
            | "MeetHomes" >> beam.CoGroupByKey()
            | "LeaveOut" >> beam.FlatMap(_compared).with_outputs("placed", "standing", "joined", main="clusters")
        )
        seen = recalled | "ListSeen" >> beam.Map(_member)
        absent = folders | "ReadAbsent" >> beam.FlatMap(_absent, AsIter(compared.joined), AsDict(seen))
        joining = (compared.placed, absent) | "GatherJoining" >> beam.Flatten()
        return _Compared(compared.clusters, joining, compared.standing)


def _all_of(mentions: PCollection[Traced], pins: Pins) -> Changed:
    """Resolve mentions where nothing was published before."""
    resolved = mentions | "ResolveAll" >> ResolveMentions(pins)
    nothing = mentions.pipeline | "NothingBefore" >> beam.Create([], reshuffle=False)
    return Changed(
        clusters=resolved.clusters,
        standing=nothing | "NoneStanding" >> beam.Map(_pair),
        decisions=resolved.decisions,
        heard=nothing | "NoneHeard" >> beam.Map(str),
    )


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    return pair


def _member(told: Traced) -> tuple[str, bool]:
    return told.mention.mention_id, True


def _by_id(told: Traced) -> tuple[str, Traced]:
    return told.mention.mention_id, told


def _key_of(told: Traced) -> str:
    return key_text(told.mention)


def _once(element: tuple[str, Iterable[Traced]], pins: Pins, elsewhere: Mapping[str, bool]) -> Iterator[Traced]:
    """Yield a recalled mention that a key can hold, unless it comes as one that changed or is gone."""
    mention_id, recalled = element
    told = next(iter(recalled))
    if mention_id not in elsewhere and says_with_whom(told, pins):
        yield told


def _is_not_in(told: Traced, elsewhere: Mapping[str, bool]) -> bool:
    return told.mention.mention_id not in elsewhere


def _reach_of_changed(gathered: Gathered) -> Iterator[str]:
    """Yield the reach of a cluster that is no published event, and that of each of its mentions, which had another."""
    if gathered.event_id is None:
        alone = (Cluster(gathered.cluster_id, (mention,)) for mention in gathered.mentions)
        for cluster in (gathered.cluster, *alone):
            yield from map(bucket_text, cluster_buckets(cluster))


def _reach_of_former(told: Traced) -> Iterator[str]:
    yield from map(bucket_text, cluster_buckets(Cluster("", (told.mention,))))
    yield from _reach_of_partial(told)


def _reach_of_partial(told: Traced) -> Iterator[str]:
    bucket = partial_bucket(told.mention)
    if bucket is not None:
        yield bucket_text(bucket)


def _asked(told: Traced) -> Iterator[Bucket]:
    bucket = partial_bucket(told.mention)
    if bucket is not None:
        yield bucket


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
        if buckets.intersection(cluster_buckets(gathered.cluster)):
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
    standing = (told for told in mentions_where(Path(folder), "event_id", event_ids) if is_whole(told.mention))
    whole = [told for told in standing if told.mention.mention_id not in elsewhere]
    for _, group in groupby(sorted(whole, key=_event_and_id), key=_event_id):
        told = tuple(group)
        clusters = resolve(each.mention for each in told).clusters  # the phases of an event that was moved
        yield Gathered(told[0].mention.mention_id, told, clusters[0].phases if len(clusters) == 1 else ())


def _event_and_id(told: Traced) -> tuple[str, str]:
    return told.event_id or "", told.mention.mention_id


def _event_id(told: Traced) -> str:
    return told.event_id or ""


def _homes(folder: str, recalled: Iterable[Traced]) -> Iterator[tuple[str, str]]:
    """Yield every recalled mention under the cluster that its event was."""
    before = {told.mention.mention_id: told.event_id or "" for told in recalled}
    clusters = first_mentions(Path(folder), frozenset(before.values()))
    for mention_id, event_id in sorted(before.items()):
        yield clusters[event_id], mention_id


def _compared(element: _Met) -> Iterator[Gathered | _Joining | _Named]:
    """Yield a cluster and what was placed there, or only that it stands where nothing joins or leaves it."""
    cluster_id, (clusters, found, homes) = element
    gathered, placed, before = next(iter(clusters), None), list(found), set(homes)
    event_id = gathered.event_id if gathered else None
    if gathered and event_id and not placed and not before:
        yield _Named("standing", (cluster_id, event_id))
        return
    if event_id:
        yield _Named("joined", (event_id, cluster_id))
    here = {each.told.mention.mention_id for each in placed if each.told.event_id is not None}
    as_before = here == before
    if gathered:
        yield gathered if as_before else replace(gathered, told=tuple(map(_unsettled, gathered.told)))
    for each in placed:
        yield _Joining("placed", each if as_before else replace(each, told=_unsettled(each.told)))


def _unsettled(told: Traced) -> Traced:
    """Return a mention whose event has gained or lost another."""
    return replace(told, siblings=0)


def _absent(folder: str, joined: Iterable[tuple[str, str]], seen: Mapping[str, bool]) -> Iterator[Placed]:
    """Yield what joined these events before and was not recalled, as nothing near it has changed."""
    clusters = dict(joined)
    for told in mentions_where(Path(folder), "event_id", clusters):
        if not is_whole(told.mention) and told.mention.mention_id not in seen:
            yield Placed(clusters[told.event_id or ""], told)


def _told_apart(gathered: Gathered) -> Iterator[Gathered | _Named]:
    if gathered.event_id is None:
        yield gathered
    else:
        yield _Named("standing", (gathered.cluster_id, gathered.event_id))


def _by_cluster(gathered: Gathered) -> tuple[str, Gathered]:
    return gathered.cluster_id, gathered


def _by_home(placed: Placed) -> tuple[str, Placed]:
    return placed.cluster_id, placed


def key_text(mention: Mention) -> str:
    """Return the key of a mention as the table has it; of one that does not say with whom, country and time."""
    if not is_whole(mention):
        bucket = partial_bucket(mention)
        return bucket_text(bucket) if bucket else PARTIAL
    return " ".join(candidate_key(mention))


def bucket_text(bucket: Bucket) -> str:
    """Return a bucket as the table has it."""
    return f"{PARTIAL} {bucket[0]} {bucket[1]}"
