"""The state of the work on one candidate key: clusters of nodes, and what was found when nodes were compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappush, heapreplace

from transforms.identity.components import Components, are_apart, components_of, forbid
from transforms.identity.features import Features
from transforms.identity.nodes import Node
from transforms.identity.pins import Pins
from transforms.identity.scoring import THRESHOLD, total, weights_from
from transforms.identity.spans import days_between
from transforms.identity.vetoes import forbids, is_vetoed

NEAR = 1.0
"""How far below the threshold a score is still told: one more field, such as the city, would have reached it."""
RUNNERS_UP = 2
"""How many of the pairs of a mention that are not one event are told, the nearest first."""
Scored = tuple[float, int, int]
"""Score and places of two nodes, the smaller place first."""


@dataclass(slots=True)
class Group:
    """Which node is in which cluster; nodes go by their place in the order of ids, a cluster by its first node.

    `matches` are the pairs that alone would be one event, and `weights` what speaks for each; `ambiguous` are those of
    nodes that more than one cluster fits. `moved` are the pairs that speak for events that were put off, and `phases`
    the nodes of those, by date.
    """

    nodes: list[Node]
    pins: Pins
    home: list[int] = field(init=False)
    members: dict[int, list[int]] = field(init=False)
    matches: list[Scored] = field(default_factory=list)
    weights: dict[tuple[int, int], tuple[float, ...]] = field(default_factory=dict)
    _near: dict[int, list[Scored]] = field(default_factory=dict)
    ambiguous: set[tuple[int, int]] = field(default_factory=set)
    moved: list[Scored] = field(default_factory=list)
    phases: dict[int, list[list[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home = list(range(len(self.nodes)))
        self.members = {place: [place] for place in self.home}

    def features(self, place: int) -> Features:
        """Return what is compared of a node."""
        return self.nodes[place].features

    def first_day(self, place: int) -> int:
        """Return the first day, as an ordinal, on which the event of a node may have been; 0 where it gives none."""
        span = self.nodes[place].features.span
        return span.earliest.toordinal() if span else 0

    def match(self, left: int, right: int) -> Scored | None:
        """Compare two nodes and remember what is worth telling; return the pair where it is a match."""
        if right < left:
            left, right = right, left
        one, other = self.nodes[left].features, self.nodes[right].features
        weights = weights_from(one, other, THRESHOLD - NEAR)
        if weights is None:
            return None
        score = total(weights)
        pair = score, left, right
        if score < THRESHOLD or is_vetoed(one, other):
            _keep_best(self._near.setdefault(left, []), pair)
            _keep_best(self._near.setdefault(right, []), pair)
            return None
        self.matches.append(pair)
        self.weights[left, right] = weights
        return pair

    def rank(self, pair: Scored) -> tuple[float, int, int, int]:
        """Order pairs by falling score, of equal ones by the days between the two, then by places."""
        score, left, right = pair
        one, other = self.nodes[left].features.span, self.nodes[right].features.span
        return -score, days_between(one, other) if one and other else 0, left, right

    def compared(self) -> set[Scored]:
        """Return all matches, and for each node the best of its other pairs."""
        near = {(score, -left, -right) for kept in self._near.values() for score, left, right in kept}
        return near.union(self.matches)

    def join(self, left: int, right: int) -> bool:
        """Make one cluster of those of two nodes unless anything of one forbids anything of the other."""
        keep, drop = self.home[left], self.home[right]
        if keep == drop:
            return True
        if not self.may_join(keep, drop):
            return False
        self.unite(keep, drop)
        return True

    def move(self, before: int, after: int, pair: Scored) -> None:
        """Make one cluster of an event at its old date and at its new one, given by the nodes that they go by."""
        one, other = self.home[before], self.home[after]
        earlier, later = self.phases.pop(one, [self.members[one]]), self.phases.pop(other, [self.members[other]])
        phases = [list(phase) for phase in (*earlier, *later)]
        self.unite(one, other)
        self.phases[self.home[before]] = phases
        self.moved.append(pair)

    def unite(self, one: int, other: int) -> None:
        """Make one cluster of two, whatever speaks against it."""
        keep, drop = (one, other) if one < other else (other, one)
        moved = self.members.pop(drop)
        self.members[keep] += moved
        for place in moved:
            self.home[place] = keep

    def unite_pinned(self) -> None:
        """Make one cluster of all nodes of a component, whatever speaks against it."""
        leaders: dict[str, int] = {}
        for place, node in enumerate(self.nodes):
            leader = leaders.setdefault(self.pins.component_of(node.id), place)
            if leader != place:
                self.unite(self.home[leader], place)

    def may_join(self, one: int, other: int) -> bool:
        """Return whether nothing forbids that two clusters, of which two nodes match, are one."""
        if self.pins:
            ours, theirs = self._components(one), self._components(other)
            return not are_apart(ours, theirs, self.pins) and not forbid(ours, theirs)
        if len(self.members[one]) == len(self.members[other]) == 1:
            return True  # the two are a match
        others = [self.nodes[place].features for place in self.members[other]]
        for place in self.members[one]:
            features = self.nodes[place].features
            for against in others:
                if forbids(features, against):
                    return False
        return True

    def is_pinned_apart(self, one: int, other: int) -> bool:
        """Return whether people judged that two clusters are not one event."""
        return bool(self.pins.different) and are_apart(self._components(one), self._components(other), self.pins)

    def _components(self, cluster: int) -> Components:
        nodes = (self.nodes[place] for place in self.members[cluster])
        return components_of(((node.id, node.features) for node in nodes), self.pins)


def _keep_best(kept: list[Scored], pair: Scored) -> None:
    """Keep the pairs of the highest scores, of equal ones those of the smallest places; a heap of negative places."""
    score, left, right = pair
    entry = score, -left, -right
    if entry in kept:
        return
    if len(kept) < RUNNERS_UP:
        heappush(kept, entry)
    elif kept[0] < entry:
        heapreplace(kept, entry)


def best_first(pairs: Iterable[Scored]) -> Iterator[Scored]:
    """Yield pairs by falling score, of equal ones those of the smallest places first."""
    return iter(sorted(pairs, key=_rank))


def _rank(pair: Scored) -> Scored:
    return -pair[0], pair[1], pair[2]
