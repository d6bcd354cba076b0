"""What must hold of every cluster, checked without trust in how it came about."""

from itertools import combinations

from transforms.identity.clustering import Cluster
from transforms.identity.features import Compared
from transforms.identity.pins import NO_PINS, Pair, Pins
from transforms.identity.vetoes import forbids, forbids_move


def violations(cluster: Cluster, pins: Pins = NO_PINS) -> list[Pair]:
    """Return pairs of mentions that may not be in one cluster.

    Within a phase no veto may hold between two mentions, between phases only those of day and place; what is pinned as
    the same speaks with one voice, and what is pinned as different may not meet at all.
    """
    found: dict[str, list[tuple[int, Compared]]] = {}
    for number, phase in enumerate(cluster.by_phase()):
        for mention in phase:
            found.setdefault(pins.component_of(mention.mention_id), []).append((number, mention))
    return [
        (left, right)
        for left, right in combinations(sorted(found), 2)
        if right in pins.apart(left) or _forbid(found[left], found[right])
    ]


def _forbid(ours: list[tuple[int, Compared]], theirs: list[tuple[int, Compared]]) -> bool:
    return all(
        (forbids if phase == other_phase else forbids_move)(one.features, other.features)
        for phase, one in ours
        for other_phase, other in theirs
    )
