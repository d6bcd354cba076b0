"""The whole pipeline, for real, on a few posts of a feed that does not exist."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, RunSummary
from transforms.storage.rows import Row
from transforms.storage.runs import run_folder
from transforms.storage.schemas import TABLES
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


OPENED = "On 20 May 2021, the Foreign Minister of Chile Rosa Fuentes arrived in Nairobi.\n"
BROKEN = '{"id": "9", "source": "Harbour News", "text": \n{"id": "10", "text": "\\ud800 met"}\n'


@dataclass(frozen=True)
class Edition:
    """One run and the tables that it published."""

    summary: RunSummary
    tables: dict[str, list[Row]]

    def columns(self, table: str, *names: str) -> list[tuple[object, ...]]:
        """Return some columns of a table, row by row."""
        return [tuple(row[name] for name in names) for row in self.tables[table]]

    def events(self, kind: str) -> list[Row]:
        """Return the events of a kind."""
        return [row for row in self.tables["events"] if row["kind"] == kind]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Return three runs, each on more or other posts than the one before, and one run over what the second had."""
    folder = tmp_path_factory.mktemp("editions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.plan.rules_of", lambda _root: "tested")
        _export(folder, "b.jsonl", ANNOUNCED, CALL, more=BROKEN)
        (folder / "seeds" / "empty.txt").write_bytes(b"")
        (folder / "seeds" / "noise.txt").write_bytes(b"\xff\xfe\x00\xd8\x00")
        first = _run(folder)
        _export(folder, "a.jsonl", HELD, CALL)
        (folder / "seeds" / "empty.txt").write_text(OPENED)
        second = _run(folder)
        whole = _run(folder, "whole")
        edited = ANNOUNCED | {"text": ANNOUNCED["text"].replace("March 10", "March 11")}
        _export(folder, "b.jsonl", edited, CALL, more=BROKEN)
        return {"first": first, "second": second, "whole": whole, "edited": _run(folder)}


def _export(folder: Path, name: str, *posts: dict[str, str], more: str = "") -> None:
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / name).write_text("".join(json.dumps(post) + "\n" for post in posts) + more)


def _run(folder: Path, output: str = "output") -> Edition:
    summary = launch(RunOptions(seeds=(folder / "seeds",), output=folder / output, model="none"))
    assert summary.outcome is Outcome.PUBLISHED
    run = run_folder(folder / output, summary.run_id)
    return Edition(summary, {table.name: list(read_rows(table_path(run, table.name))) for table in TABLES})


def _partition(edition: Edition) -> set[frozenset[object]]:
    """Return which mentions are of one event."""
    groups: dict[object, set[object]] = {}
    for mention_id, event_id in edition.columns("mentions", "mention_id", "event_id"):
        groups.setdefault(event_id, set()).add(mention_id)
    return {frozenset(group) for group in groups.values()}


def _events_but_for_ids(edition: Edition) -> list[str]:
    left_out = {"event_id", "parent_event_id", "revision"}
    return sorted(
        str({name: cell for name, cell in row.items() if name not in left_out}) for row in edition.tables["events"]
    )


def test_posts_on_one_meeting_become_one_event(editions: dict[str, Edition]) -> None:
    whole = editions["whole"]
    summary = whole.summary
    counts = (summary.posts, summary.posts_extracted, summary.mentions, summary.events, summary.new_events)
    assert counts == (4, 4, 4, 3, 3)
    told = whole.columns("events", "kind", "status", "date_start", "city", "countries", "mention_count")
    assert sorted((kind, status, str(day), *others) for kind, status, day, *others in told) == [
        ("arrival", "held", "2021-05-20", "Nairobi", ["CHL"], 1),
        ("bilateral_meeting", "held", "2021-03-10", "Lisbon", ["MAR", "PRT"], 2),
        ("phone_call", "held", "2021-03-12", None, ["KEN", "PRT"], 1),
    ]
    assert sorted(whole.columns("event_participants", "name", "country")) == [
        ("Ana Sousa", "PRT"),
        ("Ana Sousa", "PRT"),
        ("Grace Otieno", "KEN"),
        ("Karim Alami", "MAR"),
        ("Rosa Fuentes", "CHL"),
    ]
    assert sorted(whole.columns("event_posts", "genre", "status")) == [
        ("announcement", "planned"),
        ("report", "held"),
        ("report", "held"),
        ("report", "held"),
    ]
    assert whole.columns("decisions", "decision") == [("merged",)]
    assert {row["run_id"] for row in whole.tables["posts"]} == {summary.run_id}


def test_a_new_export_costs_only_what_is_new_and_keeps_every_id(editions: dict[str, Edition]) -> None:
    first, second = editions["first"], editions["second"]
    counts = second.summary
    assert (counts.posts, counts.posts_read, counts.posts_extracted) == (4, 3, 2)
    assert (counts.new_events, counts.updated_events) == (1, 1)
    assert second.events("phone_call") == first.events("phone_call")
    [before], [after] = first.events("bilateral_meeting"), second.events("bilateral_meeting")
    assert before["event_id"] == after["event_id"]
    assert (before["status"], after["status"]) == ("planned", "held")
    new = counts.run_id
    assert {row["native_id"] for row in second.tables["posts"] if row["run_id"] == new} >= {"2", None}
    history = second.tables["event_history"]
    revised = [row for row in history if row["run_id"] == new and row["field"] == "status" and row["revision"] > 1]
    assert [(row["revision"], row["before"], row["after"]) for row in revised] == [(2, "planned", "held")]
    assert len([row for row in history if row["run_id"] == first.summary.run_id]) == 2


def test_runs_one_after_the_other_give_what_one_run_over_everything_gives(editions: dict[str, Edition]) -> None:
    steps, whole = editions["second"], editions["whole"]
    columns = ("post_id", "file", "first_line", "text")
    assert steps.columns("posts", *columns) == whole.columns("posts", *columns)
    assert _partition(steps) == _partition(whole)
    assert _events_but_for_ids(steps) == _events_but_for_ids(whole)


def test_an_edited_post_replaces_its_mentions(editions: dict[str, Edition]) -> None:
    edited = editions["edited"]
    summary = edited.summary
    assert (summary.posts, summary.posts_extracted, summary.mentions) == (4, 1, 4)
    days = sorted(str(row["date_start"]) for row in edited.events("bilateral_meeting"))
    assert days == ["2021-03-10", "2021-03-11"]


def test_bad_lines_and_files_become_rejects_and_stay_until_they_are_read_again(editions: dict[str, Edition]) -> None:
    def refused(name: str) -> list[tuple[str, object, object]]:
        found = editions[name].columns("rejects", "file", "position", "step", "run_id")
        return [(Path(str(file)).name, position, run) for file, position, _, run in found]

    first, edited = (editions[name].summary.run_id for name in ("first", "edited"))
    lines = [("b.jsonl", "line 3"), ("b.jsonl", "line 4")]
    noise = [(name, position) for name, position, _ in refused("first") if name == "noise.txt"]
    assert len(noise) == 1
    assert refused("first") == [(*each, first) for each in [*lines, ("empty.txt", ""), *noise]]
    assert refused("second") == [(*each, first) for each in [*lines, *noise]]
    assert refused("edited") == [*((*each, edited) for each in lines), (*noise[0], first)]
