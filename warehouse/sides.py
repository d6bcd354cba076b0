"""The mentions that stand for what a user names when two things are judged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from warehouse.connection import Row, ask
from warehouse.errors import RefusedError, WithdrawnError
from warehouse.identify import find_thing

_SHOWN = 6
# As transforms.identity.merge.founding_order: the mention that was published first founds an event.
_TOLD = """
SELECT m.mention_id, m.event_id, m.post_id, m.is_main, m.kind, e.name AS event
FROM mentions m JOIN posts p USING (post_id) JOIN events e ON e.event_id = m.event_id
WHERE m.{column} = $id
ORDER BY coalesce(p.published_at, p.published_on::TIMESTAMPTZ) NULLS LAST, m.mention_id
"""
_COLUMNS = {"ev_": "event_id", "po_": "post_id", "me_": "mention_id"}
_WHEREABOUTS = """
SELECT m.mention_id, m.event_id, e.name AS event FROM mentions m JOIN events e ON e.event_id = m.event_id
WHERE m.mention_id IN (SELECT unnest($ids))
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a judgement: what the user named, the mentions that stand for it, and their event."""

    named: str
    mention_ids: tuple[str, ...]
    event_id: str
    event: str


def find_sides(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> tuple[Side, Side]:
    """Return both sides of a judgement: an event by all of its mentions, a post by its main one, a mention itself.

    The mention that founded an event comes first. What is named beside its own event stands against the rest of that.

    Raises:
        RefusedError: Nothing has such an id, or several things have; a post has no mention that stands for it; or one
            event or mention would stand for both sides.
    """
    left, right = _find_side(connection, one), _find_side(connection, other)
    if left.named == right.named == left.event_id:
        raise _refused(f"one event, {left.event_id}", left, right)
    rest, against = _without(left, right), _without(right, left)
    if not (rest.mention_ids and against.mention_ids):
        raise _refused(f"one mention, {left.mention_ids[0]}", left, right)
    return rest, against


def whereabouts(connection: duckdb.DuckDBPyConnection, mention_ids: Iterable[str]) -> dict[str, Row]:
    """Return for each mention that is published the id and the name of its event."""
    rows = ask(connection, _WHEREABOUTS, ids=sorted(set(mention_ids))).records()
    return {str(row["mention_id"]): row for row in rows}


def _find_side(connection: duckdb.DuckDBPyConnection, given: str) -> Side:
    try:
        prefix, named = find_thing(connection, given)
    except WithdrawnError as error:
        raise RefusedError(error.reason, error.hint) from error
    told = ask(connection, _TOLD.format(column=_COLUMNS[prefix]), id=named).records()
    if not told:
        raise RefusedError(f"{named} tells of no event", "name an event, or a post that tells of one")
    rows = [_main(named, told)] if prefix == "po_" else told
    mention_ids = tuple(str(row["mention_id"]) for row in rows)
    return Side(named, mention_ids, str(rows[0]["event_id"]), str(rows[0]["event"]))


def _without(side: Side, other: Side) -> Side:
    """Return an event without what is named beside it; anything else as it is."""
    if side.named != side.event_id and side.mention_ids != other.mention_ids:
        return side
    return replace(side, mention_ids=tuple(each for each in side.mention_ids if each not in other.mention_ids))


def _refused(what: str, left: Side, right: Side) -> RefusedError:
    named = left.named if left.named == right.named else f"{left.named} and {right.named}"
    return RefusedError(
        f"{what}, stands for both sides ({named})",
        f"name two mentions; communique explain {left.event_id} shows those of the event",
    )


def _main(post_id: str, told: list[Row]) -> Row:
    """Return the one mention that a post is about."""
    main = told if len(told) == 1 else [row for row in told if row["is_main"]]
    if len(main) == 1:
        return main[0]
    how_many = f"{len(main)} are main" if main else "none is main"
    mentions = "; ".join(f"{row['mention_id']} ({row['kind']}: {row['event']})" for row in (main or told)[:_SHOWN])
    raise RefusedError(f"{post_id} tells of {len(told)} events, and {how_many}", f"name the mention: {mentions}")
