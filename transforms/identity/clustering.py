"""Which mentions of one candidate key are one event; a pure function of the set of mentions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.elements import Decision, Mention
from transforms.identity.decisions import decisions_of
from transforms.identity.groups import Group
from transforms.identity.joining import join_alike
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.nodes import Node, nodes_of
from transforms.identity.pins import NO_PINS, Pins


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one event, by id; the id of the cluster is the smallest of theirs."""

    cluster_id: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The clusters of one key, by id, and what became of the pairs that came near to being one event.

    The `event_id` of a decision is here the id of the cluster. `crowded` counts mentions that had more neighbours than
    are compared.
    """

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    crowded: int


def resolve(mentions: Iterable[Mention], pins: Pins = NO_PINS) -> Resolution:
    """Cluster the mentions of one key; neither their order nor their repetition makes a difference.

    First those with a day, by falling score; then each of the others goes to the one cluster that fits it; those that
    fit none, or more than one, are clustered among themselves. What is pinned as the same is joined before that; where
    pins link keys, all mentions of those keys are needed in one call, and only mentions of one key are compared.
    """
    nodes = nodes_of(mentions, pins)
    group = Group(nodes, _of_these(nodes, pins))
    group.unite_pinned()
    crowded = sum(join_alike(group, places) for places in _by_key(group))
    return Resolution(tuple(_clusters(group)), tuple(decisions_of(group)), crowded)


def _of_these(nodes: list[Node], pins: Pins) -> Pins:
    """Return the pins that are about two of the mentions."""
    if not pins:
        return pins
    known = {node.id for node in nodes}
    same, different = (frozenset(filter(known.issuperset, pairs)) for pairs in (pins.same, pins.different))
    return Pins(same, different)


def _by_key(group: Group) -> list[list[int]]:
    """Return the nodes of each key; without pins all have one key."""
    if not group.pins.same:
        return [list(range(len(group.nodes)))]
    found: dict[CandidateKey, list[int]] = defaultdict(list)
    for place, node in enumerate(group.nodes):
        found[key_of(node.features)].append(place)
    return [places for _, places in sorted(found.items())]


def _clusters(group: Group) -> Iterator[Cluster]:
    for first, places in sorted(group.members.items()):
        mentions = [mention for place in places for mention in group.nodes[place].mentions]
        yield Cluster(group.nodes[first].id, tuple(sorted(mentions, key=_by_id)))


def _by_id(mention: Mention) -> str:
    return mention.mention_id
