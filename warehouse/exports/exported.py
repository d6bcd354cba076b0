"""An event as it is exported: its row, and the posts that tell of it."""

from datetime import date, datetime

import duckdb
import msgspec

from warehouse.events import Detail, Filters, select_events


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at an event, in the capacity of that day; codes of countries are ISO 3166-1 alpha-3."""

    person_id: str | None
    name: str | None
    role: str | None
    country: str | None
    organisation: str | None


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was signed, adopted, issued or planned at an event."""

    kind: str | None
    title: str | None
    status: str | None
    parties: list[str] | None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A post that tells of an event."""

    post_id: str
    published_on: date | None
    source: str | None
    url: str | None


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """One event; `posts` are in the order of their publication, everything else is as in the table of events."""

    event_id: str
    parent_event_id: str | None
    revision: int
    name: str | None
    kind: str
    status: str
    stage: str | None
    date_start: date | None
    date_end: date | None
    date_precision: str | None
    city: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    participants: list[Person]
    countries: list[str]
    organisations: list[str]
    documents: list[Paper]
    sidelines_of: str | None
    plover_event: str | None
    plover_mode: str | None
    cameo_code: str | None
    post_count: int
    source_count: int
    first_published_at: datetime | None
    last_published_at: datetime | None
    posts: list[Source]

    @property
    def days(self) -> int | None:
        """How many days it takes, the first and the last included; None where a day is not known."""
        if self.date_start is None or self.date_end is None:
            return None
        return (self.date_end - self.date_start).days + 1

    @property
    def sources(self) -> list[str]:
        """Who tells of it, sorted."""
        return sorted({post.source for post in self.posts if post.source})

    @property
    def urls(self) -> list[str]:
        """Where its posts stand, in the order of their publication."""
        return [post.url for post in self.posts if post.url]

    @property
    def where(self) -> str | None:
        """City and country in one line; None where neither is known."""
        return ", ".join(part for part in (self.city, self.country) if part) or None


def export_events(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[Exported]:
    """Return the events that pass all filters, by date.

    Raises:
        RefusedError: No country has a name given, or what is looked for has no word in it.
    """
    return msgspec.convert(select_events(connection, filters, Detail.SOURCED).records(), list[Exported])
