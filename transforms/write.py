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

from transforms.elements import Alias, Change, Decision, Event, EventPost, Post, Reject, ResolvedMention
from transforms.storage.published import alias_runs
from transforms.storage.rows import Record, Row, StoredPost, StoredReject, rows_of
from transforms.storage.runs import SHARDS
from transforms.storage.schemas import TABLES
from transforms.storage.tables import GROUP_BYTES, GROUP_ROWS, merge_shards, table_named, table_path, write_rows

Shard = tuple[str, str]


class Tables(NamedTuple):
    """What a run publishes, before it is rows."""

    posts: PCollection[Post | StoredPost]
    mentions: PCollection[ResolvedMention]
    events: PCollection[Event]
    event_posts: PCollection[EventPost]
    decisions: PCollection[Decision]
    aliases: PCollection[Alias]
    changes: PCollection[Change]
    rejects: PCollection[Reject | StoredReject]


@dataclass
class WriteTables(beam.PTransform[Tables, PCollection[tuple[str, int]]]):
    """Write every table, sorted, as one file into a folder that exists; return names and numbers of rows.

    The same records give the same rows in the same order. A bundle that is tried again leaves nothing twice: what an
    attempt wrote counts only once the attempt has succeeded. Aliases keep the run that made them, and the history of
    earlier runs stands before that of this run.

    Attributes:
        folder: Where the tables go.
        run_id: The run that goes into the rows.
        published: The folder of the run before, if there is one.
    """

    folder: str
    run_id: str
    published: str | None = None

    def expand(self, tables: Tables) -> PCollection[tuple[str, int]]:
        """Write sorted shards, gather them by table, merge."""
        shards = [
            records | f"Shard{name.title().replace('_', '')}" >> beam.ParDo(_ShardFn(self))
            for name, records in tables._asdict().items()
        ]
        standing = tables.posts.pipeline | "ListTables" >> beam.Create(_standing(self.published))
        return (
            (*shards, standing)
            | "FlattenShards" >> beam.Flatten()
            | "GroupByTable" >> beam.GroupByKey()
            | "MergeShards" >> beam.ParDo(_MergeFn(self.folder))
        )


def _standing(published: str | None) -> list[Shard]:
    """List the tables, so that each is written even if nothing is in it, and what the run before leaves to this one."""
    tables = [(table.name, "") for table in TABLES]
    history = [("event_history", str(table_path(Path(published), "event_history")))] if published else []
    return tables + history


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
            path = Path(self._folder) / SHARDS / f"{name}-{uuid.uuid4().hex}.parquet"
            path.parent.mkdir(exist_ok=True)
            write_rows(table_named(name), rows, path)
            Metrics.counter("WriteTables", name).inc(len(rows))
            yield name, str(path)
        self._clear()

    def _clear(self) -> None:
        self._gathered = defaultdict(list)
        self._size = 0


class _MergeFn(beam.DoFn):
    """Merge the shards of a table."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def process(self, element: tuple[str, Iterable[str]]) -> Iterator[tuple[str, int]]:
        name, shards = element
        paths = [Path(shard) for shard in set(shards) if shard]
        yield name, merge_shards(table_named(name), paths, table_path(self._folder, name))
