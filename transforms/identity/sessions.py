"""Sessions of organisations: which body meets, with whom from outside, at which level and on what topic."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.elements import Kind
from transforms.gazetteer.organisations import find_organisations, organisation_of, session_level

_WORD = re.compile(r"[^\W_]+(?:['’+-][^\W_]+)*")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b(?!\s+anniversary)", re.IGNORECASE)
_TOPIC = re.compile(r"\b(?:on|about|entitled|titled)\s+(?!the (?:sidelines|margins))(.{3,300})", re.IGNORECASE)
_LONGEST = 300
_SUMMIT = re.compile(r"\b(?:president|prime minister|chancellor|king|emir|sultan|head of (?:state|government))\b")
_DIPLOMAT = re.compile(r"\b(?:minister (?:of|for) (?:foreign|external)|foreign minister|secretary of state)\b")
_LESSER = re.compile(r"\b(?:vice|deputy|assistant|former)\b")
# What sort of gathering it is, and not at which rank: posts word one session now this way, now that.
_FORMS = frozenset(
    {
        "conference",
        "council session",
        "forum",
        "general assembly",
        "review conference",
        "security council",
        "strategic dialogue",
    }
)
_SAME_RANK = {"post ministerial conference": "ministerial"}
# Bodies that meet partners as a body; elsewhere a party that is no member is a guest of the same session.
_WITH_PARTNERS = frozenset({"alliance", "bloc"})
# Words that sessions of every body share, and that tell no two of them apart.
_COMMON = re.compile(
    r"(?:an?|and|at|by|for|from|in|of|on|the|to|with|annual|regular|meetings?|sessions?|conference|events?|high|level|"
    r"ministerial|ministers?|foreign|post|opening|summit|states?|members?)\Z"
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


def session_of(
    kind: Kind,
    organisations: Sequence[str],
    countries: Iterable[str],
    event_name: str | None,
    roles: Iterable[str | None],
) -> Session | None:
    """Return the session that a mention tells of; None where no body convenes it."""
    if kind is not Kind.MULTILATERAL_MEETING or not organisations:
        return None
    name = (event_name or "")[:_LONGEST]
    code = _convening(name, organisations)
    worded = worded_level(name)
    return Session(
        organisation=code,
        outsiders=_outsiders(code, countries),
        level=worded or _level_of_roles(roles),
        is_worded=worded is not None,
        ordinal=ordinal_of(name),
        topic=_topic_words(name),
    )


def bodies_in(text: str) -> tuple[str, ...]:
    """Return the codes of the bodies that a text names, in the order of the text."""
    return tuple(dict.fromkeys(match.code for match in find_organisations(text[:_LONGEST])))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that may tell one session from another."""
    return frozenset(word for word in _WORD.findall(text[:_LONGEST].casefold()) if not _COMMON.match(word))


def naming_words_of(text: str) -> frozenset[str]:
    """Return such words with the code of a body for whatever it is called, and without the number of a session."""
    text = text[:_LONGEST]
    for match in reversed(find_organisations(text)):
        text = f"{text[: match.start]}{match.code}{text[match.stop :]}"
    return words_of(_ORDINAL.sub(" ", text))


def ordinal_of(name: str) -> int | None:
    """Return the number of a session, where its name has one."""
    found = _ORDINAL.search(name)
    return int(found[1]) if found else None


def worded_level(name: str) -> str | None:
    """Return the rank that the words of a session name; those of a body's own name (a `summit`) do not count."""
    name = name[:_LONGEST]
    for match in reversed(find_organisations(name)):
        name = f"{name[: match.start]} {name[match.stop :]}"
    level = session_level(name)
    return None if level is None or level in _FORMS else _SAME_RANK.get(level, level)


def _topic_words(name: str) -> frozenset[str]:
    """Return the words of what a session is on."""
    found = _TOPIC.search(name)
    return words_of(found[1]) if found else frozenset()


def _convening(name: str, organisations: Sequence[str]) -> str:
    """Return the body that a session is of: the first that its name names, else the first code."""
    return next((code for code in bodies_in(name) if code in organisations), min(organisations))


def _outsiders(code: str, countries: Iterable[str]) -> tuple[str, ...]:
    """Return the partners that a bloc meets: the parties that are no members."""
    organisation = organisation_of(code)
    if organisation is None or organisation.kind not in _WITH_PARTNERS or not organisation.members:
        return ()
    return tuple(sorted(set(countries) - organisation.members))


def _level_of_roles(roles: Iterable[str | None]) -> str | None:
    """Return the level that the highest of those who take part stand for."""
    offices = [office.strip().casefold() for role in roles for office in (role or "").split(";")]
    full = [role for role in offices if not _LESSER.search(role)]
    if any(_SUMMIT.search(role) for role in full):
        return "summit"
    return "ministerial" if any(_DIPLOMAT.search(role) for role in full) else None
