"""Everything that is known of one event, and the words it was known from."""

from dataclasses import dataclass

import duckdb

from warehouse.connection import Row, ask
from warehouse.errors import RefusedError

_POSTS = """
SELECT
    p.*, l.mention_id, l.genre AS told_as, l.status AS told_status, m.is_main, m.evidence
FROM event_posts l
JOIN posts p USING (post_id)
JOIN mentions m USING (mention_id)
WHERE l.event_id = $id
ORDER BY p.published_at NULLS LAST, p.published_on NULLS LAST, p.file, p.ordinal, l.mention_id
"""
_WORDS = """
SELECT DISTINCT field, words, post_id, start, stop FROM evidence
WHERE event_id = $id ORDER BY field, post_id, start, stop
"""
_ALIASES = """
SELECT a.alias_id, a.reason, a.run_id
FROM event_aliases a JOIN living_ids l ON l.id = a.alias_id
WHERE l.event_id = $id AND a.alias_id <> $id ORDER BY a.run_id, a.alias_id
"""
# The first is the outermost; a circle, which no run should publish, ends after twenty steps.
_AROUND = """
WITH RECURSIVE up(event_id, step) AS (
    SELECT parent_event_id, 1 FROM events WHERE event_id = $id
    UNION ALL
    SELECT e.parent_event_id, u.step + 1 FROM up u JOIN events e USING (event_id) WHERE u.step < 20
)
SELECT e.event_id, e.parent_event_id, e.date_start, e.date_end, e.kind, e.status, e.stage, e.name
FROM up JOIN events e USING (event_id) ORDER BY up.step DESC
"""
_PARTS = "FROM inside($id)"
_LIFE = """
SELECT revision, stage, before, told_on, source, post_id, mention_id, run_id, told_under
FROM life_cycle WHERE event_id = $id
ORDER BY told_under <> $id, told_under, revision
"""
_HISTORY = """
SELECT revision, run_id, field, before, after, mention_id FROM event_history
WHERE event_id = $id AND field <> 'stage' ORDER BY revision, field
"""
_CONFLICTS = """
SELECT c.c.field AS field, c.c.value AS value, c.c.mention_id AS mention_id, m.post_id, m.genre, p.source,
    coalesce(p.published_on, p.published_at::DATE) AS told_on, p.file, p.first_line
FROM (SELECT unnest(conflicts) AS c FROM events WHERE event_id = $id) c
LEFT JOIN mentions m ON m.mention_id = c.c.mention_id
LEFT JOIN posts p ON p.post_id = m.post_id
ORDER BY field, value, c.c.mention_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One event from all sides.

    Attributes:
        event: Its row in `events`.
        posts: The posts that tell of it, earliest first, with the mention by which each does and its evidence.
        words: The words behind each field.
        asked_for: The former id by which it was asked for, or None.
        aliases: Former ids, the earliest first: what became of each, and in which run.
        around: The events of which it is a part, the outermost first.
        parts: The events inside it, and inside these, as a tree is read; `step` says how deep.
        life: The stages that it reached, with the post that told of each; those told under a former id last.
        history: What else runs have changed.
        conflicts: What posts say otherwise than the event shows, and which.
    """

    event: Row
    posts: list[Row]
    words: list[Row]
    asked_for: str | None
    aliases: list[Row]
    around: list[Row]
    parts: list[Row]
    life: list[Row]
    history: list[Row]
    conflicts: list[Row]


def gather(connection: duckdb.DuckDBPyConnection, event_id: str, asked: str | None = None) -> Dossier:
    """Gather what is known of an event that is published.

    Args:
        connection: The published run.
        event_id: The event, by its living id.
        asked: What the user gave for it: its id, a former one, or the beginning of one.

    Raises:
        RefusedError: It is not in the table of events.
    """
    events = ask(connection, "FROM events WHERE event_id = $id", id=event_id).records()
    if not events:
        raise RefusedError(f"no event has the id {event_id!r}", "communique events lists the events")
    aliases = ask(connection, _ALIASES, id=event_id).records()
    return Dossier(
        event=events[0],
        posts=ask(connection, _POSTS, id=event_id).records(),
        words=ask(connection, _WORDS, id=event_id).records(),
        asked_for=_former_id(event_id, asked, aliases),
        aliases=aliases,
        around=ask(connection, _AROUND, id=event_id).records(),
        parts=ask(connection, _PARTS, id=event_id).records(),
        life=ask(connection, _LIFE, id=event_id).records(),
        history=ask(connection, _HISTORY, id=event_id).records(),
        conflicts=ask(connection, _CONFLICTS, id=event_id).records(),
    )


def _former_id(event_id: str, asked: str | None, aliases: list[Row]) -> str | None:
    """Return the alias that the user meant, where what was given is not the living id or its beginning."""
    beginnings = (asked.lower(), f"ev_{asked.lower()}") if asked else ()
    if not beginnings or event_id.startswith(beginnings):
        return None
    return next((former for row in aliases if (former := str(row["alias_id"])).startswith(beginnings)), None)
