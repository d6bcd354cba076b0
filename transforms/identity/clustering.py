"""Which mentions of one candidate key are one event; a pure function of the set of mentions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.elements import Decision
from transforms.identity.decisions import decisions_of
from transforms.identity.features import Compared
from transforms.identity.groups import Group
from transforms.identity.joining import join_alike
from transforms.identity.keys import CandidateKey, key_of
from transforms.identity.moving import join_moved
from transforms.identity.nodes import nodes_of
from transforms.identity.pins import NO_PINS, Pins


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one event, by id; the id of the cluster is the smallest of theirs.

    `phases` are the ids of the mentions of an event that was moved, by date: those of each day or place that it was to
    have, one after the other. It is empty for all others, which have one phase. Within a phase nothing forbids that any
    two mentions are one event; between phases days and places may.
    """

    cluster_id: str
    mentions: tuple[Compared, ...]
    phases: tuple[tuple[str, ...], ...] = ()

    def by_phase(self) -> list[list[Compared]]:
        """Return the mentions of each phase."""
        if not self.phases:
            return [list(self.mentions)]
        return [[mention for mention in self.mentions if mention.mention_id in phase] for phase in self.phases]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The clusters of one key, by id, and what became of the pairs that came near to being one event.

    The `event_id` of a decision is here the id of the cluster. `crowded` counts mentions that had more neighbours than
    are compared.
    """

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    crowded: int


def resolve(mentions: Iterable[Compared], pins: Pins = NO_PINS) -> Resolution:
    """Cluster the mentions of one key; neither their order nor their repetition makes a difference.

    First those with a day, by falling score; then each of the others goes to the one cluster that fits it; those that
    fit none, or more than one, are clustered among themselves; then events that were put off meet their new date. What
    is pinned as the same is joined before all that; where pins link keys, all mentions of those keys are needed in one
    call, and only mentions of one key are compared.
    """
    nodes = nodes_of(mentions, pins)
    group = Group(nodes, pins if pins and any(node.id in pins for node in nodes) else NO_PINS)
    group.unite_pinned()
    keyed = _by_key(group)
    crowded = sum(join_alike(group, places) for places in keyed)
    for places in keyed:
        join_moved(group, places)
    return Resolution(tuple(_clusters(group)), tuple(decisions_of(group)), crowded)


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
        phases = tuple(tuple(sorted(_ids(group, phase))) for phase in group.phases.get(first, ()))
        yield Cluster(group.nodes[first].id, tuple(sorted(mentions, key=_by_id)), phases)


def _ids(group: Group, places: list[int]) -> Iterator[str]:
    for place in places:
        yield from (mention.mention_id for mention in group.nodes[place].mentions)


def _by_id(mention: Compared) -> str:
    return mention.mention_id
