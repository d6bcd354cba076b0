"""The options that say which events are meant, shared by the commands that list and export them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from commands.choices import choice
from transforms.elements import Kind, Status

if TYPE_CHECKING:
    from warehouse.events import Filters

_DAY = ["%Y-%m-%d"]

Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actor", help="A person (name, surname or id), a country or an organisation; of several, all take part."
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option("--country", help="A party or the place: name, demonym, capital, flag or code; of several, any."),
]
Kinds = Annotated[list[Kind] | None, choice(Kind, "--kind", explained="What sort of event; of several, any.")]
AnyStatus = Annotated[Status | None, choice(Status, "--status", explained="What became of it.")]
Since = Annotated[datetime | None, typer.Option(help="The first day that counts.", formats=_DAY, metavar="YYYY-MM-DD")]
Until = Annotated[datetime | None, typer.Option(help="The last day that counts.", formats=_DAY, metavar="YYYY-MM-DD")]
Sidelines = Annotated[
    str | None,
    typer.Option("--on-sidelines-of", help="Words of the larger event on the margins of which it takes place."),
]
Words = Annotated[str | None, typer.Option("--text", help="Words in the event, or in one post that tells of it.")]
Limit = Annotated[int | None, typer.Option(help="How many at most.", min=1)]


def filters_of(
    *,
    actors: list[str] | None = None,
    countries: list[str] | None = None,
    kinds: list[Kind] | None = None,
    status: Status | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    sidelines: str | None = None,
    words: str | None = None,
    limit: int | None = None,
) -> "Filters":
    """Return what the options ask for."""
    from warehouse.events import Filters  # noqa: PLC0415  # --help answers without DuckDB

    return Filters(
        actors=tuple(actors or ()),
        countries=tuple(countries or ()),
        kinds=tuple(kinds or ()),
        status=status,
        since=_day(since),
        until=_day(until),
        on_sidelines_of=sidelines,
        text=words,
        limit=limit,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
