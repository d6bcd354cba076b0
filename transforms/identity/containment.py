"""Which event is part of which: a visit holds arrival and meetings, a session the meetings on its margins."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.elements import Event, Kind, Precision
from transforms.identity.names import HINT, name_similarity
from transforms.identity.sessions import bodies_in, worded_level, words_of
from transforms.identity.spans import shift

WholeKey = tuple[str, str, str]
"""What a whole and its parts share: a visitor and a host, or a body."""

_NEVER_PARTS = frozenset({Kind.VISIT, Kind.PHONE_CALL, Kind.CONDOLENCE, Kind.CONGRATULATION})
_MEETINGS = frozenset({Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING})
_SEVERAL = re.compile(r"\b(?:events|meetings|ministerials|sessions|week|summits)\b", re.IGNORECASE)
_MOST_WHOLES = 2000


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A whole that an event may be part of; a session comes before a visit, then who shares most persons."""

    rank: int
    strangers: int
    parent_id: str


def whole_keys(event: Event) -> tuple[WholeKey, ...]:
    """Return the keys under which an event meets those of which it may be the whole or a part."""
    return tuple(dict.fromkeys((*_travel_keys(event), *_margin_keys(event))))


def candidates(events: Iterable[Event]) -> Iterator[tuple[str, Candidate]]:
    """Yield each event of one key with the whole that it is part of, where there is exactly one."""
    found = sorted({event.event_id: event for event in events}.values(), key=_event_id)
    visits = [event for event in found if event.kind is Kind.VISIT][:_MOST_WHOLES]
    sessions = [event for event in found if event.kind is Kind.MULTILATERAL_MEETING][:_MOST_WHOLES]
    for event in found:
        if event.kind in _MEETINGS and event.sidelines_of:
            wholes = [whole.event_id for whole in sessions if _is_on_margins(event, whole)]
            if len(wholes) == 1:
                yield event.event_id, Candidate(0, 0, wholes[0])
        stays = [whole for whole in visits if _is_on_visit(event, whole)]
        if len(stays) == 1:
            yield event.event_id, Candidate(1, -_shared(event, stays[0]), stays[0].event_id)


def parent_of(found: Iterable[Candidate]) -> str | None:
    """Return the best of the wholes that an event was found to be part of."""
    best = min(found, default=None)
    return best.parent_id if best else None


def _travel_keys(event: Event) -> Iterator[WholeKey]:
    """Yield visitor and host of a visit, and every guest and the host of what may be part of one."""
    host = event.place.country if event.place else None
    if host is None or (event.kind is not Kind.VISIT and event.kind in _NEVER_PARTS):
        return
    countries = {who.country for who in event.participants if who.country} or set(event.countries)
    if event.kind is not Kind.VISIT:
        countries |= set(event.countries)
    for country in sorted(countries - {host}):
        yield "visit", country, host


def _margin_keys(event: Event) -> Iterator[WholeKey]:
    """Yield the bodies of a session, and those on the margins of whose session a meeting was."""
    if event.kind is Kind.MULTILATERAL_MEETING:
        for code in event.organisations:
            yield "margins", code, ""
    elif event.kind in _MEETINGS and event.sidelines_of:
        for code in bodies_in(event.sidelines_of):
            yield "margins", code, ""


def _is_on_visit(event: Event, visit: Event) -> bool:
    """Return whether a visitor took part in an event at the host's within a day of the visit."""
    if event.kind in _NEVER_PARTS or visit.place is None or event.place is None:
        return False
    travellers = {who.country for who in visit.participants} - {visit.place.country} or set(visit.countries)
    ours = [who for who in event.participants if who.country in travellers]
    if ours and visit.participants and not _shared(event, visit):
        return False
    if not ours and not travellers & set(event.countries):
        return False
    return _is_within(event, visit)


def _is_within(event: Event, whole: Event) -> bool:
    """Return whether an event lies in the days of a whole, widened by one; without a date the city must be the same."""
    same_place = bool(event.place and whole.place and event.place.country == whole.place.country)
    if not same_place:
        return False
    if event.dates is None or whole.dates is None:
        cities = (event.place.city, whole.place.city) if event.place and whole.place else (None, None)
        return cities[0] is not None and cities[0] == cities[1]
    if event.dates.precision in (Precision.MONTH, Precision.YEAR):
        return False
    return shift(whole.dates.start, -1) <= event.dates.start and event.dates.end <= shift(whole.dates.end, 1)


def _is_on_margins(event: Event, session: Event) -> bool:
    """Return whether the words of a meeting name this one session; `events` or a `week` name none."""
    margins = event.sidelines_of or ""
    if _SEVERAL.search(margins) or not _is_within(event, session):
        return False
    wanted, given = worded_level(margins), worded_level(session.name)
    if wanted and given:
        return wanted == given
    return words_of(margins) <= words_of(session.name)


def _shared(event: Event, visit: Event) -> int:
    """Return how many of the visitors took part."""
    return sum(
        any(
            who.person_id == other.person_id
            or (who.country == other.country and name_similarity(who.name, other.name) >= HINT)
            for other in event.participants
        )
        for who in visit.participants
    )


def _event_id(event: Event) -> str:
    return event.event_id
