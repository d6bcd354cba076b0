"""Sessions that have a name or a convening body: what is attended, and lists of several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.elements import Phrase
from transforms.gazetteer.cues import cue_pattern
from transforms.gazetteer.organisations import OrganisationMatch
from transforms.grammar.clauses import Clause
from transforms.grammar.reading import Reading

_SESSION_KINDS = frozenset(("meeting", "visit", "arrival", "ceremony", "departure", "talk"))
_LEFT = re.compile(r"(?:, |: |\b(?:at|during|for|to|hosted|hosts|host|in|of|with|hold|holds|held|a|an|the|between) )", re.IGNORECASE)
_RIGHT = re.compile(
    r"\n|, (?!and )|\.(?=\s|$)|[:;]| \((?=[^)]*\d)| (?:was|were|is|are|will|has|have|took|takes|began|opened|concluded|held|hosted|chaired)\b"
    r"| (?:on behalf of|hosted by|given by|to be|we|he|she|they|I|who|which|that|where|on the (?:sidelines|margins))\b"
    r"| (?:in|at) (?:the )?(?=[A-Z])| (?:on|from) (?=[A-Z\d]\w* ?\d)| to (?=[a-z]+ )| and (?=[A-Z#])"
)
_ARTICLE = re.compile(r"^(?:(?:of|under|at) (?:the )?(?:agenda (?:item \d+ )?)?|the|a|an|his|her|their|its|regular|annual)\s+", re.IGNORECASE)
_TAKES_PLACE = re.compile(
    r"\b(?:(?:was|is|were|are|will be|to be|being|be) (?:held|hosted|convened)|(?:took|takes|take|taking) place|kicks? off|opens|opened|concluded|convenes?)\b"
)
_LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class Session:
    """A session as the post names it; `listed` are several that one clause names, `trip` where the clause tells of going to them."""

    name: Phrase
    organisations: tuple[OrganisationMatch, ...] = ()
    parties: tuple[Phrase, ...] = ()
    trip: bool = False
    listed: tuple["Session", ...] = ()


def find_sessions(reading: Reading, clause: Clause, start: int, stop: int) -> Session | None:
    """Return the session that the words between two offsets tell of, or the list of several; None where two sides just meet."""
    if clause.head.kind not in _SESSION_KINDS:
        return None
    text = reading.text
    attend = cue_pattern("clause", "attend").search(text, start, stop)
    left = attend.end() if attend else start
    takes_place = _TAKES_PLACE.search(text, clause.head.stop, stop)
    bodies = _bodies(reading, left, stop)
    named = cue_pattern("clause", "session").search(text, left, stop)
    crowd = cue_pattern("clause", "groups").search(text, left, stop)
    several = cue_pattern("clause", "plural_events").search(text, left, stop)
    listed = _listed(reading, several.start() if several else left, clause.stop) if several or _says_twice(text, left, stop) else ()
    if clause.head.kind == "ceremony":
        return Session(_name(text, clause, attend, clause.head.start, stop), bodies)
    nobody = not any(left <= span[0] < stop for person in reading.people for span in person.spans)
    held = (takes_place and (named or crowd)) or (named and nobody)
    if not (bodies and (attend or named or crowd or takes_place)) and not (attend and (named or crowd)) and not held:
        return None
    first = named.start() if named else min([body.start for body in bodies], default=clause.head.start)
    name = _name(text, clause, attend, first, stop)
    trip = bool(attend and several and not crowd_meets(text, several))
    return Session(name, bodies, _partners(reading, bodies), trip, listed)


def _says_twice(text: str, start: int, stop: int) -> bool:
    """Tell whether two sessions are named one by one: `the X meeting and the Y ministerial`."""
    return len(re.findall(r"\b(?:meeting|ministerial|summit|session)\b", text[start:stop], re.IGNORECASE)) > 1


def crowd_meets(text: str, several: re.Match[str]) -> bool:
    """Tell whether the plural is only part of a name, as in `Annual Meetings of the Board`."""
    return text[several.start()].isupper() and several.end() < len(text) and text[several.end() : several.end() + 3] == " of"


def _bodies(reading: Reading, start: int, stop: int) -> tuple[OrganisationMatch, ...]:
    """Return the bodies named between two offsets, each once, without those that a person stands for."""
    spans = [span for person in reading.people for span in person.spans]
    found: dict[str, OrganisationMatch] = {}
    for body in reading.organisations:
        if start <= body.start < stop and not any(left <= body.start < right for left, right in spans):
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
    found = []
    for body in bodies:
        for country in reading.countries:
            gap = reading.text[country.stop : body.start] if country.stop <= body.start else reading.text[body.stop : country.start]
            if len(gap) <= 3 and gap.strip() in ("", "-", "–", "—") and (gap or country.form == "hashtag"):  # noqa: PLR2004 (a dash)
                if gap != " ":
                    found.append(Phrase(country.text, country.start, country.stop))
    return tuple(found)


def _name(text: str, clause: Clause, attend: re.Match[str] | None, first: int, stop: int) -> Phrase:
    """Return the words of the session's name around `first`."""
    left = attend.end() if attend and attend.end() <= first else clause.start
    if not attend or attend.end() > first:
        for match in _LEFT.finditer(text, clause.start, first):
            left = match.end()
    right = _RIGHT.search(text, max(first, clause.head.stop if clause.head.start < stop else first), stop)
    last = min(right.start() if right else stop, left + _LONGEST_NAME)
    words = text[left:last]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    while (article := _ARTICLE.match(words)) is not None:
        lead += article.end()
        words = words[article.end() :]
    start = left + lead
    parted = re.search(r" [–—] ", words)
    words = (words[: parted.start()] if parted else words).rstrip(" .,;:(–-")
    return Phrase(text[start : start + len(words)], start, start + len(words))
