"""Read JSON Lines: one post a line, under the keys that `fields` knows."""

import re
from collections.abc import Iterator
from functools import partial

from transforms.elements import Reject
from transforms.errors import UnusableError
from transforms.formats.entry import Entry, post_or_reject
from transforms.formats.fields import Fields
from transforms.formats.records import record_of
from transforms.formats.source import LONGEST_LINE, Format, Found, Source, UnreadableError

_SUFFIXES = (".jsonl", ".ndjson")
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\}|$)")


def _recognises(source: Source) -> str | None:
    """Take a file whose first line that is not blank begins as an object does, or that is named as JSON Lines."""
    first = next((line for line in source.sample.splitlines() if line.strip()), "")
    if _OBJECT.match(first):
        return "its first line is a JSON object"
    return "it is named as JSON Lines" if source.name.lower().endswith(_SUFFIXES) else None


def _read(source: Source) -> Iterator[Found]:
    """Yield a post or a reject for each line that is not blank; a key that is given twice counts as given last."""
    ordinal = number = 0
    fields = Fields(dict(source.options.columns))
    try:
        for number, line in enumerate(source.lines(), 1):
            if line.strip():
                ordinal += 1
                words = partial(_entry, fields, line, number)
                yield post_or_reject(source, words, ordinal, f"line {number}", line[:400].rstrip("\n"))
    except UnicodeDecodeError as error:
        shown = error.object[error.start : error.start + 40].decode("latin-1")
        yield Reject(source.file, f"line {number + 1}", "read", f"not {source.encoding.upper()}: {error.reason}", shown)
    if not ordinal:
        raise UnreadableError("the file holds nothing but whitespace")
    yield from map(source.notice, fields.notices())


def _entry(fields: Fields, line: str, number: int) -> Entry:
    if len(line) > LONGEST_LINE:
        raise UnusableError(f"a line of more than {LONGEST_LINE:,} characters")
    return fields.entry(record_of(line), number, number)


JSONL = Format("jsonl", _recognises, _read)
