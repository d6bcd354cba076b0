"""Read RSS and Atom."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from transforms.errors import UnusableError
from transforms.formats.entry import Entry, posts_of
from transforms.formats.markup import clean
from transforms.formats.source import LONGEST_TEXT_BYTES, Format, Found, Source, UnreadableError

if TYPE_CHECKING:
    from feedparser import FeedParserDict


_ROOT = re.compile(r"<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>]")
# What the library raises over XML that is broken in ways it does not foresee, such as `&#xD800;`.
_STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_PROLOGUE = 4_000  # characters, before the root


def feed_entries(content: bytes) -> Iterator[Entry | UnreadableError]:
    """Yield the entries of a feed; each has its whole content where the feed gives that, else its summary.

    Raises:
        UnreadableError: It declares entities of its own; or the XML is broken, after all that could be read.
    """
    if b"<!ENTITY" in content:
        raise UnreadableError("declares entities of its own, as no feed does that means well")
    import feedparser  # noqa: PLC0415  # a third of a second, for few files

    # A stream, as text might be taken for an address to fetch or the name of a file.
    try:
        feed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except _STUMBLES as error:
        raise UnreadableError(f"broken XML: {type(error).__name__}: {error}") from None
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _entry(entry, feed.feed)
        except UnusableError as error:
            yield UnreadableError(str(error), f"post {number}", entry.get("title") or "")
    if not feed.entries and not feed.bozo:
        raise UnreadableError("a feed without entries")
    broken = feed.get("bozo_exception")
    if feed.bozo and not isinstance(broken, (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)):
        raise UnreadableError(f"broken XML, of which {len(feed.entries)} posts could be read: {broken}")


def _entry(entry: "FeedParserDict", feed: "FeedParserDict") -> Entry:
    body = max((clean(each.value) for each in entry.get("content", ())), key=len, default="")
    return Entry(
        text=body or clean(entry.get("summary") or ""),
        title=clean(entry.get("title") or "") or None,
        source=clean(feed.get("title") or "") or None,
        native_id=entry.get("id") or entry.get("link") or None,
        url=entry.get("link") or None,
        published=entry.get("published") or entry.get("updated") or None,
        lang=(feed.get("language") or "").partition("-")[0].lower() or None,
    )


def _recognises(source: Source) -> str | None:
    beginning = source.sample[:_PROLOGUE].lstrip("\ufeff \t\r\n")
    found = _ROOT.search(beginning) if beginning.startswith("<") else None
    return f"its root is {found.group().strip(' >')}>" if found else None


def _read(source: Source) -> Iterator[Found]:
    source.handle.seek(0)
    content = source.handle.read(LONGEST_TEXT_BYTES + 1)
    if len(content) > LONGEST_TEXT_BYTES:
        raise UnreadableError(f"a feed larger than {LONGEST_TEXT_BYTES >> 20} MB: split it", shown=source.sample)
    yield from posts_of(source, feed_entries(content))


FEED = Format("feed", _recognises, _read)
