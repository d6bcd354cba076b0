"""ResolveChanges: only what new mentions touch of the published events is resolved again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsIter, PCollection, TaggedOutput

from transforms.cluster import ClusterMentions, KeyMentions
from transforms.elements import Decision, Traced
from transforms.gathering import Candidate, Gathered, Placed, lacks_whom
from transforms.identity.pins import NO_PINS, Pins
from transforms.near import RecallKeys, RecallNear, RecallPartial
from transforms.place import Asked, CompleteClusters, GatherAsked, OutlineClusters, PlacePartial
from transforms.resolve import ResolveMentions
from transforms.storage.recall import first_mentions, mentions_where

_Joining = TaggedOutput[Literal["placed"], Placed]
_Named = TaggedOutput[Literal["standing", "joined"], tuple[str, str]]
_Met = tuple[str, tuple[Iterable[Gathered], Iterable[Placed], Iterable[str]]]


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
        clustered = (changed, former, elsewhere) | "Cluster" >> _Cluster(self.folder, self.pins, self.afresh)
        nearby = (clustered.clusters, clustered.partial, former, elsewhere) | "Recall" >> _Recall(
            self.folder, self.pins, self.afresh
        )
        asked = nearby.partial | "GatherAsked" >> GatherAsked()
        outlines = (nearby.clusters, asked) | "Outline" >> OutlineClusters(self.pins)
        placed = (outlines, nearby.partial) | "Place" >> PlacePartial(self.pins)
        compared = (nearby.clusters, placed, nearby.recalled) | "Compare" >> _Compare(self.folder, self.pins)
        completed = (compared.clusters, compared.placed) | "Complete" >> CompleteClusters(self.pins)
        told_apart = completed.clusters | "TellApart" >> beam.FlatMap(_told_apart).with_outputs(
            "standing", main="other"
        )
        again = (clustered.recalled, nearby.recalled) | "GatherAgain" >> beam.Flatten()
        heard = (known, again | "ListAgain" >> beam.Map(_member)) | "GatherHeard" >> beam.Flatten()
        return Changed(
            clusters=told_apart.other,
            standing=(compared.standing, told_apart.standing) | "GatherStanding" >> beam.Flatten(),
            decisions=(clustered.decisions, completed.decisions) | "GatherDecisions" >> beam.Flatten(),
            heard=heard | "HeardIds" >> beam.Keys() | "EachHeard" >> beam.Distinct(),
        )


class _Clustered(NamedTuple):
    clusters: PCollection[Gathered]
    partial: PCollection[Traced]
    recalled: PCollection[Traced]
    decisions: PCollection[Decision]


@dataclass
class _Cluster(
    beam.PTransform[tuple[PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]], _Clustered]
):
    """Cluster changed mentions that say with whom with all that share a key with them or stood in their place."""

    folder: str
    pins: Pins
    afresh: bool

    def expand(
        self, given: tuple[PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]]
    ) -> _Clustered:
        """Key, recall what shares a key, cluster both."""
        changed, former, elsewhere = given
        keyed = changed | "Key" >> KeyMentions(self.pins)
        whole = keyed.whole | "SayingWithWhom" >> beam.Map(_told_of)
        recalled = (whole, former, elsewhere) | "RecallKeys" >> RecallKeys(self.folder, self.pins, self.afresh)
        again = recalled | "KeyRecalled" >> KeyMentions(self.pins)
        none_asked = changed.pipeline | "NotYetAsked" >> beam.Create([], reshuffle=False).with_output_types(Asked)
        gathered = (keyed.whole, again.whole) | "GatherWhole" >> beam.Flatten()
        found = (gathered, none_asked) | "ClusterMentions" >> ClusterMentions(self.pins)
        return _Clustered(found.clusters, keyed.partial, recalled, found.decisions)


class _Nearby(NamedTuple):
    clusters: PCollection[Gathered]
    partial: PCollection[Traced]
    recalled: PCollection[Traced]


@dataclass
class _Recall(
    beam.PTransform[
        tuple[PCollection[Gathered], PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]], _Nearby
    ]
):
    """Recall the mentions that do not say with whom near what changed, and the standing events that they may be of.

    Both come with those that changed; the mentions that were recalled stand beside too.
    """

    folder: str
    pins: Pins
    afresh: bool

    def expand(
        self,
        given: tuple[PCollection[Gathered], PCollection[Traced], PCollection[Traced], PCollection[tuple[str, bool]]],
    ) -> _Nearby:
        """Recall the mentions, then the events."""
        clusters, partial, _, elsewhere = given
        recalled = given | "RecallPartial" >> RecallPartial(self.folder, self.pins, self.afresh)
        all_partial = (partial, recalled) | "GatherPartial" >> beam.Flatten()
        near = (all_partial, clusters, elsewhere) | "RecallNear" >> RecallNear(self.folder)
        return _Nearby((clusters, near) | "GatherNear" >> beam.Flatten(), all_partial, recalled)


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
    pins: Pins

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
        absent = folders | "ReadAbsent" >> beam.FlatMap(_absent, AsIter(compared.joined), AsDict(seen), self.pins)
        joining = (compared.placed, absent) | "GatherJoining" >> beam.Flatten()
        return _Compared(compared.clusters, joining, compared.standing)


def _all_of(mentions: PCollection[Traced], pins: Pins) -> Changed:
    """Resolve mentions where nothing was published before."""
    resolved = mentions | "ResolveAll" >> ResolveMentions(pins)
    root = mentions.pipeline
    return Changed(
        clusters=resolved.clusters,
        standing=root | "NoneStanding" >> beam.Create([], reshuffle=False).with_output_types(tuple[str, str]),
        decisions=resolved.decisions,
        heard=root | "NoneHeard" >> beam.Create([], reshuffle=False).with_output_types(str),
    )


def _told_of(candidate: Candidate) -> Traced:
    return candidate.told


def _member(told: Traced) -> tuple[str, bool]:
    return told.mention.mention_id, True


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


def _absent(folder: str, joined: Iterable[tuple[str, str]], seen: Mapping[str, bool], pins: Pins) -> Iterator[Placed]:
    """Yield what joined these events before and was not recalled, as nothing near it has changed."""
    clusters = dict(joined)
    for told in mentions_where(Path(folder), "event_id", clusters):
        if lacks_whom(told, pins) and told.mention.mention_id not in seen:
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
