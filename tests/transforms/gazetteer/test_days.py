import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.elements import Basis, DateRange, Precision
from transforms.errors import UnusableError
from transforms.gazetteer.days import find_dates, resolve_date

# A Wednesday.
_HERE = date(2023, 9, 13)
_DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _spellings(day: date) -> list[str]:
    month, weekday = _MONTHS[day.month - 1], _WEEKDAYS[day.weekday()]
    return [
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{_ordinal(day.day)} of {month} {day.year}",
        f"{month} {_ordinal(day.day)}, {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        day.isoformat(),
    ]


def _resolved(words: str, ahead: bool | None = None) -> tuple[date, date] | None:
    found = resolve_date(words, published=_HERE, ahead=ahead)
    return (found.start, found.end) if found else None


@given(_DAYS)
def test_every_spelling_of_a_day_resolves_to_it(day: date) -> None:
    expected = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.EXPLICIT)
    for spelling in _spellings(day):
        assert resolve_date(spelling) == expected
        assert [(found.text, found.start) for found in find_dates(f"They met on {spelling}.")] == [(spelling, 12)]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_numbers_are_day_first(day: date) -> None:
    for sign in "./":
        spelling = f"{day.day:02}{sign}{day.month:02}{sign}{day.year}"
        assert [found.text for found in find_dates(f"on {spelling}.")] == [spelling]
        found = resolve_date(spelling)
        assert found is not None
        assert (found.start, found.end) == (day, day)


def test_numbers_are_month_first_where_they_must() -> None:
    assert _resolved("09/25/2023") == (date(2023, 9, 25), date(2023, 9, 25))


@pytest.mark.parametrize(
    "words",
    [
        "September 26-27",
        "September 26 to 27",
        "from September 26 to 27",
        "On September 26 and 27",
        "26–27 September 2023",
        "26th and 27th of September",
        "between 26 and 27 September",
        "26-27.09.2023",
        "Tuesday and Wednesday, September 26-27",
    ],
)
def test_ranges_in_a_month(words: str) -> None:
    found = [resolve_date(phrase.text, published=_HERE) for phrase in find_dates(words)]
    assert found == [
        DateRange(start=date(2023, 9, 26), end=date(2023, 9, 27), precision=Precision.RANGE, basis=Basis.EXPLICIT)
    ]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("September 30 - October 2", date(2023, 9, 30), date(2023, 10, 2)),
        ("from 30 September until 2 October 2023", date(2023, 9, 30), date(2023, 10, 2)),
        ("December 30 - January 2, 2024", date(2023, 12, 30), date(2024, 1, 2)),
        ("30 December 2023 to 2 January 2024", date(2023, 12, 30), date(2024, 1, 2)),
        ("10, 11 and 12 October", date(2023, 10, 10), date(2023, 10, 12)),
    ],
)
def test_ranges_across(words: str, start: date, end: date) -> None:
    assert [_resolved(phrase.text) for phrase in find_dates(words)] == [(start, end)]


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("May 2022", date(2022, 5, 1), date(2022, 5, 31), Precision.MONTH),
        ("early May", date(2023, 5, 1), date(2023, 5, 31), Precision.MONTH),
        ("this October", date(2023, 10, 1), date(2023, 10, 31), Precision.MONTH),
        ("last October", date(2022, 10, 1), date(2022, 10, 31), Precision.MONTH),
        ("next May", date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH),
        ("June", date(2023, 6, 1), date(2023, 6, 30), Precision.MONTH),
        ("next month", date(2023, 10, 1), date(2023, 10, 31), Precision.MONTH),
        ("later this month", date(2023, 9, 13), date(2023, 9, 30), Precision.MONTH),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
        ("this week", date(2023, 9, 11), date(2023, 9, 17), Precision.RANGE),
        ("earlier this week", date(2023, 9, 11), date(2023, 9, 13), Precision.RANGE),
        ("last week", date(2023, 9, 4), date(2023, 9, 10), Precision.RANGE),
        ("this weekend", date(2023, 9, 16), date(2023, 9, 17), Precision.RANGE),
        ("today", _HERE, _HERE, Precision.DAY),
        ("Tonight", _HERE, _HERE, Precision.DAY),
        ("this morning", _HERE, _HERE, Precision.DAY),
        ("yesterday evening", date(2023, 9, 12), date(2023, 9, 12), Precision.DAY),
        ("the day after tomorrow", date(2023, 9, 15), date(2023, 9, 15), Precision.DAY),
        ("last Friday", date(2023, 9, 8), date(2023, 9, 8), Precision.DAY),
        ("next Monday", date(2023, 9, 18), date(2023, 9, 18), Precision.DAY),
        ("in two days", date(2023, 9, 15), date(2023, 9, 15), Precision.DAY),
        ("3 days ago", date(2023, 9, 10), date(2023, 9, 10), Precision.DAY),
        ("in three weeks' time", date(2023, 10, 2), date(2023, 10, 8), Precision.RANGE),
        ("the 25th", date(2023, 9, 25), date(2023, 9, 25), Precision.DAY),
    ],
)
def test_other_stretches(words: str, start: date, end: date, precision: Precision) -> None:
    found = resolve_date(words, published=_HERE)
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("words", "ahead", "day"),
    [
        ("Monday", True, date(2023, 9, 18)),
        ("Monday", False, date(2023, 9, 11)),
        ("Wednesday", True, _HERE),
        ("Wednesday", False, _HERE),
        ("January 5", True, date(2024, 1, 5)),
        ("January 5", False, date(2023, 1, 5)),
        ("September 10", True, date(2023, 9, 10)),
        ("December 20", False, date(2022, 12, 20)),
        ("December 20", None, date(2023, 12, 20)),
    ],
)
def test_plans_lie_ahead_and_reports_behind(words: str, ahead: bool | None, day: date) -> None:
    assert _resolved(words, ahead) == (day, day)


