"""Events as flat rows for spreadsheets: one for each event, or one for each person at each event."""

from collections.abc import Iterable, Iterator

from warehouse.connection import Cell
from warehouse.exports.exported import Exported, Person

_WHEN_AND_WHERE = ("date_start", "date_end", "days", "date_precision", "city", "country", "latitude", "longitude")
_TOLD = ("post_count", "source_count", "sources", "urls", "first_published_at", "last_published_at")
_EVENT = (
    "event_id", "parent_event_id", "revision", "name", "kind", "status", "stage", *_WHEN_AND_WHERE, "countries",
    "organisations", "sidelines_of", "plover_event", "plover_mode", "cameo_code", *_TOLD,
)  # fmt: skip
_AT_EVENT = ("event_id", "name", "kind", "status", *_WHEN_AND_WHERE, *_TOLD)
_PERSON = ("person_id", "name", "role", "country", "organisation")
_NOBODY = Person(person_id=None, name=None, role=None, country=None, organisation=None)

Flat = tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]


def by_event(events: Iterable[Exported]) -> Flat:
    """Return columns and rows, one for each event; lists of texts stay lists, and `days` counts first and last day."""
    rows = (
        (
            *(getattr(event, column) for column in _EVENT),
            [each.name for each in event.participants if each.name],
            [each.title for each in event.documents if each.title],
        )
        for event in events
    )
    return (*_EVENT, "participants", "documents"), rows


def by_participant(events: Iterable[Exported]) -> Flat:
    """Return columns and rows, one for each person at each event, in the capacity of that day.

    An event at which nobody is named has one row too.
    """
    rows = (
        (*(getattr(person, column) for column in _PERSON), *(getattr(event, column) for column in _AT_EVENT))
        for event in events
        for person in event.participants or (_NOBODY,)
    )
    columns = ("person_id", "person", "role", "person_country", "person_organisation")
    return (*columns, *_AT_EVENT), rows
