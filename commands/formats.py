"""Printing rows: aligned for people, faithful for programs, harmless for the terminal."""

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Annotated, TextIO

from rich.text import Text

from commands.choices import choice
from commands.layout import lay_out
from commands.terminal import err, is_hidden, out, plain

# What Markdown reads as more than itself; inside a word an underscore is nothing but one.
_MARKS = re.compile(r"[\\|*`\[\]<>#~]|(?<![^\W_])_|_(?![^\W_])")
_FORMULAS = ("=", "+", "-", "@")
_WHOLE = "a wider terminal, | less -S, or --format json shows all"

Cells = Sequence[object]
Rows = Iterable[Cells]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"

    @property
    def nests(self) -> bool:
        """Whether a cell can hold lists and objects, so that commands print whole records."""
        return self in {Format.JSON, Format.JSONL}


AnyFormat = Annotated[
    Format,
    choice(
        Format,
        "--format",
        "-f",
        explained="How to print. In csv, texts that a spreadsheet would run as formulas begin with an apostrophe.",
    ),
]


def print_rows(columns: Sequence[str], rows: Rows, form: Format, *, wraps: bool = False) -> int:
    """Print rows on standard output and return how many there were.

    Args:
        columns: Their names; those that say which row it is come first, as a narrow terminal hides the last.
        rows: Their cells.
        form: How to print.
        wraps: Whether long texts go on in the next line of a terminal, where they would be cut.
    """
    counted = _Counted(rows)
    if form is Format.TABLE:
        _print_table(sys.stdout, columns, counted, wraps=wraps)
    else:
        _PRINTERS[form](sys.stdout, columns, counted)
    return counted.count


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON; a sign that could steer a terminal, or that standard output cannot hold, is escaped."""
    found = _jsonable(value)
    text = json.dumps(found, ensure_ascii=False, indent=indent, allow_nan=False)
    text = "".join(json.dumps(sign)[1:-1] if is_hidden(sign) else sign for sign in text)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(found, indent=indent, allow_nan=False)
    return text


def in_words(value: object) -> str:
    """Return a value as one line for people, harmless to print."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        separator = "; " if any("," in each for each in value) else ", "
        return separator.join(in_words(each) for each in value)
    if isinstance(value, list | dict):
        return to_json(value)
    return plain(" ".join(value.split()) if isinstance(value, str) else str(value))


class _Counted:
    """Rows that know how many of them were taken."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Cells]:
        for row in self._rows:
            self.count += 1
            yield row


def _print_table(stream: TextIO, columns: Sequence[str], rows: Rows, *, wraps: bool) -> None:
    taken = list(rows)
    if not taken:
        return
    lines = [[in_words(cell) for cell in row] for row in taken]
    numeric = [all(cell is None or _is_number(cell) for cell in cells) for cells in zip(*taken, strict=True)]
    console = out()
    room = console.width if stream.isatty() and not wraps else None
    shown = lay_out([in_words(name) for name in columns], lines, numeric, room)
    console.print(Text(shown.head, style="bold"), soft_wrap=True)
    stream.writelines(f"{line}\n" for line in shown.lines)
    stream.flush()
    if shown.hidden:
        err().print(Text(f"no room for {', '.join(shown.hidden)}; {_WHOLE}"))
    elif shown.is_cut:
        err().print(Text(f"texts that end in … go on; {_WHOLE}"))


def _print_json(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    separator = "[\n"
    for row in rows:
        stream.write(separator + to_json(dict(zip(columns, row, strict=True))))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _print_jsonl(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    stream.writelines(to_json(dict(zip(columns, row, strict=True))) + "\n" for row in rows)


def write_csv(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    """Write rows as CSV of which no cell is a formula."""
    writer = csv.writer(stream, lineterminator="\n")
    # A pipe may end in a terminal too, so that nothing depends on where the rows go; json is there for faithful texts.
    writer.writerow(_csv_cell(name) for name in columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)


def _csv_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs and no terminal obeys."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return _harmless("; ".join(value))
    if isinstance(value, list | tuple | dict):
        return to_json(value)
    if isinstance(value, date):
        return value.isoformat()
    return _harmless(value) if isinstance(value, str) else str(value)


def _harmless(words: str) -> str:
    return plain(f"'{words}" if words.lstrip().startswith(_FORMULAS) else words)


def _print_md(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    stream.write("| " + " | ".join(_md_cell(name) for name in columns) + " |\n")
    stream.write("|" + " --- |" * len(columns) + "\n")
    stream.writelines("| " + " | ".join(_md_cell(cell) for cell in row) + " |\n" for row in rows)


def _md_cell(value: object) -> str:
    words = in_words(value)
    return _MARKS.sub(r"\\\g<0>", words)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _jsonable(value: object) -> object:
    """Return a value of DuckDB as one of JSON; what JSON does not know goes as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _jsonable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(each) for each in value]
    return value.hex() if isinstance(value, bytes) else str(value)


_PRINTERS: dict[Format, Callable[[TextIO, Sequence[str], Rows], None]] = {
    Format.JSON: _print_json,
    Format.JSONL: _print_jsonl,
    Format.CSV: write_csv,
    Format.MD: _print_md,
}
