"""Synthetic mentions as Parquet: flat columns that a general linker reads as they are, and from which ours are built.

`event` is the truth; no resolver reads it.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.synthetic import Told
from transforms.elements import (
    Place,
)
from transforms.tables.schemas import MENTIONS

_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("event", pa.int64()),
        ("unique_id", pa.string()),
        ("source", pa.string()),
        ("published_on", pa.date32()),
        ("published_at", pa.timestamp("us", tz="UTC")),
        ("kind", pa.string()),
        ("genre", pa.string()),
        ("status", pa.string()),
        ("day_start", pa.date32()),
        ("day_end", pa.date32()),
        ("precision", pa.string()),
        ("basis", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("event_name", pa.string()),
        ("sidelines_of", pa.string()),
        ("parties", _TEXTS),
        ("organisations", _TEXTS),
        ("persons", _TEXTS),
        ("person_roles", _TEXTS),
        ("person_countries", _TEXTS),
        ("documents", _TEXTS),
    ]
)
_NAMES = {
    "unique_id": "mention_id",
    "day_start": "date_start",
    "day_end": "date_end",
    "precision": "date_precision",
    "basis": "date_basis",
    "parties": "countries",
}
"""How the resolver names columns that a general linker reads under other names."""
ROWS = 100_000
"""Rows of a group, which is what one reader takes at a time."""


def write_mentions(path: Path, told: Iterable[Told]) -> int:
    """Write mentions as they come and return how many there were."""
    number = 0
    waiting = iter(told)
    with pq.ParquetWriter(path, SCHEMA) as writer:
        while batch := [_row(one) for one in islice(waiting, ROWS)]:
            writer.write_table(pa.Table.from_pylist(batch, SCHEMA))
            number += len(batch)
    return number


def read_table(path: Path, group: int) -> pa.Table:
    """Return the mentions of one group of rows as the resolver takes them."""
    with pq.ParquetFile(path) as file:
        table = file.read_row_group(group, columns=[name for name in SCHEMA.names if name != "event"])
    table = table.rename_columns([_NAMES.get(name, name) for name in table.column_names])
    return table.append_column("told", pa.nulls(len(table), pa.binary())).select(MENTIONS.names)


def count_groups(path: Path) -> int:
    """Return how many groups of rows a file has."""
    with pq.ParquetFile(path) as file:
        return int(file.num_row_groups)


def _row(told: Told) -> dict[str, Any]:
    mention = told.mention
    dates, place = mention.dates, mention.place or Place()
    return {
        "event": told.event,
        "unique_id": mention.mention_id,
        "source": mention.source,
        "published_on": mention.published_on,
        "published_at": mention.published_at,
        "kind": mention.kind.value,
        "genre": mention.genre.value,
        "status": mention.status.value,
        "day_start": dates.start if dates else None,
        "day_end": dates.end if dates else None,
        "precision": dates.precision.value if dates else None,
        "basis": dates.basis.value if dates else None,
        "city": place.city,
        "country": place.country,
        "event_name": mention.event_name,
        "sidelines_of": mention.sidelines_of,
        "parties": list(mention.countries),
        "organisations": list(mention.organisations),
        "persons": [who.name for who in mention.participants],
        "person_roles": [who.role for who in mention.participants],
        "person_countries": [who.country for who in mention.participants],
        "documents": [document.title for document in mention.documents],
    }
