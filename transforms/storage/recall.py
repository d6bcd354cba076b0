"""Mentions of a published run as values, a few of many: by id, by post, by event."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Post, Traced
from transforms.storage.tables import read_columns, rows_where, table_path
from transforms.storage.values import mention


def mentions_where(folder: Path, column: str, values: Collection[str]) -> Iterator[Traced]:
    """Yield the mentions of a run that have one of these values in a column, as the run published them."""
    rows = list(rows_where(table_path(folder, "mentions"), column, values))
    if not rows:
        return
    posts = _posts(folder, {row["post_id"] for row in rows})
    for row in rows:
        yield Traced(mention(row, posts[row["post_id"]]), row["event_id"], row["origin_id"])


def mentions_open(
    folder: Path, sources: Collection[str] | None = None, concern: Callable[[str], bool] | None = None
) -> Iterator[Traced]:
    """Yield the mentions of a run whose countries other posts supplied, or may yet supply.

    Args:
        folder: The folder of the run.
        sources: With `concern`, only those of these sources, and those that name somebody whom it concerns.
        concern: Whether somebody of that name is meant.
    """
    found = _open_ids(folder)
    if sources is not None and concern is not None:
        found &= _ids_of_sources(folder, sources) | _ids_naming(folder, concern)
    yield from mentions_where(folder, "mention_id", found)


def mentions_naming(folder: Path, names: Collection[str]) -> Iterator[Traced]:
    """Yield the mentions of a run in which a person goes by one of these names."""
    yield from mentions_where(folder, "mention_id", _ids_naming(folder, names.__contains__))


def all_mentions(folder: Path) -> Iterator[Traced]:
    """Yield all mentions of a run."""
    yield from mentions_where(
        folder, "mention_id", read_columns(table_path(folder, "mentions"), "mention_id")["mention_id"].to_pylist()
    )


def _ids_of_sources(folder: Path, sources: Collection[str]) -> set[str]:
    """Return the mentions of the posts of these sources."""
    posts = read_columns(table_path(folder, "posts"), "post_id", "source")
    own = posts.filter(pc.is_in(posts["source"], value_set=pa.array(sorted(sources), pa.string())))
    mentions = read_columns(table_path(folder, "mentions"), "mention_id", "post_id")
    return set(mentions["mention_id"].filter(pc.is_in(mentions["post_id"], value_set=own["post_id"])).to_pylist())


def _ids_naming(folder: Path, meant: Callable[[str], bool]) -> set[str]:
    """Return the mentions in which a person goes by a name that is meant."""
    columns = read_columns(table_path(folder, "mentions"), "mention_id", "participants")
    lists = columns["participants"].combine_chunks()
    names = pc.struct_field(pc.list_flatten(lists), "name")
    wanted = pa.array([name for name in pc.unique(names).to_pylist() if name is not None and meant(name)], pa.string())
    rows = pc.list_parent_indices(lists).filter(pc.is_in(names, value_set=wanted))
    return set(columns["mention_id"].take(rows).to_pylist())


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
