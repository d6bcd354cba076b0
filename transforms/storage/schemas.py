"""The tables of a run: columns, their order and types, and the order of the rows."""

from dataclasses import dataclass

import pyarrow as pa

INSTANT = pa.timestamp("us", tz="UTC")
STRINGS = pa.list_(pa.string())
PARTICIPANT = pa.struct(
    [
        ("person_id", pa.string()),
        ("name", pa.string()),
        ("role", pa.string()),
        ("country", pa.string()),
        ("organisation", pa.string()),
    ]
)
DOCUMENT = pa.struct([("kind", pa.string()), ("title", pa.string()), ("status", pa.string()), ("parties", STRINGS)])
EVIDENCE = pa.struct([("field", pa.string()), ("start", pa.int32()), ("stop", pa.int32())])
INFERRED = pa.struct([("field", pa.string()), ("before", pa.string())])
PHRASE = pa.struct([("text", pa.string()), ("start", pa.int32()), ("stop", pa.int32())])
CONFLICT = pa.struct([("field", pa.string()), ("value", pa.string()), ("mention_id", pa.string())])
WEIGHT = pa.struct([("field", pa.string()), ("weight", pa.float64())])


@dataclass(frozen=True, slots=True)
class Table:
    """One published table; its rows are sorted by `order`, whose columns together tell any two rows apart.

    `key` are the columns by which a later run takes rows back; a table without one is given whole by every run.
    """

    name: str
    schema: pa.Schema
    order: tuple[str, ...]
    key: tuple[str, ...] = ()


def _table(
    name: str,
    order: tuple[str, ...],
    columns: list[tuple[str, pa.DataType]],
    key: tuple[str, ...] = (),
) -> Table:
    return Table(name, pa.schema(columns), order, key)


POSTS = _table(
    "posts",
    ("post_id",),
    [
        ("post_id", pa.string()),
        ("source", pa.string()),
        ("native_id", pa.string()),
        ("url", pa.string()),
        ("lang", pa.string()),
        ("file", pa.string()),
        ("first_line", pa.int64()),
        ("last_line", pa.int64()),
        ("ordinal", pa.int64()),
        ("published_at", INSTANT),
        ("published_on", pa.date32()),
        ("heading", pa.string()),
        ("text", pa.string()),
        ("hashtags", STRINGS),
        ("links", STRINGS),
        ("boundary_confidence", pa.float64()),
        ("run_id", pa.string()),
        ("boundary_signals", STRINGS),
        ("reference_year", pa.int32()),
        ("dateline", PHRASE),
        ("states", STRINGS),
    ],
    key=("post_id",),
)

