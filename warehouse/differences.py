"""What one run says otherwise than another: events that came, went, changed, were merged, split or renamed."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.storage.pages import open_dataset
from transforms.storage.runs import run_folder
from transforms.storage.tables import table_path
from warehouse.connection import Row, ask, naming_damage, one_line, refuse_damaged
from warehouse.errors import NotPublishedError

_TABLES = ("posts", "mentions", "events", "event_aliases")
_SIDES = ("old", "new")

# How each field is told; what a run of an earlier version has no column for is not compared. The counts come last.
_FIELDS = {
    "parent_event_id": "coalesce((SELECT f.now FROM fate f WHERE f.was = {e}.parent_event_id), {e}.parent_event_id)",
    "kind": "{e}.kind",
    "name": "{e}.name",
    "status": "{e}.status",
    "stage": "{e}.stage",
    "date_start": "{e}.date_start::VARCHAR",
    "date_end": "{e}.date_end::VARCHAR",
    "date_precision": "{e}.date_precision",
    "city": "{e}.city",
    "country": "{e}.country",
    "participants": """nullif(list_aggregate(list_sort(list_transform({e}.participants, lambda p:
        concat_ws(', ', p.name, p.role, p.country, p.organisation))), 'string_agg', '; '), '')""",
    "countries": "nullif(list_aggregate({e}.countries, 'string_agg', ', '), '')",
    "organisations": "nullif(list_aggregate({e}.organisations, 'string_agg', ', '), '')",
    "documents": """nullif(list_aggregate(list_sort(list_transform({e}.documents, lambda d:
        concat_ws(', ', d.title, d.kind, d.status))), 'string_agg', '; '), '')""",
    "sidelines_of": "{e}.sidelines_of",
    "mention_count": "{e}.mention_count::VARCHAR",
    "post_count": "{e}.post_count::VARCHAR",
}

# An old event is now the one of its id; else the one for which its id stands; else the one with most of its mentions.
_FATES = """
CREATE MACRO told(start, precision) AS CASE precision
    WHEN 'month' THEN strftime(start, '%Y-%m') WHEN 'year' THEN strftime(start, '%Y') ELSE start::VARCHAR END;

CREATE TABLE moved AS
SELECT o.event_id AS was, n.event_id AS now, count(*) AS mentions
FROM old_mentions o JOIN new_mentions n USING (mention_id) GROUP BY ALL;

CREATE TABLE living AS
WITH RECURSIVE steps(id, event_id, step) AS (
    SELECT event_id, event_id, 0 FROM new_events
    UNION ALL
    SELECT a.alias_id, s.event_id, s.step + 1
    FROM new_event_aliases a JOIN steps s ON a.event_id = s.id
    WHERE a.alias_id <> a.event_id AND s.step < 100
)
SELECT id, arg_min(event_id, step) AS event_id FROM steps GROUP BY id;

CREATE TABLE fate AS
WITH most AS (
    SELECT was, now FROM moved QUALIFY row_number() OVER (PARTITION BY was ORDER BY mentions DESC, now) = 1
),
found AS (
    SELECT o.event_id AS was, coalesce(l.event_id, m.now) AS now
    FROM old_events o LEFT JOIN living l ON l.id = o.event_id LEFT JOIN most m ON m.was = o.event_id
)
SELECT
    was, now,
    CASE
        WHEN now IS NULL THEN 'removed'
        WHEN was = now THEN 'kept'
        WHEN now IN (SELECT event_id FROM old_events) OR count(*) OVER (PARTITION BY now) > 1 THEN 'merged'
        ELSE 'renamed'
    END AS fate
