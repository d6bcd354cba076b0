"""Mentions gathered into clusters, as they travel between the steps of resolving."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from apache_beam.pvalue import PCollection

from transforms.elements import Decision, Mention, Traced
from transforms.identity.buckets import Bucket, Days, asked_days, is_whole, partial_bucket
from transforms.identity.clustering import Cluster
from transforms.identity.features import Compared, compared_of
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.pins import NO_PINS, Pins
from transforms.packing import packed


@packed
@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention with what is compared of it, under the key under which it meets others."""

    key: CandidateKey
    compared: Compared
    told: Traced


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
        return Cluster(self.cluster_id, tuple(map(compared_of, self.mentions)), self.phases)

    @property
    def event_id(self) -> str | None:
        """The event that these mentions were already, no more and no less; None where there is none."""
        ids = {each.event_id for each in self.told}
        if len(ids) > 1 or not all(each.siblings for each in self.told):
            return None
        counts = Counter(lacks_whom(each) for each in self.told)
        stands = all(each.siblings == counts[lacks_whom(each)] for each in self.told)
        return ids.pop() if stands else None


@packed
@dataclass(frozen=True, slots=True)
class Placed:
    """A mention that does not say with whom, the cluster that it may join, and what was compared."""

    cluster_id: str
    told: Traced
    decisions: tuple[Decision, ...] = ()


class Resolved(NamedTuple):
    """Clusters, and what was compared; the event of a decision is still the id of a cluster."""

    clusters: PCollection[Gathered]
    decisions: PCollection[Decision]


def lacks_whom(told: Traced, pins: Pins = NO_PINS) -> bool:
    """Return whether no key can hold a mention."""
    return not is_whole(compared_of(told.mention), pins)


def candidate_of(told: Traced) -> Candidate:
    """Return a mention under its key."""
    compared = compared_of(told.mention)
    return Candidate(key_of(compared.features), compared, told)


def bucket_of(told: Traced) -> Iterator[Bucket]:
    """Yield the bucket in which a mention that does not say with whom looks for its event, if it can look."""
    for bucket, _ in asked_of(told):
        yield bucket


def asked_of(told: Traced) -> Iterator[tuple[Bucket, Days]]:
    """Yield the bucket and the days in which a mention that does not say with whom looks, if it can look."""
    compared = compared_of(told.mention)
    bucket = partial_bucket(compared)
    if bucket is not None:
        yield bucket, asked_days(compared)


def gathered_of(cluster: Cluster, told: Mapping[str, Traced]) -> Gathered:
    """Return a cluster with what is known of each of its mentions."""
    return Gathered(cluster.cluster_id, tuple(told[mention.mention_id] for mention in cluster.mentions), cluster.phases)
