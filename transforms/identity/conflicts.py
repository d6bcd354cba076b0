"""What mentions say otherwise than their event shows: kept beside it, and never silently dropped."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.elements import (
    Basis,
    Conflict,
    DateRange,
    Document,
    Event,
    Kind,
    Mention,
    Participant,
    Place,
    Status,
)
from transforms.identity.chronology import Told, date_text, told_at
from transforms.identity.features import fold_title
from transforms.identity.names import is_full, person_key
from transforms.identity.phases import CALLED_OFF, TOOK_PLACE, are_disjoint, former_dates, former_places
from transforms.identity.sessions import bodies_in, worded_level, words_of

FORMER = "former "
"""What stands before the name of a field whose value was right until the event was moved."""

_SPOT = ("city", "country", "venue")
_DONE = frozenset({"signed", "adopted", "issued"})


@dataclass(frozen=True, slots=True)
class _Scene:
    """An event and what all of its mentions together say of what one of them may contradict."""

    event: Event
    session: str | None
    former_dates: frozenset[str]
    former_places: frozenset[str]
    planned_at: Told | None
    papers_done: dict[str, Told]
    namesakes: dict[str, Participant]


def conflicts_of(event: Event, mentions: list[Mention], session: str | None) -> tuple[Conflict, ...]:
    """Return every value that a mention gives and that cannot be true together with what the event shows.

    A plan that was carried out, a wider date, a longer name, another stop of a visit are no contradiction. A day or
    place that was right until the event was moved is told as a `former` one.

    Args:
        event: The event, but for its conflicts.
        mentions: All its mentions, as they are believed, the best first.
        session: The name of the session or occasion that the event shows, where a mention gives one.
    """
    if len(mentions) == 1:
        return ()
    scene = _Scene(
        event=event,
        session=session,
        former_dates=former_dates(mentions),
        former_places=former_places(mentions),
        planned_at=max((told_at(each) for each in mentions if each.status is Status.PLANNED), default=None),
        papers_done=_papers_done(mentions),
        namesakes=_namesakes(event),
    )
    found = (conflict for mention in sorted(mentions, key=_mention_id) for conflict in _of_mention(scene, mention))
    return tuple(dict.fromkeys(found))


def _of_mention(scene: _Scene, mention: Mention) -> Iterator[Conflict]:
    for field, value in _said_otherwise(scene, mention):
        yield Conflict(field, value, mention.mention_id)


def _said_otherwise(scene: _Scene, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield the fields, and what the mention says there."""
    event = scene.event
    if mention.kind is not event.kind:
        yield "kind", mention.kind.value
    if _denies(scene, mention):
        yield "status", mention.status.value
    yield from _other_days(scene, mention)
    yield from _other_spot(scene, mention)
    if scene.session and mention.event_name and _is_other_session(scene.session, mention.event_name):
        yield "event_name", mention.event_name
    if event.sidelines_of and mention.sidelines_of and _are_other_margins(event.sidelines_of, mention.sidelines_of):
        yield "sidelines_of", mention.sidelines_of
    if scene.namesakes:
        yield from _other_country(scene, mention)
    for paper in mention.documents:
        if _is_taken_back(scene, mention, paper):
            yield "documents", f"{paper.title} ({paper.status})"


def _denies(scene: _Scene, mention: Mention) -> bool:
    """Return whether one says done and the other called off.

    A plan told after a call off took that back, and what was put off took place where it gave up a day for another.
    """
    status = scene.event.status
    if status in CALLED_OFF:
        return mention.status in TOOK_PLACE
    if status not in TOOK_PLACE or mention.status not in CALLED_OFF:
        return False
    if mention.status is Status.POSTPONED and scene.former_dates:
        return False
    return scene.planned_at is None or scene.planned_at <= told_at(mention)


def _other_days(scene: _Scene, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield a date that neither lies in the shown one nor holds it; that of the post alone contradicts nothing."""
    shown, given = scene.event.dates, mention.dates
    if shown is None or given is None or given.basis is Basis.PUBLICATION or _lies_in_other(shown, given):
        return
    former = mention.mention_id in scene.former_dates and are_disjoint(shown, given)
    yield f"{FORMER if former else ''}date", date_text(given)


def _lies_in_other(one: DateRange, other: DateRange) -> bool:
    within = one.start >= other.start and one.end <= other.end
    return within or (other.start >= one.start and other.end <= one.end)


def _other_spot(scene: _Scene, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield what of a place differs; a visit may have several stops in a country, and a venue a longer name."""
    shown, given = scene.event.place or Place(), mention.place or Place()
    former = FORMER if mention.mention_id in scene.former_places else ""
    several = scene.event.kind is Kind.VISIT and shown.country == given.country
    for field in _SPOT:
        mine, theirs = getattr(shown, field), getattr(given, field)
        if not mine or not theirs or mine.casefold() == theirs.casefold():
            continue
        if field == "country" or not (several or (field == "venue" and _is_longer_name(mine, theirs))):
            yield f"{former}{field}", theirs


def _is_longer_name(one: str, other: str) -> bool:
    first, second = words_of(one), words_of(other)
    return first <= second or second <= first


def _is_other_session(shown: str, given: str) -> bool:
    """Return whether two names are of sessions of two ranks; posts word one session in too many ways to differ else."""
    levels = worded_level(shown), worded_level(given)
    return None not in levels and levels[0] != levels[1]


def _are_other_margins(shown: str, given: str) -> bool:
    """Return whether two wordings name no common body and share no word."""
    first, second = bodies_in(shown), bodies_in(given)
    if bool(first) != bool(second) or set(first) & set(second):
        return False
    return not words_of(shown) & words_of(given)


def _namesakes(event: Event) -> dict[str, Participant]:
    """Return by folded full name the first of the participants who bear it for two countries."""
    found: dict[str, list[Participant]] = {}
    for who in event.participants:
        if who.country and is_full(who.name):
            found.setdefault(person_key(who.name), []).append(who)
    return {key: same[0] for key, same in found.items() if len({who.country for who in same}) > 1}


def _other_country(scene: _Scene, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield the country of one who is shown before under another; a post that names both has two persons in mind."""
    named = {(person_key(who.name), who.country) for who in mention.participants}
    for key, country in sorted(named, key=str):
        shown = scene.namesakes.get(key)
        if shown and country and country != shown.country and (key, shown.country) not in named:
            yield f"country of {shown.name}", country


def _papers_done(mentions: list[Mention]) -> dict[str, Told]:
    """Return when each paper was last told as signed, adopted or issued."""
    done: dict[str, Told] = {}
    for mention in mentions:
        for paper in mention.documents:
            if paper.status in _DONE:
                title = fold_title(paper.title)
                done[title] = max(done.get(title, told_at(mention)), told_at(mention))
    return done


def _is_taken_back(scene: _Scene, mention: Mention, paper: Document) -> bool:
    """Return whether a paper is told as planned after all posts that tell it as done."""
    done = scene.papers_done.get(fold_title(paper.title))
    return paper.status not in _DONE and done is not None and told_at(mention) > done


def _mention_id(mention: Mention) -> str:
    return mention.mention_id
