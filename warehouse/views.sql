-- The tables of the run. A table is one file or a folder of files; the variables name whichever it is.
CREATE OR REPLACE VIEW posts AS FROM read_parquet(getvariable('communique_posts'), hive_partitioning = false);
CREATE OR REPLACE VIEW mentions AS FROM read_parquet(getvariable('communique_mentions'), hive_partitioning = false);
CREATE OR REPLACE VIEW events AS FROM read_parquet(getvariable('communique_events'), hive_partitioning = false);
CREATE OR REPLACE VIEW event_participants AS
    FROM read_parquet(getvariable('communique_event_participants'), hive_partitioning = false);
CREATE OR REPLACE VIEW event_posts AS FROM read_parquet(getvariable('communique_event_posts'), hive_partitioning = false);
CREATE OR REPLACE VIEW documents AS FROM read_parquet(getvariable('communique_documents'), hive_partitioning = false);
CREATE OR REPLACE VIEW decisions AS FROM read_parquet(getvariable('communique_decisions'), hive_partitioning = false);
CREATE OR REPLACE VIEW event_history AS
    FROM read_parquet(getvariable('communique_event_history'), hive_partitioning = false);
CREATE OR REPLACE VIEW event_aliases AS
    FROM read_parquet(getvariable('communique_event_aliases'), hive_partitioning = false);
CREATE OR REPLACE VIEW rejects AS FROM read_parquet(getvariable('communique_rejects'), hive_partitioning = false);

CREATE OR REPLACE VIEW published AS
SELECT getvariable('communique_run_id') AS run_id, getvariable('communique_root') AS root;

-- What people ask first.
CREATE OR REPLACE VIEW overview AS
WITH told AS (
    SELECT
        event_id,
        count(DISTINCT post_id) FILTER (genre = 'announcement' OR status = 'planned') AS announced,
        count(DISTINCT post_id) FILTER (genre NOT IN ('announcement', 'background') AND status <> 'planned') AS reported
    FROM event_posts
    GROUP BY event_id
)
SELECT
    e.event_id, e.date_start, e.date_end, e.kind, e.status, e.name,
    list_transform(e.participants, lambda p: p.name) AS participants,
    e.countries, e.organisations, e.city, e.country, e.sidelines_of,
    coalesce(t.announced, 0) AS announced, coalesce(t.reported, 0) AS reported, e.post_count AS posts
FROM events e
LEFT JOIN told t USING (event_id)
ORDER BY e.date_start NULLS LAST, e.event_id;

CREATE OR REPLACE VIEW unreported AS
SELECT event_id, date_start, date_end, kind, status, name, countries, city, announced
FROM overview
WHERE announced > 0 AND reported = 0;

CREATE OR REPLACE VIEW papers AS
SELECT d.title, d.kind, d.status, d.parties, e.date_start, e.city, e.event_id, e.name AS event
FROM documents d
JOIN events e USING (event_id)
ORDER BY e.date_start NULLS LAST, d.title;

CREATE OR REPLACE VIEW sidelines AS
SELECT sidelines_of, date_start, kind, name, participants, countries, city, event_id
FROM overview
WHERE sidelines_of IS NOT NULL
ORDER BY sidelines_of, date_start NULLS LAST, event_id;

CREATE OR REPLACE VIEW disagreements AS
WITH told AS (
    SELECT e.event_id, e.name AS event, unnest(e.conflicts) AS conflict, to_json(e) AS shown
    FROM events e
)
SELECT
    t.event_id, t.event, t.conflict.field AS field, t.shown ->> t.conflict.field AS shown,
    t.conflict.value AS told, t.conflict.mention_id AS mention_id, m.post_id, m.genre, p.heading, p.url
FROM told t
LEFT JOIN mentions m ON m.mention_id = t.conflict.mention_id
LEFT JOIN posts p ON p.post_id = m.post_id
ORDER BY t.event_id, field, mention_id;

CREATE OR REPLACE VIEW people AS
SELECT
    p.person_id,
    arg_max(p.name, (length(p.name), p.name)) AS name,
    list_sort(list(DISTINCT p.name)) AS names,
    list_sort(list(DISTINCT p.role) FILTER (p.role IS NOT NULL)) AS roles,
    list_sort(list(DISTINCT p.country) FILTER (p.country IS NOT NULL)) AS countries,
    count(DISTINCT p.event_id) AS events,
    min(e.date_start) AS first_date,
    max(e.date_end) AS last_date
FROM event_participants p
JOIN events e USING (event_id)
GROUP BY p.person_id
ORDER BY events DESC, p.person_id;

CREATE OR REPLACE VIEW evidence AS
SELECT
    m.event_id, m.mention_id, m.post_id, w.field,
    substring(p.text, w.start + 1, w.stop - w.start) AS words, w.start AS start, w.stop AS stop
FROM (SELECT event_id, mention_id, post_id, unnest(evidence) AS w FROM mentions) m
JOIN posts p USING (post_id);

CREATE OR REPLACE VIEW living_ids AS
WITH RECURSIVE steps(id, event_id, step) AS (
    SELECT event_id, event_id, 0 FROM events
    UNION ALL
    SELECT a.alias_id, s.event_id, s.step + 1
    FROM event_aliases a
    JOIN steps s ON a.event_id = s.id
    WHERE a.alias_id <> a.event_id AND s.step < 100
)
SELECT id, arg_min(event_id, step) AS event_id FROM steps GROUP BY id;

CREATE OR REPLACE VIEW dictionary AS
SELECT c.table_name AS view, c.column_name AS "column", c.data_type AS type, c.comment, v.comment AS view_comment
FROM duckdb_columns() c
JOIN duckdb_views() v ON v.view_name = c.table_name AND NOT v.internal
WHERE NOT c.internal
ORDER BY c.table_name, c.column_index;
