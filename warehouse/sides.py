"""The mentions that stand for what a user names when two things are judged."""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from warehouse.connection import Row, ask
from warehouse.errors import RefusedError, UnknownError
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
    """One side of a judgement: what the user named, the mention that stands for it, and its event."""

    named: str
    mention_id: str
    event_id: str
    event: str


def find_sides(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> tuple[Side, Side]:
    """Return both sides of a judgement: an event by its founding mention, a post by its main one, a mention itself.

    Raises:
        UnknownError: Nothing has such an id, or a post tells of no event.
        RefusedError: Several things have such an id, a post has no mention that stands for it, or one mention would
            stand for both sides.
    """
    left, right = _find_side(connection, one), _find_side(connection, other)
    if left.mention_id == right.mention_id:
        whole = left.event_id if left.named == right.named else f"{left.named} and {right.named}"
        raise RefusedError(
            f"one mention, {left.mention_id}, stands for both sides ({whole})",
            f"name two mentions; communique explain {left.event_id} shows those of the event",
        )
    return left, right


def whereabouts(connection: duckdb.DuckDBPyConnection, mention_ids: Iterable[str]) -> dict[str, Row]:
    """Return for each mention that is published the id and the name of its event."""
    rows = ask(connection, _WHEREABOUTS, ids=sorted(set(mention_ids))).records()
    return {str(row["mention_id"]): row for row in rows}


def _find_side(connection: duckdb.DuckDBPyConnection, given: str) -> Side:
    prefix, named = find_thing(connection, given)
    told = ask(connection, _TOLD.format(column=_COLUMNS[prefix]), id=named).records()
    if not told:
        raise UnknownError(f"{named} tells of no event", "name an event, or a post that tells of one")
    row = _main(named, told) if prefix == "po_" else told[0]
    return Side(named, str(row["mention_id"]), str(row["event_id"]), str(row["event"]))


def _main(post_id: str, told: list[Row]) -> Row:
    """Return the one mention that a post is about."""
    main = told if len(told) == 1 else [row for row in told if row["is_main"]]
    if len(main) == 1:
        return main[0]
    how_many = f"{len(main)} are main" if main else "none is main"
    mentions = "; ".join(f"{row['mention_id']} ({row['kind']}: {row['event']})" for row in (main or told)[:_SHOWN])
    raise RefusedError(f"{post_id} tells of {len(told)} events, and {how_many}", f"name the mention: {mentions}")
