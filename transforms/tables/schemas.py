"""What the tables of mentions hold, from what they say to what became of them."""

import pyarrow as pa

from transforms.identity.coded import CODES, Row
from transforms.identity.decisions import WEIGHED

TEXT_LISTS = pa.list_(pa.string())
CODE_LISTS = pa.list_(pa.int64())
MENTIONS = pa.schema(
    [
        ("mention_id", pa.string()),
        ("kind", pa.string()),
        ("status", pa.string()),
        ("published_on", pa.date32()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("date_precision", pa.string()),
        ("date_basis", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("event_name", pa.string()),
        ("sidelines_of", pa.string()),
        ("countries", TEXT_LISTS),
        ("organisations", TEXT_LISTS),
        ("persons", TEXT_LISTS),
        ("person_roles", TEXT_LISTS),
        ("person_countries", TEXT_LISTS),
        ("documents", TEXT_LISTS),
        ("told", pa.binary()),
    ]
)
"""What a table of mentions holds; `told` is whatever travels with a mention, unread. No list is null."""
LISTS = ("parties", "topic", "words", "sidelines", "documents")
"""The lists of codes that rules look at."""
NUMBERS = tuple(name for name in Row._fields if not name.endswith(("_first", "_stop")))
"""The fields of a row that are no places in lists."""
COMPARED = pa.schema(
    [
        ("mention_id", pa.string()),
        ("told", pa.binary()),
        *((name, pa.int64()) for name in (*CODES, "key", "alike", "beside", "home")),
        *((name, pa.int32()) for name in (*NUMBERS, "status", "published") if name not in CODES),
        *((f"{name}_list", CODE_LISTS) for name in (*LISTS, "named", "around")),
        ("names", TEXT_LISTS),
        *((f"person_{name}", CODE_LISTS) for name in ("key", "country")),
        ("person_is_full", pa.list_(pa.int32())),
    ]
)
"""What a table holds of what is compared of mentions: the fields of `Row`, lists of codes, and persons."""
HUNDREDTHS = 100
"""Weights are kept in hundredths, of which all are whole numbers."""
_WEIGHTS = pa.list_(pa.int16(), len(WEIGHED))
MEMBERS = pa.schema(
    [("mention_id", pa.string()), ("cluster_id", pa.string()), ("phase", pa.int64()), ("told", pa.binary())]
)
"""Which mention is in which cluster; of one that moved, in which phase of it, counted from 1, and 0 of all others.

The mentions of a cluster stand together in one table.
"""
NAMES = pa.schema([("cluster_id", pa.string()), ("event_id", pa.string())])
"""Clusters, each with the event that it is."""
DECISIONS = pa.schema(
    [
        ("left_mention_id", pa.string()),
        ("right_mention_id", pa.string()),
        ("cluster_id", pa.string()),
        ("verdict", pa.int64()),
        ("weights", _WEIGHTS),
        ("vetoes", pa.int64()),
    ]
)
"""What became of pairs: the cluster that holds both, a place in `VERDICTS`, what `WEIGHED` say in
hundredths, and bits of reasons."""
FITS = pa.schema(
    [
        ("mention_id", pa.string()),
        ("cluster_id", pa.string()),
        ("day", pa.int64()),
        *((name, DECISIONS.field(name).type) for name in ("left_mention_id", "right_mention_id", "weights", "vetoes")),
    ]
)
"""An event that a mention fits which does not say with whom, and how it compares with a mention that speaks for it."""
