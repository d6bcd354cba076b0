"""ResolveMentions: which mentions are one event, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from transforms.elements import Decision, Mention, Traced
from transforms.identity.buckets import Bucket, Outline, cluster_buckets, is_whole, keyed_outlines, partial_bucket
from transforms.identity.clustering import Cluster, resolve
from transforms.identity.features import features_of
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.pins import NO_PINS, Pins, linked_keys
from transforms.identity.placing import Placement, complete, place
from transforms.packing import packed

_Decided = TaggedOutput[Literal["decisions"], Decision]
_CROWDED = Metrics.counter("ResolveMentions", "crowded")


@packed
@dataclass(frozen=True, slots=True)
class Gathered:
    """Mentions of one event, by id, each with what the run before made of it.

    The id of the cluster is the smallest of those mentions that say with whom; `phases` are those of
    `transforms.identity.clustering.Cluster`.
    """

    cluster_id: str
    told: tuple[Traced, ...]
    phases: tuple[tuple[str, ...], ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions alone."""
        return tuple(each.mention for each in self.told)

    @property
    def cluster(self) -> Cluster:
        """The cluster of the mentions alone."""
        return Cluster(self.cluster_id, self.mentions, self.phases)

    @property
    def event_id(self) -> str | None:
        """The event that these mentions were already, no more and no less; None where there is none."""
        ids = {each.event_id for each in self.told}
        if len(ids) > 1 or not all(each.siblings for each in self.told):
            return None
        counts = Counter(lacks_whom(each, NO_PINS) for each in self.told)
        stands = all(each.siblings == counts[lacks_whom(each, NO_PINS)] for each in self.told)
        return ids.pop() if stands else None


class Resolved(NamedTuple):
    """Clusters, and what was compared; the event of a decision is still the id of a cluster."""

    clusters: PCollection[Gathered]
    decisions: PCollection[Decision]


@dataclass
class ClusterMentions(beam.PTransform[PCollection[Traced], Resolved]):
    """Cluster the mentions that share a key; all mentions of a key must be given.

    Attributes:
        pins: What people judged; keys that it links count as one.
    """

    pins: Pins = NO_PINS

    def expand(self, told: PCollection[Traced]) -> Resolved:
        """Key, group, cluster."""
        keyed = told | "KeyByParties" >> beam.Map(_by_key)
        if self.pins.same:
            keyed = keyed | "LinkKeys" >> _LinkKeys(self.pins)
        found = (
            keyed
            | "GroupCandidates" >> beam.GroupByKey()
            | "ClusterGroup" >> beam.FlatMap(_clustered, self.pins).with_outputs("decisions", main="clusters")
        )
        return Resolved(found.clusters, found.decisions)


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


@packed
@dataclass(frozen=True, slots=True)
class Placed:
    """A mention that does not say with whom, the cluster that it may join, and what was compared."""

    cluster_id: str
    told: Traced
    decisions: tuple[Decision, ...] = ()


@dataclass
class PlacePartial(beam.PTransform[tuple[PCollection[Gathered], PCollection[Traced]], PCollection[Placed]]):
    """Find for every mention that does not say with whom the one cluster that it may be of; else it is its own.

    The clusters within reach of every such mention must be given.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Traced]]) -> PCollection[Placed]:
        """Meet by country and time, place."""
        clusters, partial = given
        bucketed = partial | "KeyPartial" >> beam.FlatMap(_by_bucket)
        asked = bucketed | "ListBuckets" >> beam.Keys() | "EachBucket" >> beam.Distinct()
        near = clusters | "KeyByReach" >> beam.FlatMap(
            _within_reach, self.pins, AsDict(asked | "AsMembers" >> beam.Map(_member))
        )
        placed = (
            (near, bucketed)
            | "GroupByBucket" >> beam.CoGroupByKey()
            | "PlaceInBucket" >> beam.FlatMap(_placed, self.pins)
        )
        return (placed, partial | "Alone" >> beam.FlatMap(_alone)) | "GatherPlaced" >> beam.Flatten()


@dataclass
class CompleteClusters(beam.PTransform[tuple[PCollection[Gathered], PCollection[Placed]], Resolved]):
    """Bring to every cluster the mentions that may join it; those that may not stay there are alone.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Placed]]) -> Resolved:
        """Meet by cluster, complete."""
        clusters, placed = given
        completed = (
            (clusters | "KeyClusters" >> beam.Map(_by_cluster), placed | "KeyPlaced" >> beam.Map(_by_home))
            | "MeetPlaced" >> beam.CoGroupByKey()
            | "Complete" >> beam.FlatMap(_completed, self.pins).with_outputs("decisions", main="clusters")
        )
        return Resolved(completed.clusters, completed.decisions)


