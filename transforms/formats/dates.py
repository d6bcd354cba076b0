"""Calendar dates as feeds and wires write them in their margins: stamps, headers and full dates."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from transforms.errors import UnusableError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAYS = rf"{_DAY}(?:st|nd|rd|th)?(?:\s?(?:-|–|—|to|and|&)\s?{_DAY}(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FULL = (
    re.compile(rf"\b(?P<month>{MONTH})\s{{1,3}}(?P<day>{_DAYS}),?\s{{1,3}}{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>{_DAYS})(?:\sof)?[\s-]{{1,3}}(?P<month>{MONTH}),?[\s-]{{1,3}}{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?<![\d./-])(?P<day>{_DAY})(?P<sep>[./])(?P<month>\d\d?)(?P=sep){_YEAR}(?![\d/-])"),
    re.compile(rf"(?<![\d./-]){_YEAR}(?P<sep>[-./])(?P<month>\d\d?)(?P=sep)(?P<day>{_DAY})(?![\d/-])"),
)

_SPACED_OFFSET = re.compile(r"\s+(?=[+-][\d:]+$)")
_ZULU = re.compile(r"\s*(?:Z|UTC|GMT)$", re.IGNORECASE)
_MOMENT = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{8})(?:[T ]\d\d(?::?\d\d){1,2}(?:[.,]\d{1,9})?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"\d{4}-?\d\d-?\d\d")
_LONGEST_SHOWN = 64


def parse_moment(words: str) -> tuple[date, datetime | None]:
    """Return the local day of a moment in ISO 8601, and the moment in UTC where it names a time.

    A time without a zone is taken as UTC. A space may stand for the T.

    Raises:
        UnusableError: It is no such moment, or one that does not exist.
    """
    folded = words.strip()
    if not _MOMENT.fullmatch(folded):
        raise UnusableError(f"{folded[:_LONGEST_SHOWN]!r} is no date in ISO 8601")
    try:
        if _DATE_ONLY.fullmatch(folded):
            return date.fromisoformat(folded), None
        moment = datetime.fromisoformat(_SPACED_OFFSET.sub("", _ZULU.sub("+00:00", folded)))
        if moment.tzinfo is None:
            return moment.date(), moment.replace(tzinfo=UTC)
        return moment.date(), moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UnusableError(f"{folded!r} does not exist") from None


def parse_day(year: str, month: str, day: str) -> date | None:
    """Return the day that year, month (a name or a number) and day name, None where there is no such day."""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def full_dates(text: str) -> Iterator[date]:
    """Yield the dates with day, month and year; of a range the first day.

    `11.07.2025` and `11/07/2025` put the day first, unless only the other order exists.
    """
    for form in _FULL:
        for found in form.finditer(text):
            first = re.match(r"\d+", found["day"])
            if first and (day := _either_order(found["year"], found["month"], first.group())):
                yield day


def _either_order(year: str, month: str, day: str) -> date | None:
    found = parse_day(year, month, day)
    return found or (parse_day(year, day, month) if month.isdigit() else None)
