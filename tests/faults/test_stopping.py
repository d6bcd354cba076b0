"""A run is asked to stop, by SIGTERM or Ctrl-C."""

import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.conftest import Undisturbed
from tests.faults.program import Program
from tests.faults.whole import faults, published_tables, remains
from transforms.storage.runs import current_run
from transforms.storage.status import Attempt, read_status

_INTERRUPTED = 130
_SAID = "error: interrupted; what was published before still is"


@dataclass(frozen=True)
class Asked:
    """Runs that are asked to stop."""

    program: Program
    undisturbed: Undisturbed
    temporary: Path
    work: Path

    def run(self, number: int, *, at: int, replay: Path | None) -> tuple[int, list[str]]:
        """Return the exit code, and what is wrong: a run has either stopped, or come to its end."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.undisturbed.before, self.work)
        output = self.work / "output"
        before = current_run(output)
        ended = self.program.run(self.work, number=number, at=at, replay=replay)
        found = [*faults(output), *(each for each in remains(output, self.temporary) if "status" not in each)]
        is_stopped, is_told = ended.code == _INTERRUPTED, ended.said.splitlines()[-1:] == [_SAID]
        tables = self.undisturbed.tables if is_stopped else self.undisturbed.after
        if published_tables(output) != tables or is_stopped != (current_run(output) == before):
            found.append("what is published does not fit")
        if is_told != is_stopped or "Traceback" in ended.said or ended.code not in {0, _INTERRUPTED}:
            found.append(f"{ended.code}: {ended.said}")
        if read_status(output) != read_status(self.undisturbed.before / "output"):
            found += _misjudged(output, Attempt.INTERRUPTED if is_stopped else Attempt.PUBLISHED)
        return ended.code, found


@pytest.fixture
def asked(program: Program, undisturbed: Undisturbed, temporary: Path, tmp_path: Path) -> Asked:
    return Asked(program, undisturbed, temporary, tmp_path / "work")


def _misjudged(output: Path, expected: Attempt) -> list[str]:
    """Return what the status gets wrong about a run that had begun."""
    status = read_status(output)
    return [] if status and status.outcome is expected else [f"{status}, not {expected}"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_wherever_a_run_is_asked_to_stop_it_stops_or_ends_and_leaves_nothing(
    number: int, asked: Asked, undisturbed: Undisturbed
) -> None:
    shutil.copytree(undisturbed.before, asked.work)
    changes = asked.program.run(asked.work, replay=undisturbed.written).changes
    # Each signal comes at a fifth of the places.
    tried = range(1 + number % 2, len(changes) + 1, 5)
    codes, wrong = zip(*(asked.run(number, at=place, replay=undisturbed.written) for place in tried), strict=True)
    found = [f"before {changes[place - 1]}: {each}" for place, many in zip(tried, wrong, strict=True) for each in many]
    assert found == []
    assert set(codes) == {0, _INTERRUPTED}
    assert list(codes) == sorted(codes, reverse=True), "once it is published, a run comes to its end"


@pytest.mark.parametrize(("number", "table"), [(signal.SIGTERM, "posts"), (signal.SIGINT, "events")])
def test_the_true_pipeline_stops_when_it_is_asked_to(number: int, table: str, asked: Asked) -> None:
    """It is asked early and late, as it writes what it found: a moment by the clock may come after its end."""
    written = [f"/shards/.{table}-*.parquet" in change for change in asked.undisturbed.changes]
    code, found = asked.run(number, at=1 + written.index(True), replay=None)
    assert (code, found) == (_INTERRUPTED, [])
