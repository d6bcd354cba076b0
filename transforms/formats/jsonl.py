"""Read JSON Lines: one post a line, under the keys that `fields` knows."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from transforms.errors import UnusableError
from transforms.formats.entry import Attempt, posts_of
from transforms.formats.fields import Fields
from transforms.formats.records import record_of
from transforms.formats.source import LONGEST_LINE, Format, Found, Source, UnreadableError, undecodable

SUFFIXES = (".jsonl", ".ndjson")
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\}|$)")


def _recognises(source: Source) -> str | None:
    """Take a file whose first line that is not blank begins as an object does, or that is named as JSON Lines."""
    first = next((line for line in source.sample.splitlines() if line.strip()), "")
    if _OBJECT.match(first):
        return "its first line is a JSON object"
    return "it is named as JSON Lines" if source.name.lower().endswith(SUFFIXES) else None


def _read(source: Source) -> Iterator[Found]:
    """Yield a post or a reject for each line that is not blank."""
    fields = Fields(dict(source.options.columns))
    yield from posts_of(source, _attempts(source, fields))
    yield from map(source.notice, fields.notices())


def _attempts(source: Source, fields: Fields) -> Iterator[Attempt]:
    number, is_blank = 0, True
    try:
        for number, line in enumerate(source.lines(), 1):
            if line.strip():
                is_blank = False
                yield fields.read(partial(_record, line), number, number, line)
    except UnicodeDecodeError as error:
        yield undecodable(source, error, f"line {number + 1}")
    if is_blank:
        raise UnreadableError("the file holds nothing but whitespace")


def _record(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise UnusableError(f"a line of more than {LONGEST_LINE:,} characters")
    return record_of(line)


JSONL = Format("jsonl", _recognises, _read)
