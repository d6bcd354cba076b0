"""Read Markdown: one post in a file, with what front matter says of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from transforms.errors import UnusableError
from transforms.formats.entry import Entry, posts_of
from transforms.formats.lines import fold_newlines
from transforms.formats.markup import parse, seen, web_links
from transforms.formats.source import Format, Found, Source

_FRONT = re.compile(
    r"\ufeff?(?:---[ \t]*\n(?P<yaml>(?:[\w-]+[ \t]*:.*\n|[ \t#].*\n|- .*\n|\n)+?)(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\n(?P<toml>(?:.*\n)+?)\+\+\+)[ \t]*(?:\n|$)"
)
_RULE = re.compile(r"\n[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})(?=\n)")
_FEWEST_RULES = 2
_SUFFIXES = (".md", ".markdown")
_LONGEST_FRONT = 50_000
_KEYS = (
    ("id", "guid", "uid"),
    ("source", "site", "author", "publisher"),
    ("url", "link", "canonical_url", "permalink"),
    ("date", "published", "published_at", "created"),
    ("lang", "language", "locale"),
)
_KNOWN_KEY = re.compile(rf"^(?:title|{'|'.join(key for keys in _KEYS for key in keys)})[ \t]*[:=]", re.MULTILINE)


def has_front_matter(text: str) -> bool:
    """Return whether a text begins with front matter in YAML or TOML."""
    found = _FRONT.match(text[:_LONGEST_FRONT])
    return found is not None and _KNOWN_KEY.search(found.group()) is not None


def markdown_entries(text: str) -> Iterator[Entry]:
    """Yield the post of a file; without front matter, each of the posts that several rules part.

    Raises:
        UnusableError: The front matter cannot be read.
    """
    rules = () if has_front_matter(text) else tuple(_RULE.finditer(text))
    if len(rules) < _FEWEST_RULES:
        yield markdown_entry(text)
        return
    starts = (0, *(rule.end() for rule in rules))
    for start, stop in zip(starts, (*(rule.start() for rule in rules), len(text)), strict=True):
        if words := text[start:stop].strip():
            line = text.count("\n", 0, text.index(words, start)) + 1
            yield replace(markdown_entry(words), line=line, last_line=line + words.count("\n"))


def markdown_entry(text: str) -> Entry:
    """Return the post of a file; its text is what a reader of the page sees.

    Raises:
        UnusableError: The front matter cannot be read.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415  # a quarter of a second, for few files

    found = _FRONT.match(text[:_LONGEST_FRONT])
    front = _front(found) if found else {}
    page = parse(MarkdownIt("commonmark").enable("table").render(text[found.end() if found else 0 :]))
    native_id, source, url, published, lang = (_words(front, keys) for keys in _KEYS)
    return Entry(
        text=seen(page),
        title=_words(front, ("title",)),
        source=source,
        native_id=native_id,
        url=url,
        published=published,
        lang=lang,
        links=web_links(page),
    )


def _front(found: re.Match[str]) -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415  # as above

    import yaml  # noqa: PLC0415  # as above

    try:
        front = tomllib.loads(found["toml"]) if found["toml"] else yaml.load(found["yaml"], yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnusableError(f"front matter that cannot be read: {' '.join(str(error).split())}") from None
    return front if isinstance(front, dict) else {}


def _words(front: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """Return what front matter has under the first of the keys; lists and tables say nothing."""
    given = (front.get(key) for key in keys)
    return next(
        (str(each) for each in given if isinstance(each, str | int | float) or hasattr(each, "isoformat")), None
    )


def _recognises(source: Source) -> str | None:
    if has_front_matter(fold_newlines(source.sample)):
        return "it begins with front matter"
    return "it is named as Markdown" if source.name.lower().endswith(_SUFFIXES) else None


def _read(source: Source) -> Iterator[Found]:
    return posts_of(source, markdown_entries(fold_newlines(source.text())))


MARKDOWN = Format("markdown", _recognises, _read)
