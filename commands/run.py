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
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.options import RunOptions
    from pipelines.outcome import Progress, RunSummary
    from transforms.elements import Reject

_HINTS = (
    ("no JSON", "each line of a JSON Lines file is one object with at least `text`"),
    ("empty", "remove the file, or fill it"),
    ("decod", "save the file as UTF-8"),
    ("NUL", "this looks like a binary file; export it as text"),
    ("date", "dates look like 2024-07-18 or 2024-07-18T09:30:00+03:00"),
    ("longer", "split the file into lines"),
)


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
            workers=workers,
            strict=strict,
            verbose=verbose,
        )
    except ValueError as error:
        fail(str(error), "see communique run --help", EXIT_USAGE)
    summary = make_run(options)
    tell(summary)
    if strict and summary.rejected:
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
        seen: set[str] = set()

        def say(progress: "Progress") -> None:
            if progress.phase.value not in seen:
                seen.add(progress.phase.value)
                console.print(_line(progress))

        yield say
        return
    with console.status("planning") as status:

        def update(progress: "Progress") -> None:
            status.update(_line(progress))

        yield update


def _line(progress: "Progress") -> str:
    files = f" {progress.seeds} file{'s' * (progress.seeds != 1)}" if progress.seeds else ""
    posts = f", {progress.posts} posts, {progress.posts_per_second:.0f} posts/s" if progress.posts else ""
    return f"{progress.phase.value}{files}{posts}"


def tell(summary: "RunSummary") -> None:
    """Print on stderr what came of a run."""
    console = err()
    show_rejects(summary.rejects, summary.rejected)
    counts = f"{summary.posts:,} posts → {summary.mentions:,} mentions → {summary.events:,} events"
    if summary.outcome.value == "nothing_new":
        console.print(f"nothing new: {counts}, run {summary.run_id}")
        return
    news = f"{summary.new_events:,} new, {summary.updated_events:,} updated, {summary.rejected:,} rejected"
    console.print(f"{counts} ({news})")
    console.print(f"published run {summary.run_id} in {summary.seconds:.1f} s, {summary.posts_per_second:.1f} posts/s")


def show_rejects(rejects: "Sequence[Reject]", total: int) -> None:
    """Print one line for each of the first rejects, with a hint, and how many more there are."""
    console = err()
    for reject in rejects:
        where = f"{reject.file}, {reject.position}" if reject.position else reject.file
        hint = next((hint for word, hint in _HINTS if word.casefold() in reject.reason.casefold()), None)
        console.print(
            f"[yellow]rejected:[/yellow] {visible(where)}: {visible(reject.reason)}" + (f" ({hint})" if hint else "")
        )
    if total > len(rejects):
        console.print(f"and {total - len(rejects):,} more; see the table rejects")
