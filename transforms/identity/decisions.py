"""What is told of the comparisons: every pair that came near to being one event, within bounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from transforms.elements import Decision, Verdict, Weight
from transforms.identity.coded import Coded, coded_of
from transforms.identity.compiling import call, call_each
from transforms.identity.features import Compared
from transforms.identity.groups import NO_PAIRS, Group, Pairs
from transforms.identity.numbers import Numbers, are_in, each_once, joined, marked
from transforms.identity.pins import Pair, linked_keys
from transforms.identity.scoring import FIELDS, MOVED, MOVING, RULE_VERSION, THRESHOLD, total, weights_of
from transforms.identity.vetoes import told_vetoes, vetoes

MOST_MERGED = 20
"""Pairs of one event that are told for a mention, the likeliest first: a summit may have hundreds of posts."""
RUNNERS_UP = 2
"""How many of the pairs of a mention that are not one event are told, the nearest first."""
SEVERAL = "more than one candidate"
INDIRECT = "different clusters"
WEIGHED = (*FIELDS, "moved")
"""The fields of the weights of a decision."""
VERDICTS = tuple(Verdict)
_PINNED, _MERGED, _VETOED, _BELOW = map(
    VERDICTS.index, (Verdict.PINNED, Verdict.MERGED, Verdict.VETOED, Verdict.BELOW_THRESHOLD)
)
_NOISE = 1e-6
NO_CLUSTER = -1
BY_SEVERAL, BY_CLUSTERS = 1 << 30, 1 << 31
"""The bits that stand beside those of the vetoes for what keeps two apart that match."""


class Decided(NamedTuple):
    """What became of pairs of mentions, one row each.

    Attributes:
        left: The place of one mention.
        right: That of the other, which comes later by id.
        cluster: The place of the first mention of the cluster that holds both, or `NO_CLUSTER`.
        verdict: The place in `VERDICTS`.
        weights: What each of `WEIGHED` says; pairs by fields.
        vetoes: The bits of what keeps them apart.
    """

    left: Numbers
    right: Numbers
    cluster: Numbers
    verdict: Numbers
    weights: Numbers
    vetoes: Numbers


@dataclass(frozen=True, slots=True)
class _Told:
    """Pairs of nodes that are told: which match, and which are told for people pinned them or an event was moved."""

    left: Numbers
    right: Numbers
    is_match: Numbers
    is_pinned: Numbers
    is_moved: Numbers


def decide(group: Group) -> Decided:
    """Return what became of pairs of mentions, by id.

    Of pairs of one event the likeliest of each mention; of others the nearest, where their score without vetoes is at
    most `NEAR` below the threshold; every pinned pair; and each further mention of a node with its first.
    """
    told = _pairs(group)
    weights, found = call_each(weigh_fields, group.told, (told.left, told.right, told.is_match))
    weights[np.ix_(told.is_moved, MOVING)] = 0.0
    weights[told.is_moved, len(FIELDS)] = MOVED
    home = np.asarray(group.home)
    is_one = home[told.left] == home[told.right]
    is_match = (weights.sum(axis=1) >= THRESHOLD - _NOISE) & (found == 0)
    several = _are_in(told.left, told.right, group.ambiguous, len(group.keys))
    apart = np.where(several, BY_SEVERAL, BY_CLUSTERS) * (is_match & ~is_one)
    verdict = np.where(is_one, _MERGED, np.where(found | apart, _VETOED, _BELOW))
    verdict = np.where(told.is_pinned, _PINNED, verdict)
    reasons = np.where(told.is_pinned, found, np.where(told.is_moved, 0, found | apart))
    first = group.nodes.first
    rows = Decided(
        left=first[told.left],
        right=first[told.right],
        cluster=np.where(is_one, first[home[told.left]], NO_CLUSTER),
        verdict=verdict,
        weights=weights,
        vetoes=reasons,
    )
    return joined((rows, _repeated(group)))


def decisions_of(ids: list[str], decided: Decided) -> Iterator[Decision]:
    """Yield decisions as values; the event is still the id of a cluster."""
    for left, right, cluster, verdict, weights, found in zip(*(each.tolist() for each in decided), strict=True):
        cluster_id = None if cluster == NO_CLUSTER else ids[cluster]
        yield decision_of((ids[left], ids[right]), cluster_id, verdict, weights, found)


def decision_of(pair: Pair, cluster_id: str | None, verdict: int, weights: Sequence[float], reasons: int) -> Decision:
    """Return what became of a pair of mentions, given what `Decided` tells of it."""
    return Decision(
        left_mention_id=pair[0],
        right_mention_id=pair[1],
        event_id=cluster_id,
        decision=VERDICTS[verdict],
        score=round(sum(weights), 6),
        threshold=THRESHOLD,
        evidence=tuple([Weight(field, each) for field, each in zip(WEIGHED, weights, strict=True) if each]),
        vetoes=_reasons(reasons),
        rule_version=RULE_VERSION,
    )


def decide_pair(one: Compared, other: Compared, cluster_id: str | None, apart: str) -> Decision:
    """Return what became of two mentions that were compared alone.

    `apart` is why two that match are not one event.
    """
    left, right = sorted((one, other), key=_by_id)
    told = coded_of((left.features, right.features), many=False)
    weights, found = weights_of(told, 0, 1), vetoes(told, 0, 1)
    verdict = _MERGED
    if cluster_id is None:
        verdict = _VETOED if found or total(weights) >= THRESHOLD else _BELOW
        found = found or (verdict == _VETOED) * (BY_SEVERAL if apart == SEVERAL else BY_CLUSTERS)
    return decision_of((left.mention_id, right.mention_id), cluster_id, verdict, (*weights, 0.0), found)


def _by_id(mention: Compared) -> str:
    return mention.mention_id


def _reasons(found: int) -> tuple[str, ...]:
    """Return in words what keeps two apart."""
    if found & (BY_SEVERAL | BY_CLUSTERS):
        return (SEVERAL,) if found & BY_SEVERAL else (INDIRECT,)
    return told_vetoes(found)


def _repeated(group: Group) -> Decided:
    """Return each further mention of a node with its first."""
    node, first = group.nodes.node, group.nodes.first
    again = np.flatnonzero(first[node] != np.arange(len(node)))
    of = node[again]
    weights, _ = call_each(weigh_fields, group.told, (of, of, np.ones(len(of), np.bool_)))
    return Decided(
        left=first[of],
        right=again,
        cluster=first[np.asarray(group.home)[of]],
        verdict=np.full(len(again), _MERGED),
        weights=weights,
        vetoes=np.zeros(len(again), np.int64),
    )


def _pairs(group: Group) -> _Told:
    """Return the pairs that are told."""
    pairs = _unique(group)
    home = np.asarray(group.home)
    is_one = home[pairs.left] == home[pairs.right]
    merged, apart = (
        _best(group.told, pairs.chosen(which), most) for which, most in ((is_one, MOST_MERGED), (~is_one, RUNNERS_UP))
    )
    size = len(home)
    marks = np.concatenate([each.left * size + each.right for each in (merged, apart)])
    moved = np.array([left * size + right for _, left, right in group.moved], np.int64)
    pinned = np.array(sorted(left * size + right for left, right in _pinned(group)), np.int64)
    marks = each_once(np.concatenate((marks, moved, pinned)))
    is_pinned = np.isin(marks, pinned)
    match = pairs.chosen(pairs.match)
    is_match = are_in(marks, match.left * size + match.right)
    return _Told(marks // size, marks % size, is_match, is_pinned, np.isin(marks, moved) & ~is_pinned)


def _unique(group: Group) -> Pairs:
    """Return all matches, and for each node the nearest of its other pairs."""
    found = joined(group.pairs) if group.pairs else NO_PAIRS
    _, first = np.unique(found.left * len(group.keys) + found.right, return_index=True)
    found = found.chosen(first)
    others = found.chosen(~found.match)
    order = np.lexsort((others.right, others.left, -others.score))
    ranked = np.concatenate((order, order))
    nodes = np.concatenate((others.left[order], others.right[order]))
    by_node = np.lexsort((np.concatenate((np.arange(len(order)),) * 2), nodes))
    nth = np.arange(len(by_node)) - np.searchsorted(nodes[by_node], nodes[by_node])
    near = others.chosen(np.flatnonzero(marked(len(order), ranked[by_node[nth < RUNNERS_UP]])))
    return joined((found.chosen(found.match), near))


def _best(told: Coded, pairs: Pairs, most: int) -> Pairs:
    """Return the best pairs of every node, so many for each."""
    ranked = pairs.chosen(np.lexsort((pairs.right, pairs.left, -pairs.score)))
    return ranked.chosen(call(count_best, told, ranked.left, ranked.right, most))


def count_best(told: Coded, left: Numbers, right: Numbers, most: int) -> Numbers:
    """Return which of ranked pairs are among the first so many of either of their nodes."""
    counted, kept = np.zeros(len(told.rows), np.int64), np.zeros(len(left), np.bool_)
    for order in range(len(left)):
        one, other = left[order], right[order]
        if counted[one] < most or counted[other] < most:
            counted[one] += 1
            counted[other] += 1
            kept[order] = True
    return kept


def _are_in(left: Numbers, right: Numbers, pairs: list[Pairs], size: int) -> Numbers:
    wanted = [each.left * size + each.right for each in pairs]
    return are_in(left * size + right, np.sort(np.concatenate(wanted)) if wanted else np.zeros(0, np.int64))


def _pinned(group: Group) -> Iterator[tuple[int, int]]:
    """Yield the nodes of pinned pairs that share a key, or two keys that pins link."""
    if group.clusters.is_pinned:
        keys = dict(zip(group.ids, group.keys.tolist(), strict=True))
        leaders = linked_keys(keys.items(), group.pins)
        places = {mention_id: node for node, mention_id in enumerate(keys)}
        for left, right in group.pins.same | group.pins.different:
            if left in keys and right in keys:
                one, other = (leaders.get(keys[each], keys[each]) for each in (left, right))
                if one == other:
                    yield places[left], places[right]


def weigh_fields(told: Coded, left: Numbers, right: Numbers, is_match: Numbers) -> tuple[Numbers, Numbers]:
    """Return what every field says about each pair, and the bits of what forbids it, which is nothing in a match."""
    weights, found = np.zeros((len(left), len(FIELDS) + 1)), np.zeros(len(left), np.int64)
    for order in range(len(left)):
        each = weights_of(told, left[order], right[order])
        for field in range(len(FIELDS)):
            weights[order, field] = each[field]
        if not is_match[order]:
            found[order] = vetoes(told, left[order], right[order])
    return weights, found
