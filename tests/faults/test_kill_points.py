"""A run dies right before each change that it makes on the disk, one after the other."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Undisturbed
from tests.faults.program import Program
from tests.faults.whole import faults, published_tables, remains, unreadable
from transforms.storage.runs import run_ids

_KILLED = -9
_EVERY = 3
"""The default suite tries every third change; the slow one tries all."""


class Trial:
    """Runs that are killed in one folder, which is as it was before each of them."""

    def __init__(self, program: Program, undisturbed: Undisturbed, temporary: Path, scratch: Path) -> None:
        self._program = program
        self._undisturbed = undisturbed
        self._temporary = temporary
        self._work = scratch / "work"
        self._output = self._work / "output"
        self._opened: set[tuple[str, ...]] = set()

    def disturbances(self, replay: Path | None, every: int = 1) -> Iterator[str]:
        """Yield what is wrong once a run was killed, or after the next run, for every so many changes that it makes."""
        self._renew()
        changes = self._program.run(self._work, replay=replay).changes
        assert len(changes) > 30
        for number, change in list(enumerate(changes, 1))[::every]:
            self._renew()
            found = [*self._kill(number, replay), *self._resume(replay)]
            yield from (f"killed before {number}, {change}: {each}" for each in found)

    def _renew(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        shutil.copytree(self._undisturbed.before, self._work)

    def _kill(self, number: int, replay: Path | None) -> Iterator[str]:
        killed = self._program.run(self._work, at=number, replay=replay)
        if killed.code != _KILLED:
            yield f"it lives: {killed}"
        yield from faults(self._output)
        if published_tables(self._output) not in (self._undisturbed.tables, self._undisturbed.after):
            yield "tables of neither run"
        yield from self._open((*run_ids(self._output),))

    def _resume(self, replay: Path | None) -> Iterator[str]:
        following = self._program.run(self._work, replay=replay)
        found = [f"it failed: {following}"] if following.code else []
        found += [*faults(self._output), *remains(self._output, self._temporary), *self._open(())]
        if published_tables(self._output) != self._undisturbed.after:
            found.append("other tables than without a disturbance")
        yield from (f"the next run: {each}" for each in found)

    def _open(self, runs: tuple[str, ...]) -> list[str]:
        """Open the published run, unless the same script was opened over these runs before."""
        state = ((self._output / "init.sql").read_text(), (self._output / "CURRENT").read_text() if runs else "", *runs)
        if state in self._opened:
            return []
        self._opened.add(state)
        return unreadable(self._output)


@pytest.fixture
def trial(program: Program, undisturbed: Undisturbed, temporary: Path, tmp_path: Path) -> Trial:
    return Trial(program, undisturbed, temporary, tmp_path)


def test_wherever_a_run_is_killed_a_whole_one_is_published_and_the_next_ends_as_if_nothing_had_been(
    trial: Trial, undisturbed: Undisturbed
) -> None:
    """The pipeline repeats here what it wrote once, so that every point of planning and publishing can be tried."""
    assert list(trial.disturbances(undisturbed.written, _EVERY)) == []


@pytest.mark.slow
def test_the_same_before_every_single_change(trial: Trial, undisturbed: Undisturbed) -> None:
    assert list(trial.disturbances(undisturbed.written)) == []


@pytest.mark.slow
def test_the_same_in_every_step_of_the_true_pipeline(trial: Trial) -> None:
    assert list(trial.disturbances(None)) == []
