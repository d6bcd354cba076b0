"""`communique events` and `communique timeline`: which events, and what an actor did."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.asking import published
from commands.choices import choice
from commands.formats import AnyFormat, Format, print_rows
from commands.terminal import OutputFolder, ends_quietly, err, in_line
from transforms.elements import Kind, Status

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from warehouse.connection import Answer

_DAY = ["%Y-%m-%d"]

Since = Annotated[datetime | None, typer.Option(help="The first day that counts.", formats=_DAY, metavar="YYYY-MM-DD")]
Until = Annotated[datetime | None, typer.Option(help="The last day that counts.", formats=_DAY, metavar="YYYY-MM-DD")]


@ends_quietly
def events(
    actor: Annotated[
        list[str] | None,
        typer.Option(help="A person (name, surname or id), a country or an organisation; of several, all take part."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(help="A party or the place: name, demonym, capital, flag or code; of several, any."),
    ] = None,
    kind: Annotated[list[Kind] | None, choice(Kind, explained="What sort of event; of several, any.")] = None,
    status: Annotated[Status | None, choice(Status, explained="What became of it.")] = None,
    since: Since = None,
    until: Until = None,
    on_sidelines_of: Annotated[
        str | None, typer.Option(help="Words of the larger event on the margins of which it takes place.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="Words in the event, or in one post that tells of it.")] = None,
    limit: Annotated[int | None, typer.Option(help="How many at most.", min=1)] = None,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """List events by date; without filters, all of them.

    Example: communique events --country Norway --kind bilateral_meeting --since 2024-01-01
    """
    from warehouse.events import Detail, Filters, select_events  # noqa: PLC0415  # --help answers without DuckDB

    filters = Filters(
        actors=tuple(actor or ()),
        countries=tuple(country or ()),
        kinds=tuple(kind or ()),
        status=status,
        since=_day(since),
        until=_day(until),
        on_sidelines_of=on_sidelines_of,
        text=text,
        limit=limit,
    )
    detail = Detail.LINE if form is Format.TABLE else Detail.WHOLE if form.nests else Detail.CELLS
    with published(output) as connection:
        _print(connection, select_events(connection, filters, detail), filters.actors, form)


@ends_quietly
def timeline(
    actor: Annotated[str, typer.Argument(help="A person (name, surname or id), a country or an organisation.")],
    since: Since = None,
    until: Until = None,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """List what an actor did by date, and with whom.

    Example: communique timeline "Maria Silva" --since 2024-01-01
    """
    from warehouse.events import Detail, Filters, select_timeline  # noqa: PLC0415  # as above

    filters = Filters(actors=(actor,), since=_day(since), until=_day(until))
    detail = Detail.COMPANY if form is Format.TABLE else Detail.CELLS
    with published(output) as connection:
        _print(connection, select_timeline(connection, filters, detail), filters.actors, form)


def _print(connection: "DuckDBPyConnection", answer: "Answer", actors: Iterable[str], form: Format) -> None:
    """Print events; where there are none, say so, and which actor may have been meant."""
    from warehouse.actors import nearest_actor  # noqa: PLC0415  # as above

    if print_rows(answer.columns, answer.rows, form):
        return
    err().print("no event matches")
    for words in actors:
        if found := nearest_actor(connection, words):
            err().print(f"[dim]hint:[/dim] nobody is called {in_line(repr(words))}; did you mean {in_line(found)}?")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
