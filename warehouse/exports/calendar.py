"""Events as iCalendar (RFC 5545): entries of whole days that a calendar keeps up to date by their UID and SEQUENCE."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from warehouse.exports.exported import Exported

_STATUSES = {"planned": "TENTATIVE", "cancelled": "CANCELLED", "postponed": "CANCELLED"}
_DAYS = frozenset(("day", "range"))


def first_day(event: Exported) -> date | None:
    """Return the day on which an event begins; None where only a month or a year is known, or nothing."""
    return event.date_start if event.date_precision in _DAYS else None


def calendar(events: Iterable[Exported]) -> bytes:
    """Return a calendar of the events that have a day.

    What is planned is TENTATIVE, what was put off or called off CANCELLED, all else CONFIRMED. The same run gives the
    same bytes: an entry is stamped with the publication of the last post on its event.
    """
    found = Calendar()
    found.add("prodid", "-//Communiqué//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Communiqué")
    for event in events:
        if first := first_day(event):
            found.add_component(_entry(event, first))
    return bytes(found.to_ical())


def _entry(event: Exported, first: date) -> Event:
    entry = Event()
    entry.add("uid", f"{event.event_id}@communique")
    entry.add("sequence", event.revision)
    entry.add("dtstamp", event.last_published_at or datetime.combine(first, time(), UTC))
    entry.add("dtstart", first)
    entry.add("dtend", (event.date_end or first) + timedelta(days=1))  # of an entry the end is not included
    entry.add("summary", event.name or event.kind)
    entry.add("status", _STATUSES.get(event.status, "CONFIRMED"))
    entry.add("categories", [event.kind])
    entry.add("transp", "TRANSPARENT")
    entry.add("description", "\n".join(_lines(event)))
    if event.where:
        entry.add("location", event.where)
    if event.latitude is not None and event.longitude is not None:
        entry.add("geo", (event.latitude, event.longitude))
    return entry


def _lines(event: Exported) -> Iterator[str]:
    yield f"{event.kind}: {event.stage or event.status}"
    for person in event.participants:
        yield ", ".join(part for part in (person.name, person.role, person.country) if part)
    for post in event.posts:
        yield " ".join(str(part) for part in (post.published_on, post.source, post.url) if part)
