"""Two runs of the installed program in one output folder."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Undisturbed
from tests.faults.program import PROGRAM, call
from tests.faults.whole import faults, published_tables, remains

_LOCKED = 4


def _start(folder: Path, temporary: Path) -> subprocess.Popen[str]:
    command = [str(PROGRAM), "run", "seeds", "--model", "none"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)


def _end(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate()
    return process.returncode, said


def test_of_two_runs_started_together_one_works_and_the_other_names_it(
    undisturbed: Undisturbed, disturbed: Path, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    runs = [_start(disturbed, temporary) for _ in range(2)]
    ended = [_end(each) for each in runs]
    (worked, other) = sorted(range(2), key=[code for code, _ in ended].__getitem__)
    assert [ended[worked][0], ended[other][0]] == [0, _LOCKED]
    named = rf"error: another run works in output: process {runs[worked].pid}, since 20\d\d-\d\d-\d\dT[\d:+]+"
    assert re.search(named, ended[other][1])
    output = disturbed / "output"
    assert [*faults(output), *remains(output, temporary)] == []
    assert published_tables(output) == undisturbed.after


@pytest.mark.slow
def test_a_run_begins_at_once_where_the_one_before_was_killed(disturbed: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    first = _start(disturbed, temporary)
    lock = disturbed / "output" / ".lock"
    until = time.monotonic() + 60
    while not lock.read_text() and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(first.pid, signal.SIGSTOP)  # so that it still holds the lock
    holder = json.loads(lock.read_text())
    refused = call(disturbed, temporary)
    os.kill(first.pid, signal.SIGKILL)
    _end(first)
    assert (holder["pid"], refused.code) == (first.pid, _LOCKED)
    assert f"process {first.pid}, since {holder['started_at']}" in refused.said
    assert json.loads(lock.read_text())["pid"] == first.pid
    assert call(disturbed, temporary).code == 0
