"""Which mentions are one event; a pure function of the set of mentions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from transforms.elements import Decision
from transforms.identity.decisions import decide, decisions_of
from transforms.identity.features import Compared
from transforms.identity.groups import Group
from transforms.identity.joining import join_alike
from transforms.identity.moving import join_moved
from transforms.identity.nodes import Mentions, each_once, mentions_of
from transforms.identity.numbers import Numbers, firsts_of, marked
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
    """Clusters, by id, and what became of the pairs that came near to being one event.

    The `event_id` of a decision is here the id of the cluster. `crowded` counts mentions that had more neighbours than
    are compared.
    """

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    crowded: int


class Outcome(NamedTuple):
    """What resolving found, by places of mentions.

    Attributes:
        cluster: The first mention of the cluster of each mention.
        phases: The mentions of each phase of the clusters that moved, by the first mention of those.
        crowded: How many had more neighbours than are compared.
    """

    cluster: Numbers
    phases: dict[int, list[list[int]]]
    crowded: int


def resolve(mentions: Iterable[Compared], pins: Pins = NO_PINS) -> Resolution:
    """Cluster mentions; neither their order nor their repetition makes a difference."""
    found = {mention.mention_id: mention for mention in each_once(mentions)}
    given = mentions_of(found.values())
    group, outcome = resolve_group(given, pins)
    clusters = _clusters(list(found.values()), outcome)
    return Resolution(tuple(clusters), tuple(decisions_of(list(given.ids), decide(group))), outcome.crowded)


def resolve_group(mentions: Mentions, pins: Pins = NO_PINS) -> tuple[Group, Outcome]:
    """Cluster mentions of any keys, of which only those of one key are compared; return the group as it is then, too.

    First those with a day, by falling score; then each of the others goes to the one cluster that fits it; those that
    fit none, or more than one, are clustered among themselves; then events that were put off meet their new date. What
    is pinned as the same is joined before all that; where pins link keys, all mentions of those keys are needed in one
    call.
    """
    group = Group(mentions, pins)
    crowded = join_alike(group)
    join_moved(group)
    node, first = group.nodes.node, group.nodes.first
    phases = {int(first[head]): [_places(node, phase) for phase in each] for head, each in group.phases.items()}
    return group, Outcome(first[np.asarray(group.home)[node]], phases, crowded)


def _places(node: Numbers, phase: list[int]) -> list[int]:
    """Return the mentions of some nodes, given the node of every mention."""
    return np.flatnonzero(marked(len(node), phase)[node]).tolist()


def _clusters(mentions: list[Compared], outcome: Outcome) -> Iterator[Cluster]:
    order = np.argsort(outcome.cluster, kind="stable")
    heads = outcome.cluster[order]
    starts = firsts_of(heads)
    for places in np.split(order, starts[1:]) if len(order) else ():
        head = int(outcome.cluster[places[0]])
        phases = tuple(tuple(mentions[place].mention_id for place in phase) for phase in outcome.phases.get(head, ()))
        members = tuple(mentions[place] for place in places.tolist())
        yield Cluster(mentions[head].mention_id, members, phases)
