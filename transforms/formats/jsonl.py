"""Read JSON Lines: one post a line with id, source, url, published, lang, text."""

import json
import re
from collections.abc import Iterator
from typing import Any

from transforms.elements import Post, Reject
from transforms.errors import UnusableError
from transforms.formats.entry import Entry, post_of
from transforms.formats.source import LONGEST_LINE, Format, Found, Source, UnreadableError

_SUFFIXES = (".jsonl", ".ndjson")
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\}|$)")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")  # what an undecodable byte of UTF-8 becomes


def _recognises(source: Source) -> str | None:
    """Take a file whose first line that is not blank begins as an object does, or that is named as JSON Lines."""
    first = next((line for line in source.sample.splitlines() if line.strip()), "")
    if _OBJECT.match(first):
        return "its first line is a JSON object"
    return "it is named as JSON Lines" if source.file.lower().endswith(_SUFFIXES) else None


def _read(source: Source) -> Iterator[Found]:
    """Yield a post or a reject for each line that is not blank; a key that is given twice counts as given last."""
    ordinal = number = 0
    try:
        for number, line in enumerate(source.lines(), 1):
            if line.strip():
                ordinal += 1
                yield _post_or_reject(source, line, number, ordinal)
    except UnicodeDecodeError as error:
        shown = error.object[error.start : error.start + 40].decode("latin-1")
        yield Reject(source.file, f"line {number + 1}", "read", f"not {source.encoding.upper()}: {error.reason}", shown)
    if not ordinal:
        raise UnreadableError("the file holds nothing but whitespace")


def _post_or_reject(source: Source, line: str, number: int, ordinal: int) -> Post | Reject:
    try:
        return _post(source, _record(line), number, ordinal)
    except UnusableError as error:
        return source.reject(UnreadableError(str(error), f"line {number}", line[:400].rstrip("\n")))


def _record(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise UnusableError(f"a line of more than {LONGEST_LINE:,} characters")
    if _ESCAPED_BYTE.search(line):
        raise UnusableError("bytes that are not UTF-8")
    try:
        record = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise UnusableError(f"no JSON: {error.msg}, column {error.colno}") from None
    except RecursionError:
        raise UnusableError("JSON nested too deeply") from None
    except ValueError:
        raise UnusableError("no JSON: a number of too many digits") from None
    if not isinstance(record, dict):
        raise UnusableError("JSON, but no object with a text")
    return record


def _post(source: Source, record: dict[str, Any], number: int, ordinal: int) -> Post:
    if "text" not in record:
        raise UnusableError("no text")
    entry = Entry(
        text=_words(record, "text") or "",
        source=_words(record, "source"),
        native_id=_native_id(record),
        url=_words(record, "url"),
        published=_words(record, "published"),
        lang=_words(record, "lang"),
        line=number,
    )
    return post_of(source, entry, ordinal)


def _words(record: dict[str, Any], key: str) -> str | None:
    """Return the words under a key, None where there are none."""
    words = record.get(key)
    if words is None:
        return None
    if not isinstance(words, str):
        raise UnusableError(f"{key} is {type(words).__name__}, not text")
    return words


def _native_id(record: dict[str, Any]) -> str | None:
    native = record.get("id")
    if isinstance(native, int | float) and not isinstance(native, bool):
        return str(int(native)) if isinstance(native, float) and native.is_integer() else str(native)
    return _words(record, "id")


JSONL = Format("jsonl", _recognises, _read)
