"""A published run in figures."""

import duckdb

from warehouse.connection import Row, ask

_QUESTIONS = {
    "run": """
        SELECT
            (SELECT run_id FROM published) AS run,
            (SELECT count(*) FROM posts) AS posts, (SELECT count(*) FROM mentions) AS mentions,
            (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM people) AS people,
            (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM rejects) AS rejects,
            (SELECT min(date_start) FROM events) AS first_day, (SELECT max(date_end) FROM events) AS last_day
    """,
    "sources": """
        SELECT p.source, count(DISTINCT p.post_id) AS posts, count(DISTINCT l.event_id) AS events,
            min(p.published_on) AS first_day, max(p.published_on) AS last_day
        FROM posts p LEFT JOIN event_posts l USING (post_id) GROUP BY p.source ORDER BY posts DESC, p.source LIMIT $top
    """,
    "kinds": "SELECT kind, count(*) AS events FROM events GROUP BY kind ORDER BY events DESC, kind",
    "statuses": "SELECT status, count(*) AS events FROM events GROUP BY status ORDER BY events DESC, status",
    "people": "SELECT name, countries, events, first_date, last_date FROM people ORDER BY events DESC, name LIMIT $top",
    "countries": """
        SELECT country, count(*) AS events FROM (SELECT unnest(countries) AS country FROM events)
        GROUP BY country ORDER BY events DESC, country LIMIT $top
    """,
    "places": """
        SELECT city, country, count(*) AS events FROM events WHERE city IS NOT NULL
        GROUP BY city, country ORDER BY events DESC, city LIMIT $top
    """,
    "decisions": "SELECT decision, count(*) AS pairs FROM decisions GROUP BY decision ORDER BY pairs DESC, decision",
}


def count_all(connection: duckdb.DuckDBPyConnection, top: int) -> dict[str, list[Row]]:
    """Return the figures by subject, of long lists the first few."""
    return {
        subject: ask(connection, question, **({"top": top} if "$top" in question else {})).records()
        for subject, question in _QUESTIONS.items()
    }
