"""PlacePartial: mentions that do not say with whom find the one event that they may be of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import apache_beam as beam
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from transforms.elements import Decision, Traced
from transforms.gathering import Gathered, Placed, Resolved, gathered_of
from transforms.identity.buckets import Bucket, Outline, cluster_buckets, keyed_outlines, partial_bucket
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.placing import Placement, complete, place

_Decided = TaggedOutput[Literal["decisions"], Decision]


@dataclass
class OutlineClusters(
    beam.PTransform[tuple[PCollection[Gathered], PCollection[Bucket]], PCollection[tuple[Bucket, Outline]]]
):
    """Outline the clusters that lie in buckets that are asked for, each bucket given once.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Bucket]]) -> PCollection[tuple[Bucket, Outline]]:
        """Look at each cluster, given the buckets."""
        clusters, asked = given
        return clusters | "KeyByReach" >> beam.FlatMap(
            within_reach, self.pins, AsDict(asked | "AsMembers" >> beam.Map(as_member))
        )


@dataclass
class PlacePartial(
    beam.PTransform[tuple[PCollection[tuple[Bucket, Outline]], PCollection[Traced]], PCollection[Placed]]
):
    """Find for every mention that does not say with whom the one cluster that it may be of; else it is its own.

    The outlines of all clusters within reach of every such mention must be given.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[tuple[Bucket, Outline]], PCollection[Traced]]) -> PCollection[Placed]:
        """Meet by country and time, place."""
        near, partial = given
        placed = (
            (near, partial | "KeyPartial" >> beam.FlatMap(_by_bucket))
            | "GroupByBucket" >> beam.CoGroupByKey()
            | "PlaceInBucket" >> beam.FlatMap(_placed, self.pins)
        )
        return (placed, partial | "Alone" >> beam.FlatMap(_alone)) | "GatherPlaced" >> beam.Flatten()


@dataclass
class CompleteClusters(beam.PTransform[tuple[PCollection[Gathered], PCollection[Placed]], Resolved]):
    """Bring to every cluster the mentions that may join it; those that may not stay there are alone.

    Few mentions are placed, so they go to the clusters and not the clusters to them.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Placed]]) -> Resolved:
        """Gather what is placed by cluster, complete each cluster; what is placed nowhere is a cluster of its own."""
        clusters, placed = given
        joining = placed | "KeyPlaced" >> beam.FlatMap(_by_home) | "GatherJoining" >> beam.GroupByKey()
        completed = clusters | "Complete" >> beam.FlatMap(_completed, self.pins, AsDict(joining)).with_outputs(
            "decisions", main="clusters"
        )
        alone = placed | "StandAlone" >> beam.FlatMap(_standing_alone).with_outputs("decisions", main="clusters")
        return Resolved(
            (completed.clusters, alone.clusters) | "GatherClusters" >> beam.Flatten(),
            (completed.decisions, alone.decisions) | "GatherCompared" >> beam.Flatten(),
        )


def _by_bucket(told: Traced) -> Iterator[tuple[Bucket, Traced]]:
    bucket = partial_bucket(told.mention)
    if bucket is not None:
        yield bucket, told


def _alone(told: Traced) -> Iterator[Placed]:
    if partial_bucket(told.mention) is None:
        yield Placed(told.mention.mention_id, told)


def as_member(bucket: Bucket) -> tuple[Bucket, bool]:
    """Return a bucket as an entry of a mapping that is asked only for what is in it."""
    return bucket, True


def within_reach(gathered: Gathered, pins: Pins, asked: Mapping[Bucket, bool]) -> Iterator[tuple[Bucket, Outline]]:
    """Yield the outlines of a cluster under those of its buckets that are asked for."""
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


def _by_home(placed: Placed) -> Iterator[tuple[str, Placed]]:
    """Yield what is placed in a cluster of others under its id."""
    if placed.cluster_id != placed.told.mention.mention_id:
        yield placed.cluster_id, placed


def _completed(
    gathered: Gathered, pins: Pins, joining: Mapping[str, Iterable[Placed]]
) -> Iterator[Gathered | _Decided]:
    """Yield a cluster with the mentions that may stay in it, and each of the others alone; decisions beside them."""
    placed = {each.told.mention.mention_id: each for each in joining.get(gathered.cluster_id, ())}
    if not placed:
        yield gathered
        return
    told = {each.mention.mention_id: each for each in gathered.told}
    told |= {mention_id: each.told for mention_id, each in placed.items()}
    placements = [_placement(each) for each in placed.values()]
    completed = complete(gathered.cluster, placements, pins)
    for each in completed.clusters:
        yield gathered_of(each, told)
    for decision in completed.decisions:
        yield _Decided("decisions", decision)


def _standing_alone(placed: Placed) -> Iterator[Gathered | _Decided]:
    """Yield a mention that is placed nowhere as a cluster of its own, and decisions beside it."""
    if placed.cluster_id == placed.told.mention.mention_id:
        yield Gathered(placed.cluster_id, (placed.told,))
        for decision in complete(None, (_placement(placed),)).decisions:
            yield _Decided("decisions", decision)


def _placement(placed: Placed) -> Placement:
    return Placement(placed.cluster_id, placed.told.mention, placed.decisions)
