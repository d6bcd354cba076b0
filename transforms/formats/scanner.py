"""Walk through a JSON text of any size and take out the values that are asked for, one after the other."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transforms.errors import UnusableError
from transforms.formats.source import LONGEST_LINE, Source, UnreadableError, undecodable

Path = tuple[str, ...]
"""The keys that lead to a value; ITEM stands for each element of an array."""

ITEM = "[]"
_MOST_BROKEN = 100  # in one text, as each is looked for again behind its first character
_SHOWN = 400
_LOOKED_BACK = 200  # characters, for the indentation of a line

_CLOSED_BY = {"{": "}", "[": "]"}
_SPACE = re.compile(r"[\s\ufeff]*")
_OUTSIDE = re.compile(r'(?:[^"\[\]{}]++|"(?:[^"\\\n]++|\\.)*+")*+', re.DOTALL)
_INSIDE = re.compile(r'(?:[^"\\\n]++|\\.)*+', re.DOTALL)
_SCALAR = re.compile(r'[^\s,:"\[\]{}]*')
_KEY = re.compile(r'"((?:[^"\\\n]++|\\.)*+)"\s*:')
_INDENTED = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the text writes it; a problem says why it cannot be told where it ends, or that it is too long."""

    path: Path
    text: str
    line: int
    last_line: int
    problem: str | None = None


class BrokenError(UnusableError):
    """A text is no JSON at a place; `line` says where."""

    def __init__(self, reason: str, line: int, shown: str) -> None:
        super().__init__(reason)
        self.line = line
        self.shown = shown


def scan(pieces: Iterator[str], opens: Callable[[Path], bool]) -> Iterator[Value]:
    """Yield the values of a JSON text, in their order.

    Several texts may follow each other. Commas too many or too few are no fault. Behind an element of an array that is
    broken the scan goes on where a line begins as that of the element did. Memory is bounded by the longest value.

    Args:
        pieces: The text, cut anywhere.
        opens: Whether a container at a path is walked through; what is not is yielded whole.

    Raises:
        BrokenError: What is left of the text cannot be walked through.
    """
    scanner = _Scanner(pieces, opens)
    while scanner.peek():
        yield from scanner.walk(())


def unbroken(source: Source, opens: Callable[[Path], bool]) -> Iterator[Value | UnreadableError]:
    """Yield the values of a file as `scan` does; in the end, where not all of it can be read, why."""
    try:
        yield from scan(source.pieces(), opens)
    except BrokenError as error:
        yield UnreadableError(f"{error}, and what follows cannot be read", f"line {error.line}", error.shown)
    except UnicodeDecodeError as error:
        yield undecodable(source, error)


