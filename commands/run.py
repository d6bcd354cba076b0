"""`communique run`: from seed files to published tables."""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from commands.durations import duration
from commands.journal import Journal, Level, LogFormat
from commands.outcomes import tell, tell_rejects
from commands.paths import STDIN
from commands.progress import progress_of
from commands.switches import (
    OUTPUT,
    Columns,
    DayFirst,
    FollowLinks,
    Form,
    InputFormat,
    Keep,
    Model,
    Prune,
    Quiet,
    Runner,
    RunnerFlag,
    Seeds,
    Verbose,
    Workers,
    journal_of,
    options_of,
    script_of,
)
from commands.terminal import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_LOCKED, EXIT_REJECTS, OutputFolder, ends_quietly

if TYPE_CHECKING:
    from pipelines.options import RunOptions
    from pipelines.outcome import RunSummary


@ends_quietly
def run(
    seeds: Seeds = None,
    output: OutputFolder = OUTPUT,
    input_format: InputFormat = None,
    columns: Columns = None,
    day_first: DayFirst = None,
    model: Model = None,
    runner: Runner = "direct",
    runner_flag: RunnerFlag = None,
    workers: Workers = 1,
    keep: Keep = 5,
    prune: Prune = False,
    follow_links: FollowLinks = False,
    settle: Annotated[
        timedelta | None,
        typer.Option(
            parser=duration, metavar="TIME", help="Wait until no file has changed for so long: 5s.", show_default="no"
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where something was rejected.")] = False,
    log_format: Form = LogFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Turn seed files, or - for standard input, into a table of events and publish it.

    Example: communique run seeds --output output
    """
    journal = journal_of(log_format, quiet=quiet, verbose=verbose)
    options = options_of(
        journal,
        seeds=seeds,
        output=output,
        input_format=input_format,
        columns=columns,
        day_first=day_first,
        model=model,
        runner=runner,
        runner_flag=runner_flag,
        workers=workers,
        keep=keep,
        prune=prune,
        follow_links=follow_links,
        strict=strict,
    )
    options = _received(options, journal)
    summary = make_run(_settled(options, settle, journal), journal)
    tell(journal, summary)
    if strict and (summary.rejected or summary.rejects):
        raise typer.Exit(EXIT_REJECTS)


def _received(options: "RunOptions", journal: Journal) -> "RunOptions":
    """Return the options with what standard input gives, where it is named, as a seed file."""
    from pipelines.outcome import RunFailedError  # noqa: PLC0415  # the command line answers --help without it
    from pipelines.stdin import keep  # noqa: PLC0415  # as above

    if STDIN not in options.seeds:
        return options
    try:
        received = keep(sys.stdin.buffer, options.output)
    except RunFailedError as error:
        journal.fail("failed", error.reason, error.hint, EXIT_FAILED)
    return replace(options, seeds=tuple(received if seed == STDIN else seed for seed in options.seeds))


def _settled(options: "RunOptions", pause: timedelta | None, journal: Journal) -> "RunOptions":
    """Return the options of a run of those files that nobody is writing any more."""
    from pipelines.arrivals import Marks, marks_of, settle  # noqa: PLC0415  # the command line answers --help without it

    def look() -> Marks:
        return marks_of(options.seeds, follow_links=options.follow_links)

    if pause is None:
        return options
    arrived = settle(look, pause.total_seconds(), time.sleep)
    for name in sorted(arrived.restless):
        journal.say(Level.WARNING, "left_out", f"left for later, as it is still being written: {name}", file=name)
    return replace(options, settled=frozenset(arrived.quiet))


def make_run(options: "RunOptions", journal: Journal) -> "RunSummary":
    """Make a run, and end the command with the code that fits where none is published.

    Raises:
        Exit: The run failed (1), the folder has a name that no script can hold (2), another run works there (4), or
            it was interrupted (130).
    """
    from pipelines.launch import launch  # noqa: PLC0415  # the command line answers --help without it
    from pipelines.lock import LockedError  # noqa: PLC0415  # as above
    from pipelines.outcome import RunFailedError  # noqa: PLC0415  # as above

    script = script_of(journal, options.output)
    try:
        with progress_of(journal) as report:
            return launch(options, report, script)
    except LockedError as error:
        hint = "wait until it ends; a lock is freed when its process dies"
        journal.fail("locked", str(error), hint, EXIT_LOCKED, pid=error.pid, since=error.started_at)
    except RunFailedError as error:
        tell_rejects(journal, error.rejects, len(error.rejects))
        journal.fail("failed", error.reason, error.hint, EXIT_FAILED)
    except KeyboardInterrupt:
        journal.fail("interrupted", "interrupted; what was published before still is", code=EXIT_INTERRUPTED)
