"""Organisations, blocs and formats; and the level of session that words name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.gazetteer.hashtags import compact, find_parts
from transforms.gazetteer.lexicon import Lexicon, capitals_suffice, items, rows
from transforms.gazetteer.surroundings import is_shouted

_FLAGS = re.compile("\U0001f1ea\U0001f1fa|\U0001f1fa\U0001f1f3")
# The letters of flags pair from the start of their run.
_PAIRS = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_LONGEST = 200
_NONE = "-"
# A bare acronym of this many letters must stand in capitals wherever it is met.
_SHORT = 5
_SHORTEST_SMALL = 4


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body of states, or one that they made; members are alpha-3, empty where nearly all or none are."""

    code: str
    name: str
    kind: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """An organisation named in a text: `text == whole[start:stop]`."""

    start: int
    stop: int
    text: str
    code: str


@cache
def organisations() -> dict[str, Organisation]:
    """Return all organisations by code."""
    found: dict[str, Organisation] = {}
    for code, name, kind, members, _ in rows("organisations.psv", 5):
        if code == _NONE:
            continue
        codes: set[str] = set()
        for member in members.split():
            codes |= found[member[1:]].members if member.startswith("@") else {member}
        found[code] = Organisation(code, name, kind, frozenset(codes))
    return found


@cache
def seats() -> dict[str, str]:
    """Return the cities in which organisations sit, by code."""
    return {organisation: city for organisation, city, *_ in rows("seats.psv", 2)}


@lru_cache(maxsize=8192)
def organisation_of(words: str) -> Organisation | None:
    """Return the organisation of exactly this name, acronym, flag or hashtag."""
    plain = re.sub(r"['’]s?$", "", words.strip()[:_LONGEST].lstrip("#"))
    plain = re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE)
    if _FLAGS.fullmatch(plain):
        return organisations()[_code_of_flag(plain)]
    code = _exactly(plain)
    return organisations()[code] if code else None


@lru_cache(maxsize=64)
def find_organisations(text: str) -> tuple[OrganisationMatch, ...]:
    """Return the organisations that a text names, in words, flags and hashtags, in order."""
    found = [
        OrganisationMatch(name.start, name.stop, text[name.start : name.stop], name.value)
        for name in _sought().scan(text)
        if name.value != _NONE and not is_shouted(text, name.start, name.stop)
    ]
    found += [
        OrganisationMatch(pair.start(), pair.end(), pair[0], _code_of_flag(pair[0]))
        for pair in _PAIRS.finditer(text)
        if _FLAGS.fullmatch(pair[0])
    ]
    found += [
        OrganisationMatch(part.start, part.stop, text[part.start : part.stop], part.value)
        for part in find_parts(text, _code_in_hashtag)
    ]
    return tuple(sorted(found, key=lambda match: match.start))


@lru_cache(maxsize=8192)
def session_level(words: str) -> str | None:
    """Return the level of session that the words name (`summit`, `ministerial`, `senior officials`, …), or None."""
    for level, pattern in _levels():
        if pattern.search(words[:_LONGEST]):
            return level
    return None


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for level, wordings in rows("sessions.psv", 2):
        options = "|".join(re.escape(words).replace(r"\*", r"\w*") for words in items(wordings))
        found.append((level, re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE)))
    return tuple(found)


def _names() -> Iterator[tuple[str, str]]:
    for code, name, _, _, others in rows("organisations.psv", 5):
        for other in dict.fromkeys((name, *([] if code == _NONE else [code]), *items(others))):
            if not _FLAGS.fullmatch(other):
                yield other, code


@cache
def _known() -> Lexicon[str]:
    return Lexicon((name.lstrip("~"), code) for name, code in _names() if code != _NONE)


@cache
def _sought() -> Lexicon[str]:
    return Lexicon(_sought_names())


def _sought_names() -> Iterator[tuple[str, str]]:
    kept = {name[1:] for name, _ in _names() if name.startswith("~")}
    yield from ((name, code) for name, code in _names() if name[0] != "~" and name not in kept)


@cache
def _compact_names() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, code in _sought_names():
        if code != _NONE:
            found.setdefault(compact(name), (name, code))
    return found


def _exactly(plain: str) -> str | None:
    for name, code in _known().get(plain):
        if len(plain) > _SHORT or capitals_suffice(name, plain):
            return code
    return _code_in_hashtag(plain) if not re.search(r"\s", plain) and plain.isupper() else None


def _code_in_hashtag(letters: str) -> str | None:
    """Return the code for a part of a hashtag; a short one needs its capitals unless it is all small letters."""
    name, code = _compact_names().get(compact(letters), ("", None))
    small = letters.islower() and len(letters) >= _SHORTEST_SMALL
    return code if small or len(letters) > _SHORT or capitals_suffice(name, letters) else None


def _code_of_flag(flag: str) -> str:
    return "EU" if flag[0] == "\U0001f1ea" else "UN"
