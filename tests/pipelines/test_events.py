"""The whole pipeline, for real, on a few posts of a feed that does not exist."""

import json
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, RunSummary
from transforms.storage.rows import Row
from transforms.storage.runs import current_run, run_folder
from transforms.storage.tables import read_rows, table_path

ANNOUNCED = {
    "id": "1",
    "source": "Harbour News",
    "published": "2021-03-08T09:00:00Z",
    "text": "On March 10, the Foreign Minister of Portugal Ana Sousa will meet with the Foreign Minister of Morocco "
    "Karim Alami in Lisbon.",
}
HELD = {
    "id": "2",
    "source": "Harbour News",
    "published": "2021-03-10T18:00:00Z",
    "text": "On March 10, the Foreign Minister of Portugal Ana Sousa met with the Foreign Minister of Morocco "
    "Karim Alami in Lisbon.",
}
CALL = {
    "id": "3",
    "source": "Harbour News",
    "published": "2021-03-12T12:00:00Z",
    "text": "On March 12, the Foreign Minister of Portugal Ana Sousa had a telephone conversation with the Foreign "
    "Minister of Kenya Grace Otieno.",
}


def _export(folder: Path, name: str, *posts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(json.dumps(post) + "\n" for post in posts))


def _run(folder: Path, output: str = "output") -> RunSummary:
    return launch(RunOptions(seeds=(folder / "seeds",), output=folder / output, model="none"))


def _table(folder: Path, name: str, output: str = "output") -> list[Row]:
    run_id = current_run(folder / output)
    assert run_id is not None
    return list(read_rows(table_path(run_folder(folder / output, run_id), name)))


