"""Which events: by actor, country, kind, status and days."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

import duckdb

from transforms.elements import Kind, Status
from transforms.gazetteer.countries import country_of
from transforms.gazetteer.organisations import organisation_of
from warehouse.connection import Answer, ask
from warehouse.errors import RefusedError
from warehouse.identify import find_country

# A missing value asks for nothing. An event without a date stands outside every stretch of days.
_MATCHING = """
($actor::VARCHAR IS NULL OR list_contains(countries, $actor_country::VARCHAR)
    OR list_contains(organisations, $actor_organisation::VARCHAR)
    OR event_id IN (
        SELECT event_id FROM event_participants WHERE person_id IN (SELECT person_id FROM persons($actor))))
AND ($country::VARCHAR IS NULL OR list_contains(countries, $country) OR country = $country)
AND ($kind::VARCHAR IS NULL OR kind = $kind)
AND ($status::VARCHAR IS NULL OR status = $status)
AND ($since::DATE IS NULL OR date_end >= $since)
AND ($until::DATE IS NULL OR date_start <= $until)
"""
# A month or a year is told as such, not as its first day.
_BRIEF = """
o.event_id,
CASE e.date_precision WHEN 'month' THEN strftime(o.date_start, '%Y-%m') WHEN 'year' THEN strftime(o.date_start, '%Y')
    ELSE o.date_start::VARCHAR END AS date,
o.kind, o.status, o.posts, o.name
"""
_FLAT = """
o.event_id, o.date_start, o.date_end, o.kind, o.status, o.name, o.participants, o.countries, o.organisations, o.city,
o.country, o.sidelines_of, o.announced, o.reported, o.posts
"""
_WHOLE = "e.*, o.announced, o.reported"
_EVENTS = f"""
SELECT {{columns}} FROM (FROM overview WHERE {_MATCHING}) o JOIN events e USING (event_id)
ORDER BY o.date_start NULLS LAST, o.date_end, event_id LIMIT $limit
"""  # noqa: S608  # both parts are constants of this file; what users say is bound
_TIMELINE = f"""
SELECT
    date_start, date_end, kind, status,
    list_filter(participants, lambda name: NOT is_named(name, $actor)) AS participants,
    list_filter(countries, lambda code: code IS DISTINCT FROM $actor_country::VARCHAR) AS countries,
    city, sidelines_of, announced, reported, name, event_id
FROM overview WHERE {_MATCHING} ORDER BY date_start NULLS LAST, date_end, event_id LIMIT $limit
"""  # noqa: S608  # as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; None asks for nothing.

    Attributes:
        actor: A person (name, surname or id), a country or an organisation.
        country: A party, or where it takes place, in any words.
        since: The first day that counts; events that go on then count.
        until: The last day that counts.
    """

    actor: str | None = None
    country: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None


class Detail(Enum):
    """How much of each event is told: a line for people, a row of plain cells, or all fields."""

    LINE = _BRIEF
    CELLS = _FLAT
    WHOLE = _WHOLE


def select_events(connection: duckdb.DuckDBPyConnection, filters: Filters, detail: Detail) -> Answer:
    """Return the events that pass all filters, by date.

    Raises:
        RefusedError: No country has the name given.
    """
    return _select(connection, _EVENTS.format(columns=detail.value), filters)


def select_timeline(
    connection: duckdb.DuckDBPyConnection, actor: str, since: date | None = None, until: date | None = None
) -> Answer:
    """Return what an actor did, by date, with the others who took part."""
    return _select(connection, _TIMELINE, Filters(actor=actor, since=since, until=until))


def _select(connection: duckdb.DuckDBPyConnection, question: str, filters: Filters) -> Answer:
    country = find_country(connection, filters.country) if filters.country is not None else None
    if filters.country is not None and country is None:
        raise RefusedError(
            f"no country is called {filters.country!r}", "a name, a demonym or a code, such as Norway or NOR"
        )
    organisation = organisation_of(filters.actor) if filters.actor else None
    return ask(
        connection,
        question,
        actor=filters.actor,
        actor_organisation=organisation.code if organisation else None,
        actor_country=country_of(filters.actor) if filters.actor else None,
        country=country,
        kind=filters.kind.value if filters.kind else None,
        status=filters.status.value if filters.status else None,
        since=filters.since,
        until=filters.until,
        limit=filters.limit,
    )
