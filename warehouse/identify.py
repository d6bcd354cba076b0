"""What users name: events, posts, mentions and people by id or by the beginning of one, countries in any words."""

from collections.abc import Collection
from typing import NoReturn

import duckdb

from transforms.gazetteer.countries import countries, country_of, country_of_capital
from warehouse.connection import ask
from warehouse.errors import RefusedError, WithdrawnError
from warehouse.nearest import nearest, suggestion

_SHOWN = 5
_EVENTS = "communique events lists the events"
_LIKE = """
SELECT DISTINCT of AS id FROM ({source})
WHERE id = lower($given) OR ($loose AND (starts_with(id, lower($given)) OR starts_with(id, $prefix || lower($given))))
ORDER BY of LIMIT 20
"""
_WITHDRAWN = """
SELECT alias_id, run_id FROM event_aliases
WHERE event_id = alias_id AND (starts_with(alias_id, lower($given)) OR starts_with(alias_id, 'ev_' || lower($given)))
ORDER BY alias_id LIMIT 1
"""
# Twenty are few enough to be compared letter by letter.
_NEAR = "SELECT id FROM ({source}) ORDER BY jaro_winkler_similarity(id, $given) DESC, id LIMIT 20"
_SOURCES = {
    "ev_": "SELECT id, event_id AS of FROM living_ids",
    "po_": "SELECT post_id AS id, post_id AS of FROM posts",
    "me_": "SELECT mention_id AS id, mention_id AS of FROM mentions",
    "pe_": "SELECT DISTINCT person_id AS id, person_id AS of FROM event_participants",
}
_THINGS = ("ev_", "po_", "me_")
_OF_SIDE = {
    "ev_": "SELECT mention_id FROM mentions WHERE event_id = $id ORDER BY mention_id",
    "po_": "SELECT mention_id FROM mentions WHERE post_id = $id ORDER BY is_main DESC, ordinal",
    "me_": "SELECT mention_id FROM mentions WHERE mention_id = $id",
}


def find_event(connection: duckdb.DuckDBPyConnection, given: str) -> str:
    """Return the living id of an event, from its id, a former id, or the beginning of one, in any case.

    Raises:
        RefusedError: No event has such an id, or several have.
        WithdrawnError: An event had it.
    """
    return _only(_like(connection, given, "ev_"), connection, given, ("ev_",), "event")


def find_person(connection: duckdb.DuckDBPyConnection, given: str) -> str:
    """Return the id of a person, from the beginning of it, in any case.

    Raises:
        RefusedError: Nobody has such an id, or several people have.
    """
    return _only(_like(connection, given, "pe_"), connection, given, ("pe_",), "person")


def find_mentions(connection: duckdb.DuckDBPyConnection, given: str) -> tuple[str, ...]:
    """Return the mentions of an event, of a post, or the one of that id.

    Raises:
        RefusedError: Nothing has such an id, or several things have.
        WithdrawnError: An event had it.
    """
    prefix, wanted = find_thing(connection, given)
    return tuple(str(row[0]) for row in ask(connection, _OF_SIDE[prefix], id=wanted).rows)


def find_thing(connection: duckdb.DuckDBPyConnection, given: str) -> tuple[str, str]:
    """Return what an id, or the beginning of one, stands for: `ev_`, `po_` or `me_`, and the living id.

    Raises:
        RefusedError: Nothing has such an id, or several things have.
        WithdrawnError: An event had it.
    """
    found = {prefix: _like(connection, given, prefix) for prefix in _THINGS}
    several = [of for each in found.values() for of in each]
    wanted = _only(several, connection, given, _THINGS, "event, post or mention")
    return next(prefix for prefix, each in found.items() if wanted in each), wanted


def find_country(connection: duckdb.DuckDBPyConnection, words: str) -> str:
    """Return the code of the country that the words name: a name, demonym, flag, capital or code.

    Raises:
        RefusedError: They name none.
    """
    known = country_of(words) or country_of_capital(words)
    if known:
        return known
    row = next(ask(connection, "SELECT country_code($words)", words=words).rows)
    if row[0] is not None:
        return str(row[0])
    names = (name for each in countries().values() for name in (each.name, *each.names, *each.demonyms))
    hint = suggestion(words, (name.strip("~*^") for name in names), "a name, a demonym or a code, as Norway or NOR")
    raise RefusedError(f"no country is called {words!r}", hint)


def _like(connection: duckdb.DuckDBPyConnection, given: str, prefix: str) -> list[str]:
    """Return what has exactly this id, else what has an id that begins so."""
    question = _LIKE.format(source=_SOURCES[prefix])
    for loose in (False, True):
        rows = ask(connection, question, given=given, prefix=prefix, loose=loose and bool(given)).rows
        if found := [str(row[0]) for row in rows]:
            return found
    return []


def _only(
    found: list[str], connection: duckdb.DuckDBPyConnection, given: str, prefixes: Collection[str], what: str
) -> str:
    if len(found) == 1:
        return found[0]
    if not found:
        _refuse(connection, given, prefixes, what)
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    raise RefusedError(f"{given!r} begins several ids: {shown}", "give more of the id")


def _refuse(connection: duckdb.DuckDBPyConnection, given: str, prefixes: Collection[str], what: str) -> NoReturn:
    """Say that nothing has an id, and which one that exists is most like it."""
    if "ev_" in prefixes and given:
        for alias_id, run_id in ask(connection, _WITHDRAWN, given=given).rows:
            raise WithdrawnError(f"{alias_id} was withdrawn by run {run_id}: no post tells of it any more", _EVENTS)
    source = " UNION ALL ".join(_SOURCES[prefix] for prefix in prefixes)
    ids = [str(row[0]) for row in ask(connection, _NEAR.format(source=source), given=given[:100].lower()).rows]
    # A word is as near to an id as it is to the beginning of it.
    beginnings = {start: each for each in reversed(ids) for start in (each[: len(given)], each[3 : 3 + len(given)])}
    found = nearest(given, beginnings)
    raise RefusedError(f"no {what} has the id {given!r}", f"did you mean {beginnings[found]}?" if found else _EVENTS)