def _columns(rows: list[Row], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def _partition(folder: Path, output: str) -> set[frozenset[object]]:
    """Return which mentions are of one event."""
    groups: dict[object, set[object]] = {}
    for mention_id, event_id in _columns(_table(folder, "mentions", output), "mention_id", "event_id"):
        groups.setdefault(event_id, set()).add(mention_id)
    return {frozenset(group) for group in groups.values()}


def _events_but_for_ids(folder: Path, output: str) -> list[str]:
    left_out = {"event_id", "parent_event_id", "revision"}
    return sorted(
        str({name: cell for name, cell in row.items() if name not in left_out})
        for row in _table(folder, "events", output)
    )


def test_posts_on_one_meeting_become_one_event(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _export(tmp_path / "seeds", "a.jsonl", ANNOUNCED, HELD, CALL)
    summary = _run(tmp_path)
    counts = (summary.posts, summary.posts_extracted, summary.mentions, summary.events, summary.new_events)
    assert counts == (3, 3, 3, 2, 2)
    events = _table(tmp_path, "events")
    assert sorted(
        (row["kind"], row["status"], str(row["date_start"]), row["city"], row["countries"], row["mention_count"])
        for row in events
    ) == [
        ("bilateral_meeting", "held", "2021-03-10", "Lisbon", ["MAR", "PRT"], 2),
        ("phone_call", "held", "2021-03-12", None, ["KEN", "PRT"], 1),
    ]
    assert sorted(_columns(_table(tmp_path, "event_participants"), "name", "country")) == [
        ("Ana Sousa", "PRT"),
        ("Ana Sousa", "PRT"),
        ("Grace Otieno", "KEN"),
        ("Karim Alami", "MAR"),
    ]
    assert sorted(_columns(_table(tmp_path, "event_posts"), "genre", "status")) == [
        ("announcement", "planned"),
        ("report", "held"),
        ("report", "held"),
    ]
    assert _columns(_table(tmp_path, "decisions"), "decision") == [("merged",)]
    assert {row["run_id"] for row in _table(tmp_path, "posts")} == {summary.run_id}
    assert capfd.readouterr() == ("", "")


def test_a_new_export_costs_only_what_is_new_and_keeps_every_id(tmp_path: Path) -> None:
    _export(tmp_path / "seeds", "a.jsonl", ANNOUNCED, CALL)
    first = _run(tmp_path)
    before = {row["kind"]: row for row in _table(tmp_path, "events")}
    _export(tmp_path / "seeds", "b.jsonl", HELD, CALL)
    second = _run(tmp_path)
    after = {row["kind"]: row for row in _table(tmp_path, "events")}
    assert (second.posts, second.posts_read, second.posts_extracted) == (3, 2, 1)
    assert (second.new_events, second.updated_events) == (0, 1)
    assert after["phone_call"] == before["phone_call"]
    assert after["bilateral_meeting"]["event_id"] == before["bilateral_meeting"]["event_id"]
    assert (before["bilateral_meeting"]["status"], after["bilateral_meeting"]["status"]) == ("planned", "held")
    posts = sorted(_columns(_table(tmp_path, "posts"), "native_id", "run_id"))
    assert posts == [("1", first.run_id), ("2", second.run_id), ("3", first.run_id)]
    history = _table(tmp_path, "event_history")
    revised = [row for row in history if row["run_id"] == second.run_id and row["field"] == "status"]
    assert _columns(revised, "revision", "before", "after") == [(2, "planned", "held")]
    assert len([row for row in history if row["run_id"] == first.run_id]) == 2


def test_runs_one_after_the_other_give_what_one_run_over_everything_gives(tmp_path: Path) -> None:
    for name, posts in (("b.jsonl", (HELD, CALL)), ("a.jsonl", (ANNOUNCED, CALL))):
        _export(tmp_path / "seeds", name, *posts)
        assert _run(tmp_path, "steps").outcome is Outcome.PUBLISHED
    _run(tmp_path, "whole")
    columns = ("post_id", "file", "first_line", "text")
    assert _columns(_table(tmp_path, "posts", "steps"), *columns) == _columns(
        _table(tmp_path, "posts", "whole"), *columns
    )
    assert _partition(tmp_path, "steps") == _partition(tmp_path, "whole")
    assert _events_but_for_ids(tmp_path, "steps") == _events_but_for_ids(tmp_path, "whole")


def test_an_edited_post_replaces_its_mentions(tmp_path: Path) -> None:
    _export(tmp_path / "seeds", "a.jsonl", ANNOUNCED, CALL)
    _run(tmp_path)
    cancelled = ANNOUNCED | {"text": ANNOUNCED["text"].replace("March 10", "March 11")}
    _export(tmp_path / "seeds", "a.jsonl", cancelled, CALL)
    summary = _run(tmp_path)
    assert (summary.posts, summary.posts_extracted, summary.mentions, summary.events) == (2, 1, 2, 2)
    meeting = [row for row in _table(tmp_path, "events") if row["kind"] == "bilateral_meeting"]
    assert [str(row["date_start"]) for row in meeting] == ["2021-03-11"]


def test_bad_lines_and_files_become_rejects_and_stay_until_they_are_read_again(tmp_path: Path) -> None:
    _export(tmp_path / "seeds", "a.jsonl", ANNOUNCED)
    with (tmp_path / "seeds" / "a.jsonl").open("a") as file:
        file.write('{"id": "9", "source": "Harbour News", "text": \n{"id": "10", "text": "\\ud800 met"}\n')
    (tmp_path / "seeds" / "empty.txt").write_bytes(b"")
    (tmp_path / "seeds" / "noise.txt").write_bytes(b"\xff\xfe\x00\xd8\x00")
    first = _run(tmp_path)
    assert first.posts >= 1
    refused = _table(tmp_path, "rejects")
    assert {Path(row["file"]).name for row in refused} == {"a.jsonl", "empty.txt", "noise.txt"}
    _export(tmp_path / "seeds", "b.jsonl", CALL)
    (tmp_path / "seeds" / "empty.txt").write_text(CALL["text"])
    _run(tmp_path)
    assert [row for row in refused if "empty" not in row["file"]] == _table(tmp_path, "rejects")
