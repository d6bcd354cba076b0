"""Connections to a published run, and asking them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.storage.runs import current_run
from warehouse.errors import NotPublishedError
from warehouse.script import init_script

Cell = object
Row = dict[str, Cell]
_BATCH = 1000
_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A name in a question is a view, never a variable of this program.
    "python_enable_replacements": "false",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer and its rows, which can be read once."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]

    def records(self) -> list[Row]:
        """Return the rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def open_published(output: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with all views and macros over the run that is published now, and over no later one.

    Nothing of it reaches the disk: the database is in memory, its views read the Parquet files.

    Raises:
        NotPublishedError: Nothing is published there, or it cannot be read.
    """
    try:
        run_id = current_run(output)
    except (OSError, ValueError) as error:
        raise NotPublishedError(f"{output} cannot be read: {error}", "see communique doctor") from error
    if run_id is None:
        raise NotPublishedError(f"nothing is published in {output}", f"communique run SEEDS --output {output}")
    connection = duckdb.connect(":memory:", config=dict(_SETTINGS))
    try:
        connection.execute(init_script(output))
    except (duckdb.Error, ValueError) as error:
        reason = f"the published run {run_id} in {output} cannot be read: {one_line(error)}"
        raise NotPublishedError(reason, "see communique doctor; another run publishes whole tables again") from error
    return connection


def ask(connection: duckdb.DuckDBPyConnection, question: str, **values: Cell) -> Answer:
    """Return the answer to a question of this project; values of users are bound, never part of the question.

    Raises:
        NotPublishedError: The files of the run cannot be read.
    """
    try:
        return answer_of(connection.execute(question, values))
    except duckdb.IOException as error:
        raise NotPublishedError(
            f"the published run cannot be read: {one_line(error)}", "see communique doctor"
        ) from error


def answer_of(cursor: duckdb.DuckDBPyConnection) -> Answer:
    """Return what a connection that was just asked answers, read as the rows are taken."""
    columns = tuple(column[0] for column in cursor.description or ())
    return Answer(columns, _rows(cursor))


def first(connection: duckdb.DuckDBPyConnection, question: str, **values: Cell) -> Row | None:
    """Return the first row of an answer, or None."""
    records = ask(connection, question, **values).records()
    return records[0] if records else None


def one_line(error: Exception) -> str:
    """Return what an error says before it quotes the question."""
    said, _, _ = str(error).partition("\n\nLINE ")
    return " ".join(said.split())


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Cell, ...]]:
    while batch := cursor.fetchmany(_BATCH):
        yield from batch
