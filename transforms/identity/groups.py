"""The state of the work on mentions: clusters of nodes, and what was found when nodes were compared."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from transforms.identity.clusters import Clusters, clusters_of, may_join, unite
from transforms.identity.coded import Coded
from transforms.identity.compiling import call, call_each
from transforms.identity.nodes import Mentions, Nodes, nodes_of
from transforms.identity.numbers import Numbers
from transforms.identity.pins import Pins
from transforms.identity.scoring import THRESHOLD, score_from
from transforms.identity.spans import days_between, earliest
from transforms.identity.vetoes import is_vetoed

NEAR = 1.0
"""How far below the threshold a score is still told: one more field, such as the city, would have reached it."""


class Pairs(NamedTuple):
    """Pairs of nodes, the smaller first, each with its score; `match` tells which alone would be one event."""

    left: Numbers
    right: Numbers
    score: Numbers
    match: Numbers

    def chosen(self, places: Numbers) -> "Pairs":
        """Return some of the pairs."""
        return Pairs(*(each[places] for each in self))


NO_PAIRS = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.bool_))


class Days(NamedTuple):
    """When the events of nodes may have been, as ordinals, 0 where nothing tells; `sort` is that of a span."""

    first: Numbers
    start: Numbers
    stop: Numbers
    sort: Numbers
    told_on: Numbers
    kind: Numbers
    family: Numbers
    city: Numbers


@dataclass(slots=True)
class Group:
    """Mentions of any keys at work; nodes go by their place in the order of ids.

    `keys` are those of the nodes, from 0. `pairs` are all that came near to being one event, `ambiguous` those of nodes
    that more than one cluster fits. `moved` are the pairs that speak for events that were put off, and `phases` the
    nodes of those, by date.
    """

    mentions: Mentions
    pins: Pins
    nodes: Nodes = field(init=False)
    keys: Numbers = field(init=False)
    days: Days = field(init=False)
    clusters: Clusters = field(init=False)
    pairs: list[Pairs] = field(default_factory=list)
    ambiguous: list[Pairs] = field(default_factory=list)
    moved: list[tuple[float, int, int]] = field(default_factory=list)
    phases: dict[int, list[list[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = nodes_of(self.mentions, self.pins)
        _, self.keys = np.unique(self.mentions.keys[self.nodes.first], return_inverse=True)
        self.clusters = clusters_of(self.ids if self.pins else range(len(self.keys)), self.pins)
        self.days = Days(*call(days_of, self.told))
        call(unite_pinned, self.told, self.clusters)

    @property
    def ids(self) -> list[str]:
        """The ids of the nodes."""
        known = list(self.mentions.ids)
        return [known[place] for place in self.nodes.first.tolist()]

    @property
    def told(self) -> Coded:
        """What is compared of the nodes."""
        return self.nodes.told

    @property
    def home(self) -> Numbers:
        """The cluster of each node."""
        return self.clusters.home

    def compare(self, one: Numbers, other: Numbers) -> Pairs:
        """Compare pairs of nodes, remember what is worth telling, and return all; what is far apart has no score."""
        left, right = np.minimum(one, other), np.maximum(one, other)
        found = Pairs(left, right, *call_each(weigh, self.told, (left, right)))
        self.pairs.append(found.chosen(found.score >= THRESHOLD - NEAR))
        return found

    def join(self, pairs: Pairs) -> Numbers:
        """Join the clusters of pairs, one after the other; return which are in one cluster then."""
        return call(join_pairs, self.told, self.clusters, pairs.left, pairs.right)

    def join_best(self, pairs: Pairs) -> None:
        """Join the clusters of pairs that match by falling score, of equal ones the nearer in days first."""
        found = pairs.chosen(pairs.match)
        (apart,) = call_each(days_apart, self.told, (found.left, found.right))
        self.join(found.chosen(np.lexsort((found.right, found.left, apart, -found.score))))

    def members(self, cluster: int) -> list[int]:
        """Return the nodes of a cluster, in order."""
        found = [cluster]
        while (node := int(self.clusters.following[found[-1]])) >= 0:
            found.append(node)
        return sorted(found)

    def move(self, before: int, after: int, pair: tuple[float, int, int]) -> None:
        """Make one cluster of an event at its old date and at its new one, given by the nodes that they go by."""
        one, other = int(self.home[before]), int(self.home[after])
        earlier = self.phases.pop(one, None) or [self.members(one)]
        later = self.phases.pop(other, None) or [self.members(other)]
        unite(self.clusters, one, other)
        self.phases[min(one, other)] = [*earlier, *later]
        self.moved.append(pair)


def weigh(told: Coded, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Return the score of every pair, and which of them match; a score too far below the threshold is not exact."""
    scores, match = np.zeros(len(left)), np.zeros(len(left), np.bool_)
    for order in range(len(left)):
        scores[order] = score_from(told, left[order], right[order], THRESHOLD - NEAR)
        match[order] = scores[order] >= THRESHOLD and not is_vetoed(told, left[order], right[order])
    return scores, match


def join_pairs(told: Coded, clusters: Clusters, left: Numbers, right: Numbers) -> Numbers:
    """Make one cluster of those of each pair unless anything of one forbids anything of the other."""
    joined = np.zeros(len(left), np.bool_)
    for order in range(len(left)):
        one, other = clusters.home[left[order]], clusters.home[right[order]]
        joined[order] = one == other
        if one != other and may_join(told, clusters, one, other):
            unite(clusters, one, other)
            joined[order] = True
    return joined


def unite_pinned(told: Coded, clusters: Clusters) -> None:
    """Make one cluster of all nodes of a component, whatever speaks against it."""
    for node in range(len(told.rows)):
        if clusters.component[node] != node:
            unite(clusters, clusters.home[clusters.component[node]], clusters.home[node])


def days_apart(told: Coded, left: Numbers, right: Numbers) -> Numbers:
    """Return how many days the spans of pairs lie apart; 0 where one has none."""
    found = np.zeros(len(left), np.int64)
    for order in range(len(left)):
        one, other = told.rows[left[order]], told.rows[right[order]]
        if one.sort and other.sort:
            found[order] = days_between(one, other)
    return found


def days_of(told: Coded) -> tuple[Numbers, ...]:
    """Return the fields of `Days` for every row."""
    found = np.zeros((8, len(told.rows)), np.int64)
    for place in range(len(told.rows)):
        row = told.rows[place]
        found[0, place] = earliest(row) if row.sort else 0
        found[1, place] = row.start
        found[2, place] = row.stop
        found[3, place] = row.sort
        found[4, place] = row.told_on
        found[5, place] = row.kind
        found[6, place] = row.family
        found[7, place] = row.city
    return found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7]
