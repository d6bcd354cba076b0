"""Open the published run in memory, and ask it: views and macros over its tables, and no way out to other files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.storage.pages import open_dataset
from transforms.storage.runs import TABLE_NAMES, current_run, run_folder
from transforms.storage.tables import table_path
from transforms.storage.wholeness import Depth, shown, table_faults, way_out
from warehouse.errors import NotPublishedError, UnansweredError
from warehouse.script import comments, literal, questions

Cell = object
Row = dict[str, Cell]

_BATCH_ROWS = 1000
# What DuckDB says where Arrow cannot read a table.
_UNREAD = (duckdb.IOException, duckdb.InvalidInputException)
_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# After the last one nothing can be set any more. Without a temporary folder nothing is left to write to; a name in a
# question is a view, never a variable of this program.
_LOCKS = """
SET TimeZone = 'UTC';
SET temp_directory = '';
SET python_enable_replacements = false;
SET enable_external_access = false;
SET lock_configuration = true;
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer and its rows, which can be read once, and before the next question is asked.

    No two columns have one name: the second is numbered.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]

    def records(self) -> list[Row]:
        """Return the rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def open_published(output: Path, *, described: bool = False, run_id: str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection with all views and macros over the run that is published now, and over no later one.

    No statement can open a file, load an extension or change a setting there. DuckDB's `allowed_directories` would let
    a statement write wherever it may read, so the views read through Arrow, and DuckDB itself gets no access to files.

    Args:
        output: The folder in which runs are published.
        described: Whether views and columns carry their comments, which takes a tenth of a second.
        run_id: Another run that is kept there, in the place of the published one.

    Raises:
        NotPublishedError: Nothing is published there, or it is not whole.
    """
    run_id = run_id or _published(output)
    refuse_damaged(output, run_id)
    connection = duckdb.connect(":memory:", config=dict(_SETTINGS))
    try:
        root, run = literal(str(output.absolute())), literal(run_id)
        connection.execute(f"SET VARIABLE communique_root = {root}; SET VARIABLE communique_run_id = {run}")
        for table in TABLE_NAMES:
            path = table_path(run_folder(output, run_id), table)
            connection.register(f"communique_{table}", open_dataset(path))
            connection.execute(f"CREATE VIEW {table} AS FROM communique_{table}")
        connection.execute(questions() + (comments() if described else ""))
    except (OSError, ValueError, duckdb.Error) as error:
        refuse_damaged(output, run_id, Depth.PAGES)
        raise _unreadable(output, run_id, one_line(error)) from error
    connection.execute(_LOCKS)
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


@contextmanager
def naming_damage(output: Path, *run_ids: str) -> Iterator[None]:
    """Where a question has no answer because a table of these runs is damaged, say which, and what to do.

    Raises:
        NotPublishedError: A table is damaged.
    """
    try:
        yield
    except (duckdb.Error, UnansweredError) as error:
        if isinstance(error, _UNREAD) or isinstance(error.__cause__, _UNREAD):
            for run_id in run_ids:
                refuse_damaged(output, run_id, Depth.PAGES)
        raise


def refuse_damaged(output: Path, run_id: str, depth: Depth = Depth.OUTSIDE) -> None:
    """Refuse to ask a run of which a table is damaged, as far as is seen at that depth.

    Raises:
        NotPublishedError: One is.
    """
    if fault := next(table_faults(output, run_id, depth=depth), None):
        raise _unreadable(output, run_id, fault)


def run_asked(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the run that a connection was opened on."""
    row = connection.execute("SELECT getvariable('communique_run_id')").fetchone()
    return str(row[0]) if row else ""


def answer_of(connection: duckdb.DuckDBPyConnection) -> Answer:
    """Return what a connection that was just asked answers, read as the rows are taken."""
    names = _distinct(column[0] for column in connection.description or ())
    return Answer(tuple(names), _rows(connection))


def one_line(error: Exception) -> str:
    """Return what an error says before it quotes the question."""
    said, _, _ = str(error).partition("\n\nLINE ")
    return " ".join(said.split())


def _published(output: Path) -> str:
    try:
        run_id = current_run(output)
    except (OSError, ValueError) as error:
        raise NotPublishedError(f"{output} cannot be read: {error}", "see communique doctor") from error
    if run_id is None:
        raise NotPublishedError(
            f"nothing is published in {output}", f"publish a run first: communique run seeds --output {output}"
        )
    return run_id


def _unreadable(output: Path, run_id: str, fault: str) -> NotPublishedError:
    hint = way_out(output, run_id) if current_run(output) == run_id else "communique runs lists the runs that are kept"
    return NotPublishedError(f"the run {shown(run_id)} in {output} cannot be read: {fault}", hint)


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Cell, ...]]:
    while batch := connection.fetchmany(_BATCH_ROWS):
        yield from batch


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        fresh, number = name, 2
        while fresh in found:
            fresh, number = f"{name}_{number}", number + 1
        found.append(fresh)
    return tuple(found)
