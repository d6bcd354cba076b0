"""KeyMentions, ClusterMentions: mentions meet under their keys, and those of one key are clustered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from transforms.elements import Decision, Traced
from transforms.gathering import Candidate, Gathered, candidate_of, gathered_of
from transforms.group import Group, GroupCandidates
from transforms.identity.buckets import Bucket, Days, Outline, is_whole, keyed_outlines
from transforms.identity.clustering import resolve
from transforms.identity.keys import CandidateKey
from transforms.identity.pins import NO_PINS, Pins, linked_keys
from transforms.place import Asked

_Decided = TaggedOutput[Literal["decisions"], Decision]
_Partial = TaggedOutput[Literal["partial"], Traced]
_Outlined = TaggedOutput[Literal["outlines"], tuple[Bucket, Outline]]
_Near = TaggedOutput[Literal["near"], Gathered]
_CROWDED = Metrics.counter("ResolveMentions", "crowded")


class Keyed(NamedTuple):
    """Mentions under the keys that hold them, and those that no key can hold, as they do not say with whom."""

    whole: PCollection[Candidate]
    partial: PCollection[Traced]


class Clustered(NamedTuple):
    """Clusters and what was compared; those that lie where mentions look that do not say with whom stand apart.

    Attributes:
        clusters: Those that no such mention can join.
        near: Those that some may.
        outlines: What of the latter such a mention meets.
        decisions: What was compared.
    """

    clusters: PCollection[Gathered]
    near: PCollection[Gathered]
    outlines: PCollection[tuple[Bucket, Outline]]
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
class ClusterMentions(beam.PTransform[tuple[PCollection[Candidate], PCollection[Asked]], Clustered]):
    """Cluster the mentions that share a key; all mentions of a key must be given.

    Given are keyed mentions, and where and when mentions that do not say with whom look for an event.

    Attributes:
        pins: What people judged; keys that it links count as one.
    """

    pins: Pins = NO_PINS

    def expand(self, given: tuple[PCollection[Candidate], PCollection[Asked]]) -> Clustered:
        """Group, cluster."""
        candidates, asked = given
        if self.pins.same:
            candidates = candidates | "LinkKeys" >> _LinkKeys(self.pins)
        found = (
            candidates
            | "GroupCandidates" >> GroupCandidates()
            | "ClusterGroup"
            >> beam.FlatMap(_clustered, self.pins, AsDict(asked)).with_outputs(
                "near", "outlines", "decisions", main="clusters"
            )
        )
        return Clustered(found.clusters, found.near, found.outlines, found.decisions)


@dataclass
class _LinkKeys(beam.PTransform[PCollection[Candidate], PCollection[Candidate]]):
    """Bring mentions that are pinned as the same together with all others of their keys."""

    pins: Pins

    def expand(self, candidates: PCollection[Candidate]) -> PCollection[Candidate]:
        """Find the keys that pins link, put one of them in the place of all."""
        linked = (
            candidates
            | "PickPinned" >> beam.FlatMap(_pinned, self.pins)
            | "GatherPinned" >> beam.GroupByKey()
            | "LinkPinned" >> beam.FlatMap(_linked, self.pins)
        )
        return candidates | "SetKey" >> beam.Map(_relinked, AsDict(linked))


def _keyed(told: Traced, pins: Pins) -> Iterator[Candidate | _Partial]:
    """Yield a mention under its key, or beside."""
    candidate = candidate_of(told)
    yield candidate if is_whole(candidate.compared, pins) else _Partial("partial", told)


def _pinned(candidate: Candidate, pins: Pins) -> Iterator[tuple[str, tuple[str, CandidateKey]]]:
    mention_id = candidate.compared.mention_id
    if pins.is_joined(mention_id):
        yield "", (mention_id, candidate.key)


def _linked(
    element: tuple[str, Iterable[tuple[str, CandidateKey]]], pins: Pins
) -> Iterator[tuple[CandidateKey, CandidateKey]]:
    yield from linked_keys(element[1], pins).items()


def _relinked(candidate: Candidate, linked: Mapping[CandidateKey, CandidateKey]) -> Candidate:
    return replace(candidate, key=linked.get(candidate.key, candidate.key))


def _clustered(
    group: Group, pins: Pins, asked: Mapping[Bucket, tuple[Days, ...]]
) -> Iterator[Gathered | _Near | _Outlined | _Decided]:
    """Yield the clusters of one key, outlines and decisions beside; count where too many stood in a few days."""
    _, candidates = group
    told = {each.compared.mention_id: each.told for each in candidates}
    resolution = resolve((each.compared for each in candidates), pins)
    _CROWDED.inc(resolution.crowded)
    for cluster in resolution.clusters:
        gathered = gathered_of(cluster, told)
        outlines = tuple(keyed_outlines(cluster, pins, asked))
        yield _Near("near", gathered) if outlines else gathered
        for outline in outlines:
            yield _Outlined("outlines", outline)
    for decision in resolution.decisions:
        yield _Decided("decisions", decision)
