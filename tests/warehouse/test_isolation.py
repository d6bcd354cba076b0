import signal
import threading
from typing import NoReturn, cast

import duckdb
import pytest

from tests.warehouse.conftest import Opened
from warehouse.errors import RefusedError
from warehouse.isolation import ask_freely


@pytest.mark.parametrize(
    "question",
    [
        "SELECT 1 AS n",
        "FROM (VALUES (1)) AS one(n)",
        "VALUES (1)",
        "WITH one AS (SELECT 1 AS n) FROM one;",
    ],
)
def test_what_reads_is_answered(opened: Opened, question: str) -> None:
    assert list(ask_freely(opened.connection, question).rows) == [(1,)]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "CREATE TABLE t AS SELECT 1",
        "INSERT INTO posts VALUES (1)",
        "DROP VIEW posts",
        "SET VARIABLE communique_root = 'x'",
        "CALL pragma_version()",
        "PREPARE p AS SELECT 1",
    ],
)
def test_what_does_more_than_read_is_refused(opened: Opened, question: str) -> None:
    with pytest.raises(RefusedError, match="sql takes one question"):
        ask_freely(opened.connection, question)


def test_what_is_not_understood_is_refused_in_one_line(opened: Opened) -> None:
    with pytest.raises(RefusedError) as refused:
        ask_freely(opened.connection, "SELECT kinds FROM events")
    assert "\n" not in refused.value.reason
    assert '"kinds" not found' in refused.value.reason


def test_an_error_while_rows_are_taken_is_refused_too(opened: Opened) -> None:
    with pytest.raises(RefusedError, match="Conversion Error"):
        list(ask_freely(opened.connection, "SELECT text::INTEGER FROM posts").rows)


class _Busy:
    """A connection at work, until it is interrupted."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def extract_statements(self, question: str) -> list[duckdb.Statement]:
        return duckdb.extract_statements(question)

    def execute(self, _statement: duckdb.Statement) -> NoReturn:
        main = threading.main_thread().ident
        assert main is not None
        signal.pthread_kill(main, signal.SIGINT)
        assert self._stopped.wait(30), "nobody interrupted the work"
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    def interrupt(self) -> None:
        self._stopped.set()


def test_an_interrupt_ends_the_work() -> None:
    with pytest.raises(KeyboardInterrupt):
        ask_freely(cast(duckdb.DuckDBPyConnection, _Busy()), "SELECT 1")
