"""ResolveMentions: which mentions are one event, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from transforms.elements import Decision, Traced
from transforms.gathering import Gathered, Resolved, bucket_of, gathered_of
from transforms.identity.buckets import Bucket, Outline
from transforms.identity.clustering import resolve
from transforms.identity.features import features_of
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.pins import NO_PINS, Pins, linked_keys
from transforms.place import CompleteClusters, PlacePartial, as_member, within_reach

_Decided = TaggedOutput[Literal["decisions"], Decision]
_Partial = TaggedOutput[Literal["partial"], Traced]
_Near = TaggedOutput[Literal["near"], tuple[Bucket, Outline]]
_CROWDED = Metrics.counter("ResolveMentions", "crowded")


class Keyed(NamedTuple):
    """Mentions under the keys that hold them, and those that no key can hold, as they do not say with whom."""

    whole: PCollection[tuple[CandidateKey, Traced]]
    partial: PCollection[Traced]


class Clustered(NamedTuple):
    """Clusters, what was compared, and the outlines of the clusters that lie in buckets that were asked for."""

    clusters: PCollection[Gathered]
    near: PCollection[tuple[Bucket, Outline]]
    decisions: PCollection[Decision]


@dataclass
class KeyMentions(beam.PTransform[PCollection[Traced], Keyed]):
    """Tell mentions that say with whom from those that do not.

    Attributes:
        pins: What people judged; one that is pinned to another says with whom.
    """

    pins: Pins = NO_PINS

    def expand(self, told: PCollection[Traced]) -> Keyed:
        """Look at each once."""
        keyed = told | "KeyByParties" >> beam.FlatMap(_keyed, self.pins).with_outputs("partial", main="whole")
        return Keyed(keyed.whole, keyed.partial)


@dataclass
class ClusterMentions(beam.PTransform[tuple[PCollection[tuple[CandidateKey, Traced]], PCollection[Bucket]], Clustered]):
    """Cluster the mentions that share a key; all mentions of a key must be given.

    Given are keyed mentions, and the buckets, each once, in which mentions that do not say with whom look for an event.

    Attributes:
        pins: What people judged; keys that it links count as one.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[tuple[CandidateKey, Traced]], PCollection[Bucket]]) -> Clustered:
        """Group, cluster."""
        keyed, asked = given
        if self.pins.same:
            keyed = keyed | "LinkKeys" >> _LinkKeys(self.pins)
        found = (
            keyed
            | "GroupCandidates" >> beam.GroupByKey()
            | "ClusterGroup"
            >> beam.FlatMap(_clustered, self.pins, AsDict(asked | "AsMembers" >> beam.Map(as_member))).with_outputs(
                "near", "decisions", main="clusters"
            )
        )
        return Clustered(found.clusters, found.near, found.decisions)


@dataclass
class _LinkKeys(beam.PTransform[PCollection[tuple[CandidateKey, Traced]], PCollection[tuple[CandidateKey, Traced]]]):
    """Bring mentions that are pinned as the same together with all others of their keys."""

    pins: Pins

    def expand(self, keyed: PCollection[tuple[CandidateKey, Traced]]) -> PCollection[tuple[CandidateKey, Traced]]:
        """Find the keys that pins link, put one of them in the place of all."""
        linked = (
            keyed
            | "PickPinned" >> beam.FlatMap(_pinned, self.pins)
            | "GatherPinned" >> beam.GroupByKey()
            | "LinkPinned" >> beam.FlatMap(_linked, self.pins)
        )
        return keyed | "SetKey" >> beam.Map(_relinked, AsDict(linked))


@dataclass
class ResolveMentions(beam.PTransform[PCollection[Traced], Resolved]):
    """Find which of all mentions are one event; the result depends on the set of mentions alone.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, told: PCollection[Traced]) -> Resolved:
        """Cluster those that say with whom, place the others, complete."""
        keyed = told | KeyMentions(self.pins)
        asked = keyed.partial | "ListAsked" >> beam.FlatMap(bucket_of) | "EachAsked" >> beam.Distinct()
        clustered = (keyed.whole, asked) | ClusterMentions(self.pins)
        placed = (clustered.near, keyed.partial) | PlacePartial(self.pins)
        completed = (clustered.clusters, placed) | CompleteClusters(self.pins)
        decisions = (clustered.decisions, completed.decisions) | "GatherDecisions" >> beam.Flatten()
        return Resolved(completed.clusters, decisions)


def _keyed(told: Traced, pins: Pins) -> Iterator[tuple[CandidateKey, Traced] | _Partial]:
    """Yield a mention under its key, or beside."""
    features = features_of(told.mention)
    if features.lacks_counterpart and not pins.is_joined(told.mention.mention_id):
        yield _Partial("partial", told)
    else:
        yield key_of(features), told


def _pinned(keyed: tuple[CandidateKey, Traced], pins: Pins) -> Iterator[tuple[str, tuple[str, CandidateKey]]]:
    key, told = keyed
    if pins.is_joined(told.mention.mention_id):
        yield "", (told.mention.mention_id, key)


def _linked(
    element: tuple[str, Iterable[tuple[str, CandidateKey]]], pins: Pins
) -> Iterator[tuple[CandidateKey, CandidateKey]]:
    yield from linked_keys(element[1], pins).items()


def _relinked(
    keyed: tuple[CandidateKey, Traced], linked: Mapping[CandidateKey, CandidateKey]
) -> tuple[CandidateKey, Traced]:
    key, told = keyed
    return linked.get(key, key), told


def _clustered(
    element: tuple[CandidateKey, Iterable[Traced]], pins: Pins, asked: Mapping[Bucket, bool]
) -> Iterator[Gathered | _Near | _Decided]:
    """Yield the clusters of one key, outlines and decisions beside; count where too many stood in a few days."""
    told = {each.mention.mention_id: each for each in element[1]}
    resolution = resolve((each.mention for each in told.values()), pins)
    _CROWDED.inc(resolution.crowded)
    for cluster in resolution.clusters:
        gathered = gathered_of(cluster, told)
        yield gathered
        for near in within_reach(gathered, pins, asked):
            yield _Near("near", near)
    for decision in resolution.decisions:
        yield _Decided("decisions", decision)
