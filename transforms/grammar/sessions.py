"""Sessions that have a name or a convening body: what is attended, and lists of several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.elements import Phrase
from transforms.gazetteer.countries import CountryForm, CountryMatch
from transforms.gazetteer.cues import cue_pattern, shape
from transforms.gazetteer.organisations import OrganisationMatch
from transforms.gazetteer.spans import standing_at, starting_within
from transforms.grammar.clauses import Clause
from transforms.grammar.reading import Reading

_SESSION_KINDS = frozenset(("meeting", "visit", "arrival", "ceremony", "departure", "talk"))
_LONGEST_NAME = 160
_DASH = re.compile(r" ?[-–—] ?")
_LONGEST_DASH = 3


@dataclass(frozen=True, slots=True)
class Session:
    """A session as the post names it.

    `listed` are several that one clause names; `trip` says that the clause tells of going to them.
    """

    name: Phrase
    organisations: tuple[OrganisationMatch, ...] = ()
    parties: tuple[Phrase, ...] = ()
    trip: bool = False
    listed: tuple["Session", ...] = ()


def find_sessions(reading: Reading, clause: Clause, start: int, stop: int) -> Session | None:
    """Return the session that the words between two offsets tell of, or the list of several, else None."""
    if clause.head.kind not in _SESSION_KINDS:
        return None
    text = reading.text
    attend = cue_pattern("clause", "attend").search(text, start, stop)
    if attend and starting_within(reading.namings, attend.end(), attend.end() + 2):
        attend = None
    left = attend.end() if attend else start
    takes_place = shape("takes_place").search(text, clause.head.stop, stop)
    bodies = _bodies(reading, left, stop)
    named = cue_pattern("clause", "session").search(text, left, stop)
    crowd = cue_pattern("clause", "groups").search(text, left, stop)
    several = cue_pattern("clause", "plural_events").search(text, left, stop)
    listed = (
        _listed(reading, several.start() if several else left, clause.stop)
        if several or _says_twice(text, left, stop)
        else ()
    )
    if clause.head.kind == "ceremony":
        return Session(_name(text, clause, attend, clause.head.start, stop), bodies)
    nobody = not starting_within(reading.namings, left, stop)
    held = (takes_place and (named or crowd)) or (named and nobody)
    if not (bodies and (attend or named or crowd or takes_place)) and not (attend and (named or crowd)) and not held:
        return None
    first = named.start() if named else min([body.start for body in bodies], default=clause.head.start)
    name = _name(text, clause, attend, first, stop)
    trip = bool(attend and several and not crowd_meets(text, several))
    return Session(name, bodies, _partners(reading, bodies), trip, listed)


def _says_twice(text: str, start: int, stop: int) -> bool:
    """Tell whether two sessions are named one by one: `the X meeting and the Y ministerial`."""
    return len(shape("session_noun").findall(text[start:stop])) > 1


def crowd_meets(text: str, several: re.Match[str]) -> bool:
    """Tell whether the plural is only part of a name, as in `Annual Meetings of the Board`."""
    return (
        text[several.start()].isupper()
        and several.end() < len(text)
        and text[several.end() : several.end() + 3] == " of"
    )


def _bodies(reading: Reading, start: int, stop: int) -> tuple[OrganisationMatch, ...]:
    """Return the bodies named between two offsets, each once, without those that a person stands for."""
    found: dict[str, OrganisationMatch] = {}
    for body in starting_within(reading.organisations, start, stop):
        if reading.named_people.around(body.start) is None:
            found.setdefault(body.code, body)
    return tuple(found.values())


def _listed(reading: Reading, start: int, stop: int) -> tuple[Session, ...]:
    bodies = _bodies(reading, start, stop)
    items = []
    for body in bodies:
        partners = _partners(reading, (body,))
        if partners or cue_pattern("clause", "session").search(body.text) or body.text.isupper():
            first = min([body.start, *(partner.start for partner in partners)])
            last = max([body.stop, *(partner.stop for partner in partners)])
            items.append(Session(Phrase(reading.text[first:last], first, last), (body,), partners))
    return tuple(items) if len(items) > 1 else ()


def _partners(reading: Reading, bodies: Sequence[OrganisationMatch]) -> tuple[Phrase, ...]:
    """Return the countries that a dash or a hashtag joins to a body: Russia-ASEAN, #IndiaEU."""
    return tuple(
        Phrase(country.text, country.start, country.stop)
        for body in bodies
        for country in _beside(reading, body)
        if _is_joined(reading.text, body, country)
    )


def _beside(reading: Reading, body: OrganisationMatch) -> Iterator[CountryMatch]:
    """Yield the countries that stand next to a body."""
    before = standing_at(reading.countries, body.start - 1)
    for gap in range(2, _LONGEST_DASH + 2):
        before = before or standing_at(reading.countries, body.start - gap)
    if before:
        yield before
    yield from starting_within(reading.countries, body.stop, body.stop + _LONGEST_DASH + 1)


def _is_joined(text: str, body: OrganisationMatch, country: CountryMatch) -> bool:
    first, second = sorted(((country.start, country.stop), (body.start, body.stop)))
    gap = text[first[1] : second[0]]
    return _DASH.fullmatch(gap) is not None if gap else country.form is CountryForm.HASHTAG and first[1] == second[0]


def _name(text: str, clause: Clause, attend: re.Match[str] | None, first: int, stop: int) -> Phrase:
    """Return the words of the session's name around `first`."""
    left = attend.end() if attend and attend.end() <= first else clause.start
    if not attend or attend.end() > first:
        for match in shape("session_left").finditer(text, clause.start, first):
            left = match.end()
    after = max(first, clause.head.stop) if clause.head.start < stop else first
    right = shape("session_right").search(text, after, stop)
    last = min(right.start() if right else stop, left + _LONGEST_NAME)
    words = text[left:last]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    while (article := shape("session_lead").match(words)) is not None:
        lead += article.end()
        words = words[article.end() :]
    start = left + lead
    parted = re.search(r" [–—] ", words)
    words = (words[: parted.start()] if parted else words).rstrip(" .,;:(–-")
    return Phrase(text[start : start + len(words)], start, start + len(words))
