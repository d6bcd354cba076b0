"""Hashtags, and the known names of which they are made."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from transforms.gazetteer.lexicon import fold

Value = TypeVar("Value")

_HASHTAG = re.compile(r"#(\w{1,120})")
_PIECE = re.compile(r"[A-ZÀ-Þ]{2,}s?(?=[A-ZÀ-Þ][a-zß-ÿ]|[\d_]|$)|[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+|\d+|[^\W\d_]+?")
_MOST_PIECES = 6


@dataclass(frozen=True, slots=True)
class Part(Generic[Value]):
    """A known name inside a hashtag; the offsets are those of the text."""

    start: int
    stop: int
    value: Value


def compact(words: str) -> str:
    """Return the words as they stand in a hashtag: letters and digits only, folded."""
    return "".join(fold(word) for word in re.findall(r"[^\W_]+", words))


def find_parts(text: str, known: Callable[[str], Value | None]) -> Iterator[Part[Value]]:
    """Yield the known names in the hashtags of a text.

    Names are told apart by their capitals (`#BrazilCapeVerde`), by underscores, or, in hashtags without inner capitals,
    by being known from end to end. `known` takes the letters as written.
    """
    for tag in _HASHTAG.finditer(text):
        whole = known(tag[1])
        if whole is not None:
            yield Part(tag.start(1), tag.end(1), whole)
            continue
        pieces = [piece.span() for piece in _PIECE.finditer(tag[1])]
        parts = list(_by_capitals(tag[1], pieces, known)) if len(pieces) > 1 else _by_coverage(tag[1], known)
        for start, stop, value in parts:
            yield Part(tag.start(1) + start, tag.start(1) + stop, value)


def _by_capitals(
    tag: str, pieces: list[tuple[int, int]], known: Callable[[str], Value | None]
) -> Iterator[tuple[int, int, Value]]:
    first = 0
    while first < len(pieces):
        for last in range(min(first + _MOST_PIECES, len(pieces)) - 1, first - 1, -1):
            start, stop = pieces[first][0], pieces[last][1]
            value = known(tag[start:stop])
            if value is not None:
                yield start, stop, value
                first = last
                break
        first += 1


def _by_coverage(tag: str, known: Callable[[str], Value | None]) -> list[tuple[int, int, Value]]:
    """Return the names of which the whole hashtag is made, each of four letters or more, or nothing."""
    found: list[list[tuple[int, int, Value]] | None] = [[], *[None] * len(tag)]
    for stop in range(4, len(tag) + 1):
        for start in range(max(0, stop - 30), stop - 3):
            before = found[start]
            if before is not None and (value := known(tag[start:stop])) is not None:
                found[stop] = [*before, (start, stop, value)]
                break
    return found[len(tag)] or []
