"""Sessions of organisations: which body meets, with whom from outside, at which level, for which time, on what topic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.elements import Kind, Mention
from transforms.gazetteer.organisations import organisation_of, session_level

_WORD = re.compile(r"[^\W_]+(?:['’+-][^\W_]+)*")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b(?!\s+anniversary)", re.IGNORECASE)
_TOPIC = re.compile(r"\b(?:on|about|entitled|titled)\s+(?!the (?:sidelines|margins))(.{3,300})", re.IGNORECASE)
_LONGEST = 300
_NAME_WORDS = 7
_SUMMIT = re.compile(r"\b(?:president|prime minister|chancellor|king|emir|sultan|head of (?:state|government))\b")
_LESSER = re.compile(r"\b(?:vice|deputy|assistant|former)\b")
# Words that sessions of every body share, and that tell no two of them apart.
_COMMON = frozenset(
    "a an and at by for from in of on the to with annual regular meeting meetings session sessions conference event "
    "events high level ministerial ministers minister foreign post opening summit states member members".split()
)


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting of a body; `outsiders` are the parties that are not members of it, as in its meetings with a partner.

    `level` is summit, ministerial, …, or None where nothing tells; it `is_worded` where the words say so and not the
    rank of those who take part.
    """

    organisation: str
    outsiders: tuple[str, ...]
    level: str | None
    is_worded: bool
    ordinal: int | None
    topic: frozenset[str]


def session_of(mention: Mention) -> Session | None:
    """Return the session that a mention tells of; None where no body convenes it."""
    if mention.kind is not Kind.MULTILATERAL_MEETING or not mention.organisations:
        return None
    name = (mention.event_name or "")[:_LONGEST]
    code = _convening(name, mention.organisations)
    worded = session_level(_without_bodies(name)) if name else None
    return Session(
        organisation=code,
        outsiders=_outsiders(code, mention.countries),
        level=worded or _level_of_roles(mention),
        is_worded=worded is not None,
        ordinal=_ordinal(name),
        topic=topic_words(name),
    )


def bodies_in(text: str) -> tuple[str, ...]:
    """Return the codes of the bodies that a text names, in the order of the text; the longest name wins."""
    return tuple(dict.fromkeys(code for code, _, _ in _bodies(text[:_LONGEST])))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that may tell one session from another."""
    return frozenset(word for word in _WORD.findall(text[:_LONGEST].casefold()) if word not in _COMMON)


def topic_words(name: str) -> frozenset[str]:
    """Return the words of what a session is on."""
    found = _TOPIC.search(name)
    return words_of(found[1]) if found else frozenset()


def _convening(name: str, organisations: tuple[str, ...]) -> str:
    """Return the body that a session is of: the first that its name names, else the first code."""
    return next((code for code in bodies_in(name) if code in organisations), min(organisations))


def _outsiders(code: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties that are no members; none where the members are not known."""
    organisation = organisation_of(code)
    if organisation is None or not organisation.members:
        return ()
    return tuple(sorted(set(countries) - organisation.members))


def _ordinal(name: str) -> int | None:
    found = _ORDINAL.search(name)
    return int(found[1]) if found else None


def _level_of_roles(mention: Mention) -> str | None:
    """Return the level that the highest of those who take part stand for."""
    roles = [role.strip().casefold() for who in mention.participants for role in (who.role or "").split(";")]
    if any(_SUMMIT.search(role) and not _LESSER.search(role) for role in roles):
        return "summit"
    return "ministerial" if any("minister" in role and not _LESSER.search(role) for role in roles) else None


def _without_bodies(name: str) -> str:
    """Return a name without the names of bodies, whose own words (a `summit`) say nothing of the level."""
    for _, start, stop in sorted(_bodies(name), key=_start, reverse=True):
        name = f"{name[:start]} {name[stop:]}"
    return name


def _start(body: tuple[str, int, int]) -> int:
    return body[1]


@lru_cache(maxsize=4096)
def _bodies(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield code, start and stop of every body named in a text, longest names first at each word."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for length in range(min(_NAME_WORDS, len(words) - at), 0, -1):
            start, stop = words[at][0], words[at + length - 1][1]
            organisation = organisation_of(text[start:stop])
            if organisation is not None:
                yield organisation.code, start, stop
                at += length
                break
        else:
            at += 1
