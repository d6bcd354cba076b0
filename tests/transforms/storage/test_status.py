import os
from dataclasses import replace
from pathlib import Path

import pytest

from transforms.elements import Reject
from transforms.storage.status import Attempt, Status, read_status, write_status


def test_a_status_comes_back(tmp_path: Path) -> None:
    status = Status(
        outcome=Attempt.FAILED,
        run_id="r2",
        previous_run="r1",
        started_at="2021-03-04T05:06:07+00:00",
        counts={"posts": 2},
        error="the disk is full",
        rejects=(Reject("a.txt", "line 1", "read", "no text"),),
    )
    write_status(tmp_path, status)
    assert read_status(tmp_path) == status


_BEGUN = '{"outcome": "failed", "run_id": "r", "previous_run": null, "started_at": "t0", '


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"outcome": "lost", "rejects": []}', "\x00", "[" * 200_000, '{"a":' * 200_000),
        *(_BEGUN + wrong for wrong in ('"counts": {"posts": null}}', '"timings": {"running": "1"}}', '"error": 5}')),
        _BEGUN + '"metrics": {"steps": ' + "[" * 200_000,
    ],
)
def test_a_broken_status_is_none_and_replaced_by_the_next(text: str, tmp_path: Path) -> None:
    (tmp_path / "status.json").write_text(text)
    assert read_status(tmp_path) is None
    write_status(tmp_path, _status(Attempt.FAILED, "t1"))
    assert read_status(tmp_path) == _status(Attempt.FAILED, "t1")


def test_a_pipe_in_its_place_is_none_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "status.json")
    assert read_status(tmp_path) is None
    write_status(tmp_path, _status(Attempt.FAILED, "t1"))
    assert read_status(tmp_path) == _status(Attempt.FAILED, "t1")


def _status(outcome: Attempt, finished_at: str | None) -> Status:
    return Status(outcome=outcome, run_id="r", previous_run=None, started_at="t0", finished_at=finished_at)


def test_when_an_attempt_last_ended_well_is_kept_until_the_next_does(tmp_path: Path) -> None:
    said = []
    for outcome, finished in (
        (Attempt.FAILED, "t1"),
        (Attempt.NOTHING_NEW, "t2"),
        (Attempt.RUNNING, None),
        (Attempt.INTERRUPTED, "t3"),
        (Attempt.PUBLISHED, "t4"),
    ):
        write_status(tmp_path, _status(outcome, finished))
        status = read_status(tmp_path)
        assert status is not None
        said.append(status.succeeded_at)
    assert said == [None, "t2", "t2", "t2", "t4"]


def test_what_a_later_version_adds_does_not_matter(tmp_path: Path) -> None:
    write_status(tmp_path, _status(Attempt.FAILED, "t1"))
    path = tmp_path / "status.json"
    path.write_text(path.read_text().replace("{", '{"mood": "calm",', 1))
    assert read_status(tmp_path) == _status(Attempt.FAILED, "t1")


def test_metrics_stand_until_an_attempt_has_others(tmp_path: Path) -> None:
    write_status(tmp_path, replace(_status(Attempt.PUBLISHED, "t1"), metrics={"steps": 1}))
    write_status(tmp_path, _status(Attempt.NOTHING_NEW, "t2"))
    status = read_status(tmp_path)
    assert status is not None
    assert status.metrics == {"steps": 1}
