"""`communique events` and `communique timeline`: which events, and what an actor did."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.asking import published
from commands.formats import AnyFormat, Format, print_rows
from commands.terminal import OutputFolder, ends_quietly, err, fail
from transforms.elements import Kind, Status

_DAY = ["%Y-%m-%d"]

Since = Annotated[datetime | None, typer.Option(help="The first day that counts.", formats=_DAY, metavar="YYYY-MM-DD")]
Until = Annotated[datetime | None, typer.Option(help="The last day that counts.", formats=_DAY, metavar="YYYY-MM-DD")]


@ends_quietly
def events(
    actor: Annotated[
        str | None, typer.Option(help="A person (name, surname or id), a country or an organisation.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="A party or the place: name, demonym, capital, flag or code.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="What sort of event.", case_sensitive=False)] = None,
    status: Annotated[Status | None, typer.Option(help="What became of it.", case_sensitive=False)] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int | None, typer.Option(help="How many at most.", min=1)] = None,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """List events by date; without filters, all of them.

    Example: communique events --country Norway --kind bilateral_meeting --since 2024-01-01
    """
    from warehouse.events import Detail, Filters, select_events  # noqa: PLC0415  # --help answers without DuckDB

    filters = Filters(
        actor=actor,
        country=country,
        kind=kind,
        status=status,
        since=_day(since),
        until=_day(until),
        limit=limit,
    )
    with published(output) as connection:
        detail = {Format.TABLE: Detail.LINE, Format.JSON: Detail.WHOLE, Format.JSONL: Detail.WHOLE}.get(form)
        answer = select_events(connection, filters, detail or Detail.CELLS)
        if not print_rows(answer.columns, answer.rows, form):
            err().print("no event matches")


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
    from warehouse.events import select_timeline  # noqa: PLC0415  # as above

    with published(output) as connection:
        answer = select_timeline(connection, actor, since=_day(since), until=_day(until))
        if not print_rows(answer.columns, answer.rows, form):
            fail(f"no event of {actor!r}", 'communique sql "FROM people" lists the people')


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
