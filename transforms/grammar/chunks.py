"""A text as a string of chunk letters, so that the grammar of titles, countries and names is a regular expression.

One letter stands for one chunk: T title, C country, O organisation, K capital, N possible name, G group of people,
f "of", t article, c comma, s possessive, a "and", o "to", d dash, p and q parentheses, h honorific,
e organ of a party, | end of a line or sentence, x anything else.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.gazetteer.cues import cue_pattern

_REST = re.compile(r"\n|[.!?](?=\s|$)|[^\W_]+(?:[.\-][^\W_]+)*|[’']s\b|[’']|[^\w\s]")
_SMALL = {
    **dict.fromkeys(("of", "for"), "f"),
    **dict.fromkeys(("the", "a", "an"), "t"),
    **dict.fromkeys(("and", "&"), "a"),
    **dict.fromkeys(("’s", "'s", "’", "'"), "s"),
    **dict.fromkeys(("-", "–", "—", "/"), "d"),
    **dict.fromkeys(("\n", ".", "!", "?"), "|"),
    "to": "o",
    ",": "c",
    "(": "p",
    ")": "q",
}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of text and the letter it stands as."""

    letter: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Chunks:
    """All chunks of a text; `letters[i]` is the letter of `chunks[i]`."""

    letters: str
    chunks: tuple[Chunk, ...]


def chunk(text: str, known: Iterable[Chunk], honorifics: re.Pattern[str]) -> Chunks:
    """Return the chunks of a text, given those that are known; the earlier and longer of two that overlap stays."""
    chosen: list[Chunk] = []
    end = 0
    for candidate in sorted(known, key=_by_start):
        if candidate.start >= end:
            chosen.append(candidate)
            end = candidate.stop
    found: list[Chunk] = []
    position = 0
    for candidate in chosen:
        found.extend(_rest(text, position, candidate.start, honorifics))
        found.append(candidate)
        position = candidate.stop
    found.extend(_rest(text, position, len(text), honorifics))
    return Chunks("".join(piece.letter for piece in found), tuple(found))


def _by_start(candidate: Chunk) -> tuple[int, int]:
    return candidate.start, -candidate.stop


def _rest(text: str, start: int, stop: int, honorifics: re.Pattern[str]) -> Sequence[Chunk]:
    groups = cue_pattern("clause", "groups")
    found: list[Chunk] = []
    for match in _REST.finditer(text, start, stop):
        word = match.group()
        if word == "." and found and found[-1].letter == "h" and found[-1].stop == match.start():
            continue
        letter = _SMALL.get(word.casefold())
        if letter is None:
            letter = "h" if honorifics.fullmatch(word) else "G" if groups.fullmatch(word) else "x"
        found.append(Chunk(letter, match.start(), match.end()))
    return found
