"""The state of the work on one candidate key: nodes, clusters of nodes, and what was compared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from transforms.elements import Mention
from transforms.identity.features import Features, features_of
from transforms.identity.scoring import THRESHOLD, Comparison, compare_features
from transforms.identity.vetoes import forbids

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """Mentions that differ in nothing that counts, or one alone; its id is the smallest of theirs."""

    features: Features
    mentions: tuple[Mention, ...]

    @property
    def id(self) -> str:
        """The smallest id of the mentions, which are sorted."""
        return self.mentions[0].mention_id


def nodes_of(mentions: Iterable[Mention]) -> list[Node]:
    """Return every mention in one node, by id; equal features share a node where they suffice to merge."""
    alike: dict[Features, list[Mention]] = defaultdict(list)
    for mention in each_once(mentions):
        alike[features_of(mention)].append(mention)
    nodes: list[Node] = []
    for features, found in alike.items():
        if len(found) > 1 and is_match(compare_features(features, features)):
            nodes.append(Node(features, tuple(found)))
        else:
            nodes.extend(Node(features, (mention,)) for mention in found)
    return nodes


def each_once(mentions: Iterable[Mention]) -> list[Mention]:
    """Return every mention once, by id; of two that differ under one id the same one for any order."""
    unique: dict[str, Mention] = {}
    for mention in mentions:
        known = unique.setdefault(mention.mention_id, mention)
        if known != mention:
            unique[mention.mention_id] = min(known, mention, key=repr)
    return [mention for _, mention in sorted(unique.items())]


def is_match(comparison: Comparison) -> bool:
    """Return whether a comparison alone would make one event of two mentions."""
    return comparison.score >= THRESHOLD and not comparison.vetoes


def by_id(node: Node) -> str:
    """Order nodes by id."""
    return node.id


def by_day(node: Node) -> tuple[date, str, str]:
    """Order nodes by day and place, so that the neighbours that are compared are the likeliest."""
    span = node.features.span
    return span.earliest if span else date.min, node.features.city or "", node.id


def pair_of(left: Node, right: Node) -> Pair:
    """Return the ids of two nodes, the smaller first."""
    return (left.id, right.id) if left.id < right.id else (right.id, left.id)


@dataclass(slots=True)
class Group:
    """Which node is in which cluster; a cluster goes by the smallest id of its nodes."""

    home: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[Node]] = field(default_factory=dict)
    compared: dict[Pair, Comparison] = field(default_factory=dict)
    ambiguous: set[Pair] = field(default_factory=set)

    def add(self, node: Node) -> None:
        """Take in a node as a cluster of its own."""
        self.home[node.id] = node.id
        self.members[node.id] = [node]

    def compare(self, left: Node, right: Node) -> Comparison:
        """Compare two nodes, once, and remember it."""
        pair = pair_of(left, right)
        if pair not in self.compared:
            self.compared[pair] = compare_features(left.features, right.features)
        return self.compared[pair]

    def join(self, left: str, right: str) -> bool:
        """Make one cluster of those of two nodes unless any node of one forbids any of the other."""
        keep, drop = sorted((self.home[left], self.home[right]))
        if keep == drop:
            return True
        ours, theirs = self.members[keep], self.members[drop]
        if any(forbids(one.features, other.features) for one in ours for other in theirs):
            return False
        for node in theirs:
            self.home[node.id] = keep
        self.members[keep] = ours + self.members.pop(drop)
        return True
