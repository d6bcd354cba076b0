from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.transforms.matching.mentions import row, table
from transforms.matching.columns import columns_of
from transforms.matching.levels import FIELDS, LEVELS, levels_of


def level(field: str, one: dict[str, Any], other: dict[str, Any]) -> str | None:
    columns = columns_of(table(row("a", **one), row("b", **other)))
    forth, back = (levels_of(columns, np.array([left]), np.array([1 - left]))[0] for left in (0, 1))
    assert forth.tolist() == back.tolist()
    found = int(forth[FIELDS.index(field)])
    return LEVELS[field][found - 1] if found else None


def day(number: int) -> dict[str, Any]:
    return {"date_start": date(2024, 5, number), "date_end": date(2024, 5, number)}


NO_DAY = {"date_start": None, "date_end": None, "date_precision": None, "date_basis": None}
MONTH = {"date_start": date(2024, 5, 1), "date_end": date(2024, 5, 31), "date_precision": "month"}


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("countries", {}, {}, "the same, several"),
        ("countries", {"countries": []}, {}, None),
        ("countries", {"countries": ["AUT"]}, {}, "one side names more, one shared"),
        ("countries", {"countries": ["AUT", "FRA"]}, {}, "some shared, others on both sides"),
        ("countries", {"countries": ["ESP", "FRA"]}, {}, "none shared"),
        ("participants", {}, {}, "several, all of one side"),
        ("participants", {"persons": [], "person_countries": []}, {}, None),
        (
            "participants",
            {"persons": ["Berger"], "person_countries": ["AUT"]},
            {},
            "one, the only one of one side",
        ),
        ("participants", {"persons": ["Anton Berger", "Li Na"]}, {}, "one, others on both sides"),
        ("participants", {"persons": ["Igor Petrov", "Li Na"]}, {}, "none shared"),
        ("participants", {"persons": ["Anton Berger", "Yana Dvoržakova"]}, {}, "one, others on both sides"),
        ("counterparts", {}, {}, "one country sends the same persons"),
        ("counterparts", {"persons": ["Anton Berger", "Eva Novotna"]}, {}, "one country sends other persons"),
        ("counterparts", {"person_countries": [None, None]}, {}, None),
        ("kind", {}, {"kind": "trilateral_meeting"}, "talks of two and of three"),
        ("kind", {}, {"kind": "multilateral_meeting"}, "both meetings"),
        ("kind", {}, {"kind": "visit"}, "a meeting or signing and a visit"),
        ("kind", {}, {"kind": "phone_call"}, "a call and an event in person"),
        ("date", {}, {}, "same day, stated"),
        ("date", {"date_basis": "relative"}, {}, "same day, relative"),
        ("date", {"date_basis": "publication"}, {}, "same day, of a post"),
        ("date", {"date_basis": "publication", "status": "planned"}, {}, None),
        ("date", NO_DAY, {}, None),
        ("date", MONTH, {}, "within a month or year"),
        ("date", {"date_start": date(2024, 5, 3), "date_precision": "range"}, {}, "days overlap"),
        ("date", day(5), {}, "a day apart, stated"),
        ("date", day(7), {"date_basis": "relative"}, "2 to 3 days apart, relative"),
        ("date", day(14), {"date_basis": "publication"}, "4 to 10 days apart, of a post"),
        ("date", day(15), {}, "further apart, stated"),
        ("published", {}, {}, None),
        ("published", NO_DAY, {"published_on": date(2024, 5, 6)}, "2 to 3 days apart"),
        ("place", {}, {"city": "vienna"}, "same city"),
        ("place", {}, {"city": None}, "same country"),
        ("place", {}, {"city": "Graz"}, "other city of the country"),
        ("place", {}, {"city": None, "country": "CZE"}, "other country"),
        ("place", {}, {"city": None, "country": None}, None),
        ("event_name", {"event_name": "Danube Water Forum"}, {"event_name": "Water Forum"}, "all words of one"),
        (
            "sidelines_of",
            {"sidelines_of": "Danube Forum"},
            {"event_name": "Danube Forum"},
            "one is the name of the other",
        ),
        ("organisations", {"organisations": ["OSCE"]}, {"organisations": ["OSCE", "UN"]}, "some shared"),
        ("status", {"status": "planned"}, {}, "planned and held"),
        ("source", {}, {"source": "Agency"}, "others"),
        ("rank", {}, {"is_main": False}, "one main"),
        ("words", {"words": [1, 2, 3, 4, 5]}, {"words": [1, 2, 3, 9, 8]}, "under 7 tenths"),
        ("words", {"words": [1, 2, 3]}, {"words": [1, 2, 3]}, None),
    ],
)
def test_a_field_is_compared(field: str, one: dict[str, Any], other: dict[str, Any], expected: str | None) -> None:
    assert level(field, one, other) == expected
