from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import MARCH, mention, on
from transforms.elements import Basis, DateRange, Precision, Status
from transforms.identity.coded import Row, coded_of
from transforms.identity.features import features_of
from transforms.identity.spans import Overlap, overlap, shift, span_of

APRIL = replace(MARCH, start=date(2031, 4, 1), end=date(2031, 4, 30))
YEAR = DateRange(start=date(2031, 1, 1), end=date(2031, 12, 31), precision=Precision.YEAR, basis=Basis.EXPLICIT)


def _row(dates: DateRange) -> Row:
    """Return a mention of these dates as rules read it."""
    return coded_of((features_of(mention(dates=dates)),)).rows[0]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (on(5), on(5), Overlap.SAME_DAY),
        (on(5), on(6), Overlap.ADJACENT),
        (on(5), on(7), Overlap.APART),
        (on(5), on(4, until=6), Overlap.CONTAINS),
        (on(4, until=6), on(4, until=6), Overlap.SAME_RANGE),
        (on(4, until=6), on(6, until=8), Overlap.CONTAINS),
        (on(7), on(4, until=6), Overlap.ADJACENT),
        (on(5), MARCH, Overlap.WIDE),
        (MARCH, MARCH, Overlap.SAME_MONTH),
        (on(40), MARCH, Overlap.APART),
        (on(32), MARCH, Overlap.ADJACENT),
        (APRIL, MARCH, Overlap.APART),
        (YEAR, replace(YEAR, start=date(2032, 1, 1), end=date(2032, 12, 31)), Overlap.APART),
        (on(5), on(5, basis=Basis.PUBLICATION), Overlap.NEAR_DAY),
        (on(3), on(6, basis=Basis.PUBLICATION), Overlap.IMPUTED),
        (on(2), on(6, basis=Basis.PUBLICATION), Overlap.ADJACENT),
        (on(1), on(6, basis=Basis.PUBLICATION), Overlap.APART),
        (on(7), on(6, basis=Basis.PUBLICATION), Overlap.ADJACENT),
        (on(8), on(6, basis=Basis.PUBLICATION), Overlap.APART),
        (MARCH, on(6, basis=Basis.PUBLICATION), Overlap.WIDE),
        (on(5, basis=Basis.PUBLICATION), on(5, basis=Basis.PUBLICATION), Overlap.NEAR_DAY),
        (on(5, basis=Basis.PUBLICATION), on(7, basis=Basis.PUBLICATION), Overlap.IMPUTED),
        (on(5, basis=Basis.PUBLICATION), on(8, basis=Basis.PUBLICATION), Overlap.IMPUTED),
        (on(5, basis=Basis.PUBLICATION), on(9, basis=Basis.PUBLICATION), Overlap.APART),
    ],
)
def test_what_two_dates_are_to_each_other(left: DateRange, right: DateRange, expected: Overlap) -> None:
    assert overlap(_row(left), _row(right)) is expected
    assert overlap(_row(right), _row(left)) is expected


def test_a_plan_is_not_dated_by_its_publication() -> None:
    assert span_of(mention(dates=on(5, basis=Basis.PUBLICATION), status=Status.PLANNED)) is None


def test_a_mention_without_a_date_has_no_span() -> None:
    assert span_of(mention()) is None


@given(st.dates(), st.integers(-(10**6), 10**6))
def test_no_day_leaves_the_calendar(day: date, days: int) -> None:
    assert date.min <= shift(day, days) <= date.max
