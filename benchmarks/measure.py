"""Time and peak memory of another process and of all that it starts."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_EVERY = 0.1
_KIB = 1024
_PROCESSES = Path("/proc")


class MeasuredProcessError(Exception):
    """A measured process did not succeed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall seconds, those of processors, the peak of resident memory in bytes, and what the process printed."""

    seconds: float
    processor: float
    peak: int
    printed: str

    @property
    def gibibytes(self) -> float:
        """The peak in GiB."""
        return self.peak / _KIB**3


def measure(command: Sequence[str], folder: Path | None = None) -> Measured:
    """Run a command to its end and say what it took.

    The peak is that of all its processes together, looked at ten times a second, or what the system counted for the
    largest of them alone where that is more, or where there is no /proc.

    Raises:
        MeasuredProcessError: The command failed; what it said on stderr went to ours.
    """
    with tempfile.TemporaryFile("w+") as printed:
        began = perf_counter()
        process = subprocess.Popen(command, stdout=printed, cwd=folder)  # noqa: S603  # the benchmarks' own commands
        together = _Watch(process.pid)
        together.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        together.stop()
        printed.seek(0)
        if process.returncode:
            raise MeasuredProcessError(f"{' '.join(command)} ended with {process.returncode}")
        largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else _KIB)
        processor = usage.ru_utime + usage.ru_stime
        return Measured(seconds, processor, max(together.peak, largest), printed.read())


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = root
        self._stopped = threading.Event()

    def run(self) -> None:
        """Look now and then."""
        while not self._stopped.wait(_EVERY):
            self.peak = max(self.peak, _resident(self._root))

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self.join()


def _resident(root: int) -> int:
    """Return the resident bytes of a process and its descendants; those that end meanwhile count for nothing."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for folder in _PROCESSES.glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            pages[int(folder.name)] = int((folder / "statm").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError):
            continue
        parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    family, added = {root}, True
    while added:
        more = {process for process, parent in parents.items() if parent in family} - family
        family |= more
        added = bool(more)
    return sum(pages.get(process, 0) for process in family) * os.sysconf("SC_PAGE_SIZE")
