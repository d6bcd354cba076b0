"""A snapshot to cite: every table as Parquet and CSV, what each column means, hashes, versions, and how to cite it."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb

from transforms.storage.runs import TABLE_NAMES, run_folder
from warehouse.connection import ask, run_asked
from warehouse.script import literal

_CHUNK = 1 << 20
_COLUMNS = """
SELECT "view", "column", type, comment, view_comment FROM dictionary WHERE list_contains($tables, "view")
ORDER BY list_position($tables, "view")
"""
_CITATION = """\
cff-version: 1.2.0
message: Please cite this snapshot as below.
type: dataset
title: Diplomatic events read by Communiqué, run {run_id}
version: {run_id}
date-released: {day}
authors:
  - name: Communiqué
abstract: >-
  {events} events from {posts} posts; every field points at the words behind it. CODEBOOK.md tells what the columns
  mean, SHA256SUMS the hashes of all files.
"""


def freeze(connection: duckdb.DuckDBPyConnection, output: Path, folder: Path, day: date) -> None:
    """Write the published run into a folder that does not exist yet; it appears whole or not at all.

    Args:
        connection: The published run, its columns described.
        output: The folder in which it is published.
        folder: The folder to make.
        day: The day of the snapshot.

    Raises:
        FileExistsError: There is something of that name.
        OSError: It cannot be written.
    """
    if folder.exists() or folder.is_symlink():
        raise FileExistsError(f"{folder} exists; a snapshot is never written over")
    staged = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        run = run_folder(output, run_asked(connection))
        shutil.copytree(run, staged / "parquet", copy_function=shutil.copyfile)
        for said in (staged / "parquet").glob("*.json"):  # what the run says about itself
            said.rename(staged / said.name)
        _write_csv(staged)
        _write_text(staged / "CODEBOOK.md", _codebook(connection))
        _write_text(staged / "CITATION.cff", [_citation(connection, day)])
        _write_text(staged / "SHA256SUMS", _hashes(staged))
        staged.rename(folder)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def _write_csv(staged: Path) -> None:
    """Write the tables as CSV; lists and structs are JSON, as CSV holds neither."""
    target = staged / "csv"
    target.mkdir()
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in TABLE_NAMES:
            source = next((staged / "parquet").glob(f"{table}*"))
            files = literal(str(source / "*.parquet" if source.is_dir() else source))
            described = connection.execute(f"DESCRIBE FROM read_parquet({files})").fetchall()
            cells = ", ".join(
                f'to_json("{name}") AS "{name}"' if "[" in kind or "STRUCT" in kind else f'"{name}"'
                for name, kind, *_ in described
            )
            path = literal(str(target / f"{table}.csv"))
            connection.execute(f"COPY (SELECT {cells} FROM read_parquet({files})) TO {path} (HEADER)")  # noqa: S608  # our own names


def _codebook(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "# Codebook\n\nOffsets are code points into `posts.text`; times are UTC; countries are ISO 3166-1 alpha-3. "
    yield "In CSV lists and structs are JSON, and texts are what sources wrote: some may be formulas.\n"
    shown = None
    for view, column, kind, comment, told in ask(connection, _COLUMNS, tables=list(TABLE_NAMES)).rows:
        if view != shown:
            shown = view
            yield f"\n## {view}\n\n{told}\n\n| column | type | meaning |\n| --- | --- | --- |\n"
        yield f"| `{column}` | {kind} | {str(comment or '').replace('|', chr(92) + '|')} |\n"


def _citation(connection: duckdb.DuckDBPyConnection, day: date) -> str:
    counts = ask(connection, "SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM posts) AS posts")
    (found,) = counts.records()
    return _CITATION.format(run_id=run_asked(connection), day=day, **found) + (
        f"references:\n  - type: software\n    title: Communiqué\n    version: {version('communique')}\n"
    )


def _hashes(staged: Path) -> Iterator[str]:
    """Yield a line for each file, as `sha256sum -c` reads them."""
    for path in sorted(each for each in staged.rglob("*") if each.is_file()):
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        yield f"{digest.hexdigest()}  {path.relative_to(staged).as_posix()}\n"


def _write_text(path: Path, parts: Iterable[str]) -> None:
    path.write_text("".join(list(parts)), encoding="utf-8")
