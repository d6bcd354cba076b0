"""Tables as Parquet files: sorted shards, and their merge into one sorted table in bounded memory."""

import shutil
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from transforms.storage.rows import Row
from transforms.storage.schemas import TABLES, Table

GROUP_ROWS = 20_000
GROUP_BYTES = 32 << 20

_BATCH_ROWS = 1000
_BY_NAME = {table.name: table for table in TABLES}


def table_named(name: str) -> Table:
    """Return the table of that name."""
    return _BY_NAME[name]


def table_path(folder: Path, name: str) -> Path:
    """Return where a run keeps a table."""
    return folder / f"{name}.parquet"


def write_rows(table: Table, rows: Sequence[Row], path: Path) -> None:
    """Write rows, sorted, as one file that appears whole or not at all."""
    write_table(table, pa.Table.from_pylist(list(rows), schema=table.schema), path)


def write_table(table: Table, content: pa.Table, path: Path) -> None:
    """Write a table of rows, sorted, in the same way."""
    with _writing(table, path) as writer:
        writer.write_table(_in_order(table, content))


def merge_shards(table: Table, shards: Iterable[Path], path: Path) -> int:
    """Merge sorted files into one sorted file that appears whole or not at all; return its number of rows.

    Only the columns of the order and one row group are in memory at a time.
    """
    sources = [_Shard(shard) for shard in sorted(shards)]
    with _writing(table, path) as writer:
        for content in _merged(table, sources):
            writer.write_table(content)
    return sum(source.rows for source in sources)


def count_rows(path: Path) -> int:
    """Return the number of rows of a table, without reading them."""
    return pq.read_metadata(path).num_rows


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table in their order, a small batch in memory at a time.

    A table of an earlier version of the tool may lack columns, which are null then, or be missing altogether.
    """
    if not path.exists():
        return
    with _open(path) as file:
        for batch in file.iter_batches(batch_size=_BATCH_ROWS):
            yield from _conforming(path, pa.Table.from_batches([batch])).to_pylist()


def _conforming(path: Path, content: pa.Table, columns: Sequence[str] | None = None) -> pa.Table:
    """Return rows with the columns that the table has today, or with some of them."""
    table = _BY_NAME.get(path.stem)
    if table is not None:
        for name in columns or table.schema.names:
            if name not in content.column_names:
                content = content.append_column(name, pa.nulls(content.num_rows, table.schema.field(name).type))
        columns = columns or table.schema.names
    return content if columns is None else content.select(list(columns))


def rows_where(path: Path, column: str, values: Collection[str], columns: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the rows that have one of these values in a column of text, with all columns or some, in their order."""
    wanted = pa.array(sorted(values), pa.string())
    if not len(wanted):
        return
    taken = None if columns is None else sorted({column, *columns})
    with _open(path) as file:
        for group in _groups_with(file, column, wanted):
            content = file.read_row_group(group, columns=taken)
            found = content.filter(pc.is_in(content[column], value_set=wanted))
            yield from _conforming(path, found, columns).to_pylist()


def _groups_with(file: pq.ParquetFile, column: str, wanted: pa.Array) -> Iterator[int]:
    """Yield the row groups in which a column has one of the wanted values; none where the table lacks the column."""
    if column not in file.schema_arrow.names:
        return
    for group in range(file.metadata.num_row_groups):
        if pc.any(pc.is_in(file.read_row_group(group, columns=[column])[column], value_set=wanted)).as_py():
            yield group


def without_rows(table: Table, path: Path, keys: Collection[str], target: Path) -> int:
    """Write the rows of a table in which no column of its key has one of these values; return how many they are."""
    gone = pa.array(sorted(keys), pa.string())
    kept = 0
    with _open(path) as file, _writing(table, target) as writer:
        for group in range(file.metadata.num_row_groups):
            content = _conforming(path, file.read_row_group(group))
            content = content.filter(pc.invert(_meant(table, content, gone)))
            writer.write_table(content)
            kept += content.num_rows
    return kept


def brings_back(table: Table, path: Path, keys: Collection[str] | None, shards: Iterable[Path]) -> bool:
    """Return whether sorted files hold just the rows of a table in which a column of its key has one of these values.

    Without keys all rows are meant. Numbers are compared first, so that most differences are found without reading
    rows; of those one row group is in memory at a time.
    """
    if not is_of_today(table, path):
        return False
    gone = None if keys is None else pa.array(sorted(keys), pa.string())
    sources = [_Shard(shard) for shard in sorted(shards)]
    with _open(path) as file:
        counts = list(_meant_by_group(table, file, gone))
        if sum(counts) != sum(source.rows for source in sources):
            return False
        given = _Rows(table.schema, _merged(table, sources))
        for group, count in enumerate(counts):
            if not count:
                continue
            content = file.read_row_group(group)
            if count < content.num_rows:
                content = content.filter(_meant(table, content, gone))
            if not content.equals(given.take(count)):
                return False
    return True


