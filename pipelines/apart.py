"""A run in a process of its own: whatever memory it takes is given back when it ends."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from pipelines.launch import launch
from pipelines.lock import LockedError, find_holder
from pipelines.options import RunOptions
from pipelines.outcome import RunFailedError, RunSummary
from pipelines.plan import make_plan
from transforms.storage.runs import InitScript

_REQUESTS, _GRACE = 12, 5.0


def attempt(options: RunOptions, init_sql: InitScript | None, *, changed: bool) -> RunSummary:
    """Make a run; only where something is new it takes a process of its own, and only that loads Beam.

    Args:
        options: What to run on.
        init_sql: Gives the text of `init.sql` for the id of a run.
        changed: That files have changed, so that it need not be found out whether something is new.

    Raises:
        LockedError: Another run works in the output folder.
        RunFailedError: Nothing was published.
        KeyboardInterrupt: It was stopped; nothing was published.
    """
    with suppress(OSError):  # the run itself says what is wrong with the folder
        if holder := find_holder(options.output):
            raise LockedError(options.output, holder.pid, holder.since)
    if not changed and _is_idle(options):
        return launch(options, init_sql=init_sql)
    return run_apart(options, init_sql)


def run_apart(options: RunOptions, init_sql: InitScript | None) -> RunSummary:
    """Make a run in a process of its own; raise as `attempt` does."""
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(its, options, init_sql), name="run")
    with ours:
        with its, _deaf():
            process.start()
        try:
            said = ours.recv()
            process.join()
        except EOFError:
            process.join()
            raise _died(process) from None
        except KeyboardInterrupt:
            _stop(process)
            raise
    match said:
        case RunSummary():
            return said
        case ("locked", pid, since):
            raise LockedError(options.output, pid, since)
        case ("failed", reason, hint, rejects):
            raise RunFailedError(reason, hint, rejects)
    raise RunFailedError("the run was stopped", "It is tried again.")


def _work(answer: Connection, options: RunOptions, init_sql: InitScript | None) -> None:
    """Make the run in the new process, and hand back what came of it."""
    said: object
    try:
        said = launch(options, init_sql=init_sql)
    except LockedError as error:
        said = ("locked", error.pid, error.started_at)
    except RunFailedError as error:
        said = ("failed", error.reason, error.hint, error.rejects)
    except KeyboardInterrupt:
        said = ("stopped",)
    with suppress(BrokenPipeError):  # who asked has gone
        answer.send(said)


def _is_idle(options: RunOptions) -> bool:
    try:
        return make_plan(options).is_idle
    except (OSError, ValueError, RunFailedError):
        return False  # the run itself says what is wrong


def _stop(process: SpawnProcess) -> None:
    """Ask the run to stop, again where a library swallowed that, and wait until it has tidied up."""
    for _ in range(_REQUESTS):
        process.terminate()
        process.join(_GRACE)
        if not process.is_alive():
            return
    process.kill()
    process.join()


def _died(process: SpawnProcess) -> RunFailedError:
    code = process.exitcode or 0
    how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
    hint = "The memory may have run out." if code == -signal.SIGKILL else "Run communique run to see why."
    return RunFailedError(f"the process of the run was {how}" if code < 0 else f"the process of the run {how}", hint)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let a process that is started here leave Ctrl-C to this one, from its first moment."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
