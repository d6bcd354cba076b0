"""Aligned text for people: whole in a pipe, fitted to the width of a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

_GAP = "  "
# Ids, days, kinds and statuses are never cut. A longer column keeps at least so much.
_SHORT = 24
_DANGLING = " ,;:–-"


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of equal columns, and what had no room in them.

    Attributes:
        head: The names of the columns.
        lines: A line for each row.
        hidden: The last columns, where the terminal is too narrow for them.
        is_cut: Whether a text was cut; it ends in `…`.
    """

    head: str
    lines: tuple[str, ...]
    hidden: tuple[str, ...]
    is_cut: bool


def lay_out(heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], room: int | None) -> Layout:
    """Return rows as aligned lines; where room is given, none is longer, unless the first column alone is."""
    wanted = [max(map(cell_len, cells)) for cells in zip(heads, *rows, strict=True)]
    widths = wanted if room is None else _fit(wanted, room)
    return Layout(
        head=_line(heads, widths, numeric),
        lines=tuple(_line(row, widths, numeric) for row in rows),
        hidden=tuple(heads[len(widths) :]),
        is_cut=any(width < want for width, want in zip(widths, wanted, strict=False)),
    )


def _fit(wanted: Sequence[int], room: int) -> list[int]:
    """Return widths for as many of the first columns as have room; what is left over goes to the long ones."""
    least = [min(width, _SHORT) for width in wanted]
    shown = next((count for count in range(len(least), 1, -1) if _width(least[:count]) <= room), 1)
    widths = least[:shown]
    spare = max(0, room - _width(widths))
    needy = sorted((column for column in range(shown) if wanted[column] > widths[column]), key=wanted.__getitem__)
    for others, column in zip(range(len(needy), 0, -1), needy, strict=True):
        granted = min(wanted[column] - widths[column], spare // others)
        widths[column] += granted
        spare -= granted
    return widths


def _width(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    return _GAP.join(_padded(cells, widths, numeric)).rstrip()


def _padded(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    for cell, width, is_numeric in zip(cells, widths, numeric, strict=False):
        words = cell if cell_len(cell) <= width else _cut(cell, width)
        padding = " " * (width - cell_len(words))
        yield padding + words if is_numeric else words + padding


def _cut(words: str, width: int) -> str:
    """Return the beginning of a text and `…`; no comma or dash stands before that, as if the text ended there."""
    return set_cell_size(words, width - 1).rstrip(_DANGLING) + "…"
