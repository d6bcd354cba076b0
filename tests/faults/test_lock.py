import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.lock import LockedError, locked

_NOW = datetime(2021, 3, 10, 9, 30, tzinfo=UTC)
_HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.lock import locked

with locked(Path(sys.argv[1]), datetime(2021, 3, 10, 8, 0, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _held(output: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock."""
    command = [sys.executable, "-c", _HOLD, str(output)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def _refused(output: Path) -> LockedError:
    with pytest.raises(LockedError) as refused, locked(output, _NOW):
        pytest.fail("two hold one lock")
    return refused.value


def _ended() -> int:
    """Return the id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def _name(output: Path, pid: int) -> None:
    (output / ".lock").write_text(json.dumps({"pid": pid, "started_at": "2021-03-10T08:00:00+00:00"}))


def test_who_comes_second_is_told_who_works(tmp_path: Path) -> None:
    with _held(tmp_path) as holder:
        refused = _refused(tmp_path)
    assert (refused.pid, refused.started_at) == (holder.pid, "2021-03-10T08:00:00+00:00")
    assert str(refused) == f"another run works in {tmp_path}: process {holder.pid}, since 2021-03-10T08:00:00+00:00"


def test_a_refusal_takes_nothing_from_the_holder(tmp_path: Path) -> None:
    with _held(tmp_path):
        said = (tmp_path / ".lock").read_text()
        _refused(tmp_path)
        _refused(tmp_path)
        assert (tmp_path / ".lock").read_text() == said


def test_the_death_of_the_holder_frees_the_lock(tmp_path: Path) -> None:
    with _held(tmp_path) as holder:
        holder.kill()
        holder.wait()
        assert json.loads((tmp_path / ".lock").read_text())["pid"] == holder.pid
        with locked(tmp_path, _NOW):
            assert json.loads((tmp_path / ".lock").read_text()) == {
                "pid": os.getpid(),
                "started_at": "2021-03-10T09:30:00+00:00",
            }


@pytest.mark.parametrize("left", ["", "{", "[]", '{"pid": "x"}', '{"pid": null, "started_at": "2021"}', "\0\0"])
def test_a_lock_file_that_nobody_holds_is_free_whatever_it_says(left: str, tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text(left)
    with locked(tmp_path, _NOW):
        assert json.loads((tmp_path / ".lock").read_text())["pid"] == os.getpid()


def test_a_lock_is_never_stolen_even_where_the_file_names_a_process_that_has_ended(tmp_path: Path) -> None:
    pid = _ended()
    with _held(tmp_path):
        _name(tmp_path, pid)
        assert _refused(tmp_path).pid == pid


def test_a_holder_that_is_about_to_write_its_name_gets_a_moment(tmp_path: Path) -> None:
    with _held(tmp_path):
        _name(tmp_path, _ended())
        later = threading.Timer(0.1, _name, (tmp_path, os.getpid()))
        later.start()
        assert _refused(tmp_path).pid == os.getpid()
        later.join()


def test_who_has_let_go_is_not_named(tmp_path: Path) -> None:
    with locked(tmp_path, _NOW):
        pass
    assert (tmp_path / ".lock").read_text() == ""