def test_the_weekend_of_a_report_is_the_last_one() -> None:
    assert _resolved("over the weekend", ahead=False) == (date(2023, 9, 9), date(2023, 9, 10))


def test_this_week_of_a_report_ends_with_its_publication() -> None:
    assert _resolved("this week", ahead=False) == (date(2023, 9, 11), _HERE)


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("September 26", Basis.EXPLICIT),
        ("26.09.2023", Basis.EXPLICIT),
        ("Friday", Basis.RELATIVE),
        ("last May", Basis.RELATIVE),
    ],
)
def test_bases(words: str, basis: Basis) -> None:
    found = resolve_date(words, published=_HERE)
    assert found is not None
    assert found.basis is basis


def test_a_year_is_inherited_where_there_is_no_publication() -> None:
    day = date(2021, 3, 4)
    assert resolve_date("March 4", year=2021) == DateRange(
        start=day, end=day, precision=Precision.DAY, basis=Basis.INHERITED
    )


@pytest.mark.parametrize(
    "words", ["today", "Friday", "March 4", "last October", "over the weekend", "two days ago", "soon", ""]
)
def test_words_without_their_reference_are_none(words: str) -> None:
    assert resolve_date(words) is None


@pytest.mark.parametrize(
    "words", ["February 30", "31 April 2024", "31.02.2025", "2024-06-31", "September 27-26", "April 30-31"]
)
def test_days_that_do_not_exist_are_refused(words: str) -> None:
    with pytest.raises(UnusableError, match="no such day"):
        resolve_date(words, published=_HERE)


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said they may visit and march on",
        "the 20th anniversary, the 21st century and the 2030 Agenda",
        "the plan for 2024–2026, in 2024-2026",
        "open 24/7, on the 57th attempt, in second place",
        "Russia Today and the Sunday Times",
        "version 1.2.2024.5",
        "for three days",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("OSLO, September 18. /Agency/", ["September 18"]),
        ("In March, and in 2024, he came", ["March", "2024"]),
        ("Friday's talks and today’s dinner", ["Friday", "today"]),
        ("July 25 and 12 ministers", ["July 25"]),
        ("July 25 and August 3", ["July 25", "August 3"]),
        ("on the 25th, they", ["the 25th"]),
    ],
)
def test_dates_in_text(text: str, dates: list[str]) -> None:
    assert [found.text for found in find_dates(text)] == dates


_WORDS = st.sampled_from(
    (
        "on",
        "in",
        "the",
        "last",
        "next",
        "this",
        "July",
        "May",
        "25",
        "25th",
        "31",
        "2024",
        "-",
        "–",
        "to",
        "and",
        ",",
        ".",
        "/",
        "Friday",
        "week",
        "weekend",
        "ago",
        "days",
        "two",
        "of",
        "February",
        "30",
        "29",
    )
)


@given(
    st.text(max_size=100) | st.lists(_WORDS, max_size=12).map(" ".join),
    st.none() | st.dates(),
    st.none() | st.integers(1, 9999),
    st.none() | st.booleans(),
)
def test_any_text_is_read(text: str, published: date | None, year: int | None, ahead: bool | None) -> None:
    for words in (text, *(found.text for found in find_dates(text))):
        try:
            found = resolve_date(words, published=published, year=year, ahead=ahead)
        except UnusableError:
            continue
        assert found is None or found.start <= found.end


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "July " * 50_000, "25 and " * 20_000, "the day before " * 20_000, "Mon, " * 40_000, "\n" * 100_000],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    began = time.perf_counter()
    assert find_dates(text) == ()
    assert time.perf_counter() - began < 10
