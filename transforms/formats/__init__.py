"""Readers of the input formats: from the bytes of a file to posts."""

from transforms.formats.article import ARTICLE
from transforms.formats.dump import DUMP
from transforms.formats.jsonl import JSONL
from transforms.formats.source import Format

# In the order in which they are tried; the last takes whatever the others do not know.
FORMATS: tuple[Format, ...] = (JSONL, ARTICLE, DUMP)
FORMAT_NAMES: tuple[str, ...] = tuple(form.name for form in FORMATS)
