"""Tell the items of a list, whatever sign stands before them, from posts that begin with one sign."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from transforms.formats.habits import Row
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape
from transforms.formats.signs import is_flag

_LONGEST_ITEM = 140
_FIRST_AGAINST_REST = 2.5  # a heading is longer than what stands below it, the first item hardly
_MOST_NEWS = 0.34
_NO_ITEM = frozenset({Mark.REPORT, Mark.EVENT, Mark.NEWS, Mark.CALL, Mark.BULLET, Mark.RUBRIC, Mark.GENRE, Mark.CAPS})
_OF_TITLES = frozenset({Mark.OPENER, Mark.HEADLINE, Mark.ASIDE})


def mark_items(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, the items of lists marked as such: short neighbours with one sign that hardly tell news."""
    for sign, run in groupby(rows, _sign):
        held = list(run)
        yield from map(_item, held) if sign and _is_list([row.shape for row in held]) else held


def _sign(row: Row) -> str | None:
    sign = row.shape.signs[0] if row.shape.signs and not row.shape.furniture else None
    return None if sign is None or is_flag(sign) else sign


def _is_list(lines: Sequence[Shape]) -> bool:
    lengths = [len(line.body) for line in lines]
    if len(lines) == 1 or max(lengths) > _LONGEST_ITEM or lengths[0] > _FIRST_AGAINST_REST * max(lengths[1:]):
        return False
    told = [not line.marks.isdisjoint(_NO_ITEM) for line in lines]
    return not told[0] and sum(told) <= _MOST_NEWS * len(told)


def _item(row: Row) -> Row:
    marks = row.shape.marks - _OF_TITLES | {Mark.BULLET, Mark.FINISHED}
    return replace(row, shape=replace(row.shape, marks=marks))