FROM found;
"""
_SECTIONS = {
    "added": """
        SELECT event_id, told(date_start, date_precision) AS date, kind, status, name FROM new_events
        WHERE event_id NOT IN (SELECT event_id FROM old_events)
            AND event_id NOT IN (SELECT now FROM fate WHERE now IS NOT NULL)
            AND event_id NOT IN (SELECT now FROM moved)
    """,
    "removed": """
        SELECT o.event_id, told(o.date_start, o.date_precision) AS date, o.kind, o.status, o.name
        FROM old_events o JOIN fate f ON f.was = o.event_id AND f.fate = 'removed'
    """,
    "merged": """
        SELECT f.was AS event_id, told(o.date_start, o.date_precision) AS date, o.kind, o.name, f.now AS into_event_id,
            n.name AS into_name
        FROM fate f JOIN old_events o ON o.event_id = f.was JOIN new_events n ON n.event_id = f.now
        WHERE f.fate = 'merged'
    """,
    "split": """
        SELECT m.was AS event_id, any_value(told(o.date_start, o.date_precision)) AS date, any_value(o.name) AS name,
            list({'event_id': m.now, 'name': n.name, 'mentions': m.mentions} ORDER BY m.mentions DESC, m.now) AS parts
        FROM moved m JOIN old_events o ON o.event_id = m.was JOIN new_events n ON n.event_id = m.now
        GROUP BY m.was HAVING count(*) > 1
    """,
    "renamed": """
        SELECT f.was AS event_id, told(n.date_start, n.date_precision) AS date, n.name, f.now AS new_event_id
        FROM fate f JOIN new_events n ON n.event_id = f.now WHERE f.fate = 'renamed'
    """,
    "changed": "SELECT event_id, date, name, changes FROM changed",
}
_POSTS = """
SELECT
    (SELECT count(*) FROM old_posts) AS old, (SELECT count(*) FROM new_posts) AS new,
    count(*) FILTER (o.post_id IS NULL) AS added, count(*) FILTER (n.post_id IS NULL) AS removed,
    count(*) FILTER (o.text <> n.text) AS edited
FROM old_posts o FULL JOIN new_posts n USING (post_id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a run says otherwise than another.

    Attributes:
        posts: How many posts each has, and how many were added, removed and edited.
        counts: How many events stand in each section, with `old` and `new` for all events of each run.
        sections: The first events of each: added, removed, merged, split, renamed, changed.
    """

    old: str
    new: str
    posts: Row
    counts: dict[str, int]
    sections: dict[str, list[Row]]


def compare_runs(output: Path, old: str, new: str, limit: int | None = None) -> Differences:
    """Return what the new run says otherwise than the old, of each sort so many events as are asked for.

    Events are one where their ids are, where one id stands for the other, or where most of the mentions are the same.
    An event of which all mentions are new was added; one that holds some that were known came by a split.

    Raises:
        NotPublishedError: A run cannot be read.
    """
    for run_id in (old, new):
        refuse_damaged(output, run_id)
    with duckdb.connect(":memory:") as connection, naming_damage(output, old, new):
        connection.execute("SET TimeZone = 'UTC'; SET python_enable_replacements = false")
        columns = [_attach(connection, output, run_id, side) for run_id, side in zip((old, new), _SIDES, strict=True)]
        connection.execute(_FATES + _changes(columns[0] & columns[1]))
        counts = {side: _count(connection, f"FROM {side}_events") for side in _SIDES}
        return Differences(
            old=old,
            new=new,
            posts=ask(connection, _POSTS).records()[0],
            counts=counts | {name: _count(connection, f"FROM ({question})") for name, question in _SECTIONS.items()},
            sections={name: _first(connection, question, limit) for name, question in _SECTIONS.items()},
        )


def _attach(connection: duckdb.DuckDBPyConnection, output: Path, run_id: str, side: str) -> set[str]:
    """Give the tables of a run names that tell its side; return the columns of its events."""
    try:
        for table in _TABLES:
            path = table_path(run_folder(output, run_id), table)
            connection.register(f"{side}_{table}", open_dataset(path))
        return {str(row[0]) for row in connection.execute(f"DESCRIBE {side}_events").fetchall()}
    except (OSError, ValueError, duckdb.Error) as error:
        reason = f"the run {run_id} in {output} cannot be read: {one_line(error)}"
        raise NotPublishedError(reason, "communique runs lists the runs that are kept") from error


def _changes(columns: set[str]) -> str:
    """Return the statement that finds the fields in which events that are still there differ."""
    told = ", ".join(
        f"{{'field': '{field}', 'before': {words.format(e='o')}, 'after': {words.format(e='n')}}}"
        for field, words in _FIELDS.items()
        if field in columns
    )
    return f"""
    CREATE TABLE changed AS
    SELECT n.event_id, told(n.date_start, n.date_precision) AS date, n.name,
        list_filter([{told}], lambda c: c.before IS DISTINCT FROM c.after) AS changes
    FROM fate f JOIN old_events o ON o.event_id = f.was JOIN new_events n ON n.event_id = f.now
    WHERE f.fate IN ('kept', 'renamed') AND len(changes) > 0
    """  # noqa: S608  # made of constants of this file


def _count(connection: duckdb.DuckDBPyConnection, question: str) -> int:
    row = connection.execute(f"SELECT count(*) {question}").fetchone()
    return int(row[0]) if row else 0


def _first(connection: duckdb.DuckDBPyConnection, question: str, limit: int | None) -> list[Row]:
    ordered = f"FROM ({question}) ORDER BY date NULLS LAST, event_id LIMIT $limit"
    return ask(connection, ordered, limit=limit).records()
