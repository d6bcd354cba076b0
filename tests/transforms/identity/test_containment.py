from dataclasses import replace
from typing import Any

import pytest

from tests.transforms.identity.builders import HALVORSEN, LIMA, MARCH, OWUSU, mention, on, person
from transforms.elements import Event, Kind, Place
from transforms.identity.containment import Candidate, candidates, parent_of, whole_keys
from transforms.identity.merge import merge_mentions

SOLBERG = person("Ingrid Solberg", "NOR", "Prime Minister")


def _event(event_id: str, **fields: Any) -> Event:  # noqa: ANN401  # whatever a mention has
    return merge_mentions(event_id, [mention(event_id, **fields)])


VISIT = _event("ev_visit", kind=Kind.VISIT, participants=(HALVORSEN,), countries=("NOR",), dates=on(4, until=6))
SUMMIT = _event(
    "ev_summit",
    kind=Kind.MULTILATERAL_MEETING,
    event_name="African Union summit",
    organisations=("AU",),
    countries=("GHA",),
    participants=(),
    dates=on(5, until=6),
)


def _parents(*events: Event) -> dict[str, str]:
    return {child: found.parent_id for child, found in candidates(events)}


@pytest.mark.parametrize(
    "fields",
    [
        {"dates": on(5)},
        {"dates": on(3)},
        {"kind": Kind.ARRIVAL, "participants": (HALVORSEN,), "countries": ("NOR",)},
        {"kind": Kind.CEREMONY, "dates": on(6)},
        {"dates": on(5), "place": Place(city="Kumasi", country="GHA")},
        {"dates": on(5), "participants": (OWUSU,)},
    ],
)
def test_what_is_part_of_a_visit(fields: dict[str, Any]) -> None:
    part = _event("ev_part", **fields)
    assert set(whole_keys(part)) & set(whole_keys(VISIT))
    assert _parents(VISIT, part) == {"ev_part": "ev_visit"}


@pytest.mark.parametrize(
    "fields",
    [
        {"dates": on(9)},
        {"dates": MARCH},
        {"dates": on(5), "place": LIMA},
        {"dates": on(5), "place": None},
        {"dates": on(5), "participants": (SOLBERG, OWUSU)},
        {"dates": on(5), "kind": Kind.PHONE_CALL},
        {"dates": None, "place": Place(country="GHA")},
        {"dates": on(5), "countries": ("GHA", "PER"), "participants": (OWUSU,)},
    ],
)
def test_what_is_not(fields: dict[str, Any]) -> None:
    assert _parents(VISIT, _event("ev_part", **fields)) == {}


def test_of_two_visits_neither_is_the_parent() -> None:
    other = replace(VISIT, event_id="ev_visit2", dates=on(5, until=7))
    assert _parents(VISIT, other, _event("ev_part", dates=on(5))) == {}


def test_a_meeting_on_the_margins_of_a_session_is_part_of_it() -> None:
    meeting = _event("ev_part", dates=on(5), sidelines_of="African Union summit")
    assert set(whole_keys(meeting)) & set(whole_keys(SUMMIT))
    assert _parents(SUMMIT, meeting) == {"ev_part": "ev_summit"}


@pytest.mark.parametrize("margins", ["African Union events", "African Union ministerial meeting"])
def test_margins_that_do_not_name_the_session_make_no_part(margins: str) -> None:
    assert _parents(SUMMIT, _event("ev_part", dates=on(5), sidelines_of=margins)) == {}


def test_a_session_comes_before_a_visit_and_more_visitors_before_fewer() -> None:
    session, visit = Candidate(0, 0, "ev_z"), Candidate(1, -2, "ev_b")
    assert parent_of([visit, session]) == "ev_z"
    assert parent_of([Candidate(1, -1, "ev_a"), visit]) == "ev_b"
    assert parent_of([]) is None
