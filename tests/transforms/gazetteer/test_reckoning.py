"""Days are reckoned up to both ends of the calendar."""

from datetime import date

import pytest

from transforms.gazetteer.days import resolve_date

_FIRST, _LAST = date.min, date.max


@pytest.mark.parametrize(
    ("words", "published", "ahead", "day"),
    [
        ("March 10", _LAST, False, date(9999, 3, 10)),
        ("March 10", _FIRST, True, date(1, 3, 10)),
        ("March 10", _LAST, None, date(9999, 3, 10)),
        ("Friday", _LAST, False, _LAST),
        ("Monday", _FIRST, True, _FIRST),
        ("Thursday", _LAST, False, date(9999, 12, 30)),
        ("the 5th", _LAST, False, date(9999, 12, 5)),
        ("the 5th", _FIRST, True, date(1, 1, 5)),
    ],
)
def test_days_are_found_at_the_ends_of_the_calendar(words: str, published: date, ahead: bool | None, day: date) -> None:
    found = resolve_date(words, published=published, ahead=ahead)
    assert found is not None
    assert (found.start, found.end) == (day, day)
