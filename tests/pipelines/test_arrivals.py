import os
from pathlib import Path

import pytest

from pipelines.arrivals import PATIENCE, Arrived, Marks, marks_of, settle

_A, _B = (1, 10, 100), (2, 20, 200)


class _Looks:
    """Give one look after the other, the last for ever, and count the pauses between them."""

    def __init__(self, *looks: Marks) -> None:
        self._looks = list(looks)
        self.slept: list[float] = []

    def look(self) -> Marks:
        return self._looks.pop(0) if len(self._looks) > 1 else self._looks[0]

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def test_files_that_rest_are_quiet_after_one_pause() -> None:
    looks = _Looks({"a": _A})
    assert settle(looks.look, 1.0, looks.sleep) == Arrived({"a": _A})
    assert looks.slept == [1.0]


def test_a_file_that_grows_is_waited_for() -> None:
    looks = _Looks({"a": _A}, {"a": _A, "b": (1, 1, 1)}, {"a": _A, "b": (2, 2, 1)}, {"a": _A, "b": (3, 3, 1)})
    assert settle(looks.look, 0.5, looks.sleep) == Arrived({"a": _A, "b": (3, 3, 1)})
    assert looks.slept == [0.5] * 4


def test_a_file_that_goes_is_not_waited_for() -> None:
    looks = _Looks({"a": _A, "b": _B}, {"a": _A})
    assert settle(looks.look, 1.0, looks.sleep) == Arrived({"a": _A})


def test_a_file_that_never_rests_holds_up_no_other() -> None:
    growing = ({"a": _A, "log": (size, size, 1)} for size in range(1000))
    looks = _Looks(*growing)
    assert settle(looks.look, 1.0, looks.sleep) == Arrived({"a": _A}, frozenset({"log"}))
    assert sum(looks.slept) == PATIENCE


def test_what_a_run_would_leave_out_has_no_mark(tmp_path: Path) -> None:
    for name in ("a.txt", ".hidden", "b.tmp", "c.part", "d~", "e.txt.swp"):
        (tmp_path / name).write_text("The minister left Lima.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    assert list(marks_of([tmp_path])) == [(tmp_path / "a.txt").as_posix()]


@pytest.mark.parametrize("change", ["grow", "replace", "touch"])
def test_every_sort_of_change_gives_another_mark(tmp_path: Path, change: str) -> None:
    seed = tmp_path / "a.txt"
    seed.write_text("The minister left Lima.")
    before = marks_of([tmp_path])
    if change == "grow":
        with seed.open("a") as file:
            file.write(" So he said.")
    elif change == "replace":
        seed.rename(tmp_path / "old.bak")
        seed.write_text("The minister left Lima!")
    else:
        os.utime(seed, (1, 1))
    assert marks_of([tmp_path]) != before


def test_what_is_not_there_has_no_mark(tmp_path: Path) -> None:
    assert marks_of([tmp_path / "none", tmp_path / "none.txt"]) == {}
