"""From the frozen values of a run to the rows of its tables."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from transforms.elements import (
    Alias,
    Change,
    DateRange,
    Decision,
    Document,
    Event,
    EventPost,
    Mention,
    PersonName,
    Place,
    Post,
    Reject,
    ResolvedMention,
    Seen,
)
from transforms.packing import packed

Row = dict[str, Any]


@packed
@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post that an earlier run published in this wording, and that run."""

    post: Post
    run_id: str


@packed
@dataclass(frozen=True, slots=True)
class StoredReject:
    """A reject that an earlier run met and that still stands, and that run."""

    reject: Reject
    run_id: str


Record = (
    Post
    | StoredPost
    | ResolvedMention
    | Event
    | EventPost
    | Decision
    | Alias
    | Change
    | Reject
    | StoredReject
    | PersonName
    | Seen
)


def rows_of(record: Record, run_id: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a record, each with the name of its table; an event has rows in several.

    Args:
        record: What a run found, or kept from an earlier run.
        run_id: The run that found it, where the record does not say so itself.
    """
    match record:
        case StoredPost():
            yield "posts", post_row(record.post, record.run_id)
        case StoredReject():
            yield "rejects", asdict(record.reject) | {"run_id": record.run_id}
        case Post():
            yield "posts", post_row(record, run_id)
        case ResolvedMention():
            yield "mentions", mention_row(record)
        case Event():
            yield from _event_rows(record)
        case EventPost() | PersonName() | Seen():
            yield _PLAIN[type(record)], asdict(record)
        case Decision():
            yield "decisions", decision_row(record)
        case Alias() | Change() | Reject():
            yield _DATED[type(record)], asdict(record) | {"run_id": run_id}


def post_row(post: Post, run_id: str) -> Row:
    """Return the row of a post in `posts`."""
    row = {name: getattr(post, name) for name in _POST_FIELDS}
    lists = {"hashtags": list(post.hashtags), "links": list(post.links), "states": list(post.states)}
    dateline = asdict(post.dateline) if post.dateline else None
    return row | lists | {"boundary_signals": list(post.boundary_signals), "dateline": dateline, "run_id": run_id}


def mention_row(resolved: ResolvedMention) -> Row:
    """Return the row of a mention in `mentions`; what is its post's alone is left to `posts`."""
    mention = resolved.mention
    row = {name: getattr(mention, name) for name in _MENTION_FIELDS}
    spot = mention.place or Place()
    return {
        **row,
        **_dates(mention.dates),
        **_place(spot),
        **_gathered(mention),
        "event_id": resolved.event_id,
        "kind": mention.kind.value,
        "genre": mention.genre.value,
        "status": mention.status.value,
        "date_basis": mention.dates.basis.value if mention.dates else None,
        "venue": spot.venue,
        "evidence": [asdict(evidence) for evidence in mention.evidence],
        "inferred": [asdict(inferred) for inferred in mention.inferred],
        "origin_id": resolved.origin_id,
    }


def event_row(event: Event) -> Row:
    """Return the row of an event in `events`."""
    row = {name: getattr(event, name) for name in _EVENT_FIELDS}
    return {
        **row,
        **_dates(event.dates),
        **_place(event.place or Place()),
        **_gathered(event),
        "kind": event.kind.value,
        "status": event.status.value,
        "stage": event.stage.value,
        "mention_count": len(event.mention_ids),
        "conflicts": [asdict(conflict) for conflict in event.conflicts],
    }


def _event_rows(event: Event) -> Iterator[tuple[str, Row]]:
    yield "events", event_row(event)
    for participant in event.participants:
        yield "event_participants", {"event_id": event.event_id, **asdict(participant)}
    for document in event.documents:
        yield "documents", {"event_id": event.event_id, **_document(document)}


def decision_row(decision: Decision) -> Row:
    """Return the row of a decision in `decisions`."""
    row = asdict(decision)
    return row | {"decision": decision.decision.value, "evidence": list(row["evidence"]), "vetoes": list(row["vetoes"])}


def _dates(dates: DateRange | None) -> Row:
    if dates is None:
        return {"date_start": None, "date_end": None, "date_precision": None}
    return {"date_start": dates.start, "date_end": dates.end, "date_precision": dates.precision.value}


def _place(place: Place) -> Row:
    names = ("city", "country", "latitude", "longitude")
    return {name: getattr(place, name) for name in names}


def _gathered(told: Mention | Event) -> Row:
    return {
        "participants": [asdict(participant) for participant in told.participants],
        "countries": list(told.countries),
        "organisations": list(told.organisations),
        "documents": [_document(document) for document in told.documents],
    }


def _document(document: Document) -> Row:
    return asdict(document) | {"parties": list(document.parties)}


_POST_FIELDS = (
    "post_id",
    "source",
    "native_id",
    "url",
    "lang",
    "file",
    "first_line",
    "last_line",
    "ordinal",
    "published_at",
    "published_on",
    "reference_year",
    "heading",
    "text",
    "boundary_confidence",
)
_MENTION_FIELDS = (
    "mention_id",
    "post_id",
    "ordinal",
    "is_main",
    "event_name",
    "sidelines_of",
    "confidence",
    "extractor",
)
_EVENT_FIELDS = (
    "event_id",
    "parent_event_id",
    "name",
    "sidelines_of",
    "plover_event",
    "plover_mode",
    "cameo_code",
    "post_count",
    "source_count",
    "first_published_at",
    "last_published_at",
    "revision",
)
_DATED = {Alias: "event_aliases", Change: "event_history", Reject: "rejects"}
_PLAIN = {EventPost: "event_posts", PersonName: "persons", Seen: "sightings"}
