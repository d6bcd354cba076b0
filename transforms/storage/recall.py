"""Mentions of a published run as values, a few of many: by key, by post, by event."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Post, Traced
from transforms.storage.rows import Row
from transforms.storage.tables import read_columns, rows_where, table_path
from transforms.storage.values import mention

PARTIAL = "partial"
"""How the candidate key of a mention begins that does not say with whom."""


def mentions_where(folder: Path, column: str, values: Collection[str]) -> Iterator[Traced]:
    """Yield the mentions of a run that have one of these values in a column, as the run published them."""
    rows = list(rows_where(table_path(folder, "mentions"), column, values))
    if not rows:
        return
    posts = _posts(folder, {row["post_id"] for row in rows})
    siblings = _siblings(folder, {row["event_id"] for row in rows})
    for row in rows:
        count = siblings[row["event_id"], _is_partial(row)]
        yield Traced(mention(row, posts[row["post_id"]]), row["event_id"], count, row["origin_id"])


def mentions_open(folder: Path) -> Iterator[Traced]:
    """Yield the mentions of a run whose countries other posts supplied, or may yet supply."""
    yield from mentions_where(folder, "mention_id", _open_ids(folder))


def mentions_naming(folder: Path, names: Collection[str]) -> Iterator[Traced]:
    """Yield the mentions of a run in which a person goes by one of these names."""
    columns = read_columns(table_path(folder, "mentions"), "mention_id", "participants")
    found = _holding(columns, columns["participants"], "name", pa.array(sorted(names), pa.string()))
    yield from mentions_where(folder, "mention_id", set(found))


def events_about(folder: Path, country: str, first: date, last: date) -> frozenset[str]:
    """Return the events of which some mention is of a country and some lies between two days, both included."""
    columns = read_columns(
        table_path(folder, "mentions"), "mention_id", "event_id", "date_start", "date_end", "countries", "participants"
    )
    begun = pc.less_equal(columns["date_start"], pa.scalar(last))
    lasting = pc.greater_equal(columns["date_end"], pa.scalar(first))
    near = columns.filter(pc.fill_null(pc.and_(begun, lasting), fill_value=False))
    wanted = pa.array([country])
    found = {*_listing(columns, "countries", wanted), *_holding(columns, columns["participants"], "country", wanted)}
    of_country = columns.filter(pc.is_in(columns["mention_id"], value_set=pa.array(sorted(found), pa.string())))
    return frozenset(near["event_id"].to_pylist()) & frozenset(of_country["event_id"].to_pylist())


def first_mentions(folder: Path, event_ids: Collection[str]) -> dict[str, str]:
    """Return for each of these events the smallest id of its mentions that say with whom, else of any."""
    rows = rows_where(
        table_path(folder, "mentions"), "event_id", event_ids, ("mention_id", "event_id", "candidate_key")
    )
    found: dict[str, tuple[bool, str]] = {}
    for row in rows:
        own = _is_partial(row), row["mention_id"]
        found[row["event_id"]] = min(own, found.get(row["event_id"], own))
    return {event_id: mention_id for event_id, (_, mention_id) in found.items()}


def all_mentions(folder: Path) -> Iterator[Traced]:
    """Yield all mentions of a run."""
    yield from mentions_where(
        folder, "mention_id", read_columns(table_path(folder, "mentions"), "mention_id")["mention_id"].to_pylist()
    )


def _listing(columns: pa.Table, name: str, wanted: pa.Array) -> Iterator[str]:
    """Yield the mentions in whose list of texts one of the wanted values is."""
    lists = columns[name].combine_chunks()
    rows = pc.list_parent_indices(lists).filter(pc.is_in(pc.list_flatten(lists), value_set=wanted))
    yield from pc.unique(columns["mention_id"].combine_chunks().take(rows)).to_pylist()


def _holding(columns: pa.Table, nested: pa.ChunkedArray, field: str, wanted: pa.Array) -> Iterator[str]:
    """Yield the mentions in whose list of structs a field has one of the wanted values."""
    ids = columns["mention_id"].combine_chunks()
    lists = nested.combine_chunks()
    hits = pc.is_in(pc.struct_field(pc.list_flatten(lists), field), value_set=wanted)
    rows = pc.list_parent_indices(lists).filter(hits)
    yield from pc.unique(ids.take(rows)).to_pylist()


def _open_ids(folder: Path) -> set[str]:
    """Return the mentions that settling may change: something was inferred, a person is open, or a side is missing."""
    columns = read_columns(table_path(folder, "mentions"), "mention_id", "inferred", "participants", "countries")
    ids = columns["mention_id"].combine_chunks()
    inferred = pc.greater(pc.fill_null(pc.list_value_length(columns["inferred"].combine_chunks()), 0), 0)
    one_sided = pc.less_equal(pc.list_value_length(columns["countries"].combine_chunks()), 1)
    participants = columns["participants"].combine_chunks()
    people = pc.list_flatten(participants)
    nowhere = pc.and_(
        pc.is_null(pc.struct_field(people, "country")), pc.is_null(pc.struct_field(people, "organisation"))
    )
    unplaced = ids.take(pc.list_parent_indices(participants).filter(nowhere))
    return {*ids.filter(pc.or_(inferred, one_sided)).to_pylist(), *unplaced.to_pylist()}


def _posts(folder: Path, post_ids: Collection[str]) -> dict[str, Post]:
    """Return what mentions take from their posts, in posts that hold nothing else."""
    columns = ("post_id", "source", "published_at", "published_on")
    rows = rows_where(table_path(folder, "posts"), "post_id", post_ids, columns)
    return {row["post_id"]: Post(**row, file="", first_line=0, last_line=0, ordinal=0, text="") for row in rows}


def _siblings(folder: Path, event_ids: Collection[str]) -> Counter[tuple[str, bool]]:
    rows = rows_where(table_path(folder, "mentions"), "event_id", event_ids, ("event_id", "candidate_key"))
    return Counter((row["event_id"], _is_partial(row)) for row in rows)


def _is_partial(row: Row) -> bool:
    return str(row["candidate_key"]).startswith(PARTIAL)
