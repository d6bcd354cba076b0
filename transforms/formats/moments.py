"""Moments of publication in the forms in which feeds, exports and tables write them."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from transforms.errors import UnusableError
from transforms.segmentation.dates import MONTH, parse_day

Moment = tuple[date, datetime | None]

_SPACED_OFFSET = re.compile(r"\s+(?=[+-][\d:]+$)")
_ZULU = re.compile(r"\s*(?:Z|UTC|GMT)$", re.IGNORECASE)
_ISO = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{8})(?:[T ]\d\d(?::?\d\d){1,2}(?:[.,]\d{1,9})?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"\d{4}-?\d\d-?\d\d")

# Seconds, or their thousandths, millionths, billionths, told by their size; from 1973 to 2286.
_EPOCH = re.compile(r"\d{9,10}(?:(?:\d{3}){0,3}|\.\d+)", re.ASCII)

_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?:\s?(?P<half>[AP])\.?M\.?)?"
_OFFSET = r"(?:UTC|GMT)?\s?(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)"
_ZONE = rf"(?:\s?\(?(?P<zone>[A-Z]{{1,5}}|{_OFFSET})\)?(?:\s\([A-Z]+\))?)?"
_DAY = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<m1>{MONTH})[,\s-]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[./](?P<m3>\d{1,2})[./](?P<d3>\d{1,2})"
    r"|(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d))"
)
_WORDED = re.compile(rf"{_WEEKDAY}{_DAY}(?:(?:,|T|\sat|,\sat)?\s?{_CLOCK}{_ZONE})?", re.ASCII | re.IGNORECASE)
# `Wed Oct 10 20:19:24 +0000 2018`
_YEAR_LAST = re.compile(
    r"(?P<day>[A-Za-z]{3} [A-Za-z]{3} [ \d]?\d) (?P<clock>[\d:]{8}(?: \S{1,6})?) (?P<year>\d{4})", re.ASCII
)
# The zones of RFC 822, in hours from UTC; no other abbreviation means one zone alone.
_ZONES = {
    "Z": 0,
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}

_CENTURY = 2000
_NOON = 12
_LONGEST = 64


def parse_moment(words: str, *, day_first: bool | None = None) -> Moment:
    """Return the local day of a moment, and the moment in UTC where a time is named.

    Forms: ISO 8601, also with a space for its T; RFC 822; seconds, milliseconds and smaller since 1970; days with the
    name of a month, as `4 Mar 2022` or `March 4, 2022`; `04.03.2022`. A time without a zone is taken as UTC.

    Args:
        words: The moment.
        day_first: Which of two numbers before a year is the day, where both could be.

    Raises:
        UnusableError: It is no such moment, or one that does not exist, or its order or zone cannot be known.
    """
    folded = " ".join(words[: 4 * _LONGEST].split())
    if len(folded) > _LONGEST:
        raise UnusableError(f"{folded[:_LONGEST]!r} is no date that is known")
    try:
        if _ISO.fullmatch(folded):
            return _iso(folded)
        if _EPOCH.fullmatch(folded):
            return _epoch(folded)
        if found := _WORDED.fullmatch(_YEAR_LAST.sub(r"\g<day> \g<year> \g<clock>", folded)):
            return _worded(folded, found, day_first)
    except (ValueError, OverflowError):
        raise UnusableError(f"{folded!r} does not exist") from None
    raise UnusableError(f"{folded!r} is no date that is known")


def _iso(words: str) -> Moment:
    if _DATE_ONLY.fullmatch(words):
        return date.fromisoformat(words), None
    return _utc(datetime.fromisoformat(_SPACED_OFFSET.sub("", _ZULU.sub("+00:00", words))))


def _epoch(words: str) -> Moment:
    """Return the moment of so many seconds, told from their fractions by the number of digits."""
    digits = len(words.partition(".")[0])
    return _utc(datetime.fromtimestamp(int(words[: digits - (digits - 9) // 3 * 3]), UTC))


def _worded(words: str, found: re.Match[str], day_first: bool | None) -> Moment:
    day = _day(words, found, day_first)
    if day is None:
        raise ValueError(words)
    if found["hour"] is None:
        return day, None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"] in "Pp" else 0)
    clock = time(hour, int(found["minute"]), min(59, int(found["second"] or 0)))
    return _utc(datetime.combine(day, clock, _zone(found)))


def _utc(moment: datetime) -> Moment:
    local = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return local.date(), local.astimezone(UTC)


def _zone(found: re.Match[str]) -> timezone:
    if found["sign"]:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
        return timezone(-offset if found["sign"] == "-" else offset)
    name = (found["zone"] or "UTC").upper()
    if name not in _ZONES:
        raise UnusableError(f"{name} names more than one zone: write an offset such as +03:00")
    return timezone(timedelta(hours=_ZONES[name]))


def _day(words: str, found: re.Match[str], day_first: bool | None) -> date | None:
    for which in "123":
        if found[f"y{which}"]:
            return parse_day(found[f"y{which}"], found[f"m{which}"], found[f"d{which}"])
    year = str(int(found["year"]) + (_CENTURY if len(found["year"]) == len("24") else 0))
    as_first, as_second = parse_day(year, found["two"], found["one"]), parse_day(year, found["one"], found["two"])
    if day_first is not None:
        return as_first if day_first else as_second
    if as_first and as_second and as_first != as_second:
        raise UnusableError(f"{words!r} has its day first or its month: say --day-first or --month-first")
    return as_first or as_second
