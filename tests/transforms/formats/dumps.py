"""Dumps in the manner of many channels, with their posts marked."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "dumps"
_MARK = "%%"


@dataclass(frozen=True)
class Dump:
    """A dump as a reader gets it, and the lines of each post, from 1 and both included."""

    name: str
    lines: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def load_dump(path: Path) -> Dump:
    """Read a dump in which a line `%%` ends each post; blank lines and long dashes before it stand between posts."""
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    first = 1
    for line in path.read_text(encoding="utf-8").splitlines():
        if line != _MARK:
            lines.append(line)
            continue
        held = [at for at in range(first, len(lines) + 1) if lines[at - 1].strip("—\n ")]
        spans.append((held[0], held[-1]))
        first = len(lines) + 1
    return Dump(path.stem, tuple(lines), tuple(spans))


DUMPS = tuple(load_dump(path) for path in sorted(_FOLDER.glob("*.txt")))