MENTIONS = _table(
    "mentions",
    ("post_id", "ordinal", "mention_id"),
    [
        ("mention_id", pa.string()),
        ("post_id", pa.string()),
        ("event_id", pa.string()),
        ("ordinal", pa.int64()),
        ("is_main", pa.bool_()),
        ("kind", pa.string()),
        ("genre", pa.string()),
        ("status", pa.string()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("date_precision", pa.string()),
        ("date_basis", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("venue", pa.string()),
        ("event_name", pa.string()),
        ("sidelines_of", pa.string()),
        ("participants", pa.list_(PARTICIPANT)),
        ("countries", STRINGS),
        ("organisations", STRINGS),
        ("documents", pa.list_(DOCUMENT)),
        ("evidence", pa.list_(EVIDENCE)),
        ("confidence", pa.float64()),
        ("extractor", pa.string()),
        ("inferred", pa.list_(INFERRED)),
        ("origin_id", pa.string()),
    ],
    key=("mention_id",),
)

EVENTS = _table(
    "events",
    ("event_id",),
    [
        ("event_id", pa.string()),
        ("parent_event_id", pa.string()),
        ("kind", pa.string()),
        ("name", pa.string()),
        ("status", pa.string()),
        ("stage", pa.string()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("date_precision", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("participants", pa.list_(PARTICIPANT)),
        ("countries", STRINGS),
        ("organisations", STRINGS),
        ("documents", pa.list_(DOCUMENT)),
        ("sidelines_of", pa.string()),
        ("plover_event", pa.string()),
        ("plover_mode", pa.string()),
        ("cameo_code", pa.string()),
        ("mention_count", pa.int64()),
        ("post_count", pa.int64()),
        ("source_count", pa.int64()),
        ("first_published_at", INSTANT),
        ("last_published_at", INSTANT),
        ("revision", pa.int64()),
        ("conflicts", pa.list_(CONFLICT)),
    ],
    key=("event_id",),
)

EVENT_PARTICIPANTS = _table(
    "event_participants",
    ("event_id", "person_id", "name", "role", "country", "organisation"),
    [
        ("event_id", pa.string()),
        ("person_id", pa.string()),
        ("name", pa.string()),
        ("role", pa.string()),
        ("country", pa.string()),
        ("organisation", pa.string()),
    ],
    key=("event_id",),
)

EVENT_POSTS = _table(
    "event_posts",
    ("event_id", "post_id", "mention_id"),
    [
        ("event_id", pa.string()),
        ("post_id", pa.string()),
        ("mention_id", pa.string()),
        ("genre", pa.string()),
        ("status", pa.string()),
    ],
    key=("event_id",),
)

DOCUMENTS = _table(
    "documents",
    ("event_id", "kind", "title", "status"),
    [
        ("event_id", pa.string()),
        ("kind", pa.string()),
        ("title", pa.string()),
        ("status", pa.string()),
        ("parties", STRINGS),
    ],
    key=("event_id",),
)

DECISIONS = _table(
    "decisions",
    ("left_mention_id", "right_mention_id"),
    [
        ("left_mention_id", pa.string()),
        ("right_mention_id", pa.string()),
        ("event_id", pa.string()),
        ("decision", pa.string()),
        ("score", pa.float64()),
        ("threshold", pa.float64()),
        ("evidence", pa.list_(WEIGHT)),
        ("vetoes", STRINGS),
        ("rule_version", pa.string()),
    ],
)

EVENT_HISTORY = _table(
    "event_history",
    ("event_id", "revision", "field", "mention_id", "run_id"),
    [
        ("event_id", pa.string()),
        ("revision", pa.int64()),
        ("run_id", pa.string()),
        ("field", pa.string()),
        ("before", pa.string()),
        ("after", pa.string()),
        ("mention_id", pa.string()),
    ],
    key=("event_id",),
)

EVENT_ALIASES = _table(
    "event_aliases",
    ("alias_id",),
    [("alias_id", pa.string()), ("event_id", pa.string()), ("run_id", pa.string()), ("reason", pa.string())],
)

REJECTS = _table(
    "rejects",
    ("file", "position", "step", "reason", "snippet"),
    [
        ("file", pa.string()),
        ("position", pa.string()),
        ("step", pa.string()),
        ("reason", pa.string()),
        ("snippet", pa.string()),
        ("run_id", pa.string()),
    ],
)

PERSONS = _table(
    "persons",
    ("country", "name", "role", "person_id"),
    [
        ("person_id", pa.string()),
        ("country", pa.string()),
        ("name", pa.string()),
        ("role", pa.string()),
        ("mention_count", pa.int64()),
    ],
)

SIGHTINGS = _table(
    "sightings",
    ("seen", "state"),
    [("seen", pa.string()), ("state", pa.string()), ("times", pa.int64())],
)

TABLES = (
    POSTS,
    MENTIONS,
    EVENTS,
    EVENT_PARTICIPANTS,
    EVENT_POSTS,
    DOCUMENTS,
    DECISIONS,
    EVENT_HISTORY,
    EVENT_ALIASES,
    REJECTS,
    PERSONS,
    SIGHTINGS,
)
