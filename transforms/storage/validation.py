"""Whether the tables of a run hold together; a run that fails here is never published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from transforms.counts import counted
from transforms.storage.tables import count_rows, read_columns, table_path


@dataclass(frozen=True, slots=True)
class Reference:
    """That a column of one table names rows of others; null names none."""

    table: str
    column: str
    targets: tuple[tuple[str, str], ...]


_EVENT = (("events", "event_id"),)
_MENTION = (("mentions", "mention_id"),)
_POST = (("posts", "post_id"),)

REFERENCES = (
    Reference("mentions", "post_id", _POST),
    Reference("mentions", "event_id", _EVENT),
    Reference("events", "parent_event_id", _EVENT),
    Reference("event_participants", "event_id", _EVENT),
    Reference("event_posts", "event_id", _EVENT),
    Reference("event_posts", "post_id", _POST),
    Reference("event_posts", "mention_id", _MENTION),
    Reference("documents", "event_id", _EVENT),
    Reference("decisions", "event_id", _EVENT),
    Reference("decisions", "left_mention_id", _MENTION),
    Reference("decisions", "right_mention_id", _MENTION),
    # An id that nothing tells of any more stands for itself.
    Reference("event_aliases", "event_id", (*_EVENT, ("event_aliases", "alias_id"))),
    Reference("event_history", "event_id", (*_EVENT, ("event_aliases", "alias_id"))),
)
KEYS = (("posts", "post_id"), ("mentions", "mention_id"), ("events", "event_id"), ("event_aliases", "alias_id"))


def problems(folder: Path, published: Path | None = None) -> Iterator[str]:
    """Yield what is wrong with the tables in a folder, one line each: keys, references, sums, ids that were lost."""
    for table, column in KEYS:
        yield from _repeated(folder, table, column)
    for reference in REFERENCES:
        yield from _dangling(folder, reference)
    yield from _sums(folder)
    if published:
        yield from _lost(folder, published)


def miscounts(counts: Mapping[str, int], written: Mapping[str, int], carried: Mapping[str, int]) -> Iterator[str]:
    """Yield the tables that hold other than what was written into them and what they carry from the run before."""
    for table, count in counts.items():
        expected = written.get(table, 0) + carried.get(table, 0)
        if count != expected:
            yield f"{table} has {counted(count, 'row')} and should have {expected:,}"


def _repeated(folder: Path, table: str, column: str) -> Iterator[str]:
    keys = _column(folder, table, column)
    distinct = pc.count_distinct(keys, mode="all").as_py()
    if distinct != len(keys) or keys.null_count:
        yield f"{table}.{column} is null or given twice in {counted(len(keys) - distinct + keys.null_count, 'row')}"


def _dangling(folder: Path, reference: Reference) -> Iterator[str]:
    named = _column(folder, reference.table, reference.column).drop_null()
    known = pa.concat_arrays(
        [chunk for table, column in reference.targets for chunk in _column(folder, table, column).chunks]
        or [pa.array([], pa.string())]
    )
    lost = named.filter(pc.invert(pc.is_in(named, value_set=known)))
    if len(lost):
        targets = " or ".join(f"{table}.{column}" for table, column in reference.targets)
        yield f"{reference.table}.{reference.column} names {len(lost)} not in {targets}, {lost[0].as_py()!r} for one"


def _sums(folder: Path) -> Iterator[str]:
    """Yield where the figures of events do not add up to the mentions; every mention is of one event."""
    mentions = count_rows(table_path(folder, "mentions"))
    links = count_rows(table_path(folder, "event_posts"))
    counted = pc.sum(_column(folder, "events", "mention_count")).as_py() or 0
    if not mentions == links == counted:
        yield f"{mentions} mentions, but {links} links of posts to events, and events count {counted}"


def _lost(folder: Path, published: Path) -> Iterator[str]:
    """Yield whether an id that was published stops resolving."""
    known = [*_ids(folder, "events", "event_id"), *_ids(folder, "event_aliases", "alias_id")]
    before = {*_ids(published, "events", "event_id"), *_ids(published, "event_aliases", "alias_id")}
    if gone := before.difference(known):
        yield f"{len(gone)} published events are gone without an alias, {min(gone)!r} for one"


def _ids(folder: Path, table: str, column: str) -> list[str]:
    return _column(folder, table, column).to_pylist()


def _column(folder: Path, table: str, column: str) -> pa.ChunkedArray:
    return read_columns(table_path(folder, table), column)[column]