@dataclass
class ResolveMentions(beam.PTransform[PCollection[Traced], Resolved]):
    """Find which of all mentions are one event; the result depends on the set of mentions alone.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, told: PCollection[Traced]) -> Resolved:
        """Cluster those that say with whom, place the others, complete."""
        clustered = told | "SayingWithWhom" >> beam.Filter(says_with_whom, self.pins) | ClusterMentions(self.pins)
        partial = told | "NotSaying" >> beam.Filter(lacks_whom, self.pins)
        placed = (clustered.clusters, partial) | PlacePartial(self.pins)
        completed = (clustered.clusters, placed) | CompleteClusters(self.pins)
        decisions = (clustered.decisions, completed.decisions) | "GatherDecisions" >> beam.Flatten()
        return Resolved(completed.clusters, decisions)


def says_with_whom(told: Traced, pins: Pins) -> bool:
    """Return whether a key can hold a mention."""
    return is_whole(told.mention, pins)


def lacks_whom(told: Traced, pins: Pins) -> bool:
    """Return whether no key can hold a mention."""
    return not is_whole(told.mention, pins)


def _by_key(told: Traced) -> tuple[CandidateKey, Traced]:
    return key_of(features_of(told.mention)), told


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


def _clustered(element: tuple[CandidateKey, Iterable[Traced]], pins: Pins) -> Iterator[Gathered | _Decided]:
    """Yield the clusters of one key, and decisions beside them; count where too many stood in one stretch of days."""
    told = {each.mention.mention_id: each for each in element[1]}
    resolution = resolve((each.mention for each in told.values()), pins)
    _CROWDED.inc(resolution.crowded)
    for cluster in resolution.clusters:
        yield _gathered(cluster, told)
    for decision in resolution.decisions:
        yield TaggedOutput("decisions", decision)


def _gathered(cluster: Cluster, told: Mapping[str, Traced]) -> Gathered:
    return Gathered(cluster.cluster_id, tuple(told[mention.mention_id] for mention in cluster.mentions), cluster.phases)


def _by_bucket(told: Traced) -> Iterator[tuple[Bucket, Traced]]:
    bucket = partial_bucket(told.mention)
    if bucket is not None:
        yield bucket, told


def _alone(told: Traced) -> Iterator[Placed]:
    if partial_bucket(told.mention) is None:
        yield Placed(told.mention.mention_id, told)


def _member(bucket: Bucket) -> tuple[Bucket, bool]:
    return bucket, True


def _within_reach(gathered: Gathered, pins: Pins, asked: Mapping[Bucket, bool]) -> Iterator[tuple[Bucket, Outline]]:
    cluster = gathered.cluster
    if any(bucket in asked for bucket in cluster_buckets(cluster)):
        for bucket, outline in keyed_outlines(cluster, pins):
            if bucket in asked:
                yield bucket, outline


def _placed(element: tuple[Bucket, tuple[Iterable[Outline], Iterable[Traced]]], pins: Pins) -> Iterator[Placed]:
    _, (outlines, partial) = element
    told = {each.mention.mention_id: each for each in partial}
    for placement in place((each.mention for each in told.values()), outlines, pins):
        yield Placed(placement.cluster_id, told[placement.mention.mention_id], placement.decisions)


def _by_cluster(gathered: Gathered) -> tuple[str, Gathered]:
    return gathered.cluster_id, gathered


def _by_home(placed: Placed) -> tuple[str, Placed]:
    return placed.cluster_id, placed


def _completed(
    element: tuple[str, tuple[Iterable[Gathered], Iterable[Placed]]], pins: Pins
) -> Iterator[Gathered | _Decided]:
    """Yield a cluster with the mentions that may stay in it, and each of the others alone; decisions beside them."""
    cluster_id, (clusters, found) = element
    gathered = next(iter(clusters), None)
    placed = {each.told.mention.mention_id: each for each in found}
    told = {each.mention.mention_id: each for each in gathered.told} if gathered else {}
    told |= {mention_id: each.told for mention_id, each in placed.items()}
    placements = [Placement(cluster_id, each.told.mention, each.decisions) for each in placed.values()]
    cluster = gathered.cluster if gathered else None
    completed = complete(cluster, placements, pins)
    for each in completed.clusters:
        yield _gathered(each, told)
    for decision in completed.decisions:
        yield TaggedOutput("decisions", decision)
