"""How well the persons of two mentions fit together."""

from typing import NamedTuple

from transforms.identity.alignment import similarity
from transforms.identity.coded import Coded, Row
from transforms.identity.codes import NOTHING
from transforms.identity.names import HINT, SURE
from transforms.identity.rules import rule

_COUNTED = 2
_MOST_PERSONS = 12
_NONE = -1


class Likeness(NamedTuple):
    """What the names say: of the two best pairs, how many are one person's surely, and how many by family name alone.

    `strangers` says that both sides name two or more of a common country, and that none fits.
    """

    sure: int
    family: int
    strangers: bool


@rule
def likeness(told: Coded, left: Row, right: Row) -> Likeness:
    """Compare the persons of two mentions; each person matches one of the other side, the best pairs first."""
    first, ours, theirs = _best(told, left, right, _NONE, _NONE)
    if first < HINT:
        several = _several(left) and _several(right)
        return Likeness(0, 0, several and _share_country(told, left, right))
    second = _best(told, left, right, ours, theirs)[0] if _several(left) and _several(right) else 0.0
    sure, found = (first >= SURE) + (second >= SURE), (first >= HINT) + (second >= HINT)
    return Likeness(sure, found - sure, False)  # a named tuple that compiled rules make by place


@rule
def is_opposed(told: Coded, left: Row, right: Row) -> bool:
    """Return whether a country is represented on both sides, by persons of whom none fits."""
    for ours in range(left.people_first, left.people_stop):
        country = told.people[ours].country
        if country and _is_represented(told, right, country) and not _meets(told, left, right, country):
            return True
    return False


@rule
def fitting(told: Coded, ours: int, theirs: int) -> float:
    """Return how well two persons fit: 0 where they are of two countries, else as far as their names do."""
    one, other = told.people[ours], told.people[theirs]
    if one.country not in (other.country, NOTHING) and other.country != NOTHING:
        return 0.0
    if one.key == other.key and one.is_full:
        return SURE
    return similarity(told.names, one.name, other.name)


@rule
def _several(row: Row) -> bool:
    return row.people_stop - row.people_first >= _COUNTED


@rule
def _share_country(told: Coded, left: Row, right: Row) -> bool:
    """Return whether both sides name somebody of one country, or somebody of none."""
    for ours in range(left.people_first, left.people_stop):  # compiled rules know no generators
        if _is_represented(told, right, told.people[ours].country):
            return True
    return False


@rule
def _is_represented(told: Coded, row: Row, country: int) -> bool:
    for place in range(row.people_first, row.people_stop):  # noqa: SIM110  # as above
        if told.people[place].country == country:
            return True
    return False


@rule
def _meets(told: Coded, left: Row, right: Row, country: int) -> bool:
    """Return whether any two persons of a country fit."""
    for ours in range(left.people_first, left.people_stop):
        if told.people[ours].country != country:
            continue
        for theirs in range(right.people_first, right.people_stop):
            if told.people[theirs].country == country and fitting(told, ours, theirs) >= HINT:
                return True
    return False


@rule
def _best(told: Coded, left: Row, right: Row, but: int, nor: int) -> tuple[float, int, int]:
    """Return how well the two persons fit who do so best, and their places; without one of either side.

    Of pairs that fit as well, one whose places are smaller, or nearer to each other: the same from either side.
    """
    best, rank, far = 0.0, 0, 0
    found, other = _NONE, _NONE
    for ours in range(left.people_first, min(left.people_stop, left.people_first + _MOST_PERSONS)):
        for theirs in range(right.people_first, min(right.people_stop, right.people_first + _MOST_PERSONS)):
            if ours == but or theirs == nor:
                continue
            value = min(fitting(told, ours, theirs), SURE)
            one, two = ours - left.people_first, theirs - right.people_first
            if value > best or (value == best > 0 and (one + two, abs(one - two)) < (rank, far)):
                best, rank, far, found, other = value, one + two, abs(one - two), ours, theirs
    return best, found, other
