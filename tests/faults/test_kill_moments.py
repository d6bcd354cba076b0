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
_MOMENTS = 4


def _moments(number: int, seconds: float) -> list[float]:
    """Return moments within a run, one in each of as many equal parts of it, in any order."""
    chance = random.Random(_SEED)  # noqa: S311  # the same moments every time
    moments = [(part + chance.random()) * seconds / number for part in range(number)]
    chance.shuffle(moments)
    return moments


def test_runs_that_are_killed_one_after_the_other_leave_a_whole_run_and_nothing_to_the_one_that_ends(
    program: Program, undisturbed: Undisturbed, disturbed: Path, temporary: Path
) -> None:
    output = disturbed / "output"
    for moment in _moments(_MOMENTS, undisturbed.seconds):
        program.run(disturbed, after=moment)
        assert [*faults(output), *unreadable(output)] == [], moment
        assert published_tables(output) in (undisturbed.tables, undisturbed.after)
    assert program.run(disturbed).code == 0
    assert [*faults(output), *unreadable(output), *remains(output, temporary)] == []
    assert published_tables(output) == undisturbed.after


@pytest.mark.slow
@pytest.mark.parametrize("number", range(100))
def test_the_installed_program_is_killed_at_a_hundred_moments(
    number: int, duration: float, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    work = Path(shutil.copytree(undisturbed.before, tmp_path / "work"))
    output, temporary = work / "output", tmp_path / "temporary"
    temporary.mkdir()
    # The first moments find the program still being loaded, the last ones ended.
    call(work, temporary, kill_after=_moments(100, duration)[number])
    assert [*faults(output), *unreadable(output)] == []
    assert published_tables(output) in (undisturbed.tables, undisturbed.after)
    following = call(work, temporary)
    assert following.code == 0, following.said
    assert [*faults(output), *unreadable(output), *remains(output, temporary)] == []
    assert published_tables(output) == undisturbed.after


@pytest.fixture(scope="module")
def duration(undisturbed: Undisturbed, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Return how long the installed program takes for the run that is killed."""
    work = tmp_path_factory.mktemp("timed") / "work"
    shutil.copytree(undisturbed.before, work)
    began = time.monotonic()
    assert call(work, work).code == 0
    return time.monotonic() - began
