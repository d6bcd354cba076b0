"""Calendar dates as wires write them in their margins: headers and full dates."""

import re
from collections.abc import Iterator
from datetime import date

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
