"""Mentions that do not say with whom: each goes to the one event that it may be of, or stays alone."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from transforms.elements import Decision, Verdict
from transforms.identity.buckets import Outline
from transforms.identity.clustering import Cluster
from transforms.identity.components import are_apart, components_of, forbid
from transforms.identity.decisions import INDIRECT, SEVERAL, decide
from transforms.identity.features import Compared
from transforms.identity.nodes import each_once
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.scoring import is_match
from transforms.identity.spans import Span
from transforms.identity.vetoes import forbids, forbids_move


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


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The clusters of one bucket, by their first day."""

    outlines: list[Outline]
    starts: list[int]

    def about(self, span: Span) -> list[Outline]:
        """Return the clusters that may have been on the days of a span."""
        begun = self.outlines[: bisect_right(self.starts, span.stop.toordinal())]
        earliest = span.earliest.toordinal()
        return [outline for outline in begun if outline.last >= earliest]


def place(partial: Iterable[Compared], outlines: Iterable[Outline], pins: Pins = NO_PINS) -> list[Placement]:
    """Place the partial mentions of one bucket among its clusters; the order of neither makes a difference.

    A mention goes to a cluster where exactly one fits and nothing in it forbids the mention. Whether all that go to one
    cluster may stay there is seen when it is completed.
    """
    unique = {(outline.first, outline.cluster_id, outline.last): outline for outline in outlines}
    ordered = [outline for _, outline in sorted(unique.items())]
    shelf = _Shelf(ordered, [outline.first for outline in ordered])
    return [_placement(mention, shelf, pins) for mention in each_once(partial)]


def complete(cluster: Cluster | None, placements: Iterable[Placement], pins: Pins = NO_PINS) -> Completed:
    """Return a cluster with the partial mentions that may stay in it, each of the others as a cluster of its own.

    By id, each stays where nothing forbids it, those that stay before it included. Without a cluster, all are alone.
    """
    if cluster is None:
        return _alone(placements)
    unique = {placement.mention.mention_id: placement for placement in placements}
    phases = cluster.by_phase()
    others: list[Cluster] = []
    decisions: list[Decision] = []
    for mention_id, placement in sorted(unique.items()):
        fitting = [phase for phase in phases if _may_stay(placement.mention, phase, phases, pins)]
        if fitting:
            fitting[0].append(placement.mention)
            decisions.extend(placement.decisions)
        else:
            others.append(Cluster(mention_id, (placement.mention,)))
            decisions.extend(_refused(decision) for decision in placement.decisions)
    return Completed((_whole(cluster, phases), *others), tuple(decisions))


def _whole(cluster: Cluster, phases: list[list[Compared]]) -> Cluster:
    mentions = sorted((mention for phase in phases for mention in phase), key=_by_id)
    named = tuple(tuple(sorted(mention.mention_id for mention in phase)) for phase in phases)
    return Cluster(cluster.cluster_id, tuple(mentions), named if cluster.phases else ())


def _alone(placements: Iterable[Placement]) -> Completed:
    unique = sorted({placement.mention.mention_id: placement for placement in placements}.items())
    clusters = tuple(Cluster(mention_id, (placement.mention,)) for mention_id, placement in unique)
    return Completed(clusters, tuple(decision for _, placement in unique for decision in placement.decisions))


def _may_stay(mention: Compared, phase: list[Compared], phases: list[list[Compared]], pins: Pins) -> bool:
    """Return whether nothing in a phase forbids a mention, and nothing but day and place in the other phases."""
    ours = components_of([(mention.mention_id, mention.features)], pins)
    for each in phases:
        theirs = components_of(((other.mention_id, other.features) for other in each), pins)
        if are_apart(ours, theirs, pins) or forbid(ours, theirs, forbids if each is phase else forbids_move):
            return False
    return True


def _refused(decision: Decision) -> Decision:
    return replace(decision, event_id=None, decision=Verdict.VETOED, vetoes=decision.vetoes or (INDIRECT,))


def _placement(mention: Compared, shelf: _Shelf, pins: Pins) -> Placement:
    near = shelf.about(mention.features.span) if mention.features.span else []
    fitting = _fitting(mention, near, pins)
    home = fitting[0][0] if len(fitting) == 1 else None
    apart = SEVERAL if len(fitting) > 1 else INDIRECT
    decisions = tuple(_decision(mention, other, home, apart) for _, other in fitting)
    return Placement(home or mention.mention_id, mention, decisions)


def _fitting(mention: Compared, near: list[Outline], pins: Pins) -> list[tuple[str, Compared]]:
    """Return the clusters, two at most, that a mention fits as a whole, each with a mention that speaks for it."""
    ours = components_of([(mention.mention_id, mention.features)], pins)
    found: list[tuple[str, Compared]] = []
    for outline in near:
        theirs = components_of(((each.mention_id, each.features) for each in outline.mentions), pins)
        if are_apart(ours, theirs, pins) or forbid(ours, theirs):
            continue
        speaking = (each for each in outline.mentions if is_match(mention.features, each.features))
        if outline.cluster_id not in {cluster_id for cluster_id, _ in found}:
            found.extend((outline.cluster_id, each) for each in islice(speaking, 1))
        if len(found) > 1:
            break
    return found


def _decision(mention: Compared, other: Compared, home: str | None, apart: str) -> Decision:
    left, right = sorted((mention, other), key=_by_id)
    return decide((left.mention_id, right.mention_id), left.features, right.features, home, apart)


def _by_id(mention: Compared) -> str:
    return mention.mention_id
