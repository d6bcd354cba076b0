"""What changed in an event from one run to the next."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.elements import Change, Event, Mention, Participant
from transforms.identity.merge import date_text, founding_order


def revise(before: Event | None, event: Event, mentions: Iterable[Mention]) -> tuple[Event, tuple[Change, ...]]:
    """Return the event with its revision, and every visible field that differs from the revision before.

    A change is laid to the mention that came with it: of those that are new the first that gives the value. A new
    event has one change, its first status.
    """
    found = sorted(mentions, key=founding_order)
    if before is None:
        first = replace(event, revision=1)
        return first, (_change(first, "status", None, event.status.value, found),)
    old, new = dict(_visible(before)), dict(_visible(event))
    differing = [field for field in new if old[field] != new[field]]
    if not differing:
        return replace(event, revision=before.revision), ()
    revised = replace(event, revision=before.revision + 1)
    arrived = [mention for mention in found if mention.mention_id not in before.mention_ids]
    return revised, tuple(_change(revised, field, old[field], new[field], arrived) for field in differing)


def _change(event: Event, field: str, before: str | None, after: str | None, mentions: list[Mention]) -> Change:
    """Return a change with the first mention that gives the value, or the only one there is."""
    giving = [mention for mention in mentions if _gives(mention, field, event)]
    cause = giving[0] if giving else mentions[0] if len(mentions) == 1 else None
    return Change(
        event_id=event.event_id,
        revision=event.revision,
        field=field,
        before=before,
        after=after,
        mention_id=cause.mention_id if cause else None,
    )


def _gives(mention: Mention, field: str, event: Event) -> bool:
    """Return whether a mention has the value that its event now shows."""
    place = mention.place
    given = {
        "status": mention.status is event.status,
        "kind": mention.kind is event.kind,
        "date": mention.dates is not None and mention.dates == event.dates,
        "city": bool(place and event.place and place.city and place.city == event.place.city),
        "country": bool(place and event.place and place.country and place.country == event.place.country),
        "documents": bool(mention.documents),
        "participants": bool(mention.participants),
        "mention_count": True,
    }
    return given.get(field, False)


def _visible(event: Event) -> Iterator[tuple[str, str | None]]:
    """Yield the fields that a reader sees, as text, in the order of the table."""
    place = event.place
    yield "parent_event_id", event.parent_event_id
    yield "kind", event.kind.value
    yield "name", event.name
    yield "status", event.status.value
    yield "date", date_text(event.dates) if event.dates else None
    yield "date_precision", event.dates.precision.value if event.dates else None
    yield "city", place.city if place else None
    yield "country", place.country if place else None
    yield "participants", "; ".join(map(_participant, event.participants)) or None
    yield "countries", ", ".join(event.countries) or None
    yield "organisations", ", ".join(event.organisations) or None
    yield "documents", "; ".join(f"{paper.title} ({paper.status})" for paper in event.documents) or None
    yield "sidelines_of", event.sidelines_of
    yield "mention_count", str(len(event.mention_ids))


def _participant(participant: Participant) -> str:
    known = ", ".join(filter(None, (participant.role, participant.country)))
    return f"{participant.name} ({known})" if known else participant.name
