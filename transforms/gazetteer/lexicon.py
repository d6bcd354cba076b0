"""Names in running text: the longest known name at every word, found in one pass over the words.

Letters are compared folded (case and accents off); whether the capitals suffice is decided on the words as written, so
that the bird is not the country. Spaces, single line breaks and hyphens between two words are the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(_LETTERS)
_NEXT = re.compile(
    r"([ \t\u00a0\u202f]{1,2}|[ \t]?\r?\n[ \t]?|[-‐‑]|['’ʼ‘ʻ`]|\.[ \u00a0]?|,[ \u00a0]|[ \u00a0]&[ \u00a0]"
    r"|[ \u00a0]?\+[ \u00a0]?)"
    rf"({_LETTERS})"
)
_QUOTES = frozenset("'’ʼ‘ʻ`")
# Links and handles are no prose: the ending of a host name is no country. Hashtags are read on their own.
_LINK = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|[@#]\w+|\b[\w-]{1,60}\.(?:com|org|net|int|gov|ru|info)\b(?:/\S{0,500})?"
)
_UNDECOMPOSED = str.maketrans("ıøØłŁđĐ", "ioOlLdD")
_END = ""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_UNDECOMPOSED))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def rows(file: str, columns: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a data file: columns between `|`, `#` opens a comment line, missing last columns are empty."""
    for line in (files("transforms.gazetteer") / "data" / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            yield tuple(cells + [""] * (columns - len(cells)))


def items(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell, which stand between semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """One name in a text, the name as listed, and what it stands for."""

    start: int
    stop: int
    name: str
    value: Value


class Lexicon(Generic[Value]):
    """Known names; where two differ in their capitals alone, the one whose capitals fit the text counts."""

    def __init__(self, names: Iterable[tuple[str, Value]], *, any_case: bool = False) -> None:
        """Take names and what they stand for; `any_case` finds all but acronyms in small letters too."""
        self._root: dict[str, Any] = {}
        self._any_case = any_case
        for name, value in names:
            self._add(name, name, value)
            if " and " in name:
                self._add(name.replace(" and ", " & "), name, value)

    def get(self, words: str) -> tuple[tuple[str, Value], ...]:
        """Return every listed name, with its value, that is exactly these words, whatever the capitals."""
        node = self._root
        for key in _keys(words.strip()):
            if key not in node:
                return ()
            node = node[key]
        return tuple(node.get(_END, ()))

    def scan(self, text: str) -> Iterator[Found[Value]]:
        """Yield the names of a text from left to right, the longest at each place, none inside another."""
        stop = 0
        links = _LINK.finditer(text)
        link = next(links, None)
        for word in _WORD.finditer(text):
            start = word.start()
            while link and link.end() <= start:
                link = next(links, None)
            if start < stop or (link and link.start() <= start):
                continue
            node = self._root.get(fold(word[0]))
            found = node and self._longest(text, start, word.end(), node)
            if found:
                stop = found.stop
                yield found

    def _add(self, spelling: str, name: str, value: Value) -> None:
        node = self._root
        for key in _keys(spelling):
            node = node.setdefault(key, {})
        ends = node.setdefault(_END, [])
        ends.insert(0 if name.endswith("+") else len(ends), (name, value))

    def _longest(self, text: str, start: int, stop: int, node: dict[str, Any]) -> Found[Value] | None:
        best = None
        while True:
            for name, value in node.get(_END, ()):
                if name.endswith("+") and not text.startswith("+", stop):
                    continue
                if (self._any_case and not name.isupper()) or capitals_suffice(name, text[start:stop]):
                    end = stop + (name[-1] in ".+" and text.startswith(name[-1], stop))
                    best = Found(start, end, name, value)
                    break
            following = _NEXT.match(text, stop)
            step = node.get(_key(following[1], following[2])) if following else None
            if following is None or step is None:
                return best
            node, stop = step, following.end()


def capitals_suffice(name: str, written: str) -> bool:
    """Say whether the words as written have a capital wherever the listed name has one; all capitals always do."""
    if written.isupper():
        return True
    if name.isupper():
        return False
    pairs = zip(_WORD.findall(name), _WORD.findall(written), strict=False)
    return all(written_word[0].isupper() for word, written_word in pairs if word[0].isupper())


def _key(gap: str, word: str) -> str:
    if gap in _QUOTES:
        return "'" + fold(word)
    for sign in "&+":
        if sign in gap:
            return sign + fold(word)
    return (gap[0] if gap[0] in ".," else " ") + fold(word)


def _keys(words: str) -> Iterator[str]:
    first = _WORD.search(words)
    if first is None:
        yield "?"
        return
    yield fold(first[0])
    stop = first.end()
    while following := _NEXT.match(words, stop):
        yield _key(following[1], following[2])
        stop = following.end()
    if words[stop:].strip(".+ "):
        yield "?"
