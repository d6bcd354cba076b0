"""Calendar dates as feeds and wires write them in their margins: stamps, headers and full dates."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from transforms.elements import Precision
from transforms.errors import UnusableError
from transforms.gazetteer.days import find_dates, resolve_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_COARSE = frozenset({Precision.MONTH, Precision.YEAR})

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
    """Yield the dates with day, month and year; of a range the first day."""
    if not _YEAR.search(text):
        return
    for phrase in find_dates(text):
        try:
            days = resolve_date(phrase.text)
        except UnusableError:
            continue
        if days and days.start and days.precision not in _COARSE:
            yield days.start
