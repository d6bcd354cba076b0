from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.transforms.storage.building import a_decision, a_mention, a_post, a_run, an_event, write_run
from transforms.elements import Alias, Change, Event, EventPost, Genre, ResolvedMention, Status
from transforms.storage.rows import Row
from transforms.storage.schemas import DOCUMENTS, EVENT_PARTICIPANTS, Table
from transforms.storage.tables import table_path, write_rows
from transforms.storage.validation import miscounts, problems

Records = list[Any]


def _without(kind: type, key: str) -> Callable[[Records], Records]:
    """Return a change that takes one record out of a run."""

    def remove(records: Records) -> Records:
        kept = [each for each in records if not (isinstance(each, kind) and key in str(each))]
        assert len(kept) == len(records) - 1
        return kept

    return remove


def _with(*records: object) -> Callable[[Records], Records]:
    def add(found: Records) -> Records:
        return [*found, *records]

    return add


def _orphan(records: Records) -> Records:
    return [replace(each, parent_event_id="ev9") if isinstance(each, Event) else each for each in records]


def _moved(records: Records) -> Records:
    return [replace(each, event_id="ev9") if isinstance(each, EventPost) else each for each in records]


def _strayed(records: Records) -> Records:
    return [replace(each, post_id="p9") if isinstance(each, EventPost) else each for each in records]


def test_a_whole_run_has_no_problem(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    assert list(problems(tmp_path)) == []


def test_a_run_without_events_has_no_problem(tmp_path: Path) -> None:
    write_run(tmp_path, [a_post()])
    assert list(problems(tmp_path)) == []


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (_with(a_post()), "posts.post_id is null or given twice in 1 row"),
        (_with(an_event(mention_ids=())), "events.event_id is null or given twice in 1 row"),
        (
            _with(Alias(alias_id="ev0", event_id="ev2", reason="merged")),
            "event_aliases.alias_id is null or given twice in 1 row",
        ),
        (_with(ResolvedMention("ev1", a_mention())), "mentions.mention_id is null or given twice in 1 row"),
        (_with(ResolvedMention("ev1", a_mention("m4", "p9"))), "mentions.post_id names 1 not in posts.post_id, 'p9'"),
        (_with(ResolvedMention("ev9", a_mention("m4"))), "mentions.event_id names 1 not in events.event_id, 'ev9'"),
        (_orphan, "events.parent_event_id names 2 not in events.event_id, 'ev9'"),
        (_moved, "event_posts.event_id names 3 not in events.event_id, 'ev9'"),
        (_strayed, "event_posts.post_id names 3 not in posts.post_id, 'p9'"),
        (
            _with(EventPost("ev1", "p1", "m9", Genre.REPORT, Status.HELD)),
            "event_posts.mention_id names 1 not in mentions.mention_id, 'm9'",
        ),
        (_with(a_decision("m1", "m9", None)), "decisions.right_mention_id names 1 not in mentions.mention_id, 'm9'"),
        (_with(a_decision("m0", "m1", None)), "decisions.left_mention_id names 1 not in mentions.mention_id, 'm0'"),
        (_with(a_decision("m1", "m3", "ev9")), "decisions.event_id names 1 not in events.event_id, 'ev9'"),
        (
            _with(Alias(alias_id="evx", event_id="ev9", reason="merged")),
            "event_aliases.event_id names 1 not in events.event_id or event_aliases.alias_id, 'ev9'",
        ),
        (
            _with(Change(event_id="ev9", revision=1, field="city", before=None, after="Faro", mention_id=None)),
            "event_history.event_id names 1 not in events.event_id or event_aliases.alias_id, 'ev9'",
        ),
        (_without(EventPost, "m3"), "3 mentions, but 2 links of posts to events, and events count 3"),
        (
            _with(an_event("ev5", ("m1",))),
            "3 mentions, but 3 links of posts to events, and events count 4",
        ),
    ],
)
def test_what_does_not_hold_together_is_told(
    damage: Callable[[Records], Records], expected: str, tmp_path: Path
) -> None:
    write_run(tmp_path, damage(a_run()))
    assert [line for line in problems(tmp_path) if line.startswith(expected)] != []


@pytest.mark.parametrize("table", [EVENT_PARTICIPANTS, DOCUMENTS], ids=lambda table: table.name)
def test_a_part_of_an_event_that_is_not_there_is_told(table: Table, tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    row: Row = dict.fromkeys(table.schema.names) | {"event_id": "ev9"}
    write_rows(table, [row], table_path(tmp_path, table.name))
    assert list(problems(tmp_path)) == [f"{table.name}.event_id names 1 not in events.event_id, 'ev9' for one"]


def test_an_id_that_nothing_tells_of_any_more_may_stand_for_itself(tmp_path: Path) -> None:
    write_run(tmp_path, [*a_run(), Alias(alias_id="ev9", event_id="ev9", reason="withdrawn")])
    assert list(problems(tmp_path)) == []


def test_a_published_id_that_is_gone_is_told(tmp_path: Path) -> None:
    write_run(tmp_path / "before", [*a_run(), an_event("ev7", ())])
    write_run(tmp_path / "after", a_run())
    assert list(problems(tmp_path / "after", tmp_path / "before")) == [
        "1 published events are gone without an alias, 'ev7' for one"
    ]


def test_a_published_id_may_become_an_alias(tmp_path: Path) -> None:
    write_run(tmp_path / "before", [*a_run(), an_event("ev7", ())])
    write_run(tmp_path / "after", [*a_run(), Alias(alias_id="ev7", event_id="ev1", reason="merged")])
    assert list(problems(tmp_path / "after", tmp_path / "before")) == []


def test_rows_that_were_lost_on_the_way_are_told() -> None:
    assert list(miscounts({"posts": 2, "events": 1}, {"posts": 3, "events": 1}, {})) == [
        "posts has 2 rows and should have 3"
    ]
    assert list(miscounts({"event_history": 5}, {"event_history": 2}, {"event_history": 3})) == []
