"""Questions that users word themselves: one that reads, and nothing else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import duckdb

from warehouse.connection import Answer, Cell, answer_of, one_line
from warehouse.errors import RefusedError

_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})
_HINT = 'communique sql "FROM dictionary" lists the views and their columns'


def ask_freely(connection: duckdb.DuckDBPyConnection, question: str) -> Answer:
    """Return the answer to one SELECT, or what stands for it: FROM, VALUES, DESCRIBE, SUMMARIZE, EXPLAIN.

    Raises:
        RefusedError: It is no question, or more than one, or DuckDB cannot answer it; also while the rows are taken.
    """
    with _refusing():
        statements = connection.extract_statements(question)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise RefusedError("sql takes one question, such as SELECT, FROM or DESCRIBE", _HINT)
        answer = answer_of(_execute(connection, statements[0]))
    return Answer(answer.columns, _carefully(answer.rows))


def _execute(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> duckdb.DuckDBPyConnection:
    """Execute a statement in a thread of its own: DuckDB at work does not see Ctrl-C, the thread that waits does."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        executed = thread.submit(connection.execute, statement)
        try:
            return executed.result()
        except KeyboardInterrupt:
            connection.interrupt()
            raise


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
