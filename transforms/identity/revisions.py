"""What changed in an event from one run to the next, and which mention changed it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from transforms.elements import Change, Edit, Event, Mention, Participant, Past, Stage
from transforms.identity.chronology import date_text, founding_order
from transforms.identity.stages import Step, stage_of, transitions
from transforms.identity.visits import is_held_by_parts


def revise(
    before: Event | None,
    event: Event,
    mentions: Iterable[Mention],
    *,
    past: Past | None = None,
    as_of: date | None = None,
) -> tuple[Event, tuple[Change, ...]]:
    """Return the event with its stage and revision, and all that differs from the revision before.

    Every change of stage is a revision of its own, also of those that one run brings: an event that is announced,
    confirmed and held in one run is at its third. What else changed came with the last of them. A change is laid to the
    mention that came with it: of those that are new the first that gives the value. A new event has changes of stage
    alone.

    Args:
        before: The event as it was published before.
        event: The event as its mentions are merged now.
        mentions: All of them.
        past: What the history tells of the id, where it was an alias and is given back; that is a revision too.
        as_of: The day up to which the posts of the run tell; without it no event becomes unconfirmed.
    """
    found = sorted(mentions, key=founding_order)
    known = set(before.mention_ids) if before else set()
    arrived = [mention for mention in found if not past and mention.mention_id not in known]
    last = before or past
    held_by_parts = is_held_by_parts(event, found)
    told = transitions(
        [mention for mention in found if mention.mention_id in known], arrived, None if held_by_parts else as_of
    )
    stage = told[-1][0] if told else stage_of(found, as_of)
    if held_by_parts:
        told, stage = () if last and last.stage is Stage.HELD else told, Stage.HELD
    steps = _steps(last.stage if last else None, told, stage)
    differing = _differing(before, event) if before else ()
    first = last.revision if last else 0
    revised = replace(event, stage=stage, revision=first + (len(steps) or bool(differing or past)))
    turns = (_turn(event.event_id, first + place, *step) for place, step in enumerate(steps, start=1))
    return revised, (*turns, *(_change(revised, field, old, new, arrived) for field, old, new in differing))


def lapse(event: Event) -> tuple[Event, Change]:
    """Return an overdue event as unconfirmed, one revision on, and that change: nobody told it, time passed."""
    lapsed = replace(event, stage=Stage.UNCONFIRMED, revision=event.revision + 1)
    return lapsed, _turn(event.event_id, lapsed.revision, event.stage, (lapsed.stage, None))


def restate(before: Event, event: Event) -> tuple[Event, tuple[Change, ...]]:
    """Return an event of which nothing new was told as it is now, one revision on where a reader sees it, and how."""
    differing = _differing(before, event)
    is_visible = bool(differing) or event.stage is not before.stage
    revised = replace(event, revision=before.revision + is_visible)
    steps = _steps(before.stage, (), event.stage)
    turns = (_turn(event.event_id, revised.revision, *step) for step in steps)
    return revised, (*turns, *(_change(revised, field, old, new, []) for field, old, new in differing))


def move_under(event: Event, parent: str | None) -> tuple[Event, Change]:
    """Return an event that stands as part of another than before, one revision on, and that change."""
    moved = replace(event, parent_event_id=parent, revision=event.revision + 1)
    return moved, _change(moved, "parent_event_id", event.parent_event_id, parent, [])


def note_edits(
    before: Event | None, event: Event, mentions: Iterable[Mention], edits: Mapping[str, Edit]
) -> tuple[Event, tuple[Change, ...]]:
    """Return the event, and for each of its posts that the source wrote anew the words before and after.

    Where nothing else changed in an event that was published before, the edit is a revision of its own.
    """
    edited = {mention.post_id: mention for mention in sorted(mentions, key=founding_order) if mention.post_id in edits}
    if not edited:
        return event, ()
    if before is not None and event.revision == before.revision:
        event = replace(event, revision=event.revision + 1)
    return event, tuple(
        Change(
            event_id=event.event_id,
            revision=event.revision,
            field="text",
            before=edits[post_id].before,
            after=edits[post_id].after,
            mention_id=mention.mention_id,
        )
        for post_id, mention in edited.items()
    )


def note_splits(event: Event, split_from: Iterable[str]) -> Iterator[Change]:
    """Yield for each published event that mentions of this one come from, and that another inherited, a change."""
    for event_id in split_from:
        yield _change(event, "split_from", None, event_id, [])


def _turn(event_id: str, revision: int, before: Stage | None, step: Step) -> Change:
    """Return the change of an event from one stage to the next."""
    return Change(
        event_id=event_id,
        revision=revision,
        field="stage",
        before=before.value if before else None,
        after=step[0].value,
        mention_id=step[1],
    )


def _steps(stage: Stage | None, told: Iterable[Step], final: Stage) -> list[tuple[Stage | None, Step]]:
    """Return the changes of stage from the published one to the final one, each with the stage that it leaves."""
    found: list[tuple[Stage | None, Step]] = []
    for step in (*told, (final, None)):
        if step[0] is not stage:
            found.append((stage, step))
        stage = step[0]
    return found


def _differing(before: Event, event: Event) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return the visible fields that differ, each with its two values."""
    old, new = dict(_visible(before)), dict(_visible(event))
    return tuple((field, old[field], new[field]) for field in new if old[field] != new[field])


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
