"""Offices and honorifics: how texts word them, and what they are called as a standard.

Countries and organisations inside a title (`Minister of Foreign Affairs of the Republic of …`, `the Lao Foreign
Minister`) are no part of it; the caller composes them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from transforms.gazetteer.lexicon import Found, Lexicon, capitals_suffice
from transforms.gazetteer.offices import Office, honorifics, offices, tail_pattern, tidy_tail

_JOIN = re.compile(r"(?:,\s(?:and\s)?|\s?/\s?|\s(?:and|&|cum)\s)(?:also\s)?(?=[^\W\d_])")
_MOST_TITLES = 5
_LONGEST = 300
_SMALL = frozenset(
    (
        "of",
        "for",
        "and",
        "the",
        "to",
        "at",
        "in",
        "on",
        "de",
        "facto",
        "without",
        "di",
        "d",
        "affaires",
        "ad",
        "interim",
        "by",
        "with",
    )
)
_CLOCK = re.compile(r"[0-9]\s?$")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """One or more titles of one bearer, or of a group: `text == whole[start:stop]`.

    `titles` are standard forms in the singular. `capitalised` is False where a word of it stands in small letters
    (`the foreign minister`); `relational` where it names an office by relation (`counterpart`).
    """

    start: int
    stop: int
    text: str
    titles: tuple[str, ...]
    capitalised: bool = True
    relational: bool = False
    plural: bool = False


@lru_cache(maxsize=64)
def find_titles(text: str) -> tuple[TitleMatch, ...]:
    """Return the titles of a text in order; titles joined by `and`, a comma or a slash are one match."""
    return tuple(_joined(text))


@lru_cache(maxsize=8192)
def standard_title(words: str) -> str:
    """Return the standard form of a title, several joined by `; `; an unknown title is only tidied."""
    plain = re.sub(r"^the\s+", "", " ".join(words[:_LONGEST].split()).strip(" ,;"), flags=re.IGNORECASE)
    found = find_titles(plain)
    if len(found) == 1 and (found[0].start, found[0].stop) == (0, len(plain)):
        return "; ".join(dict.fromkeys(found[0].titles))
    return plain.title() if plain.islower() or plain.isupper() else plain


@lru_cache(maxsize=8192)
def is_plural_title(words: str) -> bool:
    """Say whether the words name several bearers: `foreign ministers`, `leaders`, `heads of delegations`."""
    return any(found.plural for found in find_titles(words[:_LONGEST]))


HONORIFICS = honorifics()


@cache
def honorific_pattern() -> re.Pattern[str]:
    """Return the pattern of one honorific, with or without its full stop."""
    wordings = {wording.rstrip(".") for wording in HONORIFICS}
    options = "|".join(re.escape(wording) for wording in sorted(wordings, key=len, reverse=True))
    return re.compile(rf"(?:{options})\.?")


@cache
def long_honorific_pattern() -> re.Pattern[str]:
    """Return the pattern of an honorific of several words: `His Excellency`."""
    long = (wording for wording in HONORIFICS if " " in wording)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(wording) for wording in long)})(?!\w)")


@cache
def short_honorific_pattern() -> re.Pattern[str]:
    """Return the pattern of an honorific at the end of a stretch whose full stop ends no sentence: `Amb. `."""
    short = sorted((wording for wording in HONORIFICS if wording.endswith(".")), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(re.escape(wording) for wording in short)})\s*$")


def strip_honorifics(name: str) -> str:
    """Return the name without the honorifics before and after it; one that has nothing else stays as it is."""
    plain = " ".join(name.split())
    before = re.match(rf"(?:(?:{honorific_pattern().pattern})(?:,?\s|$))+", plain)
    rest = plain[before.end() :] if before else plain
    after = re.search(r",?\s(?:Jr\.?|Ph\.?D\.?|Esq\.?|MP|KC)$", rest)
    rest = rest[: after.start()] if after else rest
    return rest.strip(" ,") or plain


@cache
def _known() -> Lexicon[Office]:
    return Lexicon(offices(), any_case=True)


def _joined(text: str) -> Iterator[TitleMatch]:
    """Yield the titles, those of one bearer together."""
    held: list[TitleMatch] = []
    for title in _single(text):
        if held and (not _belongs(text, held, title)):
            yield _merged(text, held)
            held = []
        held.append(title)
    if held:
        yield _merged(text, held)


def _belongs(text: str, held: list[TitleMatch], title: TitleMatch) -> bool:
    if len(held) == _MOST_TITLES or title.plural != held[-1].plural or title.capitalised != held[-1].capitalised:
        return False
    joint = _JOIN.match(text, held[-1].stop)
    return joint is not None and joint.end() == title.start


def _merged(text: str, held: list[TitleMatch]) -> TitleMatch:
    start, stop = held[0].start, held[-1].stop
    titles = tuple(dict.fromkeys(title for match in held for title in match.titles))
    return replace(held[0], stop=stop, text=text[start:stop], titles=titles)


def _single(text: str) -> Iterator[TitleMatch]:
    covered = 0
    for found in _known().scan(text):
        office = found.value
        if found.start < covered or not _is_meant(text, found, office):
            continue
        tail = tail_pattern(office.tails).match(text, found.stop) if office.tails else None
        if tail is None and office.needs_tail:
            continue
        stop = tail.end() if tail else found.stop
        standard = office.standard + tidy_tail(office, tail[0]) if tail else office.standard
        covered = stop
        words = text[found.start : stop]
        yield TitleMatch(
            found.start, stop, words, (standard,), _is_capitalised(words), office.is_relation, office.is_plural
        )


def _is_meant(text: str, found: Found[Office], office: Office) -> bool:
    written = text[found.start : found.stop]
    if not office.standard:
        return False
    if written in ("PM", "FM"):
        return (
            not _CLOCK.search(text, max(0, found.start - 3), found.start) and not text[found.stop + 1 :][:1].isdigit()
        )
    return not office.needs_capitals or capitals_suffice(found.name, written)


def _is_capitalised(words: str) -> bool:
    return all(word[0].isupper() or word in _SMALL for word in re.findall(r"[^\W\d_]+", words))
