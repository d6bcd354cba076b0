"""How far an event has come, from all that was told of it, and which mention brought each step."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta

from transforms.elements import Event, Genre, Kind, Mention, Stage, Status
from transforms.identity.chronology import Told, founding_order, told_at
from transforms.identity.phases import CALLED_OFF, TOOK_PLACE, is_moved, standing_plans, status_of
from transforms.identity.shown import dates_of

Step = tuple[Stage, str | None]
"""A stage, and the mention that brought it; None where time did, or the loss of a mention."""

PATIENCE = timedelta(days=14)
"""How long after its last day a planned event waits for a post that tells what became of it."""
AHEAD = frozenset({Stage.ANNOUNCED, Stage.CONFIRMED, Stage.MOVED})
"""The stages of an event that nobody tells as done or called off."""

_OUTCOME = frozenset({Genre.READOUT, Genre.DOCUMENT})
_SPEECH = _OUTCOME | {Genre.REMARKS}
_LETTER = _SPEECH | {Genre.MESSAGE}
# What tells not only that an event took place, but what came of it: where words are the event, the words themselves.
_REPORTING = {
    Kind.BILATERAL_MEETING: _OUTCOME,
    Kind.TRILATERAL_MEETING: _OUTCOME,
    Kind.MULTILATERAL_MEETING: _OUTCOME,
    Kind.DOMESTIC_MEETING: _OUTCOME,
    Kind.PHONE_CALL: _OUTCOME,
    Kind.VISIT: _OUTCOME,
    Kind.ARRIVAL: _OUTCOME,
    Kind.DEPARTURE: _OUTCOME,
    Kind.SIGNING: _OUTCOME,
    Kind.CEREMONY: _OUTCOME,
    Kind.OTHER: _OUTCOME,
    Kind.STATEMENT: _SPEECH,
    Kind.PRESS_CONFERENCE: _SPEECH,
    Kind.BRIEFING: _SPEECH,
    Kind.CONDOLENCE: _LETTER,
    Kind.CONGRATULATION: _LETTER,
}
_PAPERS = frozenset({"signed", "adopted", "issued"})
_TWO = 2
_MOST_STEPS = 400
"""How many mentions that may bring a new stage are looked at one by one."""


def stage_of(mentions: Iterable[Mention], as_of: date | None) -> Stage:
    """Return how far an event has come; neither order nor repetition of its mentions makes a difference.

    ============ =======================================================================================
    announced    one post plans it
    confirmed    two posts or more plan it, since it was last called off
    moved        later posts give another day or city, or a day after it was put off
    held         a post tells it as done or going on, and none later calls it off
    reported     held, and a readout or paper tells what came of it, or two sources report it
    postponed    the last word is that it is put off
    cancelled    the last word is that it is called off
    unconfirmed  announced, confirmed or moved, and its last day is more than `PATIENCE` before `as_of`
    ============ =======================================================================================

    Args:
        mentions: All mentions of the event, one at least.
        as_of: The day up to which the posts tell; None where no post says when it was published.
    """
    found = list(mentions)
    return _by_day(_told_stage(found), found, as_of)


def transitions(before: Iterable[Mention], arrived: Iterable[Mention], as_of: date | None) -> tuple[Step, ...]:
    """Return every change of stage that the arrived mentions bring, told one by one in the order of publication.

    The first step leaves the stage of the mentions known before, if any; the last ends in the stage of all. A step to
    unconfirmed comes last and has no mention; plans that arrive for an event that is and stays unconfirmed are no step.
    """
    known, told = list(before), sorted(arrived, key=founding_order)
    if not told:
        return ()
    everything = [*known, *told]
    lapsed = bool(known) and stage_of(known, as_of) is Stage.UNCONFIRMED
    steps, stage = _told_steps(known, told)
    final = _by_day(stage, everything, as_of)
    if final is Stage.UNCONFIRMED:
        stays = lapsed and all(stage in AHEAD for stage, _ in steps)
        return () if stays else (*steps, (final, None))
    if lapsed and not steps:
        dates = dates_of(everything)
        return ((final, next((mention.mention_id for mention in told if mention.dates == dates), None)),)
    return tuple(steps)


def overdue(event: Event, as_of: date | None) -> bool:
    """Return whether an event of which nothing new was told has become unconfirmed by that day.

    True where `stage_of` its mentions would say unconfirmed and the event, as published, says otherwise.
    """
    if as_of is None or event.dates is None or event.stage not in AHEAD:
        return False
    return _is_past(event.dates.end, as_of)


def _by_day(stage: Stage, found: list[Mention], as_of: date | None) -> Stage:
    """Return unconfirmed for a stage that has waited too long by that day."""
    if as_of is None or stage not in AHEAD:
        return stage
    dates = dates_of(found)
    return Stage.UNCONFIRMED if dates is not None and _is_past(dates.end, as_of) else stage


def _told_stage(found: list[Mention]) -> Stage:
    """Return how far the words of the posts go, whatever the day."""
    status = status_of(found)
    if status in CALLED_OFF:
        return Stage.CANCELLED if status is Status.CANCELLED else Stage.POSTPONED
    if status in TOOK_PLACE:
        return Stage.REPORTED if _is_reported(found) else Stage.HELD
    if is_moved(found):
        return Stage.MOVED
    return Stage.CONFIRMED if len({plan.post_id for plan in standing_plans(found)}) >= _TWO else Stage.ANNOUNCED


def _is_reported(found: list[Mention]) -> bool:
    """Return whether a post tells what came of an event that took place, or two sources report it."""
    done = [mention for mention in found if mention.status in TOOK_PLACE]
    if any(mention.genre in _REPORTING[mention.kind] or _has_paper(mention) for mention in done):
        return True
    return len({mention.source for mention in done if mention.genre is Genre.REPORT}) >= _TWO


def _has_paper(mention: Mention) -> bool:
    return any(document.status in _PAPERS for document in mention.documents)


def _told_steps(known: list[Mention], arrived: list[Mention]) -> tuple[list[Step], Stage]:
    """Return every change of what the words of the posts say, as the arrived mentions come one by one, and the end."""
    stage = _told_stage(known) if known else None
    steps: list[Step] = []
    told = len(known)
    for mention, found in _growing(known, arrived):
        reached, told = _told_stage(found), len(found)
        if reached is not stage:
            steps.append((reached, mention.mention_id))
        stage = reached
    if stage is None or told < len(known) + len(arrived):
        last = _told_stage([*known, *arrived])
        if last is not stage:
            steps.append((last, arrived[-1].mention_id))
        stage = last
    return steps, stage


def _growing(known: list[Mention], arrived: list[Mention]) -> Iterator[tuple[Mention, list[Mention]]]:
    """Yield each arrived mention that may change the stage, with all that were told up to it.

    Of mentions that tell the same between the same two calls off, a third brings nothing.
    """
    calls = sorted(told_at(mention) for mention in (*known, *arrived) if mention.status in CALLED_OFF)
    told: Counter[Hashable] = Counter()
    found, steps = list(known), 0
    for mention in arrived:
        found.append(mention)
        trait = _trait(mention, calls)
        told[trait] += 1
        if told[trait] > _TWO:
            continue
        steps += 1
        if steps > _MOST_STEPS:
            return
        yield mention, found


def _trait(mention: Mention, calls: list[Told]) -> Hashable:
    """Return all of a mention that decides on the stage."""
    told = told_at(mention)
    return (
        mention.status,
        mention.genre,
        mention.kind,
        mention.dates,
        mention.place.city if mention.place else None,
        mention.source if mention.genre is Genre.REPORT else None,
        _has_paper(mention),
        told[0],
        bisect_left(calls, told),
        bisect_right(calls, told),
    )


def _is_past(last: date, as_of: date) -> bool:
    return as_of - last > PATIENCE
