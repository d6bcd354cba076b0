-- What people ask first, on top of the tables of the run.
CREATE OR REPLACE MACRO date_words(first, last) AS
    CASE WHEN first = last THEN first::VARCHAR ELSE first::VARCHAR || '/' || last::VARCHAR END;
COMMENT ON MACRO date_words IS 'A day, or first and last day with a slash between.';

CREATE OR REPLACE VIEW published AS
SELECT getvariable('communique_run_id') AS run_id, getvariable('communique_root') AS root;

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
    e.event_id, e.date_start, e.date_end, e.kind, e.status, e.stage, e.name,
    list_transform(e.participants, lambda p: p.name) AS participants,
    e.countries, e.organisations, e.city, e.country, e.sidelines_of,
    coalesce(t.announced, 0) AS announced, coalesce(t.reported, 0) AS reported, e.post_count AS posts
FROM events e
LEFT JOIN told t USING (event_id)
ORDER BY e.date_start NULLS LAST, e.event_id;

-- A visit is not reported as such where the meetings inside it are.
CREATE OR REPLACE VIEW unreported AS
SELECT
    o.event_id, o.date_start, o.date_end, o.kind, o.status, o.name, o.countries, o.city, o.announced,
    count(inside.event_id) AS reported_inside
FROM overview o
LEFT JOIN events part ON part.parent_event_id = o.event_id
LEFT JOIN overview inside ON inside.event_id = part.event_id AND inside.reported > 0
WHERE o.announced > 0 AND o.reported = 0
GROUP BY ALL
ORDER BY o.date_start NULLS LAST, o.event_id;

CREATE OR REPLACE VIEW papers AS
SELECT d.title, d.kind, d.status, d.parties, o.participants, o.date_start, o.city, o.event_id, o.name AS event
FROM documents d
JOIN overview o USING (event_id)
ORDER BY o.date_start NULLS LAST, d.title, o.event_id;

CREATE OR REPLACE VIEW sidelines AS
SELECT sidelines_of, date_start, kind, name, participants, countries, city, event_id
FROM overview
WHERE sidelines_of IS NOT NULL
ORDER BY sidelines_of, date_start NULLS LAST, event_id;

-- What each post says of a field of its event; a plan that was carried out is no other status.
CREATE OR REPLACE VIEW tellings AS
WITH told AS (
    SELECT
        mention_id, event_id, post_id, genre, unnest([
            {'field': 'kind', 'value': kind},
            {'field': 'date', 'value': CASE WHEN date_basis <> 'publication' THEN date_words(date_start, date_end) END},
            {'field': 'city', 'value': city},
            {'field': 'country', 'value': country},
            {'field': 'venue', 'value': venue},
            {'field': 'sidelines_of', 'value': sidelines_of}
        ], recursive := true)
    FROM mentions
    UNION ALL
    SELECT
        m.mention_id, m.event_id, m.post_id, m.genre, unnest([
            {'field': 'name of ' || who.name, 'value': p.name},
            {'field': 'role of ' || who.name, 'value': p.role}
        ], recursive := true)
    FROM (SELECT mention_id, event_id, post_id, genre, unnest(participants) AS p FROM mentions) m
    JOIN event_participants who ON who.event_id = m.event_id AND who.person_id = m.p.person_id
),
against AS (SELECT event_id, unnest(conflicts) AS c FROM events)
SELECT event_id, field, value, mention_id, post_id, genre, bool_or(contradicts) AS contradicts
FROM (
    SELECT *, false AS contradicts FROM told WHERE value IS NOT NULL
    UNION ALL BY NAME
    SELECT m.* REPLACE (a.event_id AS event_id), a.c.field AS field, a.c.value AS value, NOT starts_with(a.c.field, 'former ') AS contradicts
    FROM against a
    JOIN (SELECT mention_id, event_id, post_id, genre FROM mentions) m ON m.mention_id = a.c.mention_id
)
GROUP BY event_id, field, value, mention_id, post_id, genre;

CREATE OR REPLACE VIEW disagreements AS
WITH shown AS (
    SELECT event_id, name AS event, {
        'kind': kind, 'status': status, 'date': date_words(date_start, date_end), 'city': city, 'country': country,
        'sidelines_of': sidelines_of
    }::JSON AS fields
    FROM events
),
said AS (
    SELECT
        event_id, field, value, bool_or(contradicts) AS contradicts, count(DISTINCT post_id) AS posts,
        list_sort(list(DISTINCT genre)) AS genres, list_sort(list(DISTINCT post_id)) AS post_ids
    FROM tellings
    GROUP BY event_id, field, value
    QUALIFY count(*) OVER (PARTITION BY event_id, field) > 1 OR bool_or(contradicts)
)
SELECT
    s.event, t.field, t.value, coalesce(t.value = (s.fields ->> t.field), false) AS is_shown, t.contradicts, t.posts,
    t.genres, t.post_ids, t.event_id
FROM said t
JOIN shown s USING (event_id)
ORDER BY s.event, t.event_id, t.field, is_shown DESC, t.value;

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

-- How events came on, by the living id, also what was told of them under a former one.
CREATE OR REPLACE VIEW life_cycle AS
SELECT
    l.event_id, h.revision, h.after AS stage, h.before, coalesce(p.published_on, p.published_at::DATE) AS told_on,
    p.source, m.post_id, h.mention_id, h.run_id, h.event_id AS told_under, e.name AS event
FROM event_history h
JOIN living_ids l ON l.id = h.event_id
JOIN events e ON e.event_id = l.event_id
LEFT JOIN mentions m ON m.mention_id = h.mention_id
LEFT JOIN posts p ON p.post_id = m.post_id
WHERE h.field = 'stage'
ORDER BY l.event_id, h.event_id <> l.event_id, h.event_id, h.revision;

CREATE OR REPLACE VIEW dictionary AS
WITH columns AS (
    SELECT c.table_name, c.column_name, c.column_index, c.data_type, c.comment, v.comment AS view_comment
    FROM duckdb_columns() c
    JOIN duckdb_views() v ON v.view_name = c.table_name AND NOT v.internal
    WHERE NOT c.internal AND v.comment IS NOT NULL
),
macros AS (
    SELECT concat(function_name, '(', array_to_string(parameters, ', '), ')') AS called, function_type, comment
    FROM duckdb_functions()
    WHERE NOT internal AND function_type LIKE '%macro' AND comment IS NOT NULL
)
SELECT view, "column", type, comment, view_comment
FROM (
    SELECT 1 AS part, table_name AS view, column_index, column_name AS "column", data_type AS type, comment, view_comment
    FROM columns
    UNION ALL
    SELECT 2, called, 0, NULL, replace(function_type, '_', ' '), comment, comment FROM macros
)
ORDER BY part, view, column_index;
