"""What a published run found, in the terms of the evaluation."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import duckdb

from warehouse.connection import ask
from warehouse.evaluation.slots import Days, Person, Slots, Telling

_POSTS = "SELECT post_id, native_id, file, first_line, last_line FROM posts ORDER BY post_id"
_MENTIONS = """
SELECT
    post_id, event_id, event_name, is_main, kind, status, date_start, date_end, city, country, participants, countries
FROM mentions ORDER BY post_id, ordinal, mention_id
"""


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A published post; `file` is without folders."""

    post_id: str
    native_id: str | None
    file: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a run published, the tellings by post."""

    posts: tuple[FoundPost, ...]
    tellings: Mapping[str, tuple[Telling, ...]]


def read_found(connection: duckdb.DuckDBPyConnection) -> Found:
    """Read the published run that a connection is over."""
    posts = tuple(_post(row) for row in ask(connection, _POSTS).records())
    told: dict[str, list[Telling]] = defaultdict(list)
    for row in ask(connection, _MENTIONS).records():
        told[str(row["post_id"])].append(telling_of(row))
    return Found(posts, {post_id: tuple(tellings) for post_id, tellings in told.items()})


def _post(row: dict[str, Any]) -> FoundPost:
    return FoundPost(row["post_id"], row["native_id"], PurePath(row["file"]).name, row["first_line"], row["last_line"])


def telling_of(row: dict[str, Any]) -> Telling:
    """Return a row of the table mentions as what it tells."""
    return Telling(
        event=row["event_id"],
        is_main=bool(row["is_main"]),
        kind=row["kind"],
        name=row["event_name"],
        slots=_slots(row),
    )


def _slots(row: dict[str, Any]) -> Slots:
    plain = {field: (row[field],) if row[field] else () for field in ("kind", "status", "city", "country")}
    start = row["date_start"]
    people = tuple(Person(each["name"], (), each["country"]) for each in row["participants"] or () if each["name"])
    return {
        **plain,
        "date": (Days(start, row["date_end"] or start),) if start else (),
        "participant": people,
        "party": tuple(row["countries"] or ()),
    }
