"""When posts told of an event: the order in which its mentions are believed to have come."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from transforms.elements import DateRange, Mention

Told = tuple[bool, datetime]
"""A moment of telling; what has no publication comes after all that has one, and no two such moments differ."""

FoundingOrder = tuple[bool, datetime, str]
"""The place of a mention in the order of publication; no two mentions share one."""

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def published_at(mention: Mention) -> datetime | None:
    """Return when a mention was published; midnight where only the day is known."""
    if mention.published_at is not None:
        return mention.published_at
    return datetime.combine(mention.published_on, time(), UTC) if mention.published_on else None


def newest_day(days: Iterable[date | None]) -> date | None:
    """Return the last of some days; None where none is known."""
    return max(filter(None, days), default=None)


def publication_day(mention: Mention) -> date | None:
    """Return the day on which a mention was published."""
    if mention.published_on is None and mention.published_at is not None:
        return mention.published_at.date()
    return mention.published_on


def told_at(mention: Mention) -> Told:
    """Return the place of a mention in the order of publication; equal where nothing tells which came first."""
    published = published_at(mention)
    return published is None, published or _EPOCH


def founding_order(mention: Mention) -> FoundingOrder:
    """Order mentions by publication, those without one last, then by id."""
    return *told_at(mention), mention.mention_id


def date_text(dates: DateRange) -> str:
    """Return a day, or first and last day with a slash between."""
    first, last = dates.start.isoformat(), dates.end.isoformat()
    return first if first == last else f"{first}/{last}"
