"""What users name: events, posts and mentions by id or by the beginning of one, countries in any words."""

import duckdb

from transforms.gazetteer.countries import country_of, country_of_capital
from warehouse.connection import ask
from warehouse.errors import RefusedError, UnknownError

_SHOWN = 5
_LIKE = """
SELECT DISTINCT of AS id FROM ({source})
WHERE id = $given OR ($loose AND (starts_with(id, $given) OR starts_with(id, $prefix || $given)))
ORDER BY of LIMIT 20
"""
_WITHDRAWN = "SELECT run_id FROM event_aliases WHERE alias_id = $given AND event_id = alias_id"
_SOURCES = {
    "ev_": "SELECT id, event_id AS of FROM living_ids",
    "po_": "SELECT post_id AS id, post_id AS of FROM posts",
    "me_": "SELECT mention_id AS id, mention_id AS of FROM mentions",
}
_OF_SIDE = {
    "ev_": "SELECT mention_id FROM mentions WHERE event_id = $id ORDER BY mention_id",
    "po_": "SELECT mention_id FROM mentions WHERE post_id = $id ORDER BY is_main DESC, ordinal",
    "me_": "SELECT mention_id FROM mentions WHERE mention_id = $id",
}


def find_event(connection: duckdb.DuckDBPyConnection, given: str) -> str:
    """Return the living id of an event, from its id, a former id, or the beginning of one.

    Raises:
        UnknownError: No event has such an id.
        RefusedError: Several events have.
    """
    found = _like(connection, given, "ev_")
    if not found:
        for run_id, *_ in ask(connection, _WITHDRAWN, given=given).rows:
            raise UnknownError(
                f"{given} was withdrawn by run {run_id}: no post tells of it any more",
                "communique events lists the events",
            )
        raise UnknownError(f"no event has the id {given!r}", "communique events lists the events")
    return _only(found, given)


def find_mentions(connection: duckdb.DuckDBPyConnection, given: str) -> tuple[str, ...]:
    """Return the mentions of an event, of a post, or the one of that id.

    Raises:
        UnknownError: Nothing has such an id.
        RefusedError: Several things have.
    """
    prefix, wanted = find_thing(connection, given)
    return tuple(str(row[0]) for row in ask(connection, _OF_SIDE[prefix], id=wanted).rows)


def find_thing(connection: duckdb.DuckDBPyConnection, given: str) -> tuple[str, str]:
    """Return what an id, or the beginning of one, stands for: `ev_`, `po_` or `me_`, and the living id.

    Raises:
        UnknownError: Nothing has such an id.
        RefusedError: Several things have.
    """
    found = {prefix: _like(connection, given, prefix) for prefix in _SOURCES}
    several = [of for each in found.values() for of in each]
    if not several:
        raise UnknownError(f"no event, post or mention has the id {given!r}", "communique events lists the events")
    wanted = _only(several, given)
    return next(prefix for prefix, each in found.items() if wanted in each), wanted


def find_country(connection: duckdb.DuckDBPyConnection, words: str) -> str | None:
    """Return the code of the country that the words name, or None: a name, demonym, flag, capital or code."""
    known = country_of(words) or country_of_capital(words)
    if known:
        return known
    row = next(ask(connection, "SELECT country_code($words)", words=words).rows)
    return None if row[0] is None else str(row[0])


def _like(connection: duckdb.DuckDBPyConnection, given: str, prefix: str) -> list[str]:
    """Return what has exactly this id, else what has an id that begins so."""
    question = _LIKE.format(source=_SOURCES[prefix])
    for loose in (False, True):
        rows = ask(connection, question, given=given, prefix=prefix, loose=loose and bool(given)).rows
        if found := [str(row[0]) for row in rows]:
            return found
    return []


def _only(found: list[str], given: str) -> str:
    if len(found) == 1:
        return found[0]
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    raise RefusedError(f"{given!r} begins several ids: {shown}", "give more of the id")
