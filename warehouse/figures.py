"""A published run in figures."""

import duckdb

from warehouse.connection import Answer, ask

# Lists of unknown length are cut after the first few; kinds, statuses and decisions are few.
_QUESTION = """
WITH total AS (
    SELECT 'posts' AS counted, count(*) AS count, min(published_on) AS first_day, max(published_on) AS last_day
    FROM posts
    UNION ALL SELECT 'mentions', count(*), NULL, NULL FROM mentions
    UNION ALL SELECT 'events', count(*), min(date_start), max(date_end) FROM events
    UNION ALL SELECT 'people', count(*), NULL, NULL FROM people
    UNION ALL SELECT 'documents', count(*), NULL, NULL FROM documents
    UNION ALL SELECT 'rejects', count(*), NULL, NULL FROM rejects
),
counted_in AS (
    SELECT 'posts' AS counted, 'source' AS "by", source AS key, source AS name, NULL::VARCHAR[] AS countries,
        published_on AS first_day,
        published_on AS last_day
    FROM posts
    UNION ALL
    SELECT DISTINCT ON (p.source, e.event_id) 'events', 'source', p.source, p.source, NULL, e.date_start, e.date_end
    FROM event_posts JOIN posts p USING (post_id) JOIN events e USING (event_id)
    UNION ALL SELECT 'events', 'kind', kind, kind, NULL, date_start, date_end FROM events
    UNION ALL SELECT 'events', 'status', status, status, NULL, date_start, date_end FROM events
    UNION ALL
    SELECT 'events', 'person', person_id, p.name, p.countries, e.date_start, e.date_end
    FROM (SELECT DISTINCT event_id, person_id FROM event_participants) JOIN people p USING (person_id)
    JOIN events e USING (event_id)
    UNION ALL
    SELECT 'events', 'country', code, code, NULL, date_start, date_end
    FROM (SELECT unnest(countries) AS code, date_start, date_end FROM events)
    UNION ALL
    SELECT 'events', 'place', city, city, [country], date_start, date_end FROM events WHERE city IS NOT NULL
    UNION ALL SELECT 'pairs', 'decision', decision, decision, NULL, NULL, NULL FROM decisions
),
lists AS (
    SELECT counted, "by", name, count(*) AS count, countries, min(first_day) AS first_day, max(last_day) AS last_day
    FROM counted_in
    GROUP BY counted, "by", key, name, countries
    QUALIFY row_number() OVER (PARTITION BY counted, "by" ORDER BY count(*) DESC, name) <= $top
        OR "by" IN ('kind', 'status', 'decision')
),
totals AS (
    SELECT counted, 'run' AS "by", run_id AS name, count, NULL AS countries, first_day, last_day FROM total, published
)
FROM (FROM totals UNION ALL BY NAME FROM lists)
ORDER BY
    list_position(['run', 'source', 'kind', 'status', 'person', 'country', 'place', 'decision'], "by"),
    list_position(['posts', 'mentions', 'events', 'people', 'documents', 'rejects'], counted), count DESC, name
"""


def count_all(connection: duckdb.DuckDBPyConnection, top: int) -> Answer:
    """Return what is counted, by what, and its figures; of long lists the first few."""
    return ask(connection, _QUESTION, top=top)
