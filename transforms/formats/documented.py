"""Read lists of posts in JSON whose form is documented: JSON Feed, and the archives that Mastodon and X give out."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from transforms.counts import counted
from transforms.errors import UnusableError
from transforms.formats.entry import Entry, posts_of
from transforms.formats.markup import clean, parse, seen, web_links
from transforms.formats.records import record_of
from transforms.formats.scanner import ITEM, BrokenError, Path, Value, scan
from transforms.formats.source import Format, Found, Source, UnreadableError

_Record = Mapping[str, Any]

_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
_OUTBOX = re.compile(r'"orderedItems"\s*:\s*\[')
_TWEETS = re.compile(r"\s*window\.YTD\.tweets?\.part\d+\s*=\s*")
_ARCHIVED = re.compile(r"\s*window\.YTD\.\w+\.part\d+\s*=")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a document has its posts, and what one of them says; nothing where it only repeats the post of another."""

    posts: Path
    entry: Callable[[_Record, _Record], Entry | None]


def is_archived_otherwise(source: Source) -> bool:
    """Return whether a file is a part of an archive of X that holds something else than posts."""
    return bool(_ARCHIVED.match(source.sample)) and not _TWEETS.match(source.sample)


def _read(shape: _Shape, source: Source) -> Iterator[Found]:
    """Yield the posts of a document, and a notice on what is no post of its own."""
    try:
        header = _header(shape, source)
        entries = (_entry(shape, header, value) for value in _scanned(shape, source) if value.path == shape.posts)
        passed, found = _Passed(), None
        for found in posts_of(source, passed.over(entries)):
            yield found
    except BrokenError as error:
        raise UnreadableError(f"{error}, and what follows cannot be read", f"line {error.line}", error.shown) from None
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not {source.encoding.upper()}: {error.reason}") from None
    if passed.count:
        yield source.notice(f"{counted(passed.count, 'repeated post')} of others passed over")
    elif not found:
        raise UnreadableError(f"nothing under {'.'.join(shape.posts)} that could be a post")


class _Passed:
    """Leaves out what is nothing, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def over(self, entries: Iterator[Entry | UnreadableError | None]) -> Iterator[Entry | UnreadableError]:
        """Yield the entries that are there."""
        for entry in entries:
            if entry is None:
                self.count += 1
            else:
                yield entry


def _scanned(shape: _Shape, source: Source) -> Iterator[Value]:
    """Yield the values of a document, without the assignment before it."""
    pieces = source.pieces()
    whole = chain((_TWEETS.sub("", next(pieces, ""), count=1),), pieces)
    return scan(whole, lambda path: len(path) < len(shape.posts) and path == shape.posts[: len(path)])


def _header(shape: _Shape, source: Source) -> _Record:
    """Return what a document says beside its posts, as far as that can be read; of a list it says nothing."""
    if shape.posts[0] == ITEM:
        return {}
    return {value.path[0]: _told(value) for value in _scanned(shape, source) if len(value.path) == 1}


def _told(value: Value) -> Any:  # noqa: ANN401  # any value of JSON
    try:
        return None if value.problem else record_of(f'{{"value": {value.text}}}')["value"]
    except UnusableError:
        return None


def _entry(shape: _Shape, header: _Record, value: Value) -> Entry | UnreadableError | None:
    try:
        entry = None if value.problem else shape.entry(record_of(value.text), header)
    except UnusableError as error:
        return UnreadableError(str(error), f"line {value.line}", value.text[:400])
    if value.problem:
        return UnreadableError(value.problem, f"line {value.line}", value.text[:400])
    return entry and replace(entry, line=value.line, last_line=value.last_line)


def _item(item: _Record, feed: _Record) -> Entry:
    """Return an item of a JSON Feed."""
    return Entry(
        text=_words(item.get("content_text")) or clean(_words(item.get("content_html")) or _words(item.get("summary"))),
        title=_words(item.get("title")),
        source=_stated(feed.get("title")),
        native_id=_words(item.get("id")),
        url=_words(item.get("url")),
        published=_words(item.get("date_published")),
        lang=(_words(item.get("language")) or _stated(feed.get("language"))).partition("-")[0].lower(),
    )


def _activity(activity: _Record, _: _Record) -> Entry | None:
    """Return a post of an outbox of Mastodon; what it announces is a post of somebody else."""
    note = activity.get("object")
    if activity.get("type") != "Create" or not isinstance(note, dict):
        return None
    page = parse(_words(note.get("content")))
    languages = note.get("contentMap")
    return Entry(
        text=seen(page),
        title=_words(note.get("summary")),
        source=_account(_words(activity.get("actor"))),
        native_id=_words(note.get("id")),
        url=_words(note.get("url")),
        published=_words(note.get("published")),
        lang=next(iter(languages), None) if isinstance(languages, dict) else None,
        links=web_links(page),
    )


def _account(actor: str) -> str | None:
    """Return `name@host` for the address of an account."""
    parts = urlsplit(actor) if actor.startswith("https://") else None
    return f"{parts.path.rpartition('/')[2]}@{parts.netloc}" if parts else actor or None


def _tweet(record: _Record, _: _Record) -> Entry:
    """Return a post of an archive of X; its short links stay in the text, and what they stand for is beside it."""
    tweet = record.get("tweet", record)
    if not isinstance(tweet, dict):
        raise UnusableError("no object with a tweet")
    entities = tweet.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    found = [_words(url.get("expanded_url")) for url in urls or () if isinstance(url, dict)]
    return Entry(
        text=html.unescape(_words(tweet.get("full_text") or tweet.get("text"))),
        native_id=_words(tweet.get("id_str") or tweet.get("id")),
        published=_words(tweet.get("created_at")),
        lang=_words(tweet.get("lang")),
        links=tuple(link for link in found if link.startswith(("https://", "http://"))),
    )


def _stated(value: Any) -> str:  # noqa: ANN401  # as above
    """Return what a document says of itself, nothing where that is no text."""
    return value if isinstance(value, str) else ""


def _words(value: Any) -> str:  # noqa: ANN401  # any value of JSON
    """Return a text or a number as words, nothing for nothing."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise UnusableError(f"a {type(value).__name__} where there should be words")


def _begins(sign: str, pattern: re.Pattern[str], why: str) -> Callable[[Source], str | None]:
    """Return how a document is told by its first sign and by what stands in its beginning."""

    def recognises(source: Source) -> str | None:
        begins = source.sample.lstrip("\ufeff \t\r\n").startswith(sign)
        return why if begins and pattern.search(source.sample) else None

    return recognises


_FEED = _Shape(("items", ITEM), _item)
_MASTODON = _Shape(("orderedItems", ITEM), _activity)
_X = _Shape((ITEM,), _tweet)

JSON_FEED = Format("json-feed", _begins("{", _JSON_FEED, "it says it is a JSON Feed"), partial(_read, _FEED))
MASTODON = Format("mastodon", _begins("{", _OUTBOX, "it is the outbox of an account"), partial(_read, _MASTODON))
X_ARCHIVE = Format("x", _begins("window", _TWEETS, "it is the posts of an archive of X"), partial(_read, _X))
