"""One telling of the gold beside one that was found, and which goes with which."""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.evaluation.assignment import best_pairs
from warehouse.evaluation.slots import FIELDS, Telling, Value, agree, expected, likeness

# Weights are whole numbers, so that sums of them are exact; likeness counts to the sixth place.
_SLOT = 1_000_000_000
_FAMILY = 2 * _SLOT
_LIKENESS = 1_000_000  # steps
_MAIN = 1  # of two that agree as well, the main one


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the slots of one field; `given` are all values found, `surplus` those that hit nothing."""

    field: str
    hits: int
    missed: tuple[Value, ...]
    surplus: tuple[Value, ...]
    given: tuple[Value, ...]


def compare(wanted: Telling, given: Telling) -> list[Compared]:
    """Compare two tellings field by field, every value with one other at most."""
    slots = expected(wanted, given)
    return [_compare_field(field, wanted.slots.get(field, ()), slots.get(field, ())) for field in FIELDS]


def assign(wanted: Sequence[Telling], given: Sequence[Telling]) -> dict[int, int]:
    """Give each gold telling at most one found one, so that together they agree most; what agrees in nothing stays."""
    return best_pairs([[_weight(one, other) for other in given] for one in wanted])


def _weight(wanted: Telling, given: Telling) -> int:
    hits = sum(each.hits for each in compare(wanted, given))
    same_family = wanted.family == given.family
    agreement = hits * _SLOT + same_family * _FAMILY + round(likeness(wanted, given) * _LIKENESS) * 1000
    return agreement + _MAIN * given.is_main if agreement else 0


def _compare_field(field: str, wanted: tuple[Value, ...], given: tuple[Value, ...]) -> Compared:
    table = [[int(agree(field, one, other)) for other in given] for one in wanted]
    # A name may agree with several others; of other values each agrees with its equals, and any order is as good.
    pairs = best_pairs(table) if field == "participant" else _first_free(table)
    taken = set(pairs.values())
    missed = tuple(value for place, value in enumerate(wanted) if place not in pairs)
    surplus = tuple(value for place, value in enumerate(given) if place not in taken)
    return Compared(field, len(pairs), missed, surplus, given)


def _first_free(table: list[list[int]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for row, cells in enumerate(table):
        column = next((place for place, fits in enumerate(cells) if fits and place not in taken), None)
        if column is not None:
            pairs[row] = column
            taken.add(column)
    return pairs
