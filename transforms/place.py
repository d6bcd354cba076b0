"""PlacePartial: mentions that do not say with whom find the one event that they may be of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import apache_beam as beam
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from transforms.elements import Decision, Traced
from transforms.gathering import Gathered, Placed, Resolved, asked_of, bucket_of, gathered_of
from transforms.identity.buckets import Bucket, Days, Outline, keyed_outlines
from transforms.identity.features import compared_of
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.placing import Placement, complete, place

_Decided = TaggedOutput[Literal["decisions"], Decision]


Asked = tuple[Bucket, tuple[Days, ...]]
"""A bucket, and all days in it on which some partial mention looks for its event."""


@dataclass
class GatherAsked(beam.PTransform[PCollection[Traced], PCollection[Asked]]):
    """Gather where and when mentions that do not say with whom look for their events."""

    def expand(self, partial: PCollection[Traced]) -> PCollection[Asked]:
        """List, group by bucket."""
        asked = partial | "ListAsked" >> beam.FlatMap(asked_of)
        return asked | "GroupAsked" >> beam.GroupByKey() | "EachOnce" >> beam.MapTuple(_each_once)


@dataclass
class OutlineClusters(
    beam.PTransform[tuple[PCollection[Gathered], PCollection[Asked]], PCollection[tuple[Bucket, Outline]]]
):
    """Outline the clusters that lie where and when mentions that do not say with whom look.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[Gathered], PCollection[Asked]]) -> PCollection[tuple[Bucket, Outline]]:
        """Look at each cluster, given what is asked."""
        clusters, asked = given
        return clusters | "KeyByReach" >> beam.FlatMap(_outlined, self.pins, AsDict(asked))


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
    for bucket in bucket_of(told):
        yield bucket, told


def _alone(told: Traced) -> Iterator[Placed]:
    if not any(bucket_of(told)):
        yield Placed(told.mention.mention_id, told)


def _each_once(bucket: Bucket, days: Iterable[Days]) -> Asked:
    return bucket, tuple(sorted(set(days)))


def _outlined(
    gathered: Gathered, pins: Pins, asked: Mapping[Bucket, tuple[Days, ...]]
) -> Iterator[tuple[Bucket, Outline]]:
    yield from keyed_outlines(gathered.cluster, pins, asked)


def _placed(element: tuple[Bucket, tuple[Iterable[Outline], Iterable[Traced]]], pins: Pins) -> Iterator[Placed]:
    _, (outlines, partial) = element
    told = {each.mention.mention_id: each for each in partial}
    for placement in place((compared_of(each.mention) for each in told.values()), outlines, pins):
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
    return Placement(placed.cluster_id, compared_of(placed.told.mention), placed.decisions)
