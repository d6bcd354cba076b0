"""What the parts of a visit tell of it: it is held when they are, and its days are theirs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from transforms.elements import Basis, Conflict, DateRange, Event, Kind, Mention, Precision, Stage, Status
from transforms.identity.chronology import date_text
from transforms.identity.phases import CALLED_OFF, TOOK_PLACE, status_of
from transforms.identity.shown import rank, ranked_dates
from transforms.packing import packed

PART_DATE = "date of a part"
"""The field of a conflict that tells of a part outside of the days of its visit."""
_IN_DAYS = frozenset({Precision.DAY, Precision.RANGE})


@packed
@dataclass(frozen=True, slots=True)
class Part:
    """What became of an event and when it was, for the visit that it is a part of.

    Attributes:
        event_id: The event.
        status: What became of it.
        days: Its days, where posts name them.
        mention_id: The mention that gives the days, else the one that is believed first.
    """

    event_id: str
    status: Status
    days: DateRange | None
    mention_id: str


def part_of(event_id: str, mentions: Iterable[Mention]) -> Part:
    """Return what an event tells of the visit that it is a part of; the order of its mentions makes no difference."""
    ranked = rank(mentions)
    dates = ranked_dates(ranked)
    named = dates is not None and dates.precision in _IN_DAYS and dates.basis is not Basis.PUBLICATION
    giving = next((each for each in ranked if dates is not None and each.dates == dates), ranked[0])
    return Part(event_id, status_of(ranked), dates if named else None, giving.mention_id)


def with_parts(event: Event, mentions: Collection[Mention], parts: Iterable[Part]) -> Event:
    """Return a visit with what its parts tell of it; any other event is returned as it is.

    A planned visit of which a part took place was held. A part outside of the days of the visit is a conflict, once for
    each date.

    Args:
        event: The event, as its own mentions tell it.
        mentions: Those mentions.
        parts: Its parts, in any order.
    """
    if event.kind is not Kind.VISIT:
        return event
    found = sorted({part.event_id: part for part in parts}.values(), key=_by_mention)
    own = tuple(conflict for conflict in event.conflicts if conflict.field != PART_DATE)
    event = replace(event, conflicts=own + _outside(part_of(event.event_id, mentions).days, found))
    if event.status is not Status.PLANNED or not any(part.status in TOOK_PLACE for part in found):
        return event
    ended = any(part.status is Status.HELD for part in found)
    return replace(event, status=Status.HELD if ended else Status.ONGOING, stage=Stage.HELD)


def is_held_by_parts(event: Event, mentions: Iterable[Mention]) -> bool:
    """Return whether an event took place though none of its own mentions says so."""
    return event.status in TOOK_PLACE and status_of(mentions) not in TOOK_PLACE


def _outside(days: DateRange | None, parts: Iterable[Part]) -> tuple[Conflict, ...]:
    """Return a conflict for every date of a part that is not within the days of a visit."""
    found: dict[str, Conflict] = {}
    for part in parts:
        if days is None or part.days is None or part.status in CALLED_OFF:
            continue
        if part.days.start < days.start or part.days.end > days.end:
            text = date_text(part.days)
            found.setdefault(text, Conflict(PART_DATE, text, part.mention_id))
    return tuple(found[text] for text in sorted(found))


def _by_mention(part: Part) -> str:
    return part.mention_id
