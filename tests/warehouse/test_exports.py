import json
from datetime import date
from typing import Any

import pytest

from warehouse.exports.calendar import first_day
from warehouse.exports.exported import Exported, Person, Source
from warehouse.exports.followthemoney import followthemoney
from warehouse.exports.plover import plover


def _event(**fields: Any) -> Exported:  # noqa: ANN401  # whatever the fields hold
    day = date(2031, 3, 3)
    known: dict[str, Any] = {
        "event_id": "ev_1", "parent_event_id": None, "revision": 1, "name": "Talks", "kind": "bilateral_meeting",
        "status": "held", "stage": "held", "date_start": day, "date_end": day, "date_precision": "day", "city": "Accra",
        "country": "GHA", "latitude": 5.6, "longitude": -0.2, "participants": [], "countries": ["GHA", "NOR"],
        "organisations": [], "documents": [], "sidelines_of": None, "plover_event": "CONSULT", "plover_mode": "visit",
        "cameo_code": "042", "post_count": 1, "source_count": 1, "first_published_at": None, "last_published_at": None,
        "posts": [Source(post_id="po_1", published_on=day, source="Harbour", url="https://example.org/1")],
    }  # fmt: skip
    return Exported(**(known | fields))


def _person(number: int, **fields: Any) -> Person:  # noqa: ANN401  # as above
    known = {
        "person_id": f"pe_{number}",
        "name": f"Person {number}",
        "role": None,
        "country": None,
        "organisation": None,
    }
    return Person(**(known | fields))


@pytest.mark.parametrize(
    ("kind", "country", "source", "target"),
    [
        ("visit", "GHA", ["NOR"], ["GHA"]),
        ("arrival", "GHA", ["NOR"], ["GHA"]),
        ("visit", "PER", ["GHA", "NOR"], ["GHA", "NOR"]),
        ("visit", None, ["GHA", "NOR"], ["GHA", "NOR"]),
        ("bilateral_meeting", "GHA", ["GHA", "NOR"], ["GHA", "NOR"]),
    ],
)
def test_a_visitor_is_the_source_and_the_host_the_target(
    kind: str, country: str | None, source: list[str], target: list[str]
) -> None:
    (line,) = plover([_event(kind=kind, country=country)])
    coded = json.loads(line)
    assert (coded["source"], coded["target"]) == (source, target)


def test_what_has_no_code_is_left_out() -> None:
    assert list(plover([_event(plover_event=None)])) == []


@pytest.mark.parametrize(
    ("precision", "day"), [("day", date(2031, 3, 3)), ("range", date(2031, 3, 3)), ("month", None), (None, None)]
)
def test_a_month_is_no_day(precision: str | None, day: date | None) -> None:
    assert first_day(_event(date_precision=precision)) == day


def _entities(*events: Exported) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in followthemoney(events):
        entity = json.loads(line)
        found.setdefault(entity["schema"], []).append(entity)
    return found


def test_an_office_is_held_on_the_day_of_the_event() -> None:
    person = _person(1, role="Minister of Foreign Affairs", country="NOR")
    found = _entities(_event(participants=[person]), _event(event_id="ev_2", participants=[person]))
    assert [each["properties"] for each in found["Position"]] == [
        {"name": ["Minister of Foreign Affairs"], "country": ["no"]}
    ]
    assert [each["properties"]["date"] for each in found["Occupancy"]] == [["2031-03-03"]] * 2
    assert [each["id"] for each in found["Person"]] == ["pe-1"]


@pytest.mark.parametrize(("people", "schema"), [(1, "Event"), (2, "Call"), (3, "Event")])
def test_a_call_has_two_sides(people: int, schema: str) -> None:
    participants = [_person(number) for number in range(people)]
    assert schema in _entities(_event(kind="phone_call", participants=participants))


def test_a_visit_ends_at_its_place() -> None:
    found = _entities(_event(kind="visit"))
    assert found["Trip"][0]["properties"]["endLocation"] == [found["Address"][0]["id"]]
    assert found["Address"][0]["properties"] == {"full": ["Accra, GHA"], "city": ["Accra"], "country": ["gh"]}
    assert "Trip" not in _entities(_event(kind="visit", city=None, country=None))
