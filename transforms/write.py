"""WriteTables: everything that a run found, as the tables of the contract."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue

from transforms.composite import Composite
from transforms.elements import (
    Alias,
    Change,
    Event,
    EventPost,
    PersonName,
    Post,
    Reject,
    ResolvedMention,
    Seen,
)
from transforms.storage.published import alias_runs
from transforms.storage.rows import Record, Row, StoredPost, StoredReject, rows_of
from transforms.storage.runs import SHARDS
from transforms.storage.schemas import TABLES, Table
from transforms.storage.tables import (
    GROUP_BYTES,
    GROUP_ROWS,
    brings_back,
    count_rows,
    merge_shards,
    reuse,
    table_named,
    table_path,
    without_rows,
    write_rows,
    write_table,
)
from transforms.storage.tally import KEPT
from transforms.tables.ipc import Packed, opened

Shard = tuple[str, str]
Taken = tuple[str, str]
_NO_RECORDS = ("decisions", "taken")


class Tables(NamedTuple):
    """What a run publishes, before it is rows.

    Attributes:
        posts: Rows that are new; so with all tables that a key lets grow. The others are given whole.
        decisions: Tables of rows.
        taken: What of the run before no longer stands: names of tables, each with a key of rows.
    """

    posts: PCollection[Post | StoredPost]
    mentions: PCollection[ResolvedMention]
    events: PCollection[Event]
    event_posts: PCollection[EventPost]
    decisions: PCollection[Packed]
    aliases: PCollection[Alias]
    changes: PCollection[Change]
    rejects: PCollection[Reject | StoredReject]
    persons: PCollection[PersonName]
    sightings: PCollection[Seen]
    taken: PCollection[Taken]


@dataclass
class WriteTables(Composite[Tables, PCollection[tuple[str, int]]]):
    """Write every table, sorted, as one file into a folder that exists; return names and numbers of rows.

    The same records give the same rows in the same order. A bundle that is tried again leaves nothing twice: what an
    attempt wrote counts only once the attempt has succeeded. Of the run before stays what is not taken back; a table in
    which nothing changes, be it that all that is taken back comes again, is not written, but is a hard link to that of
    the run before. Aliases keep the run that made them.

    Attributes:
        folder: Where the tables go.
        run_id: The run that goes into the rows.
        published: The folder of the run before, if there is one.
    """

    folder: str
    run_id: str
    published: str | None = None

    def expand(self, tables: Tables) -> PCollection[tuple[str, int]]:
        """Write sorted shards, gather them by table, merge them with what stays."""
        shards = [
            records | f"Shard{name.title().replace('_', '')}" >> beam.ParDo(_ShardFn(self))
            for name, records in tables._asdict().items()
            if name not in _NO_RECORDS
        ]
        decisions = tables.decisions | "ShardDecisions" >> beam.Map(_shard, "decisions", self.folder)
        listed = tables.posts.pipeline | "ListTables" >> beam.Create(
            [(table.name, "") for table in TABLES], reshuffle=False
        )
        gathered = (*shards, decisions, listed) | "FlattenShards" >> beam.Flatten()
        return (
            (gathered, tables.taken)
            | "GroupByTable" >> beam.CoGroupByKey()
            | "MergeShards" >> beam.ParDo(_MergeFn(self.folder, self.published))
        )


class _ShardFn(beam.DoFn):
    """Gather the rows of a bundle and write them before they grow large."""

    _gathered: defaultdict[str, list[Row]]
    _size: int
    _alias_runs: dict[str, str]

    def __init__(self, target: WriteTables) -> None:
        self._folder = target.folder
        self._run_id = target.run_id
        self._published = target.published

    def setup(self) -> None:
        self._alias_runs = alias_runs(Path(self._published)) if self._published else {}

    def start_bundle(self) -> None:
        self._clear()

    def process(self, record: Record) -> Iterator[Shard]:
        for table, row in rows_of(record, self._run_of(record)):
            self._gathered[table].append(row)
            self._size += sum(len(cell) for cell in row.values() if isinstance(cell, (str, list)))
            if len(self._gathered[table]) >= GROUP_ROWS or self._size >= GROUP_BYTES:
                yield from self._flush()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        window = GlobalWindow()
        for shard in self._flush():
            yield WindowedValue(shard, window.max_timestamp(), (window,))

    def _run_of(self, record: Record) -> str:
        return self._alias_runs.get(record.alias_id, self._run_id) if isinstance(record, Alias) else self._run_id

    def _flush(self) -> Iterator[Shard]:
        for name, rows in self._gathered.items():
            path = _shard_path(self._folder, name)
            write_rows(table_named(name), rows, path)
            Metrics.counter("WriteTables", name).inc(len(rows))
            yield name, str(path)
        self._clear()

    def _clear(self) -> None:
        self._gathered = defaultdict(list)
        self._size = 0


class _MergeFn(beam.DoFn):
    """Merge the shards of a table with what stays of the run before."""

    def __init__(self, folder: str, published: str | None) -> None:
        self._folder = Path(folder)
        self._published = Path(published) if published else None

    def process(self, element: tuple[str, tuple[Iterable[str], Iterable[str]]]) -> Iterator[tuple[str, int]]:
        name, (shards, taken) = element
        table, target = table_named(name), table_path(self._folder, name)
        paths = [Path(shard) for shard in set(shards) if shard]
        before, gone = table_path(self._published, name) if self._published else None, frozenset(taken)
        if before and _stands(table, before, gone, paths):
            rows = reuse(before, target)
            Metrics.counter("WriteTables", KEPT + name).inc(rows - sum(map(count_rows, paths)))
            yield name, rows
            return
        if before is None or not table.key:
            yield name, merge_shards(table, paths, target)
            return
        standing = self._folder / SHARDS / f"{name}-standing.parquet"
        standing.parent.mkdir(exist_ok=True)
        Metrics.counter("WriteTables", KEPT + name).inc(without_rows(table, before, gone, standing))
        yield name, merge_shards(table, [standing, *paths], target)


def _shard(content: Packed, name: str, folder: str) -> Shard:
    """Write a table of rows as a shard."""
    rows, path = opened(content), _shard_path(folder, name)
    write_table(table_named(name), rows, path)
    Metrics.counter("WriteTables", name).inc(len(rows))
    return name, str(path)


def _shard_path(folder: str, name: str) -> Path:
    path = Path(folder) / SHARDS / f"{name}-{uuid.uuid4().hex}.parquet"
    path.parent.mkdir(exist_ok=True)
    return path


def _stands(table: Table, before: Path, gone: frozenset[str], shards: Iterable[Path]) -> bool:
    """Return whether a table comes out as it was; an earlier version of the tool may not have had it."""
    return before.exists() and brings_back(table, before, gone if table.key else None, shards)
