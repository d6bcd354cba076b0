"""One run at a time in one output folder."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


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

    Raises:
        LockedError: Another process holds it.
    """
    path = output / ".lock"
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise LockedError(output, *_holder(path)) from None
    try:
        path.write_text(json.dumps({"pid": os.getpid(), "started_at": now.isoformat(timespec="seconds")}) + "\n")
        yield
    finally:
        lock.release()


def _holder(path: Path) -> tuple[int | None, str | None]:
    """Return who holds the lock, as far as the file says; the holder may be about to write it."""
    try:
        holder = json.loads(path.read_text(encoding="utf8"))
        return int(holder["pid"]), str(holder["started_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, None
