"""Asking a published run from a command: opened late, closed always, and failing in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from commands.terminal import EXIT_FAILED, EXIT_USAGE, err, fail, in_line
from warehouse.errors import RefusedError, UnansweredError, WithdrawnError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def published(output: Path, *, described: bool = False) -> "Iterator[DuckDBPyConnection]":
    """Give a connection to the published run, and end the command in one line where a question has no answer.

    Args:
        output: The folder in which runs are published.
        described: Whether views and columns carry their comments.

    Raises:
        Exit: There is nothing to find (0) or to ask (1), or the question is none (2).
    """
    from warehouse.connection import naming_damage, open_published, run_asked  # noqa: PLC0415  # --help without DuckDB

    with (
        answering(),
        open_published(output, described=described) as connection,
        naming_damage(output, run_asked(connection)),
    ):
        yield connection


@contextmanager
def answering() -> Iterator[None]:
    """End the command in one line where a question has no answer."""
    try:
        yield
    except RefusedError as error:
        fail(error.reason, error.hint, EXIT_USAGE)
    except WithdrawnError as error:
        err().print(in_line(error.reason))
        raise typer.Exit from error
    except UnansweredError as error:
        fail(error.reason, error.hint, EXIT_FAILED)
    except RuntimeError as error:
        # So DuckDB says that Ctrl-C came while it was at work.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise
