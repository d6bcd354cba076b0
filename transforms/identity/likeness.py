"""How well the persons of two mentions fit together."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.identity.features import Person
from transforms.identity.names import HINT, SURE, name_similarity

_COUNTED = 2
_MOST_PERSONS = 12


class Likeness(NamedTuple):
    """What the names say: of the two best pairs, how many are one person's surely, and how many by family name alone.

    `strangers` says that both sides name two or more of a common country, and that none fits; `opposed` that a country
    is represented by persons of whom none fits.
    """

    sure: int
    family: int
    strangers: bool
    opposed: bool


@lru_cache(maxsize=65536)
def likeness(left: tuple[Person, ...], right: tuple[Person, ...]) -> Likeness:
    """Compare the persons of two mentions; each person matches one of the other side, the best pairs first."""
    sure, family = _matches(left[:_MOST_PERSONS], right[:_MOST_PERSONS])
    shared = {who.country for who in left} & {who.country for who in right}
    several = len(left) >= _COUNTED and len(right) >= _COUNTED
    strangers = bool(several and shared and not sure + family)
    return Likeness(sure, family, strangers, bool(shared) and _are_opposed(left, right))


def _matches(left: tuple[Person, ...], right: tuple[Person, ...]) -> tuple[int, int]:
    """Return how many of the best pairs, two at most, are surely one person and how many share a family name."""
    pairs = list(_fitting(left, right))
    if len(pairs) > 1:
        pairs.sort(key=_best_first)
    taken: set[tuple[int, int]] = set()
    counts = [0, 0]
    for similarity, ours, theirs in pairs:
        if (0, ours) in taken or (1, theirs) in taken or sum(counts) == _COUNTED:
            continue
        taken |= {(0, ours), (1, theirs)}
        counts[similarity < SURE] += 1
    return counts[0], counts[1]


def _fitting(left: tuple[Person, ...], right: tuple[Person, ...]) -> Iterator[tuple[float, int, int]]:
    """Yield similarity and places of the persons whose names fit and whose countries, where known, agree."""
    for ours, one in enumerate(left):
        for theirs, other in enumerate(right):
            if one.country and other.country and one.country != other.country:
                continue
            similarity = SURE if one.key == other.key and " " in one.key else name_similarity(one.name, other.name)
            if similarity >= HINT:
                yield similarity, ours, theirs


def _best_first(pair: tuple[float, int, int]) -> tuple[float, int, int]:
    """Order pairs so that the number and worth of matches does not depend on the side."""
    similarity, ours, theirs = pair
    return -min(similarity, SURE), ours + theirs, abs(ours - theirs)


def _are_opposed(left: tuple[Person, ...], right: tuple[Person, ...]) -> bool:
    """Return whether persons of one country are on both sides, and none fits."""
    fitting: dict[str, bool] = {}
    for one in left:
        for other in right:
            if one.country and one.country == other.country and not fitting.get(one.country):
                fitting[one.country] = _fits(one, other)
    return not all(fitting.values())


def _fits(one: Person, other: Person) -> bool:
    return one.key == other.key or name_similarity(one.name, other.name) >= HINT
