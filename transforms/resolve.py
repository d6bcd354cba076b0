"""ResolveMentions: which mentions are one event, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsDict, PCollection, TaggedOutput

from transforms.elements import Decision, Mention
from transforms.identity.clustering import Cluster, resolve
from transforms.identity.features import features_of
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.partial import countries_of, home_country, is_partial, place


class Resolved(NamedTuple):
    """Clusters, and what was compared; the event of a decision is still the id of a cluster."""

    clusters: PCollection[Cluster]
    decisions: PCollection[Decision]


_Decided = TaggedOutput[Literal["decisions"], Decision]
_CROWDED = Metrics.counter("ResolveMentions", "crowded")


@dataclass
class ResolveMentions(beam.PTransform[PCollection[Mention], Resolved]):
    """Cluster the mentions that share a key, then place those that do not say with whom."""

    def expand(self, mentions: PCollection[Mention]) -> Resolved:
        """Key, group, cluster; look for the events of partial mentions under their country."""
        whole = (
            mentions
            | "KeyByParties" >> beam.FlatMap(_keyed)
            | "GroupCandidates" >> beam.GroupByKey()
            | "ClusterGroup" >> beam.FlatMap(_clustered).with_outputs("decisions", main="clusters")
        )
        partial = mentions | "KeyPartial" >> beam.FlatMap(_partial)
        asked = partial | "ListCountries" >> beam.Keys() | "EachCountry" >> beam.Distinct()
        near = whole.clusters | "KeyByCountry" >> beam.FlatMap(
            _by_country, AsDict(asked | "AsMembers" >> beam.Map(_member))
        )
        placed = (
            (near, partial)
            | "GroupByCountry" >> beam.CoGroupByKey()
            | "PlacePartial" >> beam.FlatMap(_placed).with_outputs("decisions", main="homes")
        )
        clusters = (
            (whole.clusters | "KeyByCluster" >> beam.Map(_by_cluster), placed.homes)
            | "GroupClusters" >> beam.CoGroupByKey()
            | "CompleteCluster" >> beam.Map(_complete)
        )
        return Resolved(clusters, (whole.decisions, placed.decisions) | "GatherDecisions" >> beam.Flatten())


def _keyed(mention: Mention) -> Iterator[tuple[CandidateKey, Mention]]:
    features = features_of(mention)
    if not features.lacks_counterpart:
        yield key_of(features), mention


def _clustered(element: tuple[CandidateKey, Iterable[Mention]]) -> Iterator[Cluster | _Decided]:
    """Yield the clusters of one key, and decisions beside them; count where too many stood in one stretch of days."""
    resolution = resolve(element[1])
    _CROWDED.inc(resolution.crowded)
    yield from resolution.clusters
    for decision in resolution.decisions:
        yield TaggedOutput("decisions", decision)


def _partial(mention: Mention) -> Iterator[tuple[str, Mention]]:
    if is_partial(mention):
        yield home_country(mention), mention


def _member(country: str) -> tuple[str, str]:
    return country, country


def _by_country(cluster: Cluster, asked: Mapping[str, str]) -> Iterator[tuple[str, Cluster]]:
    for country in countries_of(cluster):
        if country in asked:
            yield country, cluster


def _by_cluster(cluster: Cluster) -> tuple[str, Cluster]:
    return cluster.cluster_id, cluster


def _placed(
    element: tuple[str, tuple[Iterable[Cluster], Iterable[Mention]]],
) -> Iterator[tuple[str, Mention] | _Decided]:
    """Yield every partial mention of a country under the id of its cluster, and decisions beside them."""
    _, (clusters, partial) = element
    for placement in place(partial, clusters):
        yield placement.cluster_id, placement.mention
        for decision in placement.decisions:
            yield TaggedOutput("decisions", decision)


def _complete(element: tuple[str, tuple[Iterable[Cluster], Iterable[Mention]]]) -> Cluster:
    """Return a cluster with the partial mentions that were placed there."""
    cluster_id, (clusters, placed) = element
    mentions = {mention.mention_id: mention for cluster in clusters for mention in cluster.mentions}
    mentions |= {mention.mention_id: mention for mention in placed}
    return Cluster(cluster_id, tuple(mention for _, mention in sorted(mentions.items())))
