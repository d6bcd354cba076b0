"""`communique export`: events in the forms of other programs, and a snapshot to cite."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from commands.asking import published
from commands.choices import choice, reader
from commands.filters import Actors, AnyStatus, Countries, Kinds, Limit, Sidelines, Since, Until, Words, filters_of
from commands.formats import write_csv
from commands.paths import path
from commands.terminal import EXIT_USAGE, OutputFolder, ends_quietly, err, fail, in_line
from transforms.counts import counted

if TYPE_CHECKING:
    from warehouse.exports.exported import Exported
    from warehouse.exports.flat import Flat

_BOM = b"\xef\xbb\xbf"


class Form(StrEnum):
    """What an export is written as."""

    ICS = "ics"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    PLOVER = "plover"
    FTM = "ftm"


class Unit(StrEnum):
    """What a row of a spreadsheet is."""

    EVENT = "event"
    PARTICIPANT = "participant"


_FLAT = frozenset((Form.CSV, Form.XLSX))


@ends_quietly
def export(
    form: Annotated[
        Form | None,
        typer.Argument(parser=reader(Form), metavar=f"[{'|'.join(Form)}]", help="What to write.", show_default=False),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", parser=path, metavar="<path>", help="The file to write.", show_default="stdout"),
    ] = None,
    row: Annotated[Unit, choice(Unit, explained="What a row of csv or xlsx is.")] = Unit.EVENT,
    bom: Annotated[bool, typer.Option("--bom", help="Begin csv with the mark by which Excel knows UTF-8.")] = False,
    frozen: Annotated[
        Path | None,
        typer.Option(parser=path, metavar="<path>", help="Write a snapshot to cite into this new folder instead."),
    ] = None,
    actor: Actors = None,
    country: Countries = None,
    kind: Kinds = None,
    status: AnyStatus = None,
    since: Since = None,
    until: Until = None,
    on_sidelines_of: Sidelines = None,
    text: Words = None,
    limit: Limit = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Write events for a calendar, a spreadsheet, a map, or another program; the filters are those of `events`.

    Example: communique export ics --actor Norway --to norway.ics
    """
    if frozen is not None:
        _freeze(output, frozen)
        return
    if form is None:
        fail("nothing says what to write", f"communique export {'|'.join(Form)}, or --frozen FOLDER", EXIT_USAGE)
    if form is Form.XLSX and to is None and sys.stdout.isatty():
        fail("a workbook is nothing for a terminal", "name a file: --to events.xlsx", EXIT_USAGE)
    filters = filters_of(
        actors=actor, countries=country, kinds=kind, status=status, since=since, until=until,
        sidelines=on_sidelines_of, words=text, limit=limit,
    )  # fmt: skip
    with published(output) as connection:
        from warehouse.exports.exported import export_events  # noqa: PLC0415  # --help answers without DuckDB

        events = export_events(connection, filters)
    content = _content(form, events, row)
    _write(_BOM + content if bom and form is Form.CSV else content, to)
    _say(form, events, to)


def _content(form: Form, events: Sequence["Exported"], row: Unit) -> bytes:
    from warehouse.exports import calendar, flat, followthemoney, geojson, plover, workbook  # noqa: PLC0415  # as above

    table = flat.by_event if row is Unit.EVENT else flat.by_participant
    writers: dict[Form, Callable[[], bytes]] = {
        Form.ICS: lambda: calendar.calendar(events),
        Form.CSV: lambda: _csv(table(events)),
        Form.XLSX: lambda: workbook.workbook(table(events)),
        Form.JSONL: lambda: b"".join(msgspec.json.encode(event) + b"\n" for event in events),
        Form.GEOJSON: lambda: geojson.geojson(events),
        Form.PLOVER: lambda: b"".join(plover.plover(events)),
        Form.FTM: lambda: b"".join(followthemoney.followthemoney(events)),
    }
    return writers[form]()


def _csv(table: "Flat") -> bytes:
    stream = StringIO(newline="")
    write_csv(stream, *table)
    return stream.getvalue().encode()


def _write(content: bytes, to: Path | None) -> None:
    if to is None:
        sys.stdout.buffer.write(content)
        return
    partial = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(content)
        partial.replace(to)  # a calendar that is subscribed to meets the old file or the new one, never a part
    except OSError as error:
        partial.unlink(missing_ok=True)
        fail(f"{to} cannot be written: {error.strerror}")


def _say(form: Form, events: Sequence["Exported"], to: Path | None) -> None:
    """Say on standard error how much was written, and what the form has no place for."""
    from warehouse.exports.calendar import first_day  # noqa: PLC0415  # as above

    left = 0
    if form is Form.ICS:
        left = sum(first_day(event) is None for event in events)
    elif form is Form.PLOVER:
        left = sum(event.plover_event is None for event in events)
    if to is not None:
        err().print(in_line(f"{counted(len(events) - left, 'event')} written to {to}"))
    if left:
        lack = "without a day" if form is Form.ICS else "without a code"
        err().print(f"{counted(left, 'event')} {lack} left out")


def _freeze(output: Path, folder: Path) -> None:
    from warehouse.exports.frozen import freeze  # noqa: PLC0415  # as above

    with published(output, described=True) as connection:
        try:
            freeze(connection, output, folder, datetime.now(UTC).date())
        except OSError as error:
            fail(f"no snapshot was written: {error.strerror or error}", "choose a folder that does not exist yet")
    err().print(in_line(f"a snapshot is in {folder}; sha256sum -c SHA256SUMS proves it there"))
