"""A week of sessions that was moved: what is inside it, what was given up, and how it came on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.transforms.storage.building import a_mention, a_post, write_run
from tests.warehouse.conftest import Opened
from transforms.elements import (
    Alias,
    Basis,
    Change,
    Conflict,
    DateRange,
    Event,
    EventPost,
    Kind,
    Precision,
    ResolvedMention,
    Stage,
    Status,
)
from warehouse.connection import open_published
from warehouse.dossier import gather

RUN_ID = "20310305T080000Z-abc123"


def _event(event_id: str, parent: str | None, day: int | None, **fields: Any) -> Event:  # noqa: ANN401  # any field
    days = date(2031, 3, day) if day else None
    dates = DateRange(start=days, end=days, precision=Precision.DAY, basis=Basis.EXPLICIT) if days else None
    told = {"kind": Kind.MULTILATERAL_MEETING, "status": Status.PLANNED, "name": event_id.upper(), **fields}
    return Event(event_id=event_id, parent_event_id=parent, dates=dates, **told)


def _records() -> list[Any]:
    mention = a_mention("me_1", "po_1", kind=Kind.MULTILATERAL_MEETING)
    turns = ((1, None, "announced", "me_1"), (2, "announced", "moved", "me_1"), (3, "moved", "unconfirmed", None))
    return [
        a_post(
            "po_1", ordinal=1, text="The Harbour Week begins.", published_on=date(2031, 3, 1), source="Harbour News"
        ),
        ResolvedMention("ev_week", mention),
        EventPost("ev_week", "po_1", "me_1", mention.genre, mention.status),
        _event(
            "ev_week",
            None,
            9,
            stage=Stage.UNCONFIRMED,
            mention_ids=("me_1",),
            post_count=1,
            revision=3,
            conflicts=(Conflict("former date", "2031-03-02", "me_1"), Conflict("kind", "ceremony", "me_1")),
        ),
        _event("ev_b", "ev_week", 10),
        _event("ev_a", "ev_week", None),
        _event("ev_talks", "ev_b", 10, kind=Kind.BILATERAL_MEETING, status=Status.HELD),
        _event("ev_c", "ev_week", 11),
        Alias(alias_id="ev_x", event_id="ev_y", reason="merged"),
        Alias(alias_id="ev_y", event_id="ev_week", reason="merged"),
        *(
            Change(event_id="ev_week", revision=revision, field="stage", before=before, after=after, mention_id=cause)
            for revision, before, after, cause in turns
        ),
    ]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    output: Path = tmp_path_factory.mktemp("week")
    write_run(output / "runs" / RUN_ID, _records(), RUN_ID)
    (output / "CURRENT").write_text(f"{RUN_ID}\n")
    return Opened(open_published(output))


def test_a_tree_is_read_branch_by_branch_and_by_date(week: Opened) -> None:
    rows = week.records("SELECT step, event_id FROM inside('ev_x')")
    assert [tuple(row.values()) for row in rows] == [(1, "ev_b"), (2, "ev_talks"), (1, "ev_c"), (1, "ev_a")]


def test_what_was_given_up_contradicts_nothing(week: Opened) -> None:
    asked = "SELECT field, value, contradicts FROM tellings WHERE field IN ('former date', 'kind') ORDER BY ALL"
    assert [tuple(row.values()) for row in week.records(asked)] == [
        ("former date", "2031-03-02", False),
        ("kind", "ceremony", True),
        ("kind", "multilateral_meeting", False),
    ]


def test_a_stage_that_nobody_told_has_no_post(week: Opened) -> None:
    rows = week.records("SELECT stage, source, post_id FROM life_cycle")
    assert [tuple(row.values()) for row in rows] == [
        ("announced", "Harbour News", "po_1"),
        ("moved", "Harbour News", "po_1"),
        ("unconfirmed", None, None),
    ]


def test_a_dossier_has_the_whole_tree_and_every_former_id(week: Opened) -> None:
    dossier = gather(week.connection, "ev_talks")
    assert [row["event_id"] for row in dossier.around] == ["ev_week", "ev_b"]
    whole = gather(week.connection, "ev_week", "ev_x")
    assert (whole.asked_for, [row["alias_id"] for row in whole.aliases]) == ("ev_x", ["ev_x", "ev_y"])
    assert [row["event_id"] for row in whole.parts] == ["ev_b", "ev_talks", "ev_c", "ev_a"]
    assert [(row["field"], row["post_id"]) for row in whole.conflicts] == [("former date", "po_1"), ("kind", "po_1")]
    assert gather(week.connection, "ev_week", "wee").asked_for is None
