from datetime import UTC, date, datetime

import pytest

from transforms.formats.stamps import find_stamp
from transforms.segmentation.dates import full_dates


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("July 25, 2024", [date(2024, 7, 25)]),
        ("on 26th of July 2024", [date(2024, 7, 26)]),
        ("from July 25-26, 2024", [date(2024, 7, 25)]),
        ("11.07.2025", [date(2025, 7, 11)]),
        ("07/25/2025", [date(2025, 7, 25)]),
        ("2024-07-18", [date(2024, 7, 18)]),
        ("30 February 2024 and July 2024 and 2021-2025", []),
    ],
)
def test_full_dates_are_found(text: str, days: list[date]) -> None:
    assert list(full_dates(text)) == days


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Ministry, [27.07.2024 14:05]", (date(2024, 7, 27), datetime(2024, 7, 27, 14, 5, tzinfo=UTC))),
        ("[7/27/24, 2:05:10 PM] Ministry", (date(2024, 7, 27), datetime(2024, 7, 27, 14, 5, 10, tzinfo=UTC))),
        ("2024-07-27 14:05", (date(2024, 7, 27), datetime(2024, 7, 27, 14, 5, tzinfo=UTC))),
        ("27.07.2024", (date(2024, 7, 27), None)),
        ("[31.02.2024 10:00]", None),
        ("The Minister spoke on 27.07.2024", None),
    ],
)
def test_a_time_stamp_gives_the_publication(line: str, stamp: tuple[date, datetime | None] | None) -> None:
    assert find_stamp(line) == stamp
