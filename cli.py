"""The command line: global options, and the commands in the order in which a user meets them."""

from importlib.metadata import version
from typing import Annotated

import typer

from commands.doctor import doctor
from commands.run import run

app = typer.Typer(
    name="communique",
    help="Turn feeds of diplomatic posts into a table of diplomatic events.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command()(run)
app.command()(doctor)


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
    app()
