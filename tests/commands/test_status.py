import json
import os
import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from commands.outcomes import describe_reject
from pipelines.lock import locked
from tests.transforms.storage.building import a_run, write_run
from transforms.elements import Reject
from transforms.storage.manifest import Manifest
from transforms.storage.runs import TABLE_NAMES, point_to
from transforms.storage.status import Attempt, Status, write_status
from transforms.storage.tables import count_rows, table_path

_NOW = datetime.now(UTC)
_KEYS = {
    "ok",
    "problems",
    "rejects",
    "state",
    "running",
    "succeeded_at",
    "succeeded_age_seconds",
    "max_age_seconds",
    "published",
    "attempt",
}


def _ago(**stretch: float) -> str:
    return (_NOW - timedelta(**stretch)).isoformat(timespec="seconds")


def _publish(output: Path, created_at: str | None = None) -> None:
    created_at = created_at or _ago(hours=3)
    folder = output / "runs" / "r1"
    write_run(folder, a_run(), "r1")
    counts = {name: count_rows(table_path(folder, name)) for name in TABLE_NAMES}
    manifest = Manifest(run_id="r1", created_at=created_at, inputs=(), versions={}, counts=counts, languages={"ru": 2})
    (folder / "manifest.json").write_text(manifest.to_json())
    point_to(output, "r1")


def _note(output: Path, outcome: Attempt, ended: str | None = None, error: str | None = None) -> None:
    started = _ago(minutes=10)
    status = Status(outcome=outcome, run_id="r2", previous_run="r1", started_at=started, finished_at=ended, error=error)
    write_status(output, status)


def _call(output: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["status", "--output", str(output), *arguments])


def _rows(called: Result) -> list[list[str]]:
    """Return the rows of a table, without its head."""
    return [re.split(" {2,}", line, maxsplit=1) for line in called.stdout.splitlines()[1:]]


def test_all_is_well_after_a_run_that_ended_well(tmp_path: Path) -> None:
    _publish(tmp_path)
    _note(tmp_path, Attempt.NOTHING_NEW, _ago(minutes=5))
    called = _call(tmp_path, "--max-age", "1h")
    assert called.exit_code == 0
    published, holds, unread, last, *_, running, _ = _rows(called)
    assert published[0] == "published"
    assert re.fullmatch(r"run r1, 20.* UTC, 3 h( \d+ min)? ago", published[1])
    assert holds == ["holds", "2 posts, 3 mentions, 2 events, 1 rejected"]
    assert unread == ["not read", "2 posts in Russian were not read"]
    assert last[0] == "last run"
    assert last[1].startswith("nothing new, 20")
    assert running == ["running now", "no"]


def test_a_run_that_ended_well_too_long_ago_is_a_problem(tmp_path: Path) -> None:
    _publish(tmp_path)
    _note(tmp_path, Attempt.NOTHING_NEW, _ago(minutes=5))
    called = _call(tmp_path, "--max-age", "4m")
    assert called.exit_code == 1
    assert _rows(called)[-1] == ["problem", "no run has ended well for too long"]


def test_what_is_rejected_is_named_once_that_of_the_last_run_first(tmp_path: Path) -> None:
    _publish(tmp_path)
    (standing,) = (each for each in a_run() if isinstance(each, Reject))
    new = Reject("b\x1b.txt", "line 3", "read", "no text")
    status = Status(
        outcome=Attempt.PUBLISHED, run_id="r1", previous_run=None, started_at=_ago(hours=1), rejects=(new, standing)
    )
    write_status(tmp_path, status)
    called = _call(tmp_path)
    assert called.exit_code == 0
    assert [found for what, found in _rows(called) if what == "rejected"] == [
        "b\\x1b.txt, line 3: no text (a post is an object with at least `text`; --map text=KEY names another key)",
        describe_reject(standing),
    ]
    assert json.loads(_call(tmp_path, "--json").stdout)["rejects"] == [asdict(new), asdict(standing)]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Attempt.FAILED, "the last run failed: the disk is \\x1b[31mfull"),
        (Attempt.INTERRUPTED, "the last run was stopped before it could publish"),
        (Attempt.RUNNING, "the last run was killed while it ran; the next run removes what it left"),
    ],
)
def test_a_run_that_did_not_end_well_is_a_problem(tmp_path: Path, outcome: Attempt, said: str) -> None:
    _publish(tmp_path)
    _note(tmp_path, outcome, None, "the disk is \x1b[31mfull")
    called = _call(tmp_path)
    assert (called.exit_code, _rows(called)[-1]) == (1, ["problem", said])


