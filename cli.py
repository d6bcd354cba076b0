"""The command line: global options, and the commands in the order in which a user meets them."""

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from commands.alerts import alerts
from commands.arguments import refuse_unusable
from commands.check import check
from commands.diff import diff
from commands.doctor import doctor
from commands.evaluate import evaluate
from commands.events import events, timeline
from commands.explain import explain
from commands.export import export
from commands.judge import judge
from commands.run import run
from commands.runs import rollback, runs
from commands.schedule import schedule
from commands.show import show
from commands.sql import shell, sql
from commands.stats import stats
from commands.status import status
from commands.terminal import ends_quietly
from commands.watch import watch

_STDERR = 2


def _open_streams() -> None:
    """Open to nowhere what the caller has closed, before another file takes its number."""
    handle = os.open(os.devnull, os.O_RDWR)
    while handle <= _STDERR:
        handle = os.dup(handle)
    os.close(handle)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf8"))  # noqa: PTH123, SIM115  # open until the end
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf8")  # noqa: PTH123, SIM115  # as above


_open_streams()
_DECORATED = sys.stdout.isatty() and sys.stderr.isatty() and not os.environ.get("NO_COLOR")

app = typer.Typer(
    name="communique",
    help="Turn feeds of diplomatic posts into a table of diplomatic events.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    # Frames and colours are for people; a pipe gets lines that are neither cut nor decorated.
    rich_markup_mode="rich" if _DECORATED else None,
)

# In the order of the help. A group of commands is one file in commands/; this list is all that registers it.
COMMANDS = (
    check,
    run,
    watch,
    schedule,
    events,
    show,
    explain,
    timeline,
    export,
    alerts,
    stats,
    sql,
    shell,
    evaluate,
    status,
    runs,
    diff,
    rollback,
    doctor,
)

# Commands with commands of their own; they stand below the others.
GROUPS = (judge,)

for command in COMMANDS:
    app.command()(command)
for group in GROUPS:
    app.add_typer(group)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {version('communique')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn feeds of diplomatic posts into a table of diplomatic events."""


def main() -> None:
    """Start the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows few signs gets the others spelled out, instead of a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        refuse_unusable(sys.argv[1:])
        ends_quietly(app)()  # what is printed before a command begins, such as help, included
    except typer.Exit as ended:
        sys.exit(ended.exit_code)


if __name__ == "__main__":
    main()
