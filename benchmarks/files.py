"""Synthetic mentions as Parquet: flat columns that a general linker reads as they are, and from which ours are built.

`event` is the truth; no resolver reads it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.synthetic import Told
from transforms.elements import (
    Basis,
    DateRange,
    Document,
    Genre,
    Kind,
    Mention,
    Participant,
    Place,
    Precision,
    Status,
)

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
ROWS = 20_000
"""Rows of a group, which is what one reader takes at a time."""
_KINDS = {each.value: each for each in Kind}
_GENRES = {each.value: each for each in Genre}
_STATUSES = {each.value: each for each in Status}
_PRECISIONS = {each.value: each for each in Precision}
_BASES = {each.value: each for each in Basis}


class _Row(NamedTuple):
    """A row of a file without the truth; a million of them are read faster than as dictionaries."""

    unique_id: str
    source: str
    published_on: date | None
    published_at: datetime | None
    kind: str
    genre: str
    status: str
    day_start: date | None
    day_end: date | None
    precision: str | None
    basis: str | None
    city: str | None
    country: str | None
    event_name: str | None
    sidelines_of: str | None
    parties: list[str]
    organisations: list[str]
    persons: list[str]
    person_roles: list[str | None]
    person_countries: list[str | None]
    documents: list[str]


def write_mentions(path: Path, told: Iterable[Told]) -> int:
    """Write mentions as they come and return how many there were."""
    number = 0
    waiting = iter(told)
    with pq.ParquetWriter(path, SCHEMA) as writer:
        while batch := [_row(one) for one in islice(waiting, ROWS)]:
            writer.write_table(pa.Table.from_pylist(batch, SCHEMA))
            number += len(batch)
    return number


def read_group(path: Path, group: int) -> Iterator[Mention]:
    """Yield the mentions of one group of rows."""
    with pq.ParquetFile(path) as file:
        table = file.read_row_group(group, columns=_Row._fields)
    for row in zip(*(column.to_pylist() for column in table.itercolumns()), strict=True):
        yield _mention(_Row._make(row))


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


def _mention(row: _Row) -> Mention:
    return Mention(
        mention_id=row.unique_id,
        post_id=row.unique_id,
        source=row.source,
        published_at=row.published_at,
        published_on=row.published_on,
        ordinal=0,
        is_main=True,
        kind=_KINDS[row.kind],
        genre=_GENRES[row.genre],
        status=_STATUSES[row.status],
        dates=_dates(row),
        place=Place(city=row.city, country=row.country) if row.city or row.country else None,
        event_name=row.event_name,
        sidelines_of=row.sidelines_of,
        participants=tuple(map(_participant, row.persons, row.person_roles, row.person_countries)),
        countries=tuple(row.parties),
        organisations=tuple(row.organisations),
        documents=tuple([Document(kind="agreement", title=title, status="signed") for title in row.documents]),
        confidence=0.9,
        extractor="synthetic",
    )


def _dates(row: _Row) -> DateRange | None:
    if row.day_start is None or row.day_end is None or row.precision is None or row.basis is None:
        return None
    return DateRange(
        start=row.day_start, end=row.day_end, precision=_PRECISIONS[row.precision], basis=_BASES[row.basis]
    )


def _participant(name: str, role: str | None, country: str | None) -> Participant:
    return Participant(person_id="", name=name, role=role, country=country)
