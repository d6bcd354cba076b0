"""`communique run`: from seed files to published tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.terminal import (
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_LOCKED,
    EXIT_REJECTS,
    EXIT_USAGE,
    OutputFolder,
    ends_quietly,
    err,
    fail,
    in_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from pipelines.options import RunOptions
    from pipelines.outcome import Progress, RunSummary
    from transforms.elements import Reject

_SHAPE = "each line of a JSON Lines file is one object with at least `text`"
_DATES = "dates look like 2024-07-18 or 2024-07-18T09:30:00+03:00"

# The first whose words are in the reason is told.
_HINTS = (
    ("no such file or folder", "check the path"),
    ("no seed files", "name a file, or a folder with files; dotfiles and backups in it are left out"),
    ("permission denied", "change its permissions"),
    ("neither a file", "save what it gives as a file"),
    ("name of this file", "rename the file"),
    ("cannot be opened", "run again when it is back"),
    ("cannot be read", "run again when it can be read"),
    ("the file is empty", "remove the file, or fill it"),
    ("whitespace", "remove the file, or fill it"),
    ("NUL", "this looks like a binary file; export it as text"),
    ("no JSON", _SHAPE),
    ("JSON", _SHAPE),
    ("no text", _SHAPE),
    ("not text", "write the value in quotes"),
    ("text is empty", "fill it, or leave the line out"),
    ("not UTF", "save the file as UTF-8"),
    ("surrogate", "export the post again"),
    ("more than", "split it"),
    ("larger than", "split it"),
    ("no such day", "the rest of the post is published; correct the date in its text"),
    ("does not exist", _DATES),
    ("ISO 8601", _DATES),
)

# How often a run that has no terminal says how far it is, in seconds.
_PATIENCE = 10.0


@ends_quietly
def run(
    seeds: Annotated[
        list[Path] | None, typer.Argument(help="Seed files, or folders of them.", show_default="seeds")
    ] = None,
    output: OutputFolder = Path("output"),
    input_format: Annotated[
        str | None, typer.Option("--as", help="Read every seed as dump, article or jsonl.", show_default="recognised")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="A spaCy model, or none for the grammar alone.", show_default="installed")
    ] = None,
    runner: Annotated[str, typer.Option(help="Where the pipeline runs: direct or flink.")] = "direct",
    runner_flag: Annotated[
        list[str] | None,
        typer.Option("--runner-flag", help="A flag of Beam for that runner, as --flink_master=host:port; repeatable."),
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes of the runner.", min=1)] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where something was rejected.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Let Beam speak on stderr.")] = False,
) -> None:
    """Turn seed files into a table of events and publish it.

    Example: communique run seeds --output output
    """
    from pipelines.options import RunOptions  # noqa: PLC0415  # the command line answers --help without it

    try:
        options = RunOptions(
            seeds=tuple(seeds or [Path("seeds")]),
            output=output,
            input_format=input_format,
            model=model,
            runner=runner,
            runner_flags=tuple(runner_flag or ()),
            workers=workers,
            strict=strict,
            verbose=verbose,
        )
    except ValueError as error:
        fail(str(error), "see communique run --help", EXIT_USAGE)
    summary = make_run(options)
    tell(summary)
    if strict and (summary.rejected or summary.rejects):
        raise typer.Exit(EXIT_REJECTS)


def make_run(options: "RunOptions") -> "RunSummary":
    """Make a run, and end the command with the code that fits where none is published.

    Raises:
        Exit: The run failed (1), the folder has a name that no script can hold (2), another run works there (4), or
            it was interrupted (130).
    """
    from pipelines.launch import launch  # noqa: PLC0415  # as above
    from pipelines.lock import LockedError  # noqa: PLC0415  # as above
    from pipelines.outcome import RunFailedError  # noqa: PLC0415  # as above
    from warehouse.script import init_script  # noqa: PLC0415  # as above

    try:
        script = init_script(options.output)
    except ValueError as error:
        fail(str(error), "choose another folder for output", EXIT_USAGE)
    try:
        with _progress() as report:
            return launch(options, report, script)
    except LockedError as error:
        fail(str(error), "wait until it ends; a lock is freed when its process dies", EXIT_LOCKED)
    except RunFailedError as error:
        show_rejects(error.rejects, len(error.rejects))
        fail(error.reason, error.hint, EXIT_FAILED)
    except KeyboardInterrupt:
        fail("interrupted; what was published before still is", code=EXIT_INTERRUPTED)


@contextmanager
def _progress() -> "Iterator[Callable[[Progress], None]]":
    """Give a function that shows how far a run is: a line that moves on a terminal, a line a phase elsewhere."""
    console = err()
    if not console.is_terminal:
        yield _lines(console)
        return
    with console.status("planning") as status:

        def update(progress: "Progress") -> None:
            status.update(_line(progress))

        yield update


def _lines(console: "Console") -> "Callable[[Progress], None]":
    """Return a function that prints a line where a phase begins, where posts begin to count, and then now and then."""
    said: dict[tuple[str, bool], float] = {}

    def say(progress: "Progress") -> None:
        stage = progress.phase.value, bool(progress.posts)
        if stage not in said or (progress.posts and progress.seconds - said[stage] >= _PATIENCE):
            said[stage] = progress.seconds
            console.print(_line(progress))

    return say


def _line(progress: "Progress") -> str:
    files = f" {progress.seeds} file{'s' * (progress.seeds != 1)}" if progress.seeds else ""
    posts = f", {_posts(progress)}" if progress.posts else ""
    return f"{progress.phase.value}{files}{posts}"


def _posts(progress: "Progress") -> str:
    return f"{progress.posts:,} post{'s' * (progress.posts != 1)}, {progress.posts_per_second:.1f} posts/s"


def tell(summary: "RunSummary") -> None:
    """Print on stderr what came of a run."""
    console = err()
    counts = f"{summary.posts:,} posts → {summary.mentions:,} mentions → {summary.events:,} events"
    if summary.outcome.value == "nothing_new":
        show_rejects(summary.rejects, len(summary.rejects))
        rejected = f", {summary.rejected:,} rejected" if summary.rejected else ""
        console.print(f"nothing new: {counts}{rejected}, run {summary.run_id}")
        return
    show_rejects(summary.rejects, summary.rejected)
    news = f"{summary.new_events:,} new, {summary.updated_events:,} updated, {summary.rejected:,} rejected"
    console.print(f"{counts} ({news})")
    console.print(f"published run {summary.run_id} in {summary.seconds:.1f} s, {summary.posts_per_second:.1f} posts/s")


def show_rejects(rejects: "Sequence[Reject]", total: int) -> None:
    """Print one line for each of the first rejects, with a hint, and how many more there are."""
    console = err()
    for reject in rejects:
        where = f"{reject.file}, {reject.position}" if reject.position else reject.file
        hint = next((hint for words, hint in _HINTS if words in reject.reason), None)
        told = f" ({hint})" if hint and hint not in reject.reason else ""
        console.print(f"[yellow]rejected:[/yellow] {in_line(where)}: {in_line(reject.reason)}{told}")
    if total > len(rejects):
        console.print(f"and {total - len(rejects):,} more; see the table rejects")
