"""Read JSON Lines: one post a line with id, source, url, published, lang, text."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from transforms.elements import Post, Reject
from transforms.errors import UnusableError
from transforms.formats.dates import parse_moment
from transforms.formats.posts import hashtags, heading, links, post_id
from transforms.formats.source import LONGEST_LINE, LONGEST_POST, Format, Source, UnreadableError

_SUFFIXES = (".jsonl", ".ndjson")
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\}|$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")  # what an undecodable byte of UTF-8 becomes
_DEFAULT_LANGUAGE = "en"


def _recognises(source: Source) -> bool:
    """Take a file whose first line that is not blank begins as an object does, or that is named as JSON Lines."""
    first = next((line for line in source.sample.splitlines() if line.strip()), "")
    return source.file.lower().endswith(_SUFFIXES) or bool(_OBJECT.match(first))


def _read(source: Source) -> Iterator[Post | Reject]:
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
    text = _text(record)
    named = _words(record, "source") or source.stem
    native_id = _native_id(record)
    published_on, published_at = _published(record)
    return Post(
        post_id=post_id(named, native_id, text),
        source=named,
        native_id=native_id,
        url=_words(record, "url"),
        lang=_words(record, "lang") or _DEFAULT_LANGUAGE,
        file=source.file,
        first_line=number,
        last_line=number,
        ordinal=ordinal,
        published_at=published_at,
        published_on=published_on,
        heading=heading(text),
        text=text,
        hashtags=hashtags(text),
        links=links(text),
    )


def _text(record: dict[str, Any]) -> str:
    if "text" not in record:
        raise UnusableError("no text")
    text = _words(record, "text")
    if text is None:
        raise UnusableError("the text is empty")
    if len(text) > LONGEST_POST:
        raise UnusableError(f"a text of {len(text):,} characters, more than the {LONGEST_POST:,} that can be parsed")
    return text


def _words(record: dict[str, Any], key: str) -> str | None:
    """Return the words under a key as they are, None where there are none."""
    words = record.get(key)
    if words is None:
        return None
    if not isinstance(words, str):
        raise UnusableError(f"{key} is {type(words).__name__}, not text")
    if "\0" in words:
        raise UnusableError(f"{key} holds a NUL character")
    if _SURROGATE.search(words):
        raise UnusableError(f"{key} holds half of a character (a lone surrogate)")
    return words if words.strip() else None


def _native_id(record: dict[str, Any]) -> str | None:
    native = record.get("id")
    if isinstance(native, int | float) and not isinstance(native, bool):
        return str(int(native)) if isinstance(native, float) and native.is_integer() else str(native)
    return _words(record, "id")


def _published(record: dict[str, Any]) -> tuple[date | None, datetime | None]:
    words = _words(record, "published")
    return parse_moment(words) if words else (None, None)


JSONL = Format("jsonl", _recognises, _read)