def test_a_run_that_goes_on_is_told_with_its_process(tmp_path: Path) -> None:
    _publish(tmp_path)
    _note(tmp_path, Attempt.RUNNING)
    with locked(tmp_path, _NOW):
        called = _call(tmp_path, "--json")
    record = json.loads(called.stdout)
    assert (called.exit_code, record["state"]) == (0, "running")
    assert record["running"] == {"pid": os.getpid(), "since": _NOW.isoformat(timespec="seconds")}


def test_where_nothing_ran_that_is_a_problem(tmp_path: Path) -> None:
    called = _call(tmp_path / "none", "--json")
    record = json.loads(called.stdout)
    assert (called.exit_code, record["ok"], record["state"]) == (1, False, "never")
    assert record["problems"] == ["nothing has run here yet"]


def test_a_published_run_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    point_to(tmp_path, "r9")
    called = _call(tmp_path)
    assert called.exit_code == 1
    assert "the published run cannot be read: there is no run r9 in " in called.stdout


def test_a_published_run_that_lacks_a_table_is_a_problem_with_a_way_out(tmp_path: Path) -> None:
    _publish(tmp_path)
    _note(tmp_path, Attempt.PUBLISHED, _ago(minutes=5))
    table_path(tmp_path / "runs" / "r1", "events").unlink()
    called = _call(tmp_path)
    assert called.exit_code == 1
    assert _rows(called)[0][1].startswith("run r1, 20")
    assert _rows(called)[-2:] == [
        ["problem", "the published run cannot be read: the table events is missing"],
        ["hint", f"run into another folder, or remove {tmp_path / 'CURRENT'} to begin anew from the seeds"],
    ]
    record = json.loads(_call(tmp_path, "--json").stdout)
    assert (record["ok"], record["published"]["run_id"], set(record)) == (False, "r1", _KEYS)


def test_a_current_that_is_junk_is_a_problem(tmp_path: Path) -> None:
    _publish(tmp_path)
    (tmp_path / "CURRENT").write_bytes(b"\xff\x1b[31m")
    called = _call(tmp_path)
    assert called.exit_code == 1
    assert _rows(called)[0] == ["published", "run \\xff\\x1b[31m, which cannot be read"]
    hint = f"communique rollback r1 --output {tmp_path} publishes that run again; it is whole"
    assert _rows(called)[-1] == ["hint", hint]


def test_monitoring_finds_the_same_keys_whatever_happened(tmp_path: Path) -> None:
    assert set(json.loads(_call(tmp_path, "--json").stdout)) == _KEYS
    _publish(tmp_path)
    _note(tmp_path, Attempt.PUBLISHED, _ago(minutes=5))
    record = json.loads(_call(tmp_path, "--json", "--max-age", "2h").stdout)
    assert set(record) == _KEYS
    counts = record["published"]["counts"]
    assert (counts["posts"], counts["mentions"], counts["events"]) == (2, 3, 2)
    since = (datetime.now(UTC) - _NOW).total_seconds()
    assert 10_790 < record["published"]["age_seconds"] - since < 10_810
    assert (record["succeeded_at"], record["max_age_seconds"]) == (_ago(minutes=5), 7200)


def test_an_age_that_is_none_is_a_mistake_of_usage(tmp_path: Path) -> None:
    called = _call(tmp_path, "--max-age", "soon")
    assert called.exit_code == 2
    assert "no stretch of time" in called.stderr
