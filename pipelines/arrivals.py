"""Which seed files are there, and which of them nobody is writing any more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.formats.files import find_seeds

PATIENCE = 30.0

Mark = tuple[int, int, int]
Marks = Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Arrived:
    """The seed files at one moment.

    Attributes:
        quiet: Those that did not change for a while, by name, with size, time of change and inode.
        restless: Those that somebody is writing.
    """

    quiet: Marks
    restless: frozenset[str] = frozenset()


def marks_of(seeds: Sequence[Path], *, follow_links: bool = False) -> dict[str, Mark]:
    """Return by what a change of each seed file is seen without reading it."""
    found, _ = find_seeds(seeds, follow_links=follow_links)
    marks: dict[str, Mark] = {}
    for path in found:
        try:
            stat = path.stat()
        except OSError:
            continue  # it vanished between two looks
        marks[path.as_posix()] = stat.st_size, stat.st_mtime_ns, stat.st_ino
    return marks


def settle(look: Callable[[], Marks], pause: float, sleep: Callable[[float], None]) -> Arrived:
    """Wait until no file changes between two looks; after `PATIENCE` those that do are named, and left to a later time.

    Args:
        look: Gives the marks of all seed files.
        pause: Seconds for which a file must not change.
        sleep: Waits for some seconds.
    """
    before, waited = look(), 0.0
    while True:
        sleep(pause)
        waited += pause
        after = look()
        restless = frozenset(name for name, mark in after.items() if before.get(name) != mark)
        if not restless or waited >= PATIENCE:
            return Arrived({name: mark for name, mark in after.items() if name not in restless}, restless)
        before = after
