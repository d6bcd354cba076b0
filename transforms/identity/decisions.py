"""What is told of the comparisons of one key: every pair that came near to being one event, within bounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.elements import Decision, Verdict
from transforms.identity.features import Features
from transforms.identity.groups import RUNNERS_UP, Group, Scored, best_first
from transforms.identity.pins import Pair
from transforms.identity.scoring import RULE_VERSION, THRESHOLD, evidence_of, evidence_of_move, total, weights_of
from transforms.identity.vetoes import vetoes_of

MOST_MERGED = 20
"""Pairs of one event that are told for a mention, the likeliest first: a summit may have hundreds of posts."""
SEVERAL = "more than one candidate"
INDIRECT = "different clusters"


def decisions_of(group: Group) -> Iterator[Decision]:
    """Yield what became of pairs of mentions, by id.

    Of pairs of one event the likeliest of each mention; of others the nearest, where their score without vetoes is at
    most `NEAR` below the threshold; every pinned pair; and each further mention of a node with its first.
    """
    pinned = sorted(_pinned(group))
    compared = group.compared()
    merged = [pair for pair in compared if _is_one(group, pair)]
    apart = [pair for pair in compared if not _is_one(group, pair)]
    told = {pair[1:] for pair in (*_best(merged, MOST_MERGED), *_best(apart, RUNNERS_UP))}
    moved = {pair[1:] for pair in group.moved}.difference(pinned)
    for left, right in sorted(told.difference(pinned, moved)):
        yield _decision(group, left, right)
    for left, right in sorted(moved):
        yield _move(group, left, right)
    for left, right in pinned:
        vetoes = vetoes_of(group.features(left), group.features(right))
        yield replace(_decision(group, left, right), decision=Verdict.PINNED, vetoes=vetoes)
    for place, node in enumerate(group.nodes):
        for mention in node.mentions[1:]:
            pair = node.id, mention.mention_id
            yield decide(pair, node.features, node.features, group.nodes[group.home[place]].id)


def decide(pair: Pair, left: Features, right: Features, cluster_id: str | None, apart: str = INDIRECT) -> Decision:
    """Return what became of two mentions: one event, forbidden (by their clusters too), or not alike enough.

    `apart` is why two that match are not one event.
    """
    return _verdict(pair, weights_of(left, right), vetoes_of(left, right), cluster_id, apart)


def _verdict(
    pair: Pair, weights: tuple[float, ...], vetoes: tuple[str, ...], cluster_id: str | None, apart: str
) -> Decision:
    score = total(weights)
    if cluster_id is not None:
        verdict = Verdict.MERGED
    elif vetoes or score >= THRESHOLD:
        verdict = Verdict.VETOED
        vetoes = vetoes or (apart,)
    else:
        verdict = Verdict.BELOW_THRESHOLD
    return Decision(
        left_mention_id=pair[0],
        right_mention_id=pair[1],
        event_id=cluster_id,
        decision=verdict,
        score=score,
        threshold=THRESHOLD,
        evidence=evidence_of(weights),
        vetoes=vetoes,
        rule_version=RULE_VERSION,
    )


def _decision(group: Group, left: int, right: int) -> Decision:
    one, other = group.nodes[left], group.nodes[right]
    cluster_id = group.nodes[group.home[left]].id if group.home[left] == group.home[right] else None
    apart = SEVERAL if (left, right) in group.ambiguous else INDIRECT
    matched = group.weights.get((left, right))
    if matched is not None:
        return _verdict((one.id, other.id), matched, (), cluster_id, apart)
    return decide((one.id, other.id), one.features, other.features, cluster_id, apart)


def _move(group: Group, left: int, right: int) -> Decision:
    """Return why an event at its old date and at its new one are one."""
    evidence = evidence_of_move(group.features(left), group.features(right))
    score = round(sum(weight.weight for weight in evidence), 6)
    return replace(_decision(group, left, right), score=score, evidence=evidence, vetoes=())


def _is_one(group: Group, pair: Scored) -> bool:
    return group.home[pair[1]] == group.home[pair[2]]


def _best(pairs: Iterable[Scored], most: int) -> Iterator[Scored]:
    """Yield the best pairs of every node, so many for each."""
    counted: dict[int, int] = defaultdict(int)
    for pair in best_first(pairs):
        _, left, right = pair
        if counted[left] < most or counted[right] < most:
            counted[left] += 1
            counted[right] += 1
            yield pair


def _pinned(group: Group) -> Iterator[tuple[int, int]]:
    if group.pins:
        places = {node.id: place for place, node in enumerate(group.nodes)}
        for left, right in group.pins.same | group.pins.different:
            if left in places and right in places:
                yield places[left], places[right]
