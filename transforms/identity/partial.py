"""Mentions that do not say with whom: each goes to the one event that it may be of, or stays alone."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from transforms.elements import Decision, Mention
from transforms.identity import buckets
from transforms.identity.buckets import home_country
from transforms.identity.clustering import Cluster
from transforms.identity.decisions import INDIRECT, SEVERAL, decide
from transforms.identity.features import Features, features_of
from transforms.identity.nodes import each_once
from transforms.identity.scoring import is_match
from transforms.identity.spans import shift, span_of
from transforms.identity.vetoes import forbids

__all__ = ["Placement", "countries_of", "home_country", "is_partial", "place"]
_REACH = 40
"""Days before a mention within which the event that it may be of has begun."""
_Dated = tuple[date, str, Cluster]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a partial mention went: a cluster of others, or one of its own."""

    cluster_id: str
    mention: Mention
    decisions: tuple[Decision, ...]


def is_partial(mention: Mention) -> bool:
    """Return whether a mention of a meeting or call does not say with whom, so that no key can hold it."""
    return features_of(mention).lacks_counterpart


def countries_of(cluster: Cluster) -> tuple[str, ...]:
    """Return the countries under which a cluster is found."""
    return buckets.countries_of(cluster.mentions)


def place(partial: Iterable[Mention], clusters: Iterable[Cluster]) -> list[Placement]:
    """Place the partial mentions of one country among its clusters; the order of neither makes a difference.

    A mention goes to a cluster where exactly one fits and nothing forbids it, of those placed there before either.
    """
    known = _by_day(clusters)
    starts = [start for start, _, _ in known]
    crowds: dict[str, list[Features]] = defaultdict(list)
    placements: list[Placement] = []
    for mention in each_once(partial):
        features = features_of(mention)
        fitting = _fitting(features, _within_reach(features, known, starts))
        homes = sorted({cluster_id for cluster_id, _ in fitting})
        home = homes[0] if len(homes) == 1 else None
        if home is not None and any(forbids(features, other) for other in crowds[home]):
            home = None
        if home is not None:
            crowds[home].append(features)
        decisions = tuple(_decision(mention, other, home, several=len(homes) > 1) for _, other in fitting)
        placements.append(Placement(home or mention.mention_id, mention, decisions))
    return placements


def _by_day(clusters: Iterable[Cluster]) -> list[_Dated]:
    """Return the dated mentions of all clusters, by day; those of a forbidding cluster are told apart later."""
    unique = {cluster.cluster_id: cluster for cluster in clusters}
    found: list[_Dated] = []
    for cluster in unique.values():
        days = [span.earliest for span in map(span_of, cluster.mentions) if span is not None]
        if days:
            found.append((min(days), cluster.cluster_id, cluster))
    return sorted(found, key=_start)


def _start(dated: _Dated) -> tuple[date, str]:
    return dated[0], dated[1]


def _within_reach(features: Features, known: list[_Dated], starts: list[date]) -> list[_Dated]:
    """Return the clusters that begin about the time of a mention; none for a mention without a date."""
    if features.span is None:
        return []
    first = bisect_left(starts, shift(features.span.earliest, -_REACH))
    return known[first : bisect_right(starts, shift(features.span.stop, 1))]


def _fitting(features: Features, known: list[_Dated]) -> list[tuple[str, Mention]]:
    """Return the clusters, two at most, that a mention fits as a whole, each with a mention that speaks for it."""
    found: list[tuple[str, Mention]] = []
    for _, cluster_id, cluster in known:
        others = [(mention, features_of(mention)) for mention in cluster.mentions]
        if any(forbids(features, other) for _, other in others):
            continue
        speaking = [mention for mention, other in others if is_match(features, other)]
        found.extend((cluster_id, mention) for mention in speaking[:1])
        if len(found) > 1:
            break
    return found


def _decision(mention: Mention, other: Mention, home: str | None, *, several: bool) -> Decision:
    left, right = sorted((mention, other), key=_by_id)
    pair = left.mention_id, right.mention_id
    return decide(pair, features_of(left), features_of(right), home, SEVERAL if several else INDIRECT)


def _by_id(mention: Mention) -> str:
    return mention.mention_id
