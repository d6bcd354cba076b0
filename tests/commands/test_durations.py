from datetime import timedelta

import pytest

from commands.durations import duration, told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("30s", timedelta(seconds=30)),
        (" 15M ", timedelta(minutes=15)),
        ("2 h", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
    ],
)
def test_a_stretch_of_time_is_read(text: str, found: timedelta) -> None:
    assert duration(text) == found


@pytest.mark.parametrize("text", ["", "15", "m", "0s", "-5m", "1.5h", "5w", "367d", "9999999d", "٣m\n3"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no stretch of time|not between"):
        duration(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (7500, "2 h 5 min"), (86400, "1 d"), (86460, "1 d"), (-3, "0 s")],
)
def test_a_stretch_of_time_is_told_in_two_units(seconds: float, text: str) -> None:
    assert told(timedelta(seconds=seconds)) == text