class _Scanner:
    def __init__(self, pieces: Iterator[str], opens: Callable[[Path], bool]) -> None:
        self._pieces = pieces
        self._opens = opens
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._broken = 0

    def peek(self) -> str:
        """Return the next character that is no whitespace, or nothing at the end."""
        while True:
            found = _SPACE.match(self._buffer, self._at)
            self._advance(found.end() if found else self._at)
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def walk(self, path: Path) -> Iterator[Value]:
        """Yield the values of what begins here."""
        sign = self.peek()
        if sign == "{" and self._opens(path):
            yield from self._members(path)
        elif sign == "[" and self._opens(path):
            yield from self._items(path)
        elif sign in {"{", "["} or sign == '"':
            yield self._container(path)
        else:
            yield self._scalar(path)

    def _members(self, path: Path) -> Iterator[Value]:
        self._at += 1
        while (sign := self.peek()) != "}":
            if sign == ",":
                self._at += 1
            else:
                yield from self.walk((*path, self._key()))
        self._at += 1

    def _items(self, path: Path) -> Iterator[Value]:
        self._at += 1
        indent: str | None = None
        while (sign := self.peek()) != "]":
            if sign == ",":
                self._at += 1
                continue
            if not sign:
                raise self._error("it ends in the middle of an array")
            indent = self._indent() or indent
            try:
                yield from self.walk((*path, ITEM))
            except BrokenError as error:
                if not self._resume(indent):
                    raise
                yield Value((*path, ITEM), error.shown, error.line, error.line, str(error))
        self._at += 1

    def _key(self) -> str:
        while not (found := _KEY.match(self._buffer, self._at)):
            if len(self._buffer) - self._at > LONGEST_LINE or self._buffer[self._at : self._at + 1] != '"':
                raise self._error("a key was expected")
            if not self._more():
                raise self._error("it ends in the middle of an object")
        self._advance(found.end())
        return found[1]

    def _scalar(self, path: Path) -> Value:
        while (found := _SCALAR.match(self._buffer, self._at)) and found.end() == len(self._buffer):
            if len(self._buffer) - self._at > LONGEST_LINE or not self._more():
                break
        if not found or not found[0]:
            raise self._error("a value was expected")
        self._advance(found.end())
        return Value(path, found[0], self._line, self._line)

    def _container(self, path: Path) -> Value:
        """Take an object, an array or a string whole; of one that is too long only the beginning is kept."""
        start, line, shown = self._at, self._line, ""
        at = start
        open_: list[str] = []  # the signs that close what is open
        while True:
            found = _OUTSIDE.match(self._buffer, at) if open_ else None
            at = found.end() if found else at
            sign = self._buffer[at : at + 1]
            if sign == '"':
                at, start, shown = self._string(at + 1, start, shown, line)
            elif sign in _CLOSED_BY:
                open_.append(_CLOSED_BY[sign])
                at += 1
            elif sign:
                if open_.pop() != sign:
                    raise self._error(f"a stray {sign}", line)
                at += 1
            if sign and not open_:
                break
            if at >= len(self._buffer):
                at, start, shown = self._further(at, start, shown, line)
        text = shown or self._buffer[start:at]
        self._advance(at)
        problem = f"a record of more than {LONGEST_LINE:,} characters" if shown or len(text) > LONGEST_LINE else None
        return Value(path, text[: LONGEST_LINE + 1], line, self._line, problem)

    def _string(self, at: int, start: int, shown: str, line: int) -> tuple[int, int, str]:
        """Return where a string ends that is longer than what is in memory, or raise where it never does."""
        while True:
            found = _INSIDE.match(self._buffer, at)
            at = found.end() if found else at
            sign = self._buffer[at : at + 1]
            if sign == '"':
                return at + 1, start, shown
            if sign == "\n":
                raise self._error("a text without its closing quote", line)
            at, start, shown = self._further(at, start, shown, line)

    def _further(self, at: int, start: int, shown: str, line: int) -> tuple[int, int, str]:
        """Read on inside a value; what is too long is forgotten but for its beginning."""
        if at - start > LONGEST_LINE:
            shown = shown or self._buffer[start : start + _SHOWN]
            self._advance(at)
            start = at
        before = self._at
        if not self._more():
            size = f"of more than {LONGEST_LINE:,} characters " if shown else ""
            raise self._error(f"a record {size}without an end", line)
        shift = before - self._at
        return at - shift, start - shift, shown

    def _more(self) -> bool:
        """Read on, and forget what lies behind; return whether there was more."""
        piece = next(self._pieces, "")
        if piece:
            kept = max(0, self._at - _LOOKED_BACK)
            self._buffer = self._buffer[kept:] + piece
            self._at -= kept
        return bool(piece)

    def _advance(self, at: int) -> None:
        self._line += self._buffer.count("\n", self._at, at)
        self._at = at

    def _indent(self) -> str | None:
        """Return the whitespace before this place where a line begins with it, None where something else is before."""
        begin = self._buffer.rfind("\n", 0, self._at)
        before = self._buffer[begin + 1 : self._at]
        return before if begin >= 0 and _INDENTED.fullmatch(before) else None

    def _resume(self, indent: str | None) -> bool:
        """Go to the next line that begins as the elements of the array did; return whether there is one."""
        self._broken += 1
        if indent is None or self._broken > _MOST_BROKEN:
            return False
        begin = re.compile(rf"\n{indent}\{{")
        while not (found := begin.search(self._buffer, self._at)):
            self._advance(max(self._at, len(self._buffer) - len(indent) - 2))
            if not self._more():
                return False
        self._advance(found.end() - 1)
        return True

    def _error(self, reason: str, line: int | None = None) -> BrokenError:
        shown = self._buffer[self._at : self._at + _SHOWN]
        return BrokenError(f"no JSON: {reason}", self._line if line is None else line, shown)
