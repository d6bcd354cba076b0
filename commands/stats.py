"""`communique stats`: a published run in figures."""

from pathlib import Path
from typing import Annotated

import typer

from commands.asking import published
from commands.formats import AnyFormat, Format, print_rows
from commands.terminal import OutputFolder, ends_quietly


@ends_quietly
def stats(
    top: Annotated[int, typer.Option(help="How many of a long list.", min=1)] = 10,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """Count posts, events, people, countries, places and decisions.

    Example: communique stats --top 5
    """
    from warehouse.figures import count_all  # noqa: PLC0415  # --help answers without DuckDB

    with published(output) as connection:
        answer = count_all(connection, top)
        print_rows(answer.columns, answer.rows, form)
