"""How well the persons of two mentions fit together."""

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
    fitting = _fitting(left, right)
    sure, family = _counted(fitting)
    shared = {who.country for who in left} & {who.country for who in right}
    several = len(left) >= _COUNTED and len(right) >= _COUNTED
    met = {left[ours].country for _, ours, theirs in fitting if left[ours].country == right[theirs].country}
    return Likeness(sure, family, bool(several and shared and not sure + family), not shared - {None} <= met)


def _counted(fitting: list[tuple[float, int, int]]) -> tuple[int, int]:
    """Return how many of the best pairs, two at most, are surely one person and how many share a family name."""
    pairs = [pair for pair in fitting if pair[1] < _MOST_PERSONS and pair[2] < _MOST_PERSONS]
    if len(pairs) > 1:
        pairs.sort(key=_best_first)
    ours_taken, theirs_taken = set[int](), set[int]()
    counts = [0, 0]
    for similarity, ours, theirs in pairs:
        if ours in ours_taken or theirs in theirs_taken or sum(counts) == _COUNTED:
            continue
        ours_taken.add(ours)
        theirs_taken.add(theirs)
        counts[similarity < SURE] += 1
    return counts[0], counts[1]


def _fitting(left: tuple[Person, ...], right: tuple[Person, ...]) -> list[tuple[float, int, int]]:
    """Return similarity and places of the persons whose names fit and whose countries, where known, agree."""
    found: list[tuple[float, int, int]] = []
    for ours, (name, key, country) in enumerate(left):
        for theirs, (other_name, other_key, other_country) in enumerate(right):
            if country != other_country and country and other_country:
                continue
            similarity = SURE if key == other_key and " " in key else name_similarity(name, other_name)
            if similarity >= HINT:
                found.append((similarity, ours, theirs))
    return found


def _best_first(pair: tuple[float, int, int]) -> tuple[float, int, int]:
    """Order pairs so that the number and worth of matches does not depend on the side."""
    similarity, ours, theirs = pair
    return -min(similarity, SURE), ours + theirs, abs(ours - theirs)
