"""`communique stats`: a published run in figures."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.asking import published
from commands.formats import Format, print_rows, to_json
from commands.terminal import OutputFolder, ends_quietly

_Form = Annotated[
    Format, typer.Option("--format", "-f", help="How to print: table, md, or json for all in one object.")
]


@ends_quietly
def stats(
    top: Annotated[int, typer.Option(help="How many of a long list.", min=1)] = 10,
    form: _Form = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """Count posts, events, people, countries, places and decisions.

    Example: communique stats --top 5
    """
    from warehouse.figures import count_all  # noqa: PLC0415  # --help answers without DuckDB

    if form not in (Format.TABLE, Format.MD, Format.JSON):
        raise typer.BadParameter("stats prints several tables: table, md or json", param_hint="--format")
    with published(output) as connection:
        figures = count_all(connection, top)
    if form is Format.JSON:
        sys.stdout.write(to_json(figures, indent=2) + "\n")
        return
    for subject, rows in figures.items():
        if rows:
            sys.stdout.write(f"## {subject}\n\n" if form is Format.MD else f"{subject.upper()}\n")
            sys.stdout.flush()
            print_rows(list(rows[0]), [list(row.values()) for row in rows], form)
            sys.stdout.write("\n")
