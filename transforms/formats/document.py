"""Read JSON documents: an array of posts, or objects with a list of them somewhere inside."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice

from transforms.elements import Reject
from transforms.errors import UnusableError
from transforms.formats.entry import Entry, post_or_reject
from transforms.formats.fields import Fields
from transforms.formats.records import record_of
from transforms.formats.scanner import ITEM, BrokenError, Path, Value, scan
from transforms.formats.source import Format, Found, Source, UnreadableError

_DEEPEST_LIST = 8
_BEGINS = re.compile(r"\s*(?:\[\s*(?:\{|\]\s*$)|\{\s*(?:\"|\}|$))")
_BEGINS_OTHERWISE = re.compile(r"\s*\[\s*[\[\"\d]")  # as many a text does
_SUFFIX = ".json"
_KEY_FIRST = re.compile(r"\s*[\"}]")
_MOST_PENDING = 1_000


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
    if not _is_whole(first) and (not rest.strip() or first.strip() == "{" or _KEY_FIRST.match(rest)):
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
    try:
        yield from reader.read()
    except BrokenError as error:
        reason = f"{error}, and what follows cannot be read"
        yield source.reject(UnreadableError(reason, f"line {error.line}", error.shown))
    except UnicodeDecodeError as error:
        yield source.reject(UnreadableError(f"not {source.encoding.upper()}: {error.reason}"))
    yield from map(source.notice, reader.notices())


class _Reader:
    """Reads the records of a document; those of a list count once one of them has a text."""

    def __init__(self, source: Source, fields: Fields) -> None:
        self._source = source
        self._fields = fields
        self._ordinal = 0
        self._pending: dict[Path, list[Reject]] = {}
        self._passed: dict[Path, int] = {}
        self._lists: set[Path] = set()

    def read(self) -> Iterator[Found]:
        """Yield what the document holds."""
        opens = _opens_nothing if self._is_one_record() else _opens_lists
        for value in scan(self._source.pieces(), opens):
            if not value.path or value.path[-1] == ITEM:
                yield from self._found(value)
        if not self._lists:
            yield from chain.from_iterable(self._pending.values())
            if not self._passed:
                raise UnreadableError("JSON, but no object with a text", shown=self._source.sample)

    def notices(self) -> Iterator[str]:
        """Yield a sentence on each list that holds no posts, and one on the keys that are not read."""
        for path, number in self._passed.items():
            if self._lists and path not in self._lists:
                yield f"the list {_named(path)} holds no posts: {number:,} passed over"
        yield from self._fields.notices()

    def _is_one_record(self) -> bool:
        """Return whether the document is a post itself: an object with a text, and no list of such objects in it."""
        sample = self._source.sample
        if sample.lstrip("\ufeff \t\r\n")[:1] != "{":
            return False
        keys = (value.path[0] for value in _scanned(sample, lambda path: not path) if value.path)
        return self._fields.has_text(keys) and not _holds_list(sample, Fields(self._fields.columns))

    def _found(self, value: Value) -> Iterator[Found]:
        words = partial(self._entry, value)
        found = post_or_reject(self._source, words, self._ordinal + 1, f"line {value.line}", value.text[:400])
        if isinstance(found, Reject):
            yield from self._kept_back(value.path, found)
            return
        self._ordinal += 1
        self._lists.add(value.path)
        yield from self._pending.pop(value.path, ())
        yield found

    def _entry(self, value: Value) -> Entry:
        if value.problem:
            raise UnusableError(value.problem)
        return self._fields.entry(record_of(value.text), value.line, value.last_line)

    def _kept_back(self, path: Path, reject: Reject) -> Iterator[Reject]:
        """Yield a reject of a list that holds posts; of another it is kept until one is found."""
        self._passed[path] = self._passed.get(path, 0) + 1
        pending = self._pending.setdefault(path, [])
        if path in self._lists or len(path) < 2:  # noqa: PLR2004  # the outermost array is the document
            yield reject
        elif len(pending) < _MOST_PENDING:
            pending.append(reject)


def _named(path: Path) -> str:
    return ".".join(islice((key for key in path if key != ITEM), _DEEPEST_LIST))


DOCUMENT = Format("json", _recognises, _read)
