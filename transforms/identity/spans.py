"""When a mention may have taken place, and what two such spans say for or against one event."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from transforms.elements import Basis, Mention, Precision, Status

_BACK = 3
"""Days that a post may come after what it reports."""
_NEIGHBOURS = _BACK
"""Days that two posts without a date of their own may lie apart and report one event, the first on its day."""


class Sort(StrEnum):
    """How much a span says: the true day, a day near the true one, some days, or a whole month or year."""

    DAY = "day"
    IMPUTED = "imputed"
    RANGE = "range"
    MONTH = "month"
    YEAR = "year"


class Overlap(StrEnum):
    """What two spans are to each other."""

    SAME_DAY = "same day"
    NEAR_DAY = "imputed day"
    IMPUTED = "imputed days"
    SAME_RANGE = "same range"
    CONTAINS = "range contains"
    SAME_MONTH = "same month"
    WIDE = "month contains"
    ADJACENT = "a day apart"
    APART = "days apart"


_WIDE = frozenset({Sort.MONTH, Sort.YEAR})
_SORTS = {precision: Sort(precision.value) for precision in Precision}
_OF_DAYS = {0: Overlap.SAME_DAY, 1: Overlap.ADJACENT}


class Span(NamedTuple):
    """First and last day on which the event of a mention may have been, both included."""

    start: date
    stop: date
    sort: Sort

    @property
    def earliest(self) -> date:
        """The first day that is possible, seen that a post may come days after its event."""
        return shift(self.start, -_BACK) if self.sort is Sort.IMPUTED else self.start


def shift(day: date, days: int) -> date:
    """Return the day so many days later, or the last or first that a calendar knows."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def span_of(mention: Mention) -> Span | None:
    """Return the span of a mention; None where it gives no date, or only the day on which a plan was published."""
    dates = mention.dates
    if dates is None:
        return None
    if dates.basis is Basis.PUBLICATION:
        return None if mention.status is Status.PLANNED else Span(dates.start, dates.end, Sort.IMPUTED)
    if dates.precision is Precision.DAY or dates.start == dates.end:
        return Span(dates.start, dates.start, Sort.DAY)
    return Span(min(dates.start, dates.end), max(dates.start, dates.end), _SORTS[dates.precision])


def overlap(left: Span, right: Span) -> Overlap:
    """Return what two spans are to each other, the same for either order; no time zone makes one month of two."""
    if left.sort is Sort.IMPUTED:
        return _posts(left, right) if right.sort is Sort.IMPUTED else _imputed(left, right)
    if right.sort is Sort.IMPUTED:
        return _imputed(right, left)
    if left.sort is right.sort is Sort.DAY:
        return _OF_DAYS.get(abs(left.start.toordinal() - right.start.toordinal()), Overlap.APART)
    gap = max(left.start, right.start).toordinal() - min(left.stop, right.stop).toordinal()
    if gap > 0:
        return Overlap.APART if gap > 1 or _WIDE.issuperset((left.sort, right.sort)) else Overlap.ADJACENT
    if left.sort in _WIDE or right.sort in _WIDE:
        return Overlap.SAME_MONTH if left.sort is right.sort is Sort.MONTH else Overlap.WIDE
    return Overlap.SAME_RANGE if (left.start, left.stop) == (right.start, right.stop) else Overlap.CONTAINS


def days_between(left: Span, right: Span) -> int:
    """Return how many days two spans lie apart as they are told; 0 where they have a day in common."""
    return max(0, max(left.start, right.start).toordinal() - min(left.stop, right.stop).toordinal())


def _posts(left: Span, right: Span) -> Overlap:
    """Compare the days of two posts."""
    apart = abs(left.start.toordinal() - right.start.toordinal())
    if apart > _NEIGHBOURS:
        return Overlap.APART
    return Overlap.IMPUTED if apart else Overlap.NEAR_DAY


def _imputed(imputed: Span, known: Span) -> Overlap:
    """Compare the day of a post with days that another gives."""
    earliest, latest = imputed.start.toordinal() - _BACK, imputed.stop.toordinal()
    first, last = known.start.toordinal(), known.stop.toordinal()
    if last < earliest - 1 or first > latest + 1:
        return Overlap.APART
    if last < earliest or first > latest:
        return Overlap.ADJACENT
    if known.sort in _WIDE:
        return Overlap.WIDE
    return Overlap.NEAR_DAY if first <= latest <= last else Overlap.IMPUTED
