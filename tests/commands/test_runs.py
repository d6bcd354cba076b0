import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from pipelines.lock import locked
from tests.transforms.storage.building import a_mention, a_post, an_event, write_run
from tests.warehouse.harbour import HOSTILE_NAME, harbour
from transforms.elements import ResolvedMention
from transforms.storage.manifest import Input, Manifest
from transforms.storage.runs import current_run
from transforms.storage.schemas import TABLES
from transforms.storage.tables import count_rows, table_path

_FIRST, _SECOND = "20310305T080000Z-abc123", "20310306T080000Z-def456"


def _publish(output: Path, run_id: str, previous: str | None, *files: str) -> None:
    harbour(output, run_id=run_id)
    folder = output / "runs" / run_id
    counts = {table.name: count_rows(table_path(folder, table.name)) for table in TABLES}
    manifest = Manifest(
        run_id=run_id,
        created_at=f"2031-03-0{5 if previous is None else 6}T08:00:00+00:00",
        inputs=tuple(Input(name, "00", 1) for name in files),
        versions={"tool": "1"},
        counts=counts | {"events_new": 5, "events_updated": 1},
        timings={"running": 1.25, "publishing": 0.5},
        previous_run=previous,
    )
    (folder / "manifest.json").write_text(manifest.to_json())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return a folder with two runs; the second is published."""
    _publish(tmp_path, _FIRST, None, "a.txt")
    _publish(tmp_path, _SECOND, _FIRST, "a.txt", "b\x1b[31m.txt")
    return tmp_path


def _call(output: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--output", str(output)])


def test_runs_are_listed_with_what_was_new_in_each(output: Path) -> None:
    called = _call(output, "runs")
    head, first, second = [line.split() for line in called.stdout.splitlines()]
    counted = "posts mentions events rejects new updated"
    assert head == ["run", "made", "seconds", "files", *counted.split(), "published"]
    assert first == [_FIRST, "2031-03-05T08:00:00+00:00", "1.8", "1", "6", "7", "5", "1", "5", "1", "False"]
    assert (first[-1], second[-1]) == ("False", "True")


def test_runs_are_json_for_programs(output: Path) -> None:
    first, second = json.loads(_call(output, "runs", "--format", "json").stdout)
    assert (first["run"], first["published"], first["events"], first["new"]) == (_FIRST, False, 5, 5)
    assert (second["published"], second["previous_run"], second["versions"]) == (True, _FIRST, {"tool": "1"})


def test_where_no_run_is_kept_that_is_said(tmp_path: Path) -> None:
    called = _call(tmp_path, "runs")
    assert (called.exit_code, called.stderr) == (0, f"no run is kept in {tmp_path}\n")


def test_a_rollback_says_what_is_published_now_and_what_the_next_run_reads(output: Path) -> None:
    called = _call(output, "rollback", "previous")
    assert called.exit_code == 0, called.stderr
    assert current_run(output) == _FIRST
    assert called.stderr == (
        f"published run {_FIRST} of 2031-03-05T08:00:00+00:00 again: 6 posts, 7 mentions, 5 events, 1 reject\n"
        f"it was {_SECOND}; that run is kept for now\n"
        "hint: the next run reads again, as far as they are still there: b\\x1b[31m.txt\n"
    )


def test_what_is_published_already_stays(output: Path) -> None:
    called = _call(output, "rollback", "published")
    assert (called.exit_code, called.stderr) == (0, f"run {_SECOND} is published already\n")
    assert not (output / "status.json").exists()


def test_a_run_of_which_a_table_is_gone_is_not_published_again(output: Path) -> None:
    table_path(output / "runs" / _FIRST, "documents").unlink()
    called = _call(output, "rollback", _FIRST)
    assert (called.exit_code, current_run(output)) == (1, _SECOND)
    assert called.stderr.startswith(f"error: the run {_FIRST} in ")
    assert "cannot be read: the table documents is missing\n" in called.stderr


def test_a_run_that_is_half_published_is_refused_in_words(output: Path) -> None:
    (output / "runs" / _FIRST / "manifest.json").unlink()
    called = _call(output, "rollback", _FIRST)
    assert (called.exit_code, current_run(output)) == (1, _SECOND)
    assert called.stderr == (
        f"error: run {_FIRST} is not whole: its manifest.json is missing\nhint: communique runs lists the others.\n"
    )


def test_a_published_run_that_is_broken_is_not_told_as_published(output: Path) -> None:
    table_path(output / "runs" / _SECOND, "events").unlink()
    called = _call(output, "rollback", "published")
    assert (called.exit_code, "the table events is missing" in called.stderr) == (1, True)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"junk\n", b"../../elsewhere\n"])
def test_a_rollback_mends_a_current_that_is_junk(output: Path, content: bytes) -> None:
    (output / "CURRENT").write_bytes(content)
    called = _call(output, "rollback", _FIRST)
    assert (called.exit_code, current_run(output)) == (0, _FIRST)
    assert "it was" not in called.stderr


def test_while_a_run_works_a_rollback_ends_with_4(output: Path) -> None:
    with locked(output, datetime.now(UTC)):
        assert _call(output, "rollback", _FIRST).exit_code == 4
    assert current_run(output) == _SECOND


@pytest.mark.parametrize(
    "arguments", [["rollback", "2031"], ["rollback", "r9"], ["diff", "2031", "published"], ["diff", ""]]
)
def test_a_name_of_no_run_or_several_is_a_mistake_of_usage(output: Path, arguments: list[str]) -> None:
    called = _call(output, *arguments)
    assert (called.exit_code, called.stdout) == (2, "")
    assert called.stderr.endswith("hint: communique runs lists the runs that are kept\n")


def test_a_run_is_named_in_any_case_and_told_with_the_nearest(output: Path) -> None:
    assert _call(output, "rollback", _SECOND[:-4].lower()).exit_code == 0
    called = _call(output, "rollback", "publishd")
    assert (called.exit_code, called.stderr.splitlines()[1]) == (2, "hint: did you mean published?")


def test_each_change_of_an_event_is_a_row_for_spreadsheets(output: Path) -> None:
    folder = output / "runs" / _FIRST
    mention = ResolvedMention("ev_talks1", a_mention("me_reported", "po_a2"))
    write_run(folder, [a_post("po_a2"), mention, an_event("ev_talks1", ("me_reported",), name="Talks")], _FIRST)
    rows = list(csv.DictReader(io.StringIO(_call(output, "diff", "--limit", "0", "--format", "csv").stdout)))
    changed = {row["field"]: (row["before"], row["after"]) for row in rows if row["difference"] == "changed"}
    assert changed["name"] == ("Talks", "Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031")


def test_equal_runs_differ_in_nothing(output: Path) -> None:
    called = _call(output, "diff")
    said = f"{_FIRST} → {_SECOND}\nposts   6 → 6\nevents  5 → 5  (no difference)\n"
    assert (called.exit_code, called.stdout, called.stderr) == (0, "", said)


def test_a_difference_is_told_harmlessly_to_people_and_faithfully_to_programs(output: Path) -> None:
    write_run(output / "runs" / _FIRST, [], _FIRST)
    called = _call(output, "diff", "--limit", "1")
    assert called.stderr.splitlines()[1:] == [
        "posts   0 → 6  (6 added)",
        "events  0 → 5  (5 added)",
        "not shown: 4 more added; --limit 0 shows all",
    ]
    assert " ".join(called.stdout.splitlines()[1].split()) == (
        "added ev_talks1 2031-03-03 Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031"
    )
    whole = _call(output, "diff", "--limit", "0").stdout
    assert "\\x1b[31m" in whole
    assert "\x1b" not in whole
    records = json.loads(_call(output, "diff", "--format", "json").stdout)
    assert [record["difference"] for record in records] == ["added"] * 5
    assert records[-1]["name"] == HOSTILE_NAME
