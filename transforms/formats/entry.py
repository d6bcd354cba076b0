"""What a source says of one post, and the post that this makes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.counts import counted
from transforms.elements import Post
from transforms.errors import UnusableError
from transforms.formats.moments import parse_moment
from transforms.formats.posts import hashtags, heading, links, post_id
from transforms.formats.source import LONGEST_POST, Found, Source, UnreadableError
from transforms.languages import language_said

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNDECODED = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post as its format words it, with words that were not looked at yet.

    Attributes:
        text: What the post says.
        title: What stands above it, which becomes its first line unless the text begins with it.
        published: Its moment in any form that `parse_moment` knows.
        links: Addresses behind its words, beside those that the text spells out.
        line: Where it begins in its file.
        last_line: Where it ends, if that is another line.
    """

    text: str
    title: str | None = None
    source: str | None = None
    native_id: str | None = None
    url: str | None = None
    published: str | None = None
    lang: str | None = None
    links: tuple[str, ...] = ()
    line: int = 1
    last_line: int | None = None


Attempt = Entry | UnreadableError
"""What became of a record: what it says, or why it says nothing."""


def posts_of(source: Source, entries: Iterable[Attempt]) -> Iterator[Found]:
    """Yield the posts that the entries of a file are, and a reject for each that is none.

    Raises:
        UnreadableError: What is left of the file cannot be read, or nothing in it.
    """
    undecoded = 0
    try:
        for ordinal, entry in enumerate(entries, 1):
            yield _post_or_reject(source, entry, ordinal)
            undecoded += isinstance(entry, Entry) and _UNDECODED in entry.text
    except UnusableError as error:
        raise error if isinstance(error, UnreadableError) else UnreadableError(str(error)) from None
    if undecoded:
        yield source.notice(f"{counted(undecoded, 'post')} with signs that could not be decoded")


def _post_or_reject(source: Source, entry: Attempt, ordinal: int) -> Found:
    if isinstance(entry, UnreadableError):
        return source.reject(entry)
    try:
        return post_of(source, entry, ordinal)
    except UnusableError as error:
        return source.reject(UnreadableError(str(error), f"line {entry.line}", entry.text[:400]))


def post_of(source: Source, entry: Entry, ordinal: int) -> Post:
    """Return the post that an entry of a file is; its source is the name of the file where the entry names none.

    Raises:
        UnusableError: It has no text or one too long, its moment is none, or it holds NUL or half of a character.
    """
    for name in ("text", "title", "source", "native_id", "url", "published", "lang"):
        _check(name, getattr(entry, name))
    text = _titled(entry.title or "", entry.text)
    if not text.strip():
        raise UnusableError("the text is empty")
    if len(text) > LONGEST_POST:
        raise UnusableError(f"a text of {len(text):,} characters, more than the {LONGEST_POST:,} that can be parsed")
    named = _stated(entry.source) or source.stem
    native_id = _stated(entry.native_id)
    moment = _stated(entry.published)
    published_on, published_at = parse_moment(moment, day_first=source.options.day_first) if moment else (None, None)
    return Post(
        post_id=post_id(named, native_id, text),
        source=named,
        native_id=native_id,
        url=_stated(entry.url),
        lang=language_said(entry.lang),
        file=source.file,
        first_line=entry.line,
        last_line=entry.last_line or entry.line,
        ordinal=ordinal,
        published_at=published_at,
        published_on=published_on,
        heading=heading(text),
        text=text,
        hashtags=hashtags(text),
        links=tuple(dict.fromkeys((*links(text), *entry.links))),
    )


def _stated(words: str | None) -> str | None:
    return words if words and words.strip() else None


def _check(name: str, words: str | None) -> None:
    if words and "\0" in words:
        raise UnusableError(f"{name} holds a NUL character")
    if words and _SURROGATE.search(words):
        raise UnusableError(f"{name} holds half of a character (a lone surrogate)")


def _titled(title: str, text: str) -> str:
    """Return a text below its title, unless it begins with the title or the title is a beginning that was cut."""
    words = " ".join(title.split())
    if not words or " ".join(text[: 2 * len(title) + 2].split()).startswith(words.rstrip(".… ")):
        return text
    return f"{words}\n\n{text}" if text.strip() else words
