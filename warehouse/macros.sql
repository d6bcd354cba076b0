-- Words without case, accents and signs.
-- As many bytes as letters: nothing but ASCII, which is fifty times quicker.
CREATE OR REPLACE MACRO plain_letters(words) AS CASE WHEN strlen(words) = length(words) THEN lower(words) ELSE translate(
    replace(replace(replace(replace(strip_accents(lower(words)), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    'øłıđð', 'olidd'
) END;
COMMENT ON MACRO plain_letters IS 'Words in small letters without accents.';

CREATE OR REPLACE MACRO fold(words) AS trim(regexp_replace(plain_letters(words), '[^\p{L}\p{N}]+', ' ', 'g'));
COMMENT ON MACRO fold IS 'Words in small letters, without accents and signs, one space between two words.';

CREATE OR REPLACE VIEW country_names AS
SELECT name, min(code) AS code
FROM (SELECT code, fold(unnest(string_split(names, ';'))) AS name FROM country_list)
GROUP BY name
HAVING count(DISTINCT code) = 1;

CREATE OR REPLACE MACRO country_code(words) AS (SELECT n.code FROM country_names n WHERE n.name = fold(words));
COMMENT ON MACRO country_code IS 'ISO 3166-1 alpha-3 code of a country, from its name, demonym or code; NULL where unknown.';

-- One sound, several spellings, as identity folds them: Sergey and Sergei, Youssef and Yusef differ for the eye alone.
CREATE OR REPLACE MACRO one_spelling(name) AS list_reduce([
    ['y', 'i'], ['j', 'i'], ['w', 'v'], ['kh', 'h'], ['q', 'k'], ['ph', 'f'], ['ks', 'x'], ['ff', 'v'], ['ck', 'k'],
    ['ou', 'u'], ['oo', 'u'], ['ee', 'i']
], lambda folded, sound: [replace(folded[1], sound[1], sound[2])], [name])[1];
COMMENT ON MACRO one_spelling IS 'A folded name with one spelling for each sound.';

CREATE OR REPLACE MACRO single_letters(letters) AS array_to_string(
    list_filter(letters, lambda letter, place: place = 1 OR letter <> letters[place - 1]), ''
);
COMMENT ON MACRO single_letters IS 'Letters joined to a word, doubled ones once.';

CREATE OR REPLACE MACRO name_words(name) AS list_filter(list_transform(
    string_split(one_spelling(fold(regexp_replace(name, '[''’‘ʻʼ`´]', '', 'g'))), ' '),
    lambda word: regexp_replace(single_letters(string_split(word, '')), '^ie(.{4,})$', 'e\1')
), lambda word: word <> '');
COMMENT ON MACRO name_words IS 'Words of a name, folded so that common transliterations agree.';

CREATE OR REPLACE MACRO has_parts(parts, wanted) AS
    len(wanted) > 0 AND len(list_filter(
        wanted,
        lambda word: len(list_filter(parts, lambda own: own = word OR (len(word) = 1 AND starts_with(own, word)))) = 0
    )) = 0;
COMMENT ON MACRO has_parts IS 'Whether the words of a name are all among the words of another; a letter stands for a word.';

CREATE OR REPLACE MACRO is_named(name, asked) AS has_parts(name_words(name), name_words(asked));
COMMENT ON MACRO is_named IS 'Whether a name has all the words asked for: a surname, a full name in either order, initials.';

CREATE OR REPLACE MACRO resolve(known) AS (SELECT l.event_id FROM living_ids l WHERE l.id = lower(known));
COMMENT ON MACRO resolve IS 'The living event id that an event id, or an alias of one, stands for now; NULL where there is none.';

CREATE OR REPLACE MACRO named_event(known) AS coalesce(resolve(known), (
    SELECT CASE WHEN count(DISTINCT l.event_id) > 1 THEN error('several ids begin with ' || known || '; give more of the id')
        ELSE min(l.event_id) END
    FROM living_ids l
    WHERE known <> '' AND (starts_with(l.id, lower(known)) OR starts_with(l.id, 'ev_' || lower(known)))
));
COMMENT ON MACRO named_event IS 'As resolve, also from the beginning of an id; an error where several ids begin so.';

CREATE OR REPLACE MACRO event(known) AS TABLE FROM events WHERE event_id = named_event(known);
COMMENT ON MACRO TABLE event IS 'The event of an id, also of a former one, or of the beginning of one.';

CREATE OR REPLACE MACRO life_of(known) AS TABLE FROM life_cycle WHERE event_id = named_event(known);
COMMENT ON MACRO TABLE life_of IS 'How an event came on: its stages, and the post that told of each; the id may be a former one.';

CREATE OR REPLACE MACRO inside(known) AS TABLE
    WITH RECURSIVE down(event_id, step, path) AS (
        SELECT event_id, 0, []::VARCHAR[] FROM events WHERE event_id = named_event(known)
        UNION ALL
        SELECT e.event_id, d.step + 1, list_append(d.path, concat(coalesce(e.date_start::VARCHAR, '~'), e.event_id))
        FROM down d
        JOIN events e ON e.parent_event_id = d.event_id
        WHERE d.step < 20
    )
    SELECT d.step, e.event_id, e.parent_event_id, e.date_start, e.date_end, e.kind, e.status, e.stage, e.name
    FROM down d
    JOIN events e USING (event_id)
    WHERE d.step > 0
    ORDER BY d.path;
COMMENT ON MACRO TABLE inside IS 'All that is part of a visit, a week or a session, and the parts of that, one after the other as a tree.';

-- A name is folded once, however many mentions it stands in.
CREATE OR REPLACE MACRO persons(asked) AS TABLE
    WITH named AS MATERIALIZED (
        SELECT person_id, name FROM event_participants
        UNION
        SELECT p.person_id, p.name FROM (SELECT unnest(participants) AS p FROM mentions)
    ),
    parted AS MATERIALIZED (SELECT person_id, name_words(name) AS parts FROM named),
    wanted AS MATERIALIZED (SELECT name_words(asked) AS parts)
    SELECT DISTINCT p.person_id FROM parted p, wanted w WHERE p.person_id = lower(asked) OR (asked ILIKE 'pe\__%' ESCAPE '\' AND starts_with(p.person_id, lower(asked))) OR has_parts(p.parts, w.parts);
COMMENT ON MACRO TABLE persons IS 'Ids of the people of that name, surname or id, whatever spelling a post used.';

CREATE OR REPLACE MACRO events_of(person) AS TABLE
    SELECT
        who.name AS person, o.date_start, o.date_end, o.kind, o.status,
        coalesce((
            SELECT list(other.name ORDER BY other.name)
            FROM event_participants other
            WHERE other.event_id = o.event_id AND other.person_id <> who.person_id
        ), []) AS counterparts,
        list_filter(o.countries, lambda code: code IS DISTINCT FROM who.country) AS countries,
        o.city, o.country, o.sidelines_of, o.announced, o.reported, o.posts, o.name AS event, o.event_id
    FROM overview o
    JOIN event_participants who USING (event_id)
    WHERE who.person_id IN (FROM persons(person))
    ORDER BY o.date_start NULLS LAST, o.event_id, who.name;
COMMENT ON MACRO TABLE events_of IS 'All events of a person (name, surname or id) by date, with the other people and countries.';

CREATE OR REPLACE MACRO met(person) AS TABLE
    FROM events_of(person)
    WHERE (len(counterparts) > 0 OR len(countries) > 0)
        AND kind NOT IN (
            'statement', 'press_conference', 'briefing', 'condolence', 'congratulation', 'arrival', 'departure'
        );
COMMENT ON MACRO TABLE met IS 'Whom a person (name, surname or id) met: counterparts, date, place, how often announced and reported.';

CREATE OR REPLACE MACRO meetings_between(one, other) AS TABLE
    FROM overview
    WHERE list_contains(countries, country_code(one)) AND list_contains(countries, country_code(other));
COMMENT ON MACRO TABLE meetings_between IS 'Events to which both countries are parties; a country is its name, demonym or code.';

CREATE OR REPLACE MACRO programme(visit) AS TABLE
    SELECT o.*
    FROM overview o
    JOIN events e USING (event_id)
    WHERE e.parent_event_id = named_event(visit)
    ORDER BY o.date_start NULLS LAST, o.event_id;
COMMENT ON MACRO TABLE programme IS 'The events inside a visit or a session, by date.';

CREATE OR REPLACE MACRO posts_of(event) AS TABLE
    SELECT l.genre, l.status, p.published_on, p.source, p.heading, p.text, p.url, l.post_id, l.mention_id
    FROM event_posts l
    JOIN posts p USING (post_id)
    WHERE l.event_id = named_event(event)
    ORDER BY p.published_at NULLS LAST, p.published_on NULLS LAST, p.file, p.ordinal, l.mention_id;
COMMENT ON MACRO TABLE posts_of IS 'The posts that tell of an event, and as what.';

CREATE OR REPLACE MACRO evidence_of(event) AS TABLE
    SELECT field, words, post_id, mention_id, start, stop
    FROM evidence
    WHERE event_id = named_event(event)
    ORDER BY field, post_id, start;
COMMENT ON MACRO TABLE evidence_of IS 'The words behind every field of an event, and where they stand in which post.';

-- Points: one for each time a word stands there as asked, less in long texts; ten more where all stand together.
CREATE OR REPLACE MACRO points(folded, asked) AS
    CASE WHEN contains(' ' || folded || ' ', ' ' || fold(asked) || ' ') THEN 10 ELSE 0 END
    + list_sum(list_transform(
        string_split(fold(asked), ' '), lambda word: len(string_split(' ' || folded, ' ' || word)) - 1
    )) / ln(2.0 + length(folded));
COMMENT ON MACRO points IS 'How well folded words answer a search; the rank in search().';

CREATE OR REPLACE MACRO has_words(folded, asked) AS
    fold(asked) <> '' AND len(list_filter(
        string_split(fold(asked), ' '), lambda word: NOT contains(' ' || folded, ' ' || word)
    )) = 0;
COMMENT ON MACRO has_words IS 'Whether folded words hold all words asked for, or words that begin so.';

CREATE OR REPLACE MACRO cut_from(words, start) AS trim(regexp_replace(
    CASE WHEN start > 1 THEN '…' || regexp_replace(substring(words, start, 160), '^\S*\s+', '')
        ELSE substring(words, 1, 160) END
    || CASE WHEN length(words) >= start + 160 THEN '…' ELSE '' END,
    '\s+', ' ', 'g'
));
COMMENT ON MACRO cut_from IS 'Some 160 letters from a place on, whole words at the beginning.';

CREATE OR REPLACE MACRO excerpt(words, asked) AS cut_from(
    words,
    greatest(1, position(string_split(fold(asked), ' ')[1] IN plain_letters(words)) - 40)::BIGINT
);
COMMENT ON MACRO excerpt IS 'Some 160 letters around the first word asked for.';

CREATE OR REPLACE MACRO search(words) AS TABLE
    WITH searchable AS (
        SELECT
            'event' AS found, event_id AS id, [event_id] AS event_ids, date_start AS "date",
            concat_ws(
                ' · ', name, nullif(list_aggregate(list_transform(participants, lambda p: p.name), 'string_agg', ', '), ''),
                nullif(list_aggregate(list_transform(documents, lambda d: d.title), 'string_agg', ', '), ''),
                nullif(list_aggregate(organisations, 'string_agg', ', '), ''),
                nullif(list_aggregate(countries, 'string_agg', ', '), ''), city, sidelines_of
            ) AS body
        FROM events
        UNION ALL
        SELECT
            'post', p.post_id,
            coalesce((SELECT list(DISTINCT l.event_id ORDER BY l.event_id) FROM event_posts l WHERE l.post_id = p.post_id), []),
            p.published_on, concat_ws(' ', p.heading, p.text)
        FROM posts p
    ),
    folded AS (SELECT *, fold(body) AS plain FROM searchable)
    SELECT found, id, event_ids, "date", excerpt(body, words) AS excerpt, round(points(plain, words), 2) AS score
    FROM folded
    WHERE has_words(plain, words)
    ORDER BY score DESC, found, id;
COMMENT ON MACRO TABLE search IS 'Events and posts that hold all the words, best first; accents and case do not matter.';
