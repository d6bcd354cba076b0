"""From the rows of published tables back to the frozen values of a run."""

from typing import Any

from transforms.elements import (
    Alias,
    Basis,
    Conflict,
    DateRange,
    Document,
    Event,
    Evidence,
    Genre,
    Inferred,
    Kind,
    Mention,
    Participant,
    Phrase,
    Place,
    Post,
    Precision,
    Reject,
    Stage,
    Status,
)
from transforms.storage.rows import Row, StoredPost, StoredReject


def stored_post(row: Row) -> StoredPost:
    """Return the post of a row of `posts`."""
    fields = {name: value for name, value in row.items() if name != "run_id"}
    for name in ("hashtags", "links", "boundary_signals", "states"):
        fields[name] = tuple(fields[name] or ())
    fields["dateline"] = Phrase(**row["dateline"]) if row["dateline"] else None
    return StoredPost(Post(**fields), row["run_id"])


def mention(row: Row, post: Post) -> Mention:
    """Return the mention of a row of `mentions`, given its post."""
    return Mention(
        mention_id=row["mention_id"],
        post_id=row["post_id"],
        source=post.source,
        published_at=post.published_at,
        published_on=post.published_on,
        ordinal=row["ordinal"],
        is_main=row["is_main"],
        kind=Kind(row["kind"]),
        genre=Genre(row["genre"]),
        status=Status(row["status"]),
        dates=_dates(row, Basis(row["date_basis"]) if row["date_basis"] else None),
        place=_place(row, row["venue"]),
        event_name=row["event_name"],
        sidelines_of=row["sidelines_of"],
        evidence=tuple(Evidence(**evidence) for evidence in row["evidence"]),
        inferred=tuple(Inferred(**inferred) for inferred in row["inferred"] or ()),
        confidence=row["confidence"],
        extractor=row["extractor"],
        **_gathered(row),
    )


def event(row: Row, mention_ids: tuple[str, ...]) -> Event:
    """Return the event of a row of `events`, given its mentions.

    The table does not say how the dates were known, nor the venue: both stand with the mentions. The basis comes back
    as explicit, the venue as none.
    """
    return Event(
        event_id=row["event_id"],
        parent_event_id=row["parent_event_id"],
        kind=Kind(row["kind"]),
        name=row["name"],
        status=Status(row["status"]),
        stage=Stage(row["stage"] or Stage.ANNOUNCED),
        dates=_dates(row, Basis.EXPLICIT),
        place=_place(row, None),
        sidelines_of=row["sidelines_of"],
        plover_event=row["plover_event"],
        plover_mode=row["plover_mode"],
        cameo_code=row["cameo_code"],
        mention_ids=mention_ids,
        post_count=row["post_count"],
        source_count=row["source_count"],
        first_published_at=row["first_published_at"],
        last_published_at=row["last_published_at"],
        revision=row["revision"],
        conflicts=tuple(Conflict(**conflict) for conflict in row["conflicts"]),
        **_gathered(row),
    )


def alias(row: Row) -> Alias:
    """Return the alias of a row of `event_aliases`."""
    return Alias(alias_id=row["alias_id"], event_id=row["event_id"], reason=row["reason"])


def stored_reject(row: Row) -> StoredReject:
    """Return the reject of a row of `rejects`."""
    fields = {name: value for name, value in row.items() if name != "run_id"}
    return StoredReject(Reject(**fields), row["run_id"])


def _dates(row: Row, basis: Basis | None) -> DateRange | None:
    if row["date_start"] is None or basis is None:
        return None
    return DateRange(
        start=row["date_start"], end=row["date_end"], precision=Precision(row["date_precision"]), basis=basis
    )


def _place(row: Row, venue: str | None) -> Place | None:
    place = Place(
        city=row["city"], country=row["country"], latitude=row["latitude"], longitude=row["longitude"], venue=venue
    )
    return None if place == Place() else place


def _gathered(row: Row) -> dict[str, Any]:
    return {
        "participants": tuple(Participant(**participant) for participant in row["participants"]),
        "countries": tuple(row["countries"]),
        "organisations": tuple(row["organisations"]),
        "documents": tuple(
            Document(**{**document, "parties": tuple(document["parties"])}) for document in row["documents"]
        ),
    }
