"""Which events: by actors, countries, kinds, status, days, occasion and words."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

import duckdb

from transforms.elements import Kind, Status
from warehouse.actors import Actor, find_actor
from warehouse.connection import Answer, Cell, ask
from warehouse.errors import RefusedError
from warehouse.identify import find_country

# What is not asked for is no condition. An event without a date stands outside every stretch of days.
_ACTOR = """(
    list_contains(countries, $country_{number}::VARCHAR)
    OR list_contains(organisations, $organisation_{number}::VARCHAR)
    OR event_id IN (SELECT event_id FROM event_participants WHERE person_id IN (FROM persons($actor_{number})))
)"""
_CONDITIONS = {
    "countries": "(list_has_any(countries, $countries) OR list_contains($countries, country))",
    "kinds": "list_contains($kinds, kind)",
    "status": "status = $status",
    "since": "date_end >= $since",
    "until": "date_start <= $until",
    "on_sidelines_of": "sidelines_of IS NOT NULL AND has_words(fold(sidelines_of), $on_sidelines_of)",
    "text": "event_id IN (SELECT unnest(event_ids) FROM search($text))",
}
# A month or a year is told as such, not as its first day.
_DATE = """CASE e.date_precision WHEN 'month' THEN strftime(o.date_start, '%Y-%m')
    WHEN 'year' THEN strftime(o.date_start, '%Y') ELSE o.date_start::VARCHAR END AS date"""
_BRIEF = f"o.event_id, {_DATE}, o.kind, o.name, o.status, o.posts"
_COMPANY = f"o.event_id, {_DATE}, o.kind, o.participants, o.status, o.countries, o.city, o.name"
_FLAT = """
o.event_id, o.date_start, o.date_end, o.kind, o.status, o.stage, o.name, o.participants, o.countries, o.organisations,
o.city, o.country, e.latitude, e.longitude, o.sidelines_of, o.announced, o.reported, o.posts
"""
_SOURCED = """e.* REPLACE (
    coalesce(e.participants, []) AS participants, coalesce(e.countries, []) AS countries,
    coalesce(e.organisations, []) AS organisations, coalesce(e.documents, []) AS documents
), coalesce((
    SELECT list_sort(list(DISTINCT {{
        'published_on': p.published_on, 'post_id': p.post_id, 'source': p.source, 'url': p.url
    }}))
    FROM event_posts t JOIN posts p USING (post_id) WHERE t.event_id = e.event_id
), []) AS posts
"""
_EVENTS = """
SELECT {columns} FROM (SELECT {others} FROM overview WHERE {conditions}) o JOIN events e USING (event_id)
ORDER BY o.date_start NULLS LAST, o.date_end, event_id LIMIT $limit
"""
_OTHERS = """* REPLACE (
    list_filter(participants, lambda name: NOT is_named(name, $actor_0)) AS participants,
    list_filter(countries, lambda code: code IS DISTINCT FROM $country_0::VARCHAR) AS countries
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; what is empty or None asks for nothing.

    Attributes:
        actors: People (name, surname or id), countries or organisations, all of which take part.
        countries: Countries in any words; one of them is a party, or the place is there.
        kinds: Kinds, any of which will do.
        since: The first day that counts; events that go on then count.
        until: The last day that counts.
        on_sidelines_of: Words of the name of the larger event.
        text: Words that stand in the event, or all in one post that tells of it.
    """

    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    on_sidelines_of: str | None = None
    text: str | None = None
    limit: int | None = None


class Detail(Enum):
    """How much of each event is told.

    A line for people, the same with who took part, plain cells, all fields, or these with the posts that tell of it.
    """

    LINE = _BRIEF
    COMPANY = _COMPANY
    CELLS = _FLAT
    WHOLE = "e.*, o.announced, o.reported"
    SOURCED = _SOURCED.format()


def select_events(connection: duckdb.DuckDBPyConnection, filters: Filters, detail: Detail) -> Answer:
    """Return the events that pass all filters, by date.

    Raises:
        RefusedError: No country has a name given, or what is looked for has no word in it.
    """
    return _select(connection, filters, detail, "*")


def select_timeline(connection: duckdb.DuckDBPyConnection, filters: Filters, detail: Detail) -> Answer:
    """Return the events as `select_events`, with those who took part beside the first actor.

    Raises:
        RefusedError: The actor can be none.
    """
    return _select(connection, filters, detail, _OTHERS)


def _select(connection: duckdb.DuckDBPyConnection, filters: Filters, detail: Detail, others: str) -> Answer:
    actors = [find_actor(connection, words) for words in filters.actors]
    values = {name: value for name, value in _values(connection, filters).items() if value not in (None, [])}
    conditions = [_ACTOR.format(number=number) for number in range(len(actors))]
    conditions += [_CONDITIONS[name] for name in values]
    question = _EVENTS.format(columns=detail.value, others=others, conditions=" AND ".join(conditions) or "true")
    return ask(connection, question, **_numbered(actors), **values, limit=filters.limit)


def _values(connection: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Cell]:
    return {
        "countries": [find_country(connection, words) for words in filters.countries],
        "kinds": [kind.value for kind in filters.kinds],
        "status": filters.status.value if filters.status else None,
        "since": filters.since,
        "until": filters.until,
        "on_sidelines_of": _worded(filters.on_sidelines_of),
        "text": _worded(filters.text),
    }


def _numbered(actors: list[Actor]) -> dict[str, Cell]:
    values: dict[str, Cell] = {}
    for number, actor in enumerate(actors):
        values[f"actor_{number}"] = actor.words
        values[f"country_{number}"] = actor.country
        values[f"organisation_{number}"] = actor.organisation
    return values


def _worded(words: str | None) -> str | None:
    if words is not None and not any(map(str.isalnum, words)):
        raise RefusedError(f"{words!r} has no word in it", "give words that are looked for")
    return words
