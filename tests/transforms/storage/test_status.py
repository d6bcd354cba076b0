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


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"outcome": "lost", "rejects": []}', "\x00"])
def test_a_broken_status_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "status.json").write_text(text)
    assert read_status(tmp_path) is None
