"""`communique sql` and `communique shell`: questions that users word themselves."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.asking import answering, published
from commands.formats import AnyFormat, Format, print_rows
from commands.terminal import EXIT_USAGE, OutputFolder, ends_quietly, fail

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@ends_quietly
def sql(
    question: Annotated[str, typer.Argument(help="One SELECT, FROM, DESCRIBE or SUMMARIZE; - reads it from stdin.")],
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """Ask the published tables in SQL; nothing can be written, and no file but theirs is read.

    Example: communique sql "SELECT kind, count(*) FROM events GROUP BY kind"
    """
    from warehouse.isolation import ask_freely  # noqa: PLC0415  # --help answers without DuckDB

    with published(output, described=True) as connection:
        answer = ask_freely(connection, _read_stdin() if question == "-" else question)
        print_rows(answer.columns, answer.rows, form)


def _read_stdin() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError:
        fail("standard input is not UTF-8", "save the question as UTF-8", EXIT_USAGE)


@ends_quietly
def shell(
    arguments: Annotated[list[str] | None, typer.Argument(help="Handed on to the DuckDB shell, after --.")] = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Open the DuckDB shell on the published tables, with all views and macros.

    Example: communique shell -- -csv -c "FROM met('Silva')"
    """
    program = find_shell()
    if program is None:
        fail("the DuckDB shell is not installed", "pip install duckdb-cli, or put duckdb on the PATH")
    from warehouse.script import literal  # noqa: PLC0415  # --help answers without it

    script = _script(output)
    folder = f"SET VARIABLE communique_folder = {literal(str(output.absolute()))}"
    # With -init the shell would announce the file, in colours even where nobody looks.
    opening = ("-no-init", "-cmd", folder, "-cmd", f".read {_quoted(script)}")
    os.execv(program, [program, *opening, *(arguments or [])])  # noqa: S606  # the user's own shell


def find_shell() -> str | None:
    """Return the DuckDB shell beside this interpreter, else the one on the PATH, else None."""
    return shutil.which("duckdb", path=str(Path(sys.executable).parent)) or shutil.which("duckdb")


def _quoted(path: Path) -> str:
    """Return a path as the commands of the shell take it."""
    return '"' + str(path).translate(_ESCAPES) + '"'


def _script(output: Path) -> Path:
    """Return the script that opens the published run."""
    from transforms.storage.runs import current_run  # noqa: PLC0415  # --help answers without it
    from warehouse.errors import NotPublishedError  # noqa: PLC0415  # the same

    script = output / "init.sql"
    with answering():
        try:
            run_id = current_run(output)
        except (OSError, ValueError) as error:
            raise NotPublishedError(f"{output} cannot be read: {error}", "see communique doctor") from error
        if run_id is None:
            raise NotPublishedError(f"nothing is published in {output}", f"communique run SEEDS --output {output}")
        if not script.is_file():
            raise NotPublishedError(f"{script} is missing", "communique run writes it again, even if nothing is new")
    return script
