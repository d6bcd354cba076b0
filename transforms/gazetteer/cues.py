"""The words that tell of events: verbs and nouns by kind, tenses, genres, and how clauses hang together."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# Bounded, so that a pattern that begins with it takes time in proportion to the text.
_SPACE = r"[ \t\u00a0]{1,16}"
_REACH = 240
"""More signs than the words that any shape with an end takes."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell of an event of some kind; the lowest `rank` names the kind of a clause with several."""

    kind: str
    rank: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    rank: int
    pattern: re.Pattern[str]


@cache
def _lexicon() -> dict[str, object]:
    """Read the lexicon once a process."""
    return tomllib.loads(files("transforms.gazetteer").joinpath("data/cues.toml").read_text(encoding="utf-8"))


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that finds any of the phrases as whole words, whatever the case and the white space."""
    alternatives = "|".join(phrase.replace(" ", _SPACE) for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)", re.IGNORECASE)


@cache
def cue_pattern(table: str, name: str) -> re.Pattern[str]:
    """Return the pattern of one list of the lexicon, such as `status.planned` or `clause.topic`.

    Raises:
        KeyError: The lexicon has no such list.
    """
    entries = _lexicon()[table]
    if not isinstance(entries, dict):
        raise KeyError(table)
    return compile_phrases(entries[name])


@cache
def shape(name: str) -> re.Pattern[str]:
    """Return a pattern of the grammar that holds words, such as `takes_place`; it adds no word boundaries.

    Raises:
        KeyError: The lexicon has no such shape.
    """
    entries = _lexicon()["shape"]
    if not isinstance(entries, dict):
        raise KeyError("shape")
    return re.compile("|".join(phrase.replace(" ", _SPACE) for phrase in entries[name]), re.IGNORECASE)


def precedes(pattern: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return the match of a pattern that ends in `$` right before an offset, looking back as far as one may reach."""
    return pattern.search(text, max(start, stop - _REACH), stop)


def first_before(pattern: re.Pattern[str], text: str, stretch: tuple[int, int], stop: int) -> re.Match[str] | None:
    """Return the first match of a stretch that ends before an offset; the stretch is searched once."""
    first = _first(pattern, text, *stretch)
    if first is None or first.start() >= stop:
        return None
    return first if first.end() <= stop else pattern.search(text, first.start(), stop)


@lru_cache(maxsize=64)
def _first(pattern: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    return pattern.search(text, start, stop)


def opening(pattern: re.Pattern[str], text: str, stretch: tuple[int, int], stop: int) -> re.Match[str] | None:
    """Return the match at the start of a stretch that ends before an offset; the stretch is read once."""
    first = _opening(pattern, text, *stretch)
    return first if first is None or first.end() <= stop else pattern.match(text, stretch[0], stop)


@lru_cache(maxsize=64)
def _opening(pattern: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    return pattern.match(text, start, stop)


@cache
def _families() -> tuple[_Family, ...]:
    """Compile the kinds, most decisive first."""
    entries = _lexicon()["kind"]
    if not isinstance(entries, list):
        raise KeyError("kind")
    found = [_Family(entry["name"], entry["rank"], compile_phrases(entry["say"])) for entry in entries]
    return tuple(sorted(found, key=_by_rank))


def _by_rank(family: _Family) -> int:
    return family.rank


def find_cues(text: str) -> Iterator[Cue]:
    """Yield the words that tell of events, most decisive kinds first, in the order of the text within a kind."""
    for family in _families():
        for match in family.pattern.finditer(text):
            yield Cue(family.name, family.rank, match.start(), match.end())


@cache
def no_name() -> re.Pattern[str]:
    """Return the pattern of capitalised words that are no part of a person's name; match it against one whole word."""
    return re.compile("|".join(f"(?:{word})" for word in _names()["never"]), re.IGNORECASE)


@cache
def particles() -> frozenset[str]:
    """Return the small words that stand inside names: bin, van, de."""
    return frozenset(_names()["particles"])


def _names() -> dict[str, list[str]]:
    entries = _lexicon()["names"]
    if not isinstance(entries, dict):
        raise KeyError("names")
    return entries
