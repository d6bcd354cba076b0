"""`communique events` and `communique timeline`: which events, and what an actor did."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.asking import published
from commands.filters import Actors, AnyStatus, Countries, Kinds, Limit, Sidelines, Since, Until, Words, filters_of
from commands.formats import AnyFormat, Format, print_rows
from commands.terminal import OutputFolder, ends_quietly, err, in_line

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from warehouse.connection import Answer


@ends_quietly
def events(
    actor: Actors = None,
    country: Countries = None,
    kind: Kinds = None,
    status: AnyStatus = None,
    since: Since = None,
    until: Until = None,
    on_sidelines_of: Sidelines = None,
    text: Words = None,
    limit: Limit = None,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """List events by date; without filters, all of them.

    Example: communique events --country Norway --kind bilateral_meeting --since 2024-01-01
    """
    from warehouse.events import Detail, select_events  # noqa: PLC0415  # --help answers without DuckDB

    filters = filters_of(
        actors=actor, countries=country, kinds=kind, status=status, since=since, until=until,
        sidelines=on_sidelines_of, words=text, limit=limit,
    )  # fmt: skip
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
    from warehouse.events import Detail, select_timeline  # noqa: PLC0415  # as above

    filters = filters_of(actors=[actor], since=since, until=until)
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
