"""What must hold of every cluster, checked without trust in how it came about."""

from collections.abc import Iterable
from itertools import chain, combinations, permutations

from transforms.identity.clustering import Cluster
from transforms.identity.coded import Coded, coded_of
from transforms.identity.pins import NO_PINS, Pair, Pins
from transforms.identity.scoring import matches
from transforms.identity.vetoes import forbids, forbids_move

_Phased = tuple[int, int]
"""A phase and the place of a mention in it."""


def violations(cluster: Cluster, pins: Pins = NO_PINS) -> list[Pair]:
    """Return pairs of mentions that may not be in one cluster.

    Within a phase no veto may hold between two mentions, between phases only those of day and place; what is pinned as
    the same speaks with one voice, and holds together what matches different voices in it; what is pinned as different
    may not meet at all.
    """
    phased = [(number, mention) for number, phase in enumerate(cluster.by_phase()) for mention in phase]
    told = coded_of([mention.features for _, mention in phased], many=False)
    found: dict[str, list[_Phased]] = {}
    for place, (number, mention) in enumerate(phased):
        found.setdefault(pins.component_of(mention.mention_id), []).append((number, place))
    pairs = list(chain.from_iterable(permutations(each, 2) for each in found.values()))
    return [
        (left, right)
        for left, right in combinations(sorted(found), 2)
        if right in pins.apart(left)
        or (_forbid(told, found[left], found[right]) and not _is_held(told, found[left], found[right], pairs))
    ]


def _forbid(told: Coded, ours: list[_Phased], theirs: list[_Phased]) -> bool:
    return all(_is_forbidden(told, one, other) for one in ours for other in theirs)


def _is_held(
    told: Coded, ours: list[_Phased], theirs: list[_Phased], pinned: Iterable[tuple[_Phased, _Phased]]
) -> bool:
    """Return whether either side matches one of two mentions that are pinned as the same and forbid each other."""
    return any(
        _is_forbidden(told, one, other) and _fits(told, ours, one) and _fits(told, theirs, other)
        for one, other in pinned
    )


def _fits(told: Coded, each: list[_Phased], pinned: _Phased) -> bool:
    return any(matches(told, place, pinned[1]) for _, place in each)


def _is_forbidden(told: Coded, one: _Phased, other: _Phased) -> bool:
    rule = forbids if one[0] == other[0] else forbids_move
    return rule(told, one[1], other[1])
