"""`communique watch`: a run whenever seed files have arrived, until it is stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.durations import duration
from commands.journal import Journal, Level, LogFormat
from commands.outcomes import tell_in_a_line, tell_rejects
from commands.paths import STDIN
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
from commands.terminal import EXIT_INTERRUPTED, EXIT_USAGE, OutputFolder, ends_quietly

if TYPE_CHECKING:
    from pipelines.lock import LockedError
    from pipelines.options import RunOptions
    from pipelines.outcome import RunFailedError, RunSummary
    from pipelines.watching import Watch

_SHOWN = 5


@ends_quietly
def watch(
    seeds: Seeds = None,
    output: OutputFolder = OUTPUT,
    every: Annotated[
        timedelta, typer.Option(parser=duration, metavar="TIME", help="Run at least so often, whatever is noticed.")
    ] = "15m",  # type: ignore[assignment]  # typer parses defaults too
    settle: Annotated[
        timedelta,
        typer.Option(parser=duration, metavar="TIME", help="Read a file once it has not changed for so long."),
    ] = "1s",  # type: ignore[assignment]  # as above
    polling: Annotated[
        bool, typer.Option("--polling", help="Look again and again, for network folders that tell of no change.")
    ] = False,
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
    log_format: Form = LogFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Run now, and again whenever seed files have arrived and settled, until Ctrl-C or SIGTERM.

    Example: communique watch seeds --output output --every 15m
    """
    journal = journal_of(log_format, quiet=quiet, verbose=verbose, dated=True)
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
    )
    if STDIN in options.seeds:
        journal.fail("usage", "watch reads no standard input", "communique run - reads it", EXIT_USAGE)
    _refuse_circles(journal, options)
    pauses = settle.total_seconds(), every.total_seconds()
    go_on(journal, lambda: _watch(journal, options, pauses, polling=polling))


def go_on(journal: Journal, prepare: "Callable[[], Watch]") -> None:
    """Watch until Ctrl-C or a request to terminate.

    Raises:
        Exit: Always, with 130.
    """
    from pipelines.environment import stoppable  # noqa: PLC0415  # --help answers without it

    with stoppable():
        try:
            prepare().forever()
        except KeyboardInterrupt:
            journal.say(Level.INFO, "stopped", "stopped; what was published still is")
            raise typer.Exit(EXIT_INTERRUPTED) from None


def _watch(journal: Journal, options: "RunOptions", pauses: tuple[float, float], *, polling: bool) -> "Watch":
    from pipelines.apart import attempt  # noqa: PLC0415  # --help answers without it
    from pipelines.arrivals import Marks, marks_of  # noqa: PLC0415  # as above
    from pipelines.noticing import Notified, Polled  # noqa: PLC0415  # as above
    from pipelines.watching import Watch  # noqa: PLC0415  # as above
    from transforms.storage.judgements import NAME  # noqa: PLC0415  # as above

    watched = (*options.seeds, options.output / NAME)  # what people judge calls for a run, too
    script = script_of(journal, options.output)
    teller = _Teller(journal, options.seeds)

    def look() -> Marks:
        return marks_of(watched, follow_links=options.follow_links)

    def make(settled: frozenset[str], changed: bool) -> "RunSummary":
        return attempt(replace(options, settled=settled), script, changed=changed)

    changes = Polled(look) if polling else Notified(watched, look, teller.warned)
    names = ", ".join(str(seed) for seed in options.seeds)
    journal.say(Level.INFO, "watching", f"watching {names}", seeds=[str(seed) for seed in options.seeds])
    pause, every = pauses
    return Watch(look=look, attempt=make, changes=changes, clock=_Clock(), teller=teller, pause=pause, every=every)


def _refuse_circles(journal: Journal, options: "RunOptions") -> None:
    """Refuse an output inside the seeds: each run would wake the next.

    Raises:
        Exit: It is.
    """
    output = options.output.resolve()
    for seed in options.seeds:
        if seed.is_dir() and (seed.resolve() in output.parents or seed.resolve() == output):
            hint = "choose another folder for output"
            journal.fail("usage", f"{options.output} is inside {seed}: every run would wake the next", hint, EXIT_USAGE)


class _Clock:
    """The clock of this machine."""

    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Write what a watch does into a journal, one line a run."""

    journal: Journal
    seeds: tuple[Path, ...]

    def ended(self, summary: "RunSummary") -> None:
        if summary.outcome.value == "published":
            tell_rejects(self.journal, summary.rejects, len(summary.rejects))
        tell_in_a_line(self.journal, summary)

    def failed(self, error: "RunFailedError") -> None:
        tell_rejects(self.journal, error.rejects, len(error.rejects))
        self.journal.say(Level.ERROR, "failed", f"run failed: {error.reason}", label="error", hint=error.hint)

    def locked(self, error: "LockedError") -> None:
        message = f"{error}; waiting for it to end"
        self.journal.say(Level.WARNING, "locked", message, pid=error.pid, since=error.started_at)

    def waits(self) -> None:
        names = ", ".join(str(seed) for seed in self.seeds)
        self.journal.say(Level.INFO, "waiting", f"no seed files in {names} yet; waiting for the first")

    def left_out(self, names: frozenset[str]) -> None:
        shown = ", ".join(sorted(names)[:_SHOWN])
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        message = f"left for later, as it is still being written: {shown}{more}"
        self.journal.say(Level.WARNING, "left_out", message, files=sorted(names)[:_SHOWN], count=len(names))

    def warned(self, trouble: str) -> None:
        self.journal.say(Level.WARNING, "polling", trouble)