def _meant_by_group(table: Table, file: pq.ParquetFile, keys: pa.Array | None) -> Iterator[int]:
    """Yield for every row group how many of its rows the keys mean."""
    for group in range(file.metadata.num_row_groups):
        if keys is None:
            yield file.metadata.row_group(group).num_rows
        elif not len(keys):
            yield 0
        else:
            content = file.read_row_group(group, columns=list(table.key))
            yield pc.sum(_meant(table, content, keys)).as_py() or 0


def _meant(table: Table, content: pa.Table, keys: pa.Array) -> pa.ChunkedArray:
    """Return for every row whether a column of the key has one of these values."""
    found = [pc.is_in(content[column], value_set=keys) for column in table.key]
    return reduce(pc.or_, found)


def is_of_today(table: Table, path: Path) -> bool:
    """Return whether a table has the columns that it has today, and not those of an earlier version of the tool."""
    return bool(pq.read_schema(path).equals(table.schema))


def reuse(path: Path, target: Path) -> int:
    """Let a table of the run before be one of this run too, without writing it again; return its number of rows.

    A file system that knows no hard links gets a copy.
    """
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, target)
    return count_rows(target)


def read_columns(path: Path, *columns: str) -> pa.Table:
    """Return some columns of a table; what an earlier version of the tool did not have is null."""
    present = pq.read_schema(path).names
    return _conforming(
        path,
        pq.read_table(path, columns=[name for name in columns if name in present], page_checksum_verification=True),
        columns,
    )


class _Rows:
    """Rows that are read forwards, as many at a time as are asked for."""

    def __init__(self, schema: pa.Schema, pieces: Iterator[pa.Table]) -> None:
        self._pieces = pieces
        self._ahead = schema.empty_table()

    def take(self, count: int) -> pa.Table:
        pieces, held = [self._ahead], self._ahead.num_rows
        while held < count:
            piece = next(self._pieces)
            pieces.append(piece)
            held += piece.num_rows
        content = pa.concat_tables(pieces)
        self._ahead = content.slice(count)
        return content.slice(0, count)


class _Shard(_Rows):
    """A sorted file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        file = _open(path)
        metadata = file.metadata
        self.rows: int = metadata.num_rows
        self.size = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
        batches = file.iter_batches(batch_size=_BATCH_ROWS)
        super().__init__(file.schema_arrow, (pa.Table.from_batches([batch]) for batch in batches))


def _merged(table: Table, sources: Sequence[_Shard]) -> Iterator[pa.Table]:
    """Yield the rows of sorted files in one order, in pieces that make a row group each."""
    for counts in _shares(table, sources):
        pieces = [source.take(count) for source, count in zip(sources, counts, strict=True) if count]
        yield _in_order(table, pa.concat_tables(pieces))


def _shares(table: Table, sources: Sequence[_Shard]) -> Iterator[list[int]]:
    """Yield for every row group of the merged table how many rows each of the sources gives to it."""
    rows = sum(source.rows for source in sources)
    if not rows:
        return
    keys = pa.concat_tables(
        read_columns(source.path, *table.order).append_column("shard", pa.array([number] * source.rows, pa.int32()))
        for number, source in enumerate(sources)
    )
    shards = keys["shard"].take(pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names]))
    average = sum(source.size for source in sources) // rows
    step = max(1, min(GROUP_ROWS, GROUP_BYTES // max(1, average)))
    for start in range(0, rows, step):
        counted = {pair["values"]: pair["counts"] for pair in pc.value_counts(shards.slice(start, step)).to_pylist()}
        yield [counted.get(number, 0) for number in range(len(sources))]


def _in_order(table: Table, content: pa.Table) -> pa.Table:
    return content.take(pc.sort_indices(content, sort_keys=[(name, "ascending") for name in table.order]))


def _open(path: Path) -> pq.ParquetFile:
    return pq.ParquetFile(path, memory_map=True, page_checksum_verification=True)


@contextmanager
def _writing(table: Table, path: Path) -> Iterator[pq.ParquetWriter]:
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with pq.ParquetWriter(partial, table.schema, compression="zstd", write_page_checksum=True) as writer:
            yield writer
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
