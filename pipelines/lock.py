"""One run at a time in one output folder."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from transforms.regular import read_regular

_PATIENCE = 1.0
_PAUSE = 0.02
# As long as somebody may take to look whether the lock is free.
_GLANCE = 0.2
_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works in an output folder: its process and since when, in ISO 8601, as far as it left its name."""

    pid: int | None
    since: str | None


class LockedError(Exception):
    """Another run works in the output folder.

    Attributes:
        pid: Its process, where it could be read.
        started_at: When it began, in ISO 8601.
    """

    def __init__(self, output: Path, pid: int | None, started_at: str | None) -> None:
        who = f"process {pid}, since {started_at}" if pid else "a process that did not leave its name"
        super().__init__(f"another run works in {output}: {who}")
        self.pid = pid
        self.started_at = started_at


@contextmanager
def locked(output: Path, now: datetime) -> Iterator[None]:
    """Hold the lock of an output folder; the death of the holder, by whatever cause, frees it.

    The kernel holds the lock. What the file says is only who has it, and outlives a holder that was killed.

    Raises:
        LockedError: Another process holds it.
    """
    path = output / ".lock"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=_GLANCE, poll_interval=_PAUSE)
    except Timeout:
        raise LockedError(output, *_holder(path)) from None
    try:
        path.write_text(json.dumps({"pid": os.getpid(), "started_at": now.isoformat(timespec="seconds")}) + "\n")
        yield
    finally:
        with suppress(OSError):  # a name that stays is only a name
            os.truncate(path, 0)
        lock.release()


def find_holder(output: Path) -> Holder | None:
    """Return who works in an output folder now, or None where nobody does; needs no right to write there.

    Raises:
        OSError: The lock can not be looked at.
    """
    path = output / ".lock"
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return Holder(*_holder(path))
    finally:
        os.close(handle)
    return None


def _holder(path: Path) -> tuple[int | None, str | None]:
    """Return who holds the lock, as far as the file says.

    Where it names nobody, or a process that has ended, the holder is about to write its own name, and gets a moment.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        pid, started_at = _named(path)
        if (pid is not None and _lives(pid)) or time.monotonic() >= until:
            return pid, started_at
        time.sleep(_PAUSE)


def _named(path: Path) -> tuple[int | None, str | None]:
    try:
        holder = json.loads(read_regular(path, _LONGEST))
        return int(holder["pid"]), str(holder["started_at"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None, None


def _lives(pid: int) -> bool:
    """Return whether a process of that id runs on this machine; one that may not be asked does."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
