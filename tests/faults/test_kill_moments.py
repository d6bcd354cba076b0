"""A run dies at any moment of the true pipeline, not only where it changes the disk."""

import random
import shutil
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Undisturbed
from tests.faults.program import Program, call
from tests.faults.whole import faults, published_tables, remains, unreadable

_SEED = 20210310
_MOMENTS = 3


def _moments(number: int, seconds: float) -> list[float]:
    """Return moments within a run, one in each of as many equal parts of it, in any order."""
    chance = random.Random(_SEED)  # noqa: S311  # the same moments every time
    moments = [(part + chance.random()) * seconds / number for part in range(number)]
    chance.shuffle(moments)
    return moments


def test_runs_that_are_killed_one_after_the_other_leave_a_whole_run_and_nothing_to_the_one_that_ends(
    program: Program, undisturbed: Undisturbed, disturbed: Path
) -> None:
    output = disturbed / "output"
    for moment in _moments(_MOMENTS, undisturbed.seconds):
        program.run(disturbed, after=moment)
        assert [*faults(output), *unreadable(output)] == [], moment
        assert published_tables(output) in (undisturbed.tables, undisturbed.after)
    assert program.run(disturbed).code == 0
    assert [*faults(output), *unreadable(output), *remains(output, program.temporary)] == []
    assert published_tables(output) == undisturbed.after


@pytest.mark.slow
@pytest.mark.parametrize("number", range(100))
def test_a_run_is_killed_at_each_of_a_hundred_moments(
    number: int, program: Program, undisturbed: Undisturbed, disturbed: Path
) -> None:
    killed = program.run(disturbed, after=_moments(100, undisturbed.seconds)[number])
    assert killed.code in {-9, 0}, killed.said  # the last moments find a run that has ended
    _check(disturbed, program, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
def test_the_installed_program_is_killed_at_each_of_ten_moments(
    number: int, duration: float, program: Program, undisturbed: Undisturbed, disturbed: Path
) -> None:
    """To the installed program the rules are others than those of the warm process, so it reads everything again."""
    call(disturbed, program.temporary, kill_after=_moments(10, duration)[number])
    _check(disturbed, program, undisturbed)


def _check(work: Path, program: Program, undisturbed: Undisturbed) -> None:
    """Check what a killed run left, and the next run."""
    output = work / "output"
    assert [*faults(output), *unreadable(output)] == []
    assert published_tables(output) in (undisturbed.tables, undisturbed.after)
    following = program.run(work)
    assert following.code == 0, following.said
    assert [*faults(output), *unreadable(output), *remains(output, program.temporary)] == []
    assert published_tables(output) == undisturbed.after


@pytest.fixture(scope="module")
def duration(undisturbed: Undisturbed, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Return how long the installed program takes for the run that is killed."""
    work = tmp_path_factory.mktemp("timed") / "work"
    shutil.copytree(undisturbed.before, work)
    began = time.monotonic()
    assert call(work, work).code == 0
    return time.monotonic() - began
