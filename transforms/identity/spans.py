"""When a mention may have taken place, and what two such spans say for or against one event."""

from datetime import date
from enum import IntEnum
from typing import NamedTuple, Protocol

from transforms.elements import Basis, Mention, Precision, Status
from transforms.identity.rules import rule

BACK = 3
"""Days that a post may come after what it reports."""
_NEIGHBOURS = BACK
"""Days that two posts without a date of their own may lie apart and report one event, the first on its day."""


class Sort(IntEnum):
    """How much a span says: the true day, a day near the true one, some days, or a whole month or year."""

    DAY = 1
    IMPUTED = 2
    RANGE = 3
    MONTH = 4
    YEAR = 5


class Overlap(IntEnum):
    """What two spans are to each other."""

    SAME_DAY = 0
    NEAR_DAY = 1
    IMPUTED = 2
    SAME_RANGE = 3
    CONTAINS = 4
    SAME_MONTH = 5
    WIDE = 6
    ADJACENT = 7
    APART = 8


_SORTS = {precision: Sort[precision.name] for precision in Precision}


class Days(Protocol):
    """A span as rules read it: days as ordinals; its sort is 0 where none is told."""

    @property
    def start(self) -> int:
        """The first day."""

    @property
    def stop(self) -> int:
        """The last day."""

    @property
    def sort(self) -> int:
        """How much the span says."""


class Span(NamedTuple):
    """First and last day on which the event of a mention may have been, both included."""

    start: date
    stop: date
    sort: Sort

    @property
    def earliest(self) -> date:
        """The first day that is possible, seen that a post may come days after its event."""
        return shift(self.start, -BACK) if self.sort is Sort.IMPUTED else self.start


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


@rule
def overlap(left: Days, right: Days) -> Overlap:  # noqa: PLR0911  # one for each way in which spans meet
    """Return what two spans are to each other, the same for either order; no time zone makes one month of two."""
    if left.sort == Sort.IMPUTED:
        return _posts(left, right) if right.sort == Sort.IMPUTED else _imputed(left, right)
    if right.sort == Sort.IMPUTED:
        return _imputed(right, left)
    gap = max(left.start, right.start) - min(left.stop, right.stop)
    if left.sort == Sort.DAY and right.sort == Sort.DAY:
        return Overlap.SAME_DAY if gap == 0 else Overlap.ADJACENT if gap == 1 else Overlap.APART
    if gap > 0:
        return Overlap.APART if gap > 1 or (_is_wide(left) and _is_wide(right)) else Overlap.ADJACENT
    if left.sort == Sort.MONTH and right.sort == Sort.MONTH:
        return Overlap.SAME_MONTH
    if _is_wide(left) or _is_wide(right):
        return Overlap.WIDE
    return Overlap.SAME_RANGE if left.start == right.start and left.stop == right.stop else Overlap.CONTAINS


@rule
def days_between(left: Days, right: Days) -> int:
    """Return how many days two spans lie apart as they are told; 0 where they have a day in common."""
    return max(0, max(left.start, right.start) - min(left.stop, right.stop))


@rule
def earliest(days: Days) -> int:
    """Return the first day that is possible, seen that a post may come days after its event."""
    return max(days.start - BACK, 1) if days.sort == Sort.IMPUTED else days.start


@rule
def _is_wide(days: Days) -> bool:
    return days.sort in (Sort.MONTH, Sort.YEAR)


@rule
def _posts(left: Days, right: Days) -> Overlap:
    """Compare the days of two posts."""
    apart = abs(left.start - right.start)
    if apart > _NEIGHBOURS:
        return Overlap.APART
    return Overlap.IMPUTED if apart else Overlap.NEAR_DAY


@rule
def _imputed(imputed: Days, known: Days) -> Overlap:
    """Compare the day of a post with days that another gives."""
    first, last = imputed.start - BACK, imputed.stop
    if known.stop < first - 1 or known.start > last + 1:
        return Overlap.APART
    if known.stop < first or known.start > last:
        return Overlap.ADJACENT
    if _is_wide(known):
        return Overlap.WIDE
    return Overlap.NEAR_DAY if known.start <= last <= known.stop else Overlap.IMPUTED
