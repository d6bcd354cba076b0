"""Time stamps that an export writes above a post: `Channel, [27.07.2024 14:05]`."""

import re
from datetime import UTC, date, datetime, time

from transforms.segmentation.dates import parse_day

_STAMP = re.compile(
    r"(?:.{0,80}?[\[(])?(?:(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{2,4})|(?P<iso>\d{4})-(?P<mon>\d\d)-(?P<dd>\d\d))"
    r"(?:,?[\sT]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s?(?P<half>[AP]M)?)?Z?[\])]?:?.{0,40}",
    re.IGNORECASE,
)
_CENTURY = 2000
_NOON = 12


def find_stamp(line: str) -> tuple[date, datetime | None] | None:
    """Return day and moment of a line that is a time stamp, None where it is none.

    The day comes first unless only the other order exists. No stamp names a zone; its time is taken as UTC.
    """
    found = _STAMP.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    day = _day(found) if found else None
    if found is None or day is None:
        return None
    clock = _clock(found)
    return day, datetime.combine(day, clock, UTC) if clock else None


_LONGEST = 200


def _day(found: re.Match[str]) -> date | None:
    if found["iso"]:
        return parse_day(found["iso"], found["mon"], found["dd"])
    year = str(int(found["year"]) + (_CENTURY if len(found["year"]) == len("24") else 0))
    return parse_day(year, found["month"], found["day"]) or parse_day(year, found["day"], found["month"])


def _clock(found: re.Match[str]) -> time | None:
    if not found["hour"]:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"].upper() == "PM" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
