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

import typer
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from commands.terminal import is_hidden, out, plain

# What Markdown reads as more than itself; inside a word an underscore is nothing but one.
_MARKS = re.compile(r"[\\|*`\[\]<>#~]|(?<![^\W_])_|_(?![^\W_])")
_SHORT = 24  # ids, days and kinds stay on one line; names and texts wrap
_FORMULAS = ("=", "+", "-", "@")

Cells = Sequence[object]
Rows = Iterable[Cells]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


AnyFormat = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        help="How to print. In csv, texts that a spreadsheet would run as formulas begin with an apostrophe.",
    ),
]


def print_rows(columns: Sequence[str], rows: Rows, form: Format) -> int:
    """Print rows on standard output and return how many there were."""
    counted = _Counted(rows)
    _PRINTERS[form](sys.stdout, columns, counted)
    return counted.count


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON on ASCII terms where a sign could steer a terminal; nothing is lost."""
    text = json.dumps(_jsonable(value), ensure_ascii=False, indent=indent, allow_nan=False)
    return "".join(json.dumps(sign)[1:-1] if is_hidden(sign) else sign for sign in text)


def in_words(value: object) -> str:
    """Return a value as one line for people, harmless to print."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(in_words(each) for each in value)
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


def _print_table(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    taken = list(rows)
    if not taken:
        return
    lines = [[in_words(cell) for cell in row] for row in taken]
    numeric = [all(cell is None or _is_number(cell) for cell in cells) for cells in zip(*taken, strict=True)]
    heads = [plain(name) for name in columns]
    if not stream.isatty():
        stream.writelines(_aligned([heads, *lines], numeric))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, is_numeric, cells in zip(heads, numeric, zip(*lines, strict=True), strict=True):
        short = max(map(cell_len, cells)) <= _SHORT
        table.add_column(Text(name), justify="right" if is_numeric else "left", overflow="fold", no_wrap=short)
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    out().print(table)


def _aligned(lines: list[list[str]], numeric: list[bool]) -> Iterator[str]:
    """Yield whole lines, however wide: a pipe has no edge at which to wrap or cut."""
    widths = [max(cell_len(cell) for cell in cells) for cells in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            " " * (width - cell_len(cell)) + cell if is_numeric else cell + " " * (width - cell_len(cell))
            for cell, width, is_numeric in zip(line, widths, numeric, strict=True)
        )
        yield "  ".join(padded).rstrip() + "\n"


def _print_json(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    separator = "[\n"
    for row in rows:
        stream.write(separator + to_json(dict(zip(columns, row, strict=True))))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _print_jsonl(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
    stream.writelines(to_json(dict(zip(columns, row, strict=True))) + "\n" for row in rows)


def _print_csv(stream: TextIO, columns: Sequence[str], rows: Rows) -> None:
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
    Format.TABLE: _print_table,
    Format.JSON: _print_json,
    Format.JSONL: _print_jsonl,
    Format.CSV: _print_csv,
    Format.MD: _print_md,
}
