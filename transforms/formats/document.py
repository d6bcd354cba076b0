"""Read JSON documents: an array of posts, or objects with a list of them somewhere inside."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from transforms.errors import UnusableError
from transforms.formats.entry import Attempt, Entry, posts_of
from transforms.formats.fields import Fields
from transforms.formats.jsonl import SUFFIXES
from transforms.formats.records import record_of
from transforms.formats.scanner import ITEM, BrokenError, Path, Value, scan, unbroken
from transforms.formats.source import Format, Found, Source, UnreadableError

_DEEPEST_LIST = 8
_BEGINS = re.compile(r"\s*(?:\[\s*(?:\{|\]\s*$)|\{\s*(?:\"|\}|$))")
_BEGINS_OTHERWISE = re.compile(r"\s*\[\s*[\[\"\d]")  # as many a text does
_SUFFIX = ".json"
_KEY_FIRST = re.compile(r"\s*[\"}]")
_MOST_KEPT_BACK = 1_000


def _recognises(source: Source) -> str | None:
    """Take what begins as an array of objects, or as an object that is not over at the end of its line."""
    sample = source.sample.lstrip("\ufeff")
    if source.name.lower().endswith(_SUFFIX) and _BEGINS_OTHERWISE.match(sample):
        return "it is named as JSON and begins as an array"
    if not _BEGINS.match(sample):
        return None
    if sample.lstrip()[0] == "[":
        return "it is a JSON array of objects"
    first, _, rest = sample.lstrip().partition("\n")
    goes_on = not rest.strip() and not source.name.lower().endswith(SUFFIXES)  # as far as the sample goes
    if not _is_whole(first) and (goes_on or first.strip() == "{" or _KEY_FIRST.match(rest)):
        return "it is a JSON object over several lines"
    if not rest.strip() and _holds_list(first, Fields(dict(source.options.columns))):
        return "it is a JSON object with a list of objects"
    return None


def _is_whole(line: str) -> bool:
    try:
        return bool(record_of(line))
    except UnusableError:
        return False


def _holds_list(text: str, fields: Fields) -> bool:
    return any(_is_record(value, fields) for value in _scanned(text, _opens_lists) if value.path[-1:] == (ITEM,))


def _opens_lists(path: Path) -> bool:
    """Walk into objects, and into the arrays in them, but not into what the arrays hold."""
    return ITEM not in path and len(path) < _DEEPEST_LIST


def _opens_nothing(_: Path) -> bool:
    return False


def _scanned(text: str, opens: Callable[[Path], bool]) -> Iterator[Value]:
    """Yield the values of the beginning of a text, which may break off."""
    try:
        yield from scan(iter((text,)), opens)
    except BrokenError:
        return


def _is_record(value: Value, fields: Fields) -> bool:
    try:
        return value.problem is None and fields.is_post(record_of(value.text))
    except UnusableError:
        return False


def _read(source: Source) -> Iterator[Found]:
    """Yield a post or a reject for each object of the lists that hold posts, and notices on other lists."""
    reader = _Reader(source, Fields(dict(source.options.columns)))
    yield from posts_of(source, reader.attempts())
    yield from map(source.notice, reader.notices())


class _Reader:
    """Reads the records of a document; those of a list count once one of them is a post."""

    def __init__(self, source: Source, fields: Fields) -> None:
        self._source = source
        self._fields = fields
        self._refused: dict[Path, list[UnreadableError]] = {}
        self._others: Counter[Path] = Counter()
        self._lists: set[Path] = set()

    def attempts(self) -> Iterator[Attempt]:
        """Yield what became of each record."""
        opens = _opens_nothing if self._is_one_record() else _opens_lists
        is_broken = False
        for value in unbroken(self._source, opens):
            if isinstance(value, UnreadableError):
                is_broken = True
                yield value
            elif not value.path or value.path[-1] == ITEM:
                yield from self._attempt(value)
        if not self._lists:
            yield from chain.from_iterable(self._refused.values())
            if not self._others and not is_broken:
                yield UnreadableError("JSON, but no object with a text", shown=self._source.sample)

    def notices(self) -> Iterator[str]:
        """Yield a sentence on each list that holds no posts, and one on the keys that are not read."""
        for path, number in self._others.items():
            if self._lists and path not in self._lists:
                name = ".".join(key for key in path if key != ITEM)
                yield f"the list {name} holds no posts: {number:,} passed over"
        yield from self._fields.notices()

    def _is_one_record(self) -> bool:
        """Return whether the document is a post itself: an object with a text, and no list of such objects in it."""
        sample = self._source.sample
        if sample.lstrip("\ufeff \t\r\n")[:1] != "{":
            return False
        keys = (value.path[0] for value in _scanned(sample, lambda path: not path) if value.path)
        return self._fields.has_text(keys) and not _holds_list(sample, Fields(self._fields.columns))

    def _attempt(self, value: Value) -> Iterator[Attempt]:
        attempt = self._fields.read(partial(_record, value), value.line, value.last_line, value.text)
        if isinstance(attempt, Entry):
            self._lists.add(value.path)
            yield from self._refused.pop(value.path, ())
            yield attempt
        else:
            yield from self._kept_back(value.path, attempt)

    def _kept_back(self, path: Path, error: UnreadableError) -> Iterator[UnreadableError]:
        """Yield the error over a record of a list that holds posts; of another it is kept until one is found."""
        self._others[path] += 1
        refused = self._refused.setdefault(path, [])
        if path in self._lists or len(path) <= 1:  # the document itself, or what it is an array of
            yield error
        elif len(refused) < _MOST_KEPT_BACK:
            refused.append(error)


def _record(value: Value) -> dict[str, Any]:
    if value.problem:
        raise UnusableError(value.problem)
    return record_of(value.text)


DOCUMENT = Format("json", _recognises, _read)
