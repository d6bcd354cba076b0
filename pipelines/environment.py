"""The process a run lives in: its signals, its threads, its garbage, and what libraries say on stderr."""

import gc
import logging
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_STOPS = (signal.SIGINT, signal.SIGTERM)
_LOUD = ("apache_beam", "grpc", "root")
_NEW_OBJECTS = 50_000
_RAISE_DEFECTS = "COMMUNIQUE_RAISE_DEFECTS"


def is_guarded() -> bool:
    """Return whether a post that meets a defect becomes a reject; where this program is tested, it ends the run."""
    return not os.environ.get(_RAISE_DEFECTS)


def use_one_thread() -> None:
    """Keep linear algebra to one thread, as Beam shares out the work; must come before NumPy is imported."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")


def collect_seldom() -> None:
    """Look for garbage seldom from now on, as most of what a run loads and builds stays: looking takes a quarter of it.

    Only values that refer to each other in a circle wait for it; all others are freed at once.
    """
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom, and as before in the end."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn a request to terminate into KeyboardInterrupt, so that both ways of stopping clean up alike."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _STOPS}
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def finish_regardless() -> None:
    """Take no request to stop any more before `stoppable` ends, as what is done cannot be undone."""
    if threading.current_thread() is threading.main_thread():
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def temporaries_in(folder: Path) -> Iterator[None]:
    """Let this process, and those it starts, make their temporary files in a folder, and remove it in the end.

    Beam leaves its own in the common folder when it is killed; in here the next run finds them.
    """
    folder.mkdir(parents=True)
    before, given = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder.absolute())
    try:
        yield
    finally:
        tempfile.tempdir = before
        if given is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = given
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def quiet(*, verbose: bool) -> Iterator[None]:
    """Keep Beam from talking on stderr about what users can neither see nor change; our own loggers are left alone.

    What it says of the types of steps is heard, as then one of them is wrong.

    A message on the root logger would otherwise install a handler for good; so there is one while Beam is imported.
    """
    if verbose:
        yield
        return
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    root, silent = logging.getLogger(), _TypesAlone()
    beam = logging.getLogger("apache_beam")
    level = beam.level
    beam.setLevel(logging.CRITICAL + 1)
    root.addFilter(silent)
    handler = _Elsewhere()
    root.addHandler(handler)
    hook, threading.excepthook = threading.excepthook, _say_nothing
    try:
        yield
        beam.setLevel(level)
    except Exception:
        beam.setLevel(level)
        raise
    finally:  # after an interruption Beam stays quiet: what it has begun goes on until the process ends
        threading.excepthook = hook
        root.removeFilter(silent)
        root.removeHandler(handler)


def _say_nothing(_: threading.ExceptHookArgs) -> None:
    """Leave it to Beam to tell the thread that waits when one of its own has failed."""


class _TypesAlone(logging.Filter):
    """Let through of what is said on the root logger itself only what Beam says of the types of steps."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.name != "root" or "typehints" in record.pathname or record.module == "core"


class _Elsewhere(logging.Handler):
    """Hand records to the handler of last resort, as if there were no handler at all."""

    def emit(self, record: logging.LogRecord) -> None:
        fallback = logging.lastResort
        if fallback and record.levelno >= fallback.level and len(logging.getLogger().handlers) == 1:
            fallback.handle(record)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(signal.Signals(number).name)
