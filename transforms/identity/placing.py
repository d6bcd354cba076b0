"""Mentions that do not say with whom: each goes to the one event that it may be of, or stays alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

import numpy as np

from transforms.elements import Decision, Verdict
from transforms.identity.buckets import Outline, asked_days
from transforms.identity.chains import Chains, chains_of
from transforms.identity.clustering import Cluster
from transforms.identity.clusters import END, Clusters, are_apart, forbid
from transforms.identity.coded import Coded
from transforms.identity.compiling import call
from transforms.identity.decisions import INDIRECT, SEVERAL, decide_pair
from transforms.identity.features import Compared
from transforms.identity.nodes import each_once
from transforms.identity.numbers import Numbers
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.rules import rule
from transforms.identity.scoring import matches
from transforms.identity.windows import pairs_within


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a partial mention would go: a cluster of others, or one of its own; decisions are what was compared."""

    cluster_id: str
    mention: Compared
    decisions: tuple[Decision, ...] = ()


class Completed(NamedTuple):
    """A cluster with what was placed there, those that could not stay, and what became of all of them."""

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]


def place(partial: Iterable[Compared], outlines: Iterable[Outline], pins: Pins = NO_PINS) -> list[Placement]:
    """Place the partial mentions of one bucket among its clusters; the order of neither makes a difference.

    A mention goes to a cluster where exactly one fits and nothing in it forbids the mention. Whether all that go to one
    cluster may stay there is seen when it is completed.
    """
    mentions = each_once(partial)
    unique = {(outline.first, outline.cluster_id, outline.last): outline for outline in outlines}
    ordered = [outline for _, outline in sorted(unique.items())]
    chains = chains_of([[mention] for mention in mentions] + [outline.mentions for outline in ordered], pins)
    who, near = _about(mentions, ordered)
    speaking = call(speaking_for, chains.told, chains.heads[who], chains.heads[len(mentions) + near], chains.clusters)
    fitting: dict[int, dict[str, int]] = defaultdict(dict)
    for one, other, node in zip(who.tolist(), near.tolist(), speaking.tolist(), strict=True):
        if node != END:
            fitting[one].setdefault(ordered[other].cluster_id, node)
    return [_placement(chains, mention, dict(islice(fitting[one].items(), 2))) for one, mention in enumerate(mentions)]


def complete(cluster: Cluster | None, placements: Iterable[Placement], pins: Pins = NO_PINS) -> Completed:
    """Return a cluster with the partial mentions that may stay in it, each of the others as a cluster of its own.

    By id, each stays where nothing forbids it, those that stay before it included. Without a cluster, all are alone.
    """
    if cluster is None:
        return _alone(placements)
    placed = [each for _, each in sorted({each.mention.mention_id: each for each in placements}.items())]
    phases = cluster.by_phase()
    chains = chains_of([*phases, *([each.mention] for each in placed)], pins)
    nodes, of = chains.heads[len(phases) :], np.zeros(len(placed), np.int64)
    stays = call(settle, chains.told, chains.clusters, nodes, chains.heads[: len(phases)], of, of + len(phases))
    others: list[Cluster] = []
    decisions: list[Decision] = []
    for placement, phase in zip(placed, stays.tolist(), strict=True):
        if phase == END:
            others.append(Cluster(placement.mention.mention_id, (placement.mention,)))
            decisions.extend(_refused(decision) for decision in placement.decisions)
        else:
            phases[phase].append(placement.mention)
            decisions.extend(placement.decisions)
    return Completed((_whole(cluster, phases), *others), tuple(decisions))


def _whole(cluster: Cluster, phases: list[list[Compared]]) -> Cluster:
    mentions = sorted((mention for phase in phases for mention in phase), key=_by_id)
    named = tuple(tuple(sorted(mention.mention_id for mention in phase)) for phase in phases)
    return Cluster(cluster.cluster_id, tuple(mentions), named if cluster.phases else ())


def _alone(placements: Iterable[Placement]) -> Completed:
    unique = sorted({placement.mention.mention_id: placement for placement in placements}.items())
    clusters = tuple(Cluster(mention_id, (placement.mention,)) for mention_id, placement in unique)
    return Completed(clusters, tuple(decision for _, placement in unique for decision in placement.decisions))


def _refused(decision: Decision) -> Decision:
    return replace(decision, event_id=None, decision=Verdict.VETOED, vetoes=decision.vetoes or (INDIRECT,))


def _placement(chains: Chains, mention: Compared, fitting: dict[str, int]) -> Placement:
    """Return where a mention goes that fits some clusters, two at most, each given with the node that speaks for it."""
    home = next(iter(fitting)) if len(fitting) == 1 else None
    apart = SEVERAL if len(fitting) > 1 else INDIRECT
    decisions = tuple(decide_pair(mention, chains.mentions[node], home, apart) for node in fitting.values())
    return Placement(home or mention.mention_id, mention, decisions)


def _about(mentions: list[Compared], outlines: list[Outline]) -> tuple[Numbers, Numbers]:
    """Return the pairs of a mention and an outline that may have been on the same days, by their places."""
    starts, stops = (np.array([days[end] for days in map(asked_days, mentions)], np.int64) for end in (0, 1))
    first, last = (np.array([getattr(each, end) for each in outlines], np.int64) for end in ("first", "last"))
    begun = np.searchsorted(first, stops, side="right")
    who, near = pairs_within(0 * begun, begun, len(outlines))
    kept = (last[near] >= starts[who]) & (stops[who] > 0)
    return who[kept], near[kept]


def speaking_for(told: Coded, ones: Numbers, others: Numbers, clusters: Clusters) -> Numbers:
    """Return the first node of each second cluster that matches the one of the first, if nothing forbids the two.

    It is `END` where none does.
    """
    found = np.full(len(ones), END, np.int64)
    for order in range(len(ones)):
        one, other = ones[order], others[order]
        if are_apart(clusters, one, other) or forbid(told, clusters, one, other, 0):
            continue
        while other != END and not matches(told, one, other):
            other = clusters.following[other]
        found[order] = other
    return found


def settle(told: Coded, clusters: Clusters, nodes: Numbers, heads: Numbers, first: Numbers, stop: Numbers) -> Numbers:  # noqa: PLR0917  # the arguments of rules and steps come by place
    """Put each node into the first phase of its event that has room for it, and return which; `END` where none has.

    The phases of its event go by `heads` from its `first` up to its `stop`. There is room where nothing in the phase
    forbids the node, and nothing but day and place in the others; those that came before it are among them.
    """
    found = np.full(len(nodes), END, np.int64)
    for order in range(len(nodes)):
        for phase in range(first[order], stop[order]):
            if _has_room(told, clusters, nodes[order], heads, phase, first[order], stop[order]):
                clusters.following[clusters.last[heads[phase]]] = nodes[order]
                clusters.last[heads[phase]] = nodes[order]
                found[order] = phase
                break
    return found


@rule
def _has_room(told: Coded, clusters: Clusters, node: int, heads: Numbers, phase: int, first: int, stop: int) -> bool:  # noqa: PLR0917  # the arguments of rules and steps come by place
    for other in range(first, stop):
        moved = 0 if other == phase else 1
        if are_apart(clusters, node, heads[other]) or forbid(told, clusters, node, heads[other], moved):
            return False
    return True


def _by_id(mention: Compared) -> str:
    return mention.mention_id
