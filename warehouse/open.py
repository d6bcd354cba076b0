"""Open the published run in memory: views and macros over its tables, and no way out to other files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as ds

from transforms.storage.runs import current_run, run_folder
from transforms.storage.tables import table_path
from warehouse.script import TABLES, comments, literal, questions

Row = dict[str, Any]
Parameters = Mapping[str, Any]

_BATCH_ROWS = 1000


class NothingPublishedError(Exception):
    """There is no published run to read; `hint` says what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: names of the columns, and rows that are read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    def records(self) -> Iterator[Row]:
        """Yield the rows under the names of the columns; the second of two equal names is numbered."""
        names = _distinct(self.columns)
        for row in self.rows:
            yield dict(zip(names, row, strict=True))


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A run that is open; it stays the same run whatever is published meanwhile."""

    connection: duckdb.DuckDBPyConnection
    run_id: str
    folder: Path

    def ask(self, sql: str, parameters: Parameters | None = None) -> Answer:
        """Ask a question; what users say goes into the parameters, never into the text.

        The rows of one answer are to be read before the next question, which ends them.

        Raises:
            duckdb.Error: The question cannot be answered; later ones can.
        """
        # A cursor would be another session, without the tables and the variables of this one.
        self.connection.execute(sql, dict(parameters or {}))
        columns = tuple(column[0] for column in self.connection.description or ())
        return Answer(columns, _rows(self.connection) if columns else iter(()))

    def records(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Ask a question and return all rows."""
        return list(self.ask(sql, parameters).records())


def open_published(output: Path, *, described: bool = False) -> Warehouse:
    """Open the run that is published in a folder.

    The tables are handed to DuckDB by Arrow, so that DuckDB itself may be forbidden every file, extension and change of
    its settings.

    Args:
        output: The folder in which runs are published.
        described: Whether views and columns carry their comments, which takes a tenth of a second.

    Raises:
        NothingPublishedError: Nothing is published there, or it is not whole.
    """
    run_id = _published(output)
    folder = run_folder(output, run_id)
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    for table in TABLES:
        connection.register(f"communique_{table}", _dataset(folder, table))
        connection.execute(f"CREATE VIEW {table} AS FROM communique_{table}")
    root = literal(str(output.absolute()))
    connection.execute(f"SET VARIABLE communique_root = {root}; SET VARIABLE communique_run_id = {literal(run_id)}")
    connection.execute(questions() + (comments() if described else ""))
    connection.execute(_LOCK)
    return Warehouse(connection, run_id, folder)


_LOCK = """
SET TimeZone = 'UTC';
SET temp_directory = '';
SET python_enable_replacements = false;
SET enable_external_access = false;
SET lock_configuration = true;
"""


def _published(output: Path) -> str:
    try:
        run_id = current_run(output)
    except (OSError, UnicodeDecodeError) as error:
        raise NothingPublishedError(f"{output} cannot be read: {error}", "see communique doctor") from error
    if run_id is None:
        hint = "publish a run first: communique run seeds --output " + str(output)
        raise NothingPublishedError(f"nothing is published in {output}", hint)
    return run_id


def _dataset(folder: Path, table: str) -> ds.Dataset:
    path = table_path(folder, table)
    try:
        return ds.dataset(path, format="parquet")
    except (OSError, ValueError) as error:
        hint = "publish a whole run again: communique run"
        raise NothingPublishedError(f"run {folder.name} is not whole: {path.name}: {error}", hint) from error


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := connection.fetchmany(_BATCH_ROWS):
        yield from batch


def _distinct(names: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for name in names:
        fresh, number = name, 2
        while fresh in found:
            fresh, number = f"{name}_{number}", number + 1
        found.append(fresh)
    return found
