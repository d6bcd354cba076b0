"""What becomes of a run in which a post meets a defect, and of posts that were once able to end a run."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.pipelines.test_events import CALL, HELD
from transforms.elements import Post
from transforms.grammar.reader import Reader
from transforms.storage.runs import current_run, run_folder
from transforms.storage.tables import read_rows, table_path

_FAULT = "defect: KeyError: 'subject'"
_LAST_DAY = HELD | {"id": "8", "published": "9999-12-31"}
_FIRST_DAY = HELD | {"id": "9", "published": "0001-01-01"}
_FORM_FEED = HELD | {"id": "7", "text": f"\f\n \u00a0\n{HELD['text']}"}


def _export(folder: Path, *posts: dict[str, str]) -> None:
    (folder / "posts.jsonl").write_text("".join(json.dumps(post) + "\n" for post in posts))


def _call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--output", str(folder / "output")])


def _run(folder: Path, *arguments: str) -> Result:
    return _call(folder, "run", str(folder / "posts.jsonl"), "--model", "none", *arguments)


def _rejects(folder: Path) -> list[tuple[str, str, str]]:
    run_id = current_run(folder / "output")
    assert run_id is not None
    rows = read_rows(table_path(run_folder(folder / "output", run_id), "rejects"))
    return [(row["position"], row["step"], row["reason"].partition(" (")[0]) for row in rows]


@pytest.fixture
def _guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn the guard on that tests switch off, and let the reader fail over what comes from Kenya."""
    read = Reader.read

    def failing(self: Reader, posts: Sequence[Post]) -> Iterator[object]:
        if any("Kenya" in post.text for post in posts):
            raise KeyError("subject")
        return read(self, posts)

    monkeypatch.setattr(Reader, "read", failing)
    monkeypatch.delenv("COMMUNIQUE_RAISE_DEFECTS")


@pytest.mark.usefixtures("_guarded")
def test_a_post_that_meets_a_defect_is_told_and_counted_apart_and_the_rest_is_published(tmp_path: Path) -> None:
    _export(tmp_path, HELD, CALL)
    called = _run(tmp_path, "--strict")
    assert called.exit_code == 3
    assert _rejects(tmp_path) == [("line 2", "extract", _FAULT)]
    assert f"rejected: {tmp_path}/posts.jsonl, line 2: {_FAULT} (" in called.stderr
    assert "2 posts → 1 mention → 1 event (1 new, 0 updated, 1 rejected, 1 of them by a defect)" in called.stderr
    status = _call(tmp_path, "status")
    assert status.exit_code == 0
    assert "defects 1 reject by a fault of this program; see the table rejects" in " ".join(status.stdout.split())
    assert json.loads(_call(tmp_path, "status", "--json").stdout)["published"]["counts"]["defects"] == 1
    assert "nothing new: 2 posts → 1 mention → 1 event, 1 rejected, 1 of them by a defect" in _run(tmp_path).stderr


@pytest.mark.usefixtures("_guarded")
def test_where_every_post_meets_a_defect_nothing_is_published(tmp_path: Path) -> None:
    _export(tmp_path, CALL, CALL | {"id": "4", "text": f"Again: {CALL['text']}"})
    called = _run(tmp_path)
    assert called.exit_code == 1
    assert f"error: no post could be read: {_FAULT}" in called.stderr
    assert current_run(tmp_path / "output") is None


def test_days_at_the_ends_of_the_calendar_and_lines_of_nothing_but_blanks_end_no_run(tmp_path: Path) -> None:
    _export(tmp_path, _LAST_DAY, _FIRST_DAY, _FORM_FEED, CALL)
    called = _run(tmp_path, "--strict")
    assert called.exit_code == 0, called.stderr
    assert _rejects(tmp_path) == []
    assert "4 posts → 4 mentions" in called.stderr


@pytest.mark.usefixtures("_guarded")
def test_new_posts_that_all_meet_a_defect_do_not_stop_later_runs(tmp_path: Path) -> None:
    _export(tmp_path, HELD)
    assert _run(tmp_path).exit_code == 0
    _export(tmp_path, HELD, CALL | {"id": "8"}, CALL | {"id": "9", "text": f"Today. {CALL['text']}"})
    assert _run(tmp_path).exit_code == 0
    assert _rejects(tmp_path) == [("line 2", "extract", _FAULT), ("line 3", "extract", _FAULT)]
