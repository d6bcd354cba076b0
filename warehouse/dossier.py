"""Everything that is known of one event, and the words it was known from."""

from dataclasses import dataclass

import duckdb

from warehouse.connection import Row, ask
from warehouse.errors import UnknownError

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
_ALIASES = "SELECT id FROM living_ids WHERE event_id = $id AND id <> $id ORDER BY id"
# The first is the outermost; a circle, which no run should publish, ends after twenty steps.
_AROUND = """
WITH RECURSIVE up(event_id, step) AS (
    SELECT parent_event_id, 1 FROM events WHERE event_id = $id
    UNION ALL
    SELECT e.parent_event_id, u.step + 1 FROM up u JOIN events e USING (event_id) WHERE u.step < 20
)
SELECT e.event_id, e.date_start, e.kind, e.name FROM up JOIN events e USING (event_id) ORDER BY up.step DESC
"""
_PARTS = """
SELECT o.event_id, o.date_start, o.kind, o.name
FROM overview o JOIN events e USING (event_id)
WHERE e.parent_event_id = $id ORDER BY o.date_start NULLS LAST, o.event_id
"""
_HISTORY = """
SELECT revision, run_id, field, before, after, mention_id FROM event_history
WHERE event_id = $id ORDER BY revision, field
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One event from all sides.

    Attributes:
        event: Its row in `events`.
        posts: The posts that tell of it, earliest first, with the mention by which each does and its evidence.
        words: The words behind each field.
        aliases: Former ids.
        around: The events of which it is a part, the outermost first.
        parts: The events inside it.
        history: What runs have changed.
    """

    event: Row
    posts: list[Row]
    words: list[Row]
    aliases: list[str]
    around: list[Row]
    parts: list[Row]
    history: list[Row]


def gather(connection: duckdb.DuckDBPyConnection, event_id: str) -> Dossier:
    """Gather what is known of an event that is published.

    Raises:
        UnknownError: It is not in the table of events.
    """
    events = ask(connection, "FROM events WHERE event_id = $id", id=event_id).records()
    if not events:
        raise UnknownError(f"no event has the id {event_id!r}", "communique events lists the events")
    return Dossier(
        event=events[0],
        posts=ask(connection, _POSTS, id=event_id).records(),
        words=ask(connection, _WORDS, id=event_id).records(),
        aliases=[str(row["id"]) for row in ask(connection, _ALIASES, id=event_id).records()],
        around=ask(connection, _AROUND, id=event_id).records(),
        parts=ask(connection, _PARTS, id=event_id).records(),
        history=ask(connection, _HISTORY, id=event_id).records(),
    )
