"""Files that repeat, edit, vanish and come back."""

import shutil
from pathlib import Path

import pytest

from pipelines.outcome import Outcome
from tests.reruns.feeds import Entry, run, write_feed
from tests.reruns.tables import differing, history_faults, living, resolved, rows

_CALL = (
    "On {} March 2021, the Foreign Minister of Chile Rosa Fuentes spoke by telephone with the Foreign Minister of Peru."
)
_MEETING = "the Foreign Minister of Portugal Ana Sousa {} the Foreign Minister of Kenya Grace Otieno in Lisbon."
_PLAN = Entry("1", "2021-03-07", "On 10 March 2021, " + _MEETING.format("will meet with"))
_REPORT = Entry("2", "2021-03-10", "On 10 March 2021, " + _MEETING.format("met with"))
_TELEPHONE = Entry("3", "2021-03-08", _CALL.format(8))
_VISIT = Entry("4", "2021-03-14", "On 14 March 2021, the Foreign Minister of Kenya Grace Otieno arrived in Lima.")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which two files that overlap are published."""
    folder = tmp_path_factory.mktemp("files")
    write_feed(folder / "feed" / "a.jsonl", [_PLAN, _REPORT])
    write_feed(folder / "feed" / "b.jsonl", [_REPORT, _TELEPHONE, _VISIT])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.plan.rules_of", lambda _root: "tested")
        run(folder)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    return Path(shutil.copytree(first, tmp_path / "copy"))


def _events(folder: Path) -> dict[str, str]:
    """Return for every post the event that it tells of."""
    return {row["post_id"]: row["event_id"] for row in rows(folder / "output", "event_posts")}


def test_a_post_in_two_files_is_one(first: Path) -> None:
    posts = {row["native_id"]: Path(row["file"]).name for row in rows(first / "output", "posts")}
    assert posts == {"1": "a.jsonl", "2": "a.jsonl", "3": "b.jsonl", "4": "b.jsonl"}
    assert len(living(first / "output")) == 3


def test_exports_that_overlap_and_files_under_another_name_add_nothing(folder: Path, first: Path) -> None:
    write_feed(folder / "feed" / "c.jsonl", [_TELEPHONE, _PLAN, _VISIT])
    shutil.copyfile(folder / "feed" / "a.jsonl", folder / "feed" / "d.jsonl")
    summary = run(folder)
    assert (summary.outcome, summary.posts_extracted) == (Outcome.PUBLISHED, 0)
    assert (summary.new_events, summary.updated_events) == (0, 0)
    assert differing(folder / "output", first / "output") == {}
    assert _events(folder) == _events(first)
    for table in ("event_history", "event_aliases"):
        assert rows(folder / "output", table) == rows(first / "output", table)


def test_an_edited_post_replaces_what_it_told_and_the_history_says_so(folder: Path, first: Path) -> None:
    write_feed(folder / "feed" / "e.jsonl", [Entry("3", "2021-03-09", _CALL.format(9))])
    summary = run(folder)
    output = folder / "output"
    assert (summary.posts_extracted, summary.posts, summary.mentions) == (1, 4, 4)
    (post,) = [row for row in rows(output, "posts") if row["native_id"] == "3"]
    (mention,) = [row for row in rows(output, "mentions") if row["post_id"] == post["post_id"]]
    (event,) = [row for row in rows(output, "events") if row["event_id"] == mention["event_id"]]
    assert (post["text"], post["run_id"]) == (_CALL.format(9), summary.run_id)
    assert (str(mention["date_start"]), str(event["date_start"])) == ("2021-03-09", "2021-03-09")
    assert event["event_id"] == _events(first)[post["post_id"]]
    told = [row for row in rows(output, "event_history") if row["run_id"] == summary.run_id]
    assert {row["event_id"] for row in told} == {event["event_id"]}
    assert ("date", "2021-03-08", "2021-03-09") in {(row["field"], row["before"], row["after"]) for row in told}
    assert history_faults(output) == []


def test_a_file_that_is_gone_takes_nothing_with_it(folder: Path, first: Path) -> None:
    (folder / "feed" / "b.jsonl").unlink()
    assert run(folder).outcome is Outcome.NOTHING_NEW
    assert differing(folder / "output", first / "output") == {}


def test_pruned_posts_go_with_their_file_and_come_back_with_it_under_their_ids(folder: Path, first: Path) -> None:
    there = folder / "feed" / "b.jsonl"
    away = there.rename(folder / "b.jsonl")
    run(folder, prune=True)
    output = folder / "output"
    assert {row["native_id"] for row in rows(output, "posts")} == {"1", "2"}
    assert living(first / "output") <= resolved(output).keys()
    away.rename(there)
    run(folder)
    assert differing(output, first / "output") == {}
    assert living(first / "output") <= resolved(output).keys()


def test_an_export_that_lists_other_posts_takes_none_back_unless_it_is_pruned(folder: Path, first: Path) -> None:
    write_feed(folder / "feed" / "a.jsonl", [_PLAN])
    write_feed(folder / "feed" / "b.jsonl", [_REPORT, _VISIT])
    run(folder)
    output = folder / "output"
    assert _events(folder) == _events(first)
    run(folder, prune=True)
    assert {row["native_id"] for row in rows(output, "posts")} == {"1", "2", "4"}  # the report is in the other file
    assert living(first / "output") <= resolved(output).keys()


def test_a_file_that_is_cut_to_nothing_takes_nothing_with_it(folder: Path, first: Path) -> None:
    content = (folder / "feed" / "b.jsonl").read_bytes()
    (folder / "feed" / "b.jsonl").write_bytes(b"")
    run(folder)
    output = folder / "output"
    assert [(Path(row["file"]).name, row["step"]) for row in rows(output, "rejects")] == [("b.jsonl", "read")]
    (folder / "feed" / "b.jsonl").write_bytes(content)
    run(folder)
    assert differing(output, first / "output") == {}
    assert _events(folder) == _events(first)


def test_what_was_edited_last_stays_when_other_rules_read_all_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit need not say that it is one: the moment of publication stays, and only the order of arrival tells."""
    write_feed(folder / "feed" / "0.jsonl", [Entry("3", _TELEPHONE.published, _CALL.format(9))])
    run(folder)
    monkeypatch.setattr("pipelines.plan.rules_of", lambda _root: "other")
    run(folder)
    (post,) = [row for row in rows(folder / "output", "posts") if row["native_id"] == "3"]
    assert (Path(post["file"]).name, post["text"]) == ("0.jsonl", _CALL.format(9))
