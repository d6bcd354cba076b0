"""Which event is part of which: a visit holds arrival and meetings, a week its sessions, a session its margins."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from itertools import groupby

from transforms.elements import Event, Kind, Precision
from transforms.identity.alignment import name_similarity
from transforms.identity.gatherings import is_on_margins, is_part_of_gathering, words_in_common
from transforms.identity.names import HINT
from transforms.identity.sessions import bodies_in
from transforms.identity.spans import shift

WholeKey = tuple[str, str, str]
"""What a whole and its parts share: a visitor and a host, a body, or a country and a week."""

_NEVER_PARTS = frozenset({Kind.VISIT, Kind.PHONE_CALL, Kind.CONDOLENCE, Kind.CONGRATULATION})
_MOST_WHOLES = 500
"""How many wholes one event is compared with."""
_LONGEST = timedelta(days=60)
"""The longest that a gathering may last and still be sought by its weeks."""
_UNDATED = 1 << 20
_SESSION, _GATHERING, _VISIT = range(3)
_TWO = 2


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A whole that an event may be part of.

    A named session comes before a wider gathering, and that before a visit; then who shares most words or persons; then
    who lasts the fewest days.
    """

    rank: int
    strangers: int
    days: int
    parent_id: str


def whole_keys(event: Event) -> tuple[WholeKey, ...]:
    """Return the keys under which an event meets those of which it may be the whole or a part."""
    return tuple(dict.fromkeys((*_travel_keys(event), *_margin_keys(event), *_week_keys(event))))


def candidates(events: Iterable[Event]) -> Iterator[tuple[str, Candidate]]:
    """Yield each event of one key with the wholes of which it may be a part: of each sort the best two."""
    found = sorted({event.event_id: event for event in events}.values(), key=_event_id)
    visits = _Wholes(event for event in found if event.kind is Kind.VISIT)
    sessions = _Wholes(event for event in found if event.kind is Kind.MULTILATERAL_MEETING)
    for event in found:
        if event.kind in _NEVER_PARTS:
            continue
        fitting: list[Candidate] = []
        if event.sidelines_of:
            fitting += _best(event, sessions, is_on_margins, _as_session)
        if event.sidelines_of or event.kind is Kind.MULTILATERAL_MEETING:
            fitting += _best(event, sessions, is_part_of_gathering, _as_gathering)
        fitting += _best(event, visits, _is_on_visit, _as_visit)
        for candidate in fitting:
            yield event.event_id, candidate


def parent_of(found: Iterable[Candidate]) -> str | None:
    """Return the best of the wholes that an event was found to be part of; of two that are as good, neither.

    Where two sessions or gatherings are as good as one another, the next sort decides.
    """
    for _, sort in groupby(sorted(set(found)), key=_rank):
        first, *others = sort
        if not others or _worth(others[0]) != _worth(first):
            return first.parent_id
    return None


class _Wholes:
    """Events that may be wholes, found by their days; where either has none, by the city."""

    def __init__(self, events: Iterable[Event]) -> None:
        found = list(events)
        self._dated = sorted((event for event in found if event.dates), key=_first_day)
        self._starts = [_first_day(event)[0] for event in self._dated]
        self._longest = max(map(_length, self._dated), default=0)
        self._in_city: dict[str, list[Event]] = defaultdict(list)
        self._undated_in_city: dict[str, list[Event]] = defaultdict(list)
        for event in found:
            if event.place and event.place.city:
                self._in_city[event.place.city].append(event)
                if event.dates is None:
                    self._undated_in_city[event.place.city].append(event)

    def around(self, event: Event) -> list[Event]:
        """Return what may go on when an event takes place: the nearest by first day, as many as are looked at."""
        city = event.place.city if event.place and event.place.city else ""
        if event.dates is None:
            return self._in_city.get(city, [])[:_MOST_WHOLES]
        first = bisect_left(self._starts, shift(event.dates.start, -self._longest - 1))
        last = bisect_right(self._starts, shift(event.dates.end, 1))
        undated = self._undated_in_city.get(city, [])
        return self._dated[max(first, last - _MOST_WHOLES) : last] + undated[:_MOST_WHOLES]


def _best(
    event: Event, wholes: _Wholes, is_part: Callable[[Event, Event], bool], worth: Callable[[Event, Event], Candidate]
) -> list[Candidate]:
    """Return the best two wholes of one sort, as many as it takes to see that none is the best."""
    fitting = (
        worth(event, whole)
        for whole in wholes.around(event)
        if whole.event_id != event.event_id and is_within(event, whole) and is_part(event, whole)
    )
    return nsmallest(_TWO, fitting)


def _as_session(event: Event, whole: Event) -> Candidate:
    return Candidate(_SESSION, -words_in_common(event, whole), 0, whole.event_id)


def _as_gathering(_: Event, whole: Event) -> Candidate:
    return Candidate(_GATHERING, 0, _length(whole), whole.event_id)


def _as_visit(event: Event, whole: Event) -> Candidate:
    return Candidate(_VISIT, -_shared(event, whole), _length(whole), whole.event_id)


def _length(event: Event) -> int:
    return (event.dates.end - event.dates.start).days if event.dates else _UNDATED


def is_within(event: Event, whole: Event) -> bool:
    """Return whether an event lies in the days of a whole, widened by one; without a date the city must be the same."""
    if not event.place or not whole.place or event.place.country != whole.place.country:
        return False
    if event.dates is None or whole.dates is None:
        return event.place.city is not None and event.place.city == whole.place.city
    if event.dates.precision in (Precision.MONTH, Precision.YEAR):
        return False
    return shift(whole.dates.start, -1) <= event.dates.start and event.dates.end <= shift(whole.dates.end, 1)


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
    if event.kind not in _NEVER_PARTS and event.sidelines_of:
        for code in bodies_in(event.sidelines_of):
            yield "margins", code, ""


def _week_keys(event: Event) -> Iterator[WholeKey]:
    """Yield the country and the weeks of a session, a day before and after included; of its margins the first week."""
    if event.place is None or event.place.country is None or event.dates is None:
        return
    start, end = event.dates.start, event.dates.end
    if event.kind is Kind.MULTILATERAL_MEETING and end - start <= _LONGEST:
        days = range(shift(start, -1).toordinal(), shift(end, 1).toordinal() + 1)
    elif event.sidelines_of and event.kind not in _NEVER_PARTS:
        days = range(start.toordinal(), start.toordinal() + 1)
    else:
        return
    for year, week in dict.fromkeys(date.fromordinal(day).isocalendar()[:2] for day in days):
        yield "week", event.place.country, f"{year}-W{week:02}"


def _is_on_visit(event: Event, visit: Event) -> bool:
    """Return whether a visitor took part in an event in the days and at the place of a visit."""
    if visit.place is None:
        return False
    travellers = {who.country for who in visit.participants} - {visit.place.country} or set(visit.countries)
    ours = [who for who in event.participants if who.country in travellers]
    if ours and visit.participants and not _shared(event, visit):
        return False
    return bool(ours) or bool(travellers & set(event.countries))


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


def _rank(candidate: Candidate) -> int:
    return candidate.rank


def _worth(candidate: Candidate) -> tuple[int, int]:
    return candidate.strangers, candidate.days


def _first_day(event: Event) -> tuple[date, str]:
    return event.dates.start if event.dates else date.max, event.event_id


def _event_id(event: Event) -> str:
    return event.event_id
