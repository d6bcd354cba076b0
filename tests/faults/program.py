"""The program as tests call it: by orders to a warm process, or as the installed command."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("communique")
_ROOT = Path(__file__).parents[2]
_WARMING = (
    "On 4 May 2021, the Foreign Minister of Portugal Ana Sousa met with the Foreign Minister of Kenya Grace Otieno."
)


@dataclass(frozen=True)
class Ended:
    """What became of a run: its exit code, minus the signal that killed it; what it said; what it changed."""

    code: int
    said: str
    changes: tuple[str, ...]


class Program:
    """The warm process."""

    def __init__(self, process: subprocess.Popen[str], scratch: Path) -> None:
        self._process = process
        self._said = scratch / "said"

    def start(
        self,
        folder: Path,
        *,
        die_at: int | None = None,
        replay: Path | None = None,
        capture: Path | None = None,
        keep: int | None = None,
    ) -> int:
        """Begin a run of `seeds` to `output` in a folder; return its process id."""
        assert keep is None or keep > 0
        order = {
            "arguments": ["run", "seeds", "--model", "none"],
            "folder": str(folder),
            "said": str(self._said),
            "output": str(folder / "output"),
            "die_at": die_at,
            "replay": str(replay) if replay else None,
            "capture": str(capture) if capture else None,
        }
        assert self._process.stdin is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return self._answer()

    def wait(self) -> Ended:
        """Return how the run that was started has ended."""
        code = self._answer()
        changes = Path(f"{self._said}.changes")
        return Ended(code, self._said.read_text(), tuple(changes.read_text().splitlines()))

    def run(
        self,
        folder: Path,
        *,
        die_at: int | None = None,
        replay: Path | None = None,
        capture: Path | None = None,
    ) -> Ended:
        """Run to the end."""
        self.start(folder, die_at=die_at, replay=replay, capture=capture)
        return self.wait()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def warm(scratch: Path) -> Iterator[Program]:
    """Give the program in a process that has loaded everything; its temporary folder is `scratch / "temporary"`."""
    (scratch / "temporary").mkdir()
    (scratch / "post.txt").write_text(_WARMING)
    command = [sys.executable, "-m", "tests.faults.driver", str(scratch / "post.txt")]
    with subprocess.Popen(
        command,
        cwd=_ROOT,
        env={"PATH": "", "TMPDIR": str(scratch / "temporary")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Program(process, scratch)
        assert process.stdin is not None
        process.stdin.close()
