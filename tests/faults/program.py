"""The program as tests call it: by orders to a warm process, or as the installed command."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.faults.order import Order

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
    """The warm process, and the folder in which it makes what is temporary."""

    def __init__(self, process: subprocess.Popen[str], scratch: Path) -> None:
        self._process = process
        self._said = scratch / "said"
        self.temporary = scratch / "temporary"

    def run(
        self,
        folder: Path,
        *,
        number: int = signal.SIGKILL,
        at: int | None = None,
        error: int | None = None,
        after: float | None = None,
        replay: Path | None = None,
        capture: Path | None = None,
    ) -> Ended:
        """Run `seeds` to `output` in a folder; `Order` says what can disturb the run; number is that of the signal."""
        order = Order(
            arguments=["run", "seeds", "--model", "none"],
            folder=str(folder),
            said=str(self._said),
            output=str(folder / "output"),
            signal=number,
            at=at,
            error=error,
            after=after,
            replay=str(replay) if replay else None,
            capture=str(capture) if capture else None,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asdict(order)), file=self._process.stdin, flush=True)
        code = int(self._process.stdout.readline())
        changes = Path(f"{self._said}.changes").read_text().splitlines()
        return Ended(code, self._said.read_text(), tuple(changes))


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


def call(folder: Path, temporary: Path, *arguments: str, kill_after: float | None = None) -> Ended:
    """Run the installed command on `seeds` in a folder; kill it after so many seconds."""
    command = [str(PROGRAM), "run", "seeds", "--model", "none", *arguments]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            said = "".join(process.communicate(timeout=kill_after))
        except subprocess.TimeoutExpired:
            process.kill()
            said = "".join(process.communicate())
    return Ended(process.returncode, said, ())
