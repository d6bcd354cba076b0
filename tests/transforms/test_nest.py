from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import HALVORSEN, mention, on, published
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_history, a_published_event, write_run
from transforms.elements import Change, Event, Genre, Kind, Stage, Status
from transforms.identity.containment import Candidate
from transforms.nest import NestEvents

MEETING = mention("m", dates=on(5), published_at=published(5))
VISIT = mention("v", kind=Kind.VISIT, dates=on(4, until=6), participants=(HALVORSEN,), published_at=published(4))
PLAN = mention("p", genre=Genre.ANNOUNCEMENT, status=Status.PLANNED, dates=on(8), published_at=published(2), place=None)
AWAY = mention("a", dates=on(25), published_at=published(25))
ON_VISIT = Candidate(2, -1, 2, "ev_visit")


def _event(event_id: str, *mentions: Any) -> Event:  # noqa: ANN401  # mentions
    return a_published_event(event_id, *mentions)[0]


def _nested(
    events: Sequence[Event],
    former: Sequence[Event] = (),
    as_of: date | None = None,
    touched: Sequence[str] = (),
    folder: Path | None = None,
) -> dict[str, list[Any]]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        given = (
            root | "Events" >> beam.Create(events).with_output_types(Event),
            root | "Former" >> beam.Create(former).with_output_types(Event),
            root | "AsOf" >> beam.Create([as_of]),
            root | "Touched" >> beam.Create(touched).with_output_types(str),
        )
        return (given | NestEvents(str(folder) if folder else None))._asdict()

    return outcome_of(build)


def _moved(revision: int, before: str | None, after: str | None) -> Change:
    return Change(
        event_id="ev_meeting",
        revision=revision,
        field="parent_event_id",
        before=before,
        after=after,
        mention_id=None,
    )


def test_a_new_visit_becomes_the_whole_of_a_standing_meeting(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev_meeting": (MEETING,), "ev_away": (AWAY,)}))
    assert _nested([_event("ev_visit", VISIT)], folder=tmp_path) == {
        "candidates": [("ev_meeting", ON_VISIT)],
        "restated": [replace(_event("ev_meeting", MEETING), parent_event_id="ev_visit", revision=2)],
        "changes": [_moved(2, None, "ev_visit")],
    }


def test_a_new_meeting_finds_the_standing_visit_that_it_is_part_of(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev_visit": (VISIT,), "ev_away": (AWAY,)}))
    found = _nested([_event("ev_meeting", MEETING)], folder=tmp_path)
    assert found == {"candidates": [("ev_meeting", ON_VISIT)], "restated": [], "changes": []}


def test_a_meeting_loses_its_whole_when_that_is_gone(tmp_path: Path) -> None:
    meeting, visit = _event("ev_meeting", MEETING), _event("ev_visit", VISIT)
    records = [each for each in a_history({"ev_meeting": (MEETING,), "ev_visit": (VISIT,)}) if each != meeting]
    write_run(tmp_path, [*records, replace(meeting, parent_event_id="ev_visit")])
    assert _nested([], [visit], touched=["ev_visit"], folder=tmp_path) == {
        "candidates": [],
        "restated": [replace(meeting, revision=2)],
        "changes": [_moved(2, "ev_visit", None)],
    }


def test_an_event_that_stands_under_its_whole_is_not_stated_again(tmp_path: Path) -> None:
    meeting = _event("ev_meeting", MEETING)
    records = [each for each in a_history({"ev_meeting": (MEETING,), "ev_visit": (VISIT,)}) if each != meeting]
    write_run(tmp_path, [*records, replace(meeting, parent_event_id="ev_visit")])
    other = mention("s", dates=on(6), published_at=published(6))
    found = _nested([_event("ev_other", other)], folder=tmp_path)
    assert {event_id for event_id, _ in found["candidates"]} == {"ev_meeting", "ev_other"}
    assert (found["restated"], found["changes"]) == ([], [])


def test_a_plan_lapses_once_later_posts_have_come(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev_plan": (PLAN,), "ev_meeting": (MEETING,)}))
    assert _nested([], as_of=date(2031, 3, 31), folder=tmp_path) == {
        "candidates": [],
        "restated": [replace(_event("ev_plan", PLAN), stage=Stage.UNCONFIRMED, revision=2)],
        "changes": [
            Change(
                event_id="ev_plan",
                revision=2,
                field="stage",
                before="announced",
                after="unconfirmed",
                mention_id=None,
            )
        ],
    }


def test_where_nothing_was_published_only_what_is_given_is_nested() -> None:
    found = _nested([_event("ev_visit", VISIT), _event("ev_meeting", MEETING)])
    assert found == {"candidates": [("ev_meeting", ON_VISIT)], "restated": [], "changes": []}
