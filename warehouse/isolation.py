"""Questions that users word themselves: they read the views and reach nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.dataset

from transforms.storage.runs import run_folder
from warehouse.connection import Answer, Cell, answer_of, ask, one_line, open_published
from warehouse.errors import RefusedError
from warehouse.script import TABLES, comments

_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})
_HINT = 'communique sql "FROM dictionary" lists the views and their columns'
# In this order: after the last one nothing can be set any more. Without a temporary folder nothing is left to write to.
_LOCKS = ("SET temp_directory = ''", "SET enable_external_access = false", "SET lock_configuration = true")


def open_isolated(output: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to the published run in which no statement can open a file, or load or set anything.

    DuckDB's `allowed_directories` would let a statement write wherever it may read, so the views read through Arrow
    instead, and DuckDB itself gets no access to files at all.

    Raises:
        NotPublishedError: Nothing is published there, or it cannot be read.
    """
    connection = open_published(output)
    run_id = str(next(ask(connection, "SELECT run_id FROM published").rows)[0])
    folder = run_folder(output, run_id)
    for table in TABLES:
        source = pyarrow.dataset.dataset(folder / f"{table}.parquet", format="parquet")
        connection.register(f"parquet_{table}", source)
        connection.execute(f"CREATE OR REPLACE VIEW {table} AS FROM parquet_{table}")
    connection.execute(comments())
    for lock in _LOCKS:
        connection.execute(lock)
    return connection


def ask_freely(connection: duckdb.DuckDBPyConnection, question: str) -> Answer:
    """Return the answer to one SELECT, or what stands for it: FROM, VALUES, DESCRIBE, SUMMARIZE, EXPLAIN.

    Raises:
        RefusedError: It is no question, or more than one, or DuckDB cannot answer it; also while the rows are taken.
    """
    with _refusing():
        statements = connection.extract_statements(question)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise RefusedError("sql takes one question, such as SELECT, FROM or DESCRIBE", _HINT)
        answer = answer_of(connection.execute(statements[0]))
    return Answer(answer.columns, _carefully(answer.rows))


def _carefully(rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    with _refusing():
        yield from rows


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        raise RefusedError(one_line(error), _HINT) from error
