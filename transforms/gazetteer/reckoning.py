"""Reckoning with days: which of several years, months or weeks is meant, seen from a reference day.

`ahead` is True where the event is planned, False where it has been held, None where neither is known. Weeks start on
Monday. Days that do not exist raise ValueError, days that the calendar does not reach OverflowError.
"""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

# How far before the reference day a planned event, and after it a held one, may lie: posts run late, zones differ.
_GRACE_AHEAD = timedelta(days=5)
_GRACE_BACK = timedelta(days=1)
_WEEK = 7
_DECEMBER = 12
_MONTHS = (MAXYEAR + 1) * _DECEMBER


def nearest(days: list[date], reference: date, ahead: bool | None) -> date:
    """Return the day that is meant of several, seen from the reference day.

    Raises:
        ValueError: There are none.
    """
    if ahead is True:
        days = [day for day in days if reference - day <= _GRACE_AHEAD] or days
    elif ahead is False:
        days = [day for day in days if day - reference <= _GRACE_BACK] or days
    return min(days, key=lambda day: (abs(day - reference), day))


def day_in_year(month: int, day: int, reference: date, ahead: bool | None) -> date:
    """Return the day and month in the year that is meant.

    Raises:
        ValueError: The month has no such day in the years around.
    """
    years = range(max(1, reference.year - 1), min(9999, reference.year + 1) + 1)
    if not any(day <= monthrange(year, month)[1] for year in (*years, 2000)):
        raise ValueError("no such day")
    years = years if (month, day) != (2, 29) else range(max(1, reference.year - 4), min(9999, reference.year + 4) + 1)
    return nearest([date(year, month, day) for year in years if day <= monthrange(year, month)[1]], reference, ahead)


def day_in_month(day: int, reference: date, ahead: bool | None) -> date:
    """Return the day of the month that is meant by its number alone."""
    months = [
        shifted_month(reference, by) for by in (-2, -1, 0, 1, 2) if _DECEMBER <= _month_count(reference) + by < _MONTHS
    ]
    days = [first.replace(day=day) for first in months if day <= monthrange(first.year, first.month)[1]]
    return nearest(days, reference, ahead)


def weekday_near(weekday: int, reference: date, ahead: bool | None) -> date:
    """Return the next such weekday where the event is planned, the latest where held; today counts."""
    after = timedelta(days=(weekday - reference.weekday()) % _WEEK)
    before = -timedelta(days=(reference.weekday() - weekday) % _WEEK)
    if ahead is None:
        return reference + min(before, after, key=abs)
    return reference + (after if ahead else before)


def monday(reference: date, weeks: int = 0) -> date:
    """Return the Monday of the week, so many weeks on."""
    return reference - timedelta(days=reference.weekday()) + timedelta(weeks=weeks)


def shifted_month(reference: date, months: int) -> date:
    """Return the first day of the month, so many months on."""
    count = _month_count(reference) + months
    return date(count // _DECEMBER, count % _DECEMBER + 1, 1)


def _month_count(day: date) -> int:
    return day.year * _DECEMBER + day.month - 1


def month_near(month: int, reference: date, ahead: bool | None) -> date:
    """Return the first day of the month in the year that is meant; the month of the reference day counts."""
    here = reference.replace(day=1)
    firsts = [date(year, month, 1) for year in range(max(1, here.year - 1), min(9999, here.year + 1) + 1)]
    if ahead is True:
        return min(first for first in firsts if first >= here)
    if ahead is False:
        return max(first for first in firsts if first <= here)
    return min(firsts, key=lambda first: abs(first - here))


def last_of_month(first: date) -> date:
    """Return the last day of the month."""
    return first.replace(day=monthrange(first.year, first.month)[1])
