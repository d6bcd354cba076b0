"""Read CSV and TSV: a header that names the columns, one post a row."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from transforms.errors import UnusableError
from transforms.formats.entry import Attempt, posts_of
from transforms.formats.fields import Fields
from transforms.formats.lines import fold_newlines
from transforms.formats.source import LONGEST_LINE, Format, Found, Source, undecodable

_SEPARATORS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
_MOST_BROKEN = 100  # rows of a table, as the lines behind the first of each are read again
_SUFFIXES = (".csv", ".tsv")
_HINT = re.compile(r"sep=.?$", re.IGNORECASE)  # a line above the header with which spreadsheets name the separator
_ESCAPED_QUOTE, _DOUBLED_QUOTE = '\\"', '""'


@dataclass(frozen=True, slots=True)
class _Dialect:
    separator: str
    header: tuple[str, ...]
    escape: str | None
    lines_above: int

    def reader(self, lines: Iterator[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Return the rows of lines."""
        doubled = not self.escape
        return csv.reader(lines, delimiter=self.separator, escapechar=self.escape, doublequote=doubled, strict=strict)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[str]
    line: int
    last_line: int
    problem: str | None = None


def _recognises(source: Source) -> str | None:
    """Take a file whose first line names a column of texts and another, or that is named as such a table."""
    dialect, fields = _dialect(source), Fields(dict(source.options.columns))
    if fields.has_text(dialect.header) and fields.known(dialect.header) > 1:
        return f"its first line names columns, parted by {_SEPARATORS[dialect.separator]}"
    return "it is named as a table" if source.name.lower().endswith(_SUFFIXES) else None


def _read(source: Source) -> Iterator[Found]:
    """Yield a post or a reject for each row that is not empty."""
    dialect, fields = _dialect(source), Fields(dict(source.options.columns))
    fields.need_text(dialect.header)
    yield from posts_of(source, _attempts(source, dialect, fields))
    yield from map(source.notice, fields.notices())


def _attempts(source: Source, dialect: _Dialect, fields: Fields) -> Iterator[Attempt]:
    for row in _rows(source, dialect):
        shown = dialect.separator.join(row.cells)
        yield fields.read(partial(_record, dialect, row), row.line, row.last_line, shown)


def _record(dialect: _Dialect, row: _Row) -> dict[str, str]:
    if row.problem:
        raise UnusableError(row.problem)
    if any(map(str.strip, row.cells[len(dialect.header) :])):
        raise UnusableError(f"{len(row.cells)} cells, where the header names {len(dialect.header)}")
    return {name: cell for name, cell in zip(dialect.header, row.cells, strict=False) if cell}


def _rows(source: Source, dialect: _Dialect) -> Iterator[_Row]:
    """Yield the rows below the header; behind the first line of one that is broken, reading goes on."""
    csv.field_size_limit(LONGEST_LINE)  # of the process, and the same for all that it reads
    lines = _Lines(islice(source.lines(), dialect.lines_above, None), dialect.lines_above)
    broken = 0
    while row := _row(source, dialect, lines):
        if row.problem and (broken := broken + 1) < _MOST_BROKEN:
            lines.give_back()
        if row.problem or any(map(str.strip, row.cells)):
            yield row


def _row(source: Source, dialect: _Dialect, lines: "_Lines") -> _Row | None:
    lines.taken.clear()
    first = lines.number + 1
    try:
        cells = next(dialect.reader(lines), None)
        if cells is not None and lines.are_over and len(lines.taken) > 1:
            next(dialect.reader(iter(lines.taken), strict=True))  # which tells whether a quote was never closed
    except csv.Error as error:
        return _Row(lines.taken[:1], first, first, f"no row of a table: {error}")
    except UnicodeDecodeError as error:
        raise undecodable(source, error, f"line {first}") from None
    return None if cells is None else _Row(cells, first, lines.number)


class _Lines:
    """Lines of which those of the row that is being read can be given back."""

    def __init__(self, lines: Iterator[str], number: int) -> None:
        self._lines = lines
        self._waiting: deque[str] = deque()
        self.number = number
        self.taken: list[str] = []
        self.are_over = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is None:
            self.are_over = True
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Let the lines behind the first of the row come again."""
        self._waiting.extendleft(reversed(self.taken[1:]))
        self.number -= max(0, len(self.taken) - 1)
        self.are_over = False


def _dialect(source: Source) -> _Dialect:
    """Return how the cells of a table are parted: by that sign which parts its first line into most known columns."""
    lines = fold_newlines(source.sample.lstrip("\ufeff")).split("\n")
    above = next((number for number, line in enumerate(lines) if line.strip() and not _HINT.match(line)), 0)
    escape = "\\" if _ESCAPED_QUOTE in source.sample and _DOUBLED_QUOTE not in source.sample else None
    fields = Fields(dict(source.options.columns))
    found = [_Dialect(sign, _cells(lines[above], sign), escape, above + 1) for sign in _SEPARATORS]
    return max(found, key=lambda each: (fields.known(each.header), len(each.header)))


def _cells(line: str, separator: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return (line,)


SEPARATED = Format("csv", _recognises, _read)
