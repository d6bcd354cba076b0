"""The arguments and options that `run` and `watch` share, and the options of a run that they amount to."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.journal import Journal, Level, LogFormat
from commands.paths import path
from commands.terminal import EXIT_USAGE

if TYPE_CHECKING:
    from pipelines.options import RunOptions
    from transforms.formats.options import ReadOptions
    from transforms.storage.runs import InitScript

Seeds = Annotated[
    list[Path] | None,
    typer.Argument(help="Seed files, or folders of them.", show_default="seeds", parser=path),
]
InputFormat = Annotated[
    str | None,
    typer.Option("--as", help="Read every seed as this format, such as csv or dump.", show_default="recognised"),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=KEY",
        help="Which key or column holds a field: text=body,published=date.",
        show_default="known",
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="Which of both stands first in 04.03.2022.", show_default="refused"),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="./FOLDER of a learned model, a spaCy model beside the grammar, or none for the grammar alone.",
        envvar="COMMUNIQUE_MODEL",
        show_default="the learned one that is shipped",
    ),
]
Runner = Annotated[str, typer.Option(help="Where the pipeline runs: direct or flink.")]
RunnerFlag = Annotated[
    list[str] | None,
    typer.Option("--runner-flag", help="A flag of Beam for that runner, as --flink_master=host:port; repeatable."),
]
Workers = Annotated[int, typer.Option(help="Processes of the runner.", min=1)]
Keep = Annotated[int, typer.Option(help="How many published runs are kept.", min=1)]
Prune = Annotated[
    bool, typer.Option("--prune", help="Files that are gone from the named folders take their posts with them.")
]
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="Follow links that lead out of the named folders.")]
Form = Annotated[LogFormat, typer.Option("--log-format", help="text, or json: one object a line on standard error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but rejects, warnings and errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say more, and let Beam speak on stderr.")]

SEEDS = Path("seeds")
OUTPUT = Path("output")


def journal_of(form: LogFormat, *, quiet: bool, verbose: bool, dated: bool = False) -> Journal:
    """Return the journal that the switches ask for.

    Raises:
        Exit: They contradict each other.
    """
    if quiet and verbose:
        Journal(form=form).fail("usage", "--quiet and --verbose contradict each other", code=EXIT_USAGE)
    least = Level.WARNING if quiet else Level.DEBUG if verbose else Level.INFO
    return Journal(form=form, least=least, dated=dated)


def options_of(
    journal: Journal,
    *,
    seeds: list[Path] | None,
    output: Path,
    input_format: str | None,
    columns: list[str] | None,
    day_first: bool | None,
    model: str | None,
    runner: str,
    runner_flag: list[str] | None,
    workers: int,
    keep: int,
    prune: bool,
    follow_links: bool,
    strict: bool = False,
) -> "RunOptions":
    """Return the options of a run.

    Raises:
        Exit: They make no sense.
    """
    from pipelines.options import RunOptions  # noqa: PLC0415  # the command line answers --help without it

    try:
        return RunOptions(
            seeds=tuple(seeds or [SEEDS]),
            output=output,
            reading=reading_of(input_format, columns, day_first=day_first),
            model=model,
            runner=runner,
            runner_flags=tuple(runner_flag or ()),
            workers=workers,
            keep=keep,
            prune=prune,
            follow_links=follow_links,
            strict=strict,
            verbose=journal.says(Level.DEBUG),
        )
    except ValueError as error:
        journal.fail("usage", str(error), "see communique run --help", EXIT_USAGE)


def reading_of(input_format: str | None, columns: list[str] | None, *, day_first: bool | None) -> "ReadOptions":
    """Return how files are read.

    Raises:
        ValueError: There is no format or no field of a name, or a field is given no key.
    """
    from transforms.formats.options import ReadOptions  # noqa: PLC0415  # as above
    from transforms.formats.recognition import format_named  # noqa: PLC0415  # as above

    if input_format is not None:
        format_named(input_format)
    return ReadOptions(form=input_format, columns=_columns(columns or []), day_first=day_first)


def _columns(named: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the fields and keys of `text=body,published=date`.

    Raises:
        ValueError: There is no = in one of them, or one of both sides is empty.
    """
    pairs = [pair.partition("=") for words in named for pair in words.split(",")]
    for name, _, key in pairs:
        if not name.strip() or not key.strip():
            raise ValueError(f"--map takes FIELD=KEY, such as text=body, got {name!r}")
    return tuple((name.strip(), key.strip()) for name, _, key in pairs)


def script_of(journal: Journal, output: Path) -> "InitScript":
    """Return what writes the script that opens what is published in a folder.

    Raises:
        Exit: No script can hold the name of the folder.
    """
    from warehouse.script import init_script  # noqa: PLC0415  # as above

    try:
        init_script(output, "")
    except ValueError as error:
        journal.fail("usage", str(error), "choose another folder for output", EXIT_USAGE)
    return partial(init_script, output)
