from typing import Any

import pytest

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, OWUSU, mention, on, person
from transforms.elements import Basis, Kind, Place, Status
from transforms.identity.features import features_of
from transforms.identity.vetoes import UNKNOWN, vetoes_of

SOLBERG = person("Ingrid Solberg", "NOR", "Prime Minister")
KUMASI = Place(city="Kumasi", country="GHA")
COUNCIL = {"kind": Kind.MULTILATERAL_MEETING, "organisations": ("UNSC",)}
BLOC = {"kind": Kind.MULTILATERAL_MEETING, "organisations": ("ASEAN",), "countries": ("NOR",)}
ALONE = {"countries": ("NOR",), "participants": (HALVORSEN,)}


def _ahead(day: int) -> dict[str, Any]:
    return {"published_on": on(day).start, "status": Status.PLANNED}


def _vetoes(left: dict[str, Any], right: dict[str, Any]) -> tuple[str, ...]:
    first, second = features_of(mention("a", **left)), features_of(mention("b", **right))
    assert vetoes_of(first, second) == vetoes_of(second, first)
    return vetoes_of(first, second)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({}, {"kind": Kind.PHONE_CALL}, "different formats"),
        ({}, {"kind": Kind.CEREMONY}, "different formats"),
        ({"kind": Kind.VISIT}, {"kind": Kind.ARRIVAL}, "different formats"),
        ({"kind": Kind.ARRIVAL}, {"kind": Kind.DEPARTURE}, "different formats"),
        ({}, {"kind": Kind.TRILATERAL_MEETING}, "different numbers of parties"),
        ({}, {"kind": Kind.MULTILATERAL_MEETING}, "different numbers of parties"),
        ({"dates": on(5)}, {"dates": on(6)}, "different days"),
        ({"dates": on(5)}, {"dates": on(7, until=9)}, "different days"),
        ({"published_on": on(1).start}, {"published_on": on(62).start}, "posts too far apart"),
        (_ahead(1), {"dates": on(182)}, "day too far from the post"),
        ({"published_on": on(190).start}, {"dates": on(5, until=9)}, "day too far from the post"),
        (_ahead(9), {"dates": on(5, until=7)}, "one over before the other"),
        (_ahead(9), {"dates": on(7, basis=Basis.PUBLICATION)}, "one over before the other"),
        (_ahead(9), {"published_on": on(6).start}, "one over before the other"),
        ({"published_on": on(9).start}, {"dates": on(11, until=12)}, "one over before the other"),
        ({"published_on": on(9).start}, {"dates": on(14, basis=Basis.PUBLICATION)}, "one over before the other"),
        ({}, {"place": LIMA}, "different places"),
        ({}, {"place": KUMASI}, "different places"),
        ({}, {"place": Place(country="PER")}, "different places"),
        ({}, {"participants": (SOLBERG, OWUSU)}, "different counterparts"),
        (
            {**BLOC, "event_name": "ASEAN ministerial meeting"},
            {**BLOC, "event_name": "ASEAN economic ministers' meeting"},
            "different sessions",
        ),
        (
            {**BLOC, "event_name": "12th ASEAN meeting"},
            {**BLOC, "event_name": "13th ASEAN meeting"},
            "different sessions",
        ),
        (BLOC, {**BLOC, "countries": ("CHE",)}, "different sessions"),
        (
            {**COUNCIL, "event_name": "Security Council meeting on Haiti"},
            {**COUNCIL, "event_name": "Security Council meeting on grain exports"},
            "different topics",
        ),
        (ALONE, ALONE, UNKNOWN),
    ],
)
def test_what_keeps_two_mentions_apart(left: dict[str, Any], right: dict[str, Any], expected: str) -> None:
    assert expected in _vetoes(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {}),
        ({}, {"kind": Kind.SIGNING}),
        ({}, {"kind": Kind.OTHER}),
        ({}, {"participants": ()}),
        ({}, {"participants": (person("Halvorsen", "NOR"),)}),
        ({}, {"participants": (HALVORSEN, SOLBERG)}),
        ({}, {"place": None}),
        ({}, {"place": Place(country="GHA")}),
        ({"dates": on(5)}, {}),
        ({"published_on": on(1).start}, {"published_on": on(61).start}),
        (_ahead(1), {"dates": on(181)}),
        ({"published_on": on(189).start}, {"dates": on(5, until=9)}),
        (_ahead(9), {"dates": on(5, until=8)}),
        (_ahead(9), {"dates": on(90)}),
        (_ahead(9), {"published_on": on(7).start}),
        ({"published_on": on(9).start}, {"dates": on(10, until=12)}),
        ({"published_on": on(9).start}, {"dates": on(13, basis=Basis.PUBLICATION)}),
        ({"published_on": on(9).start, "status": Status.POSTPONED}, {"dates": on(5)}),
        ({"published_on": on(9).start, "status": Status.POSTPONED}, {"dates": on(20)}),
        ({"dates": on(5)}, {"dates": on(4, until=6)}),
        ({"dates": on(7)}, {"dates": on(4, until=6)}),
        ({"kind": Kind.VISIT, "place": ACCRA}, {"kind": Kind.VISIT, "place": KUMASI}),
        (
            {**BLOC, "event_name": "Norway-ASEAN ministerial meeting"},
            {**BLOC, "event_name": "ASEAN Post Ministerial Conference"},
        ),
        (BLOC, {**BLOC, "event_name": "12th ASEAN meeting"}),
        ({**COUNCIL, "event_name": "Security Council meeting on Haiti"}, COUNCIL),
    ],
)
def test_what_does_not(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert _vetoes(left, right) == ()
