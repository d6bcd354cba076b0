import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.arrivals import marks_of
from pipelines.noticing import Notified, Polled
from pipelines.watching import Changes

_LONG = 20.0
_SHORT = 0.05
# Longer than the system takes to tell of what is past.
_REST = 0.7
_TEXT = "The minister left Lima."

Make = Callable[..., Changes]


def _notified(*seeds: Path) -> Changes:
    return Notified(seeds, lambda: marks_of(seeds), pytest.fail, glance=_SHORT)


def _polled(*seeds: Path) -> Changes:
    return Polled(lambda: marks_of(seeds), glance=_SHORT)


def _notices(changes: Changes, change: Callable[[], object]) -> bool:
    """Return whether a change is noticed while somebody waits."""
    _rest(changes)
    timer = threading.Timer(0.1, change)
    timer.start()
    waited = _waits(changes, _LONG)
    timer.join()
    return 0.05 < waited < _LONG - 1


def _make(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(_TEXT)


def _rest(changes: Changes) -> None:
    """Let pass what was noticed of earlier changes."""
    while _waits(changes, _REST) < _REST:
        pass


def _waits(changes: Changes, seconds: float) -> float:
    began = time.monotonic()
    changes.wait(seconds)
    return time.monotonic() - began


@pytest.fixture(params=[_notified, _polled], ids=["notified", "polled"])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(_TEXT)
    return folder


def test_a_new_file_however_deep_is_noticed(make: Make, seeds: Path) -> None:
    assert _notices(make(seeds), lambda: (seeds / "deep" / "b.txt").write_text(_TEXT))


def test_a_file_that_was_named_itself_is_noticed_though_it_is_replaced(make: Make, seeds: Path) -> None:
    (seeds / "new.part").write_text(_TEXT + "!")
    assert _notices(make(seeds / "a.txt"), lambda: (seeds / "new.part").rename(seeds / "a.txt"))


def test_a_folder_that_comes_later_is_noticed_with_its_files(make: Make, tmp_path: Path) -> None:
    later = tmp_path / "later"
    changes = make(later)
    assert _notices(changes, lambda: _make(later / "a.txt"))
    assert _notices(changes, lambda: (later / "b.txt").write_text(_TEXT))


def test_a_folder_that_goes_and_comes_back_is_noticed(make: Make, seeds: Path) -> None:
    changes = make(seeds)
    assert _notices(changes, lambda: shutil.rmtree(seeds))
    assert _notices(changes, lambda: _make(seeds / "b.txt"))
    assert _notices(changes, lambda: (seeds / "c.txt").write_text(_TEXT))


def test_what_is_no_seed_wakes_nobody(make: Make, seeds: Path) -> None:
    changes = make(seeds)
    _rest(changes)
    for name in (".a.txt", "b.tmp", "c.part", "d~"):
        (seeds / name).write_text(_TEXT)
    assert _waits(changes, _REST) >= _REST


def test_where_the_system_does_not_tell_somebody_looks(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_folders: Path, **_options: object) -> None:
        raise OSError(28, "OS file watch limit reached")

    monkeypatch.setattr("pipelines.noticing.watch", refuse)
    told: list[str] = []
    changes = Notified([seeds], lambda: marks_of([seeds]), told.append, glance=_SHORT)
    assert _notices(changes, lambda: (seeds / "b.txt").write_text(_TEXT))
    assert told == [
        "the system does not tell of changes ([Errno 28] OS file watch limit reached); looking again and again instead"
    ]
