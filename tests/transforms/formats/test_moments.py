from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnusableError
from transforms.formats.moments import parse_moment


@pytest.mark.parametrize(
    ("words", "day", "moment"),
    [
        ("2024-07-18T23:30:00-05:00", date(2024, 7, 18), datetime(2024, 7, 19, 4, 30, tzinfo=UTC)),
        ("2024-07-18T01:00:00+09:00", date(2024, 7, 18), datetime(2024, 7, 17, 16, tzinfo=UTC)),
        ("2024-07-18T01:00:00Z", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("2024-07-18 01:00", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("2024-07-18 01:00:00 +0300", date(2024, 7, 18), datetime(2024, 7, 17, 22, tzinfo=UTC)),
        ("2024-07-18 01:00 UTC", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("2024-07-18", date(2024, 7, 18), None),
        ("Thu, 18 Jul 2024 01:00:00 GMT", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("Thu, 18 Jul 2024 01:00:00 +0300", date(2024, 7, 18), datetime(2024, 7, 17, 22, tzinfo=UTC)),
        ("18 Jul 2024 20:00 EST", date(2024, 7, 18), datetime(2024, 7, 19, 1, tzinfo=UTC)),
        ("Thu Jul 18 01:00:05 +0000 2024", date(2024, 7, 18), datetime(2024, 7, 18, 1, 0, 5, tzinfo=UTC)),
        ("Thu Jul  8 01:00:05 2024", date(2024, 7, 8), datetime(2024, 7, 8, 1, 0, 5, tzinfo=UTC)),
        ("1721264400", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("1721264400.0", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("1721264400123", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("1721264400123456", date(2024, 7, 18), datetime(2024, 7, 18, 1, tzinfo=UTC)),
        ("20240718", date(2024, 7, 18), None),
        ("4 Mar 2022", date(2022, 3, 4), None),
        ("04-Mar-2022", date(2022, 3, 4), None),
        ("Friday, March 4th, 2022", date(2022, 3, 4), None),
        ("March 4, 2022 at 2:05 PM", date(2022, 3, 4), datetime(2022, 3, 4, 14, 5, tzinfo=UTC)),
        ("2022/3/4 08:00", date(2022, 3, 4), datetime(2022, 3, 4, 8, tzinfo=UTC)),
        ("25.03.2022", date(2022, 3, 25), None),
        ("03/25/2022, 12:30 AM", date(2022, 3, 25), datetime(2022, 3, 25, 0, 30, tzinfo=UTC)),
        ("04.04.22", date(2022, 4, 4), None),
    ],
)
def test_a_moment_gives_its_local_day_and_its_time_in_utc(words: str, day: date, moment: datetime | None) -> None:
    assert parse_moment(words) == (day, moment)


@pytest.mark.parametrize(
    "words",
    [
        "2024-02-30",
        "yesterday",
        "2024-07-18T25:00",
        "0001-01-01T00:00+05:00",
        "٢٠٢٤",
        "1" * 10_000,
        "31.02.2022",
        "4 Mar",
    ],
)
def test_a_moment_that_does_not_exist_is_unusable(words: str) -> None:
    with pytest.raises(UnusableError, match=r"no date|does not exist"):
        parse_moment(words)


@pytest.mark.parametrize(
    ("day_first", "day"), [(True, date(2022, 3, 4)), (False, date(2022, 4, 3))], ids=["day first", "month first"]
)
@pytest.mark.parametrize("words", ["04.03.2022", "4/3/2022", "04-03-22"])
def test_the_user_says_which_number_is_the_day(words: str, day_first: bool, day: date) -> None:
    assert parse_moment(words, day_first=day_first) == (day, None)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("04.03.2022", "'04.03.2022' has its day first or its month: say --day-first or --month-first"),
        ("4 Mar 2022 10:00 IST", "IST names more than one zone: write an offset such as +03:00"),
    ],
)
def test_what_two_would_read_differently_is_unusable(words: str, reason: str) -> None:
    with pytest.raises(UnusableError) as refused:
        parse_moment(words)
    assert str(refused.value) == reason


@given(
    st.datetimes(min_value=datetime(1974, 1, 1), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001  # Hypothesis wants none
    st.sampled_from(["%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %H:%M:%S +0000", "%d %B %Y %H:%M:%S", "%Y/%m/%d %I:%M:%S %p"]),
)
def test_a_moment_is_the_same_in_all_forms(moment: datetime, form: str) -> None:
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_moment(whole.strftime(form)) == (whole.date(), whole)
    assert parse_moment(str(int(whole.timestamp()))) == (whole.date(), whole)
