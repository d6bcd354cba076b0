"""Read the pages of Telegram: those that Telegram Desktop exports, and those of t.me that show a channel."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from transforms.formats.entry import Entry, posts_of
from transforms.formats.markup import elements, first, has_class, is_page, seen, web_links
from transforms.formats.source import Format, Found, Source, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXPORTED = re.compile(
    r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d)(?: UTC(?P<zone>[+-]\d\d:\d\d))?"
)
_EXPORT = re.compile(r"class=\"page_wrap\".*?class=\"history\"", re.DOTALL)
_WIDGET = "tgme_widget_message"
_SITE = re.compile(r"\s+[–-]\s+Telegram$|^Telegram: (?:Contact|View) ")


_Messages = Callable[[BinaryIO, str, Counter[str]], Iterator[Entry]]


def exported_messages(handle: BinaryIO, encoding: str, passed: Counter[str]) -> Iterator[Entry]:
    """Yield the messages of `messages.html` that have a text; the source of all is the chat that the page is of.

    Args:
        handle: The page.
        encoding: Its encoding.
        passed: Counts what is passed over, by its kind.
    """
    chat = None
    for element in elements(handle, encoding, _is_exported):
        if has_class(element, "page_header"):
            chat = seen(element) or None
        elif has_class(element, "service"):
            passed["service messages"] += 1
        elif entry := _exported(element, chat):
            yield entry
        else:
            passed["messages without text"] += 1


def _is_exported(element: "_Element") -> bool:
    return has_class(element, "message") or has_class(element, "page_header")


def _exported(message: "_Element", chat: str | None) -> Entry | None:
    body = first(message, "text")
    if body is None or not (text := seen(body)):
        return None
    stamp = first(message, "date")
    return Entry(
        text=text,
        source=chat,
        native_id=(message.get("id") or "").removeprefix("message") or None,
        published=_exported_moment("" if stamp is None else stamp.get("title", "")),
        links=web_links(body),
        line=message.sourceline or 1,
    )


def _exported_moment(title: str) -> str | None:
    found = _EXPORTED.fullmatch(title)
    return found and f"{found['year']}-{found['month']}-{found['day']}T{found['time']}{found['zone'] or ''}"


def shown_messages(handle: BinaryIO, encoding: str, passed: Counter[str]) -> Iterator[Entry]:
    """Yield the messages of a page of t.me that have a text; what they answer to or link to is no part of it.

    The arguments are those of `exported_messages`.
    """
    channel = None
    for element in elements(handle, encoding, _is_shown):
        if element.tag == "title":
            channel = channel or _SITE.sub("", (element.text or "").strip()) or None
        elif has_class(element, "service_message"):
            passed["service messages"] += 1
        elif entry := _shown(element, channel):
            yield entry
        else:
            passed["messages without text"] += 1


def _is_shown(element: "_Element") -> bool:
    return element.tag == "title" or has_class(element, "tgme_widget_message")


def _shown(message: "_Element", channel: str | None) -> Entry | None:
    bodies = (each for each in message.iter() if has_class(each, "tgme_widget_message_text"))
    body = next((each for each in bodies if not has_class(each, "js-message_reply_text")), None)
    if body is None or not (text := seen(body)):
        return None
    owner, stamp = (first(message, f"tgme_widget_message_{name}") for name in ("owner_name", "date"))
    place = message.get("data-post", "")
    return Entry(
        text=text,
        source=(seen(owner) if owner is not None else None) or channel,
        native_id=place.rpartition("/")[2] or None,
        url=f"https://t.me/{place}" if place else None,
        published=stamp.xpath("string(.//time/@datetime)") or None if stamp is not None else None,
        links=web_links(body),
        line=message.sourceline or 1,
    )


def _read(source: Source, messages: _Messages) -> Iterator[Found]:
    passed: Counter[str] = Counter()
    found = None
    for found in posts_of(source, messages(source.handle, source.encoding, passed)):
        yield found
    if passed:
        yield source.notice("passed over " + " and ".join(f"{number} {kind}" for kind, number in passed.items()))
    elif not found:
        raise UnreadableError("a page of Telegram without messages")


def _recognises_export(source: Source) -> str | None:
    is_export = is_page(source.sample) and _EXPORT.search(source.sample)
    return "it is a page of a Telegram export" if is_export else None


def _recognises_shown(source: Source) -> str | None:
    return "it is a page of t.me" if is_page(source.sample) and _WIDGET in source.sample else None


def _read_export(source: Source) -> Iterator[Found]:
    return _read(source, exported_messages)


def _read_shown(source: Source) -> Iterator[Found]:
    return _read(source, shown_messages)


TELEGRAM_HTML = Format("telegram-html", _recognises_export, _read_export)
TELEGRAM_PAGE = Format("telegram-page", _recognises_shown, _read_shown)
