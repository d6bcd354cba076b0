"""Read `result.json` of Telegram Desktop: one chat, or all chats of an account."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from transforms.counts import counted
from transforms.errors import UnusableError
from transforms.formats.entry import Attempt, Entry, posts_of
from transforms.formats.records import mended, record_of
from transforms.formats.scanner import ITEM, Path, Value, unbroken
from transforms.formats.source import Format, Found, Source, UnreadableError

_CHAT = re.compile(r'\s*\{(?:\s*"(?:name|type|id)"\s*:[^\n{}\[\]]*?,){1,3}\s*"messages"\s*:\s*\[')
_ACCOUNT = re.compile(r'\s*\{\s*"about"\s*:\s*"Here is the data you requested')
_ACCOUNT_KEYS = ('"personal_information"', '"frequent_contacts"', '"left_chats"')
_CHATS = (("chats",), ("left_chats",))
_FEWEST_KEYS = 2
_HEADER = ("name", "type", "id")
_LARGEST_OFFSET = timedelta(hours=14)


def _recognises(source: Source) -> str | None:
    sample = source.sample.lstrip("\ufeff")
    if _CHAT.match(sample):
        return "it is a chat that Telegram Desktop exported"
    is_account = _ACCOUNT.match(sample) or (
        sample.lstrip()[:1] == "{" and sum(key in sample for key in _ACCOUNT_KEYS) >= _FEWEST_KEYS
    )
    return "it is an account that Telegram Desktop exported" if is_account else None


def _opens(path: Path) -> bool:
    """Walk down to the messages of the chat, or to those of each chat of the account."""
    if path[:1] in _CHATS:
        inner = path[1:]
        return inner in ((), ("list",), ("list", ITEM), ("list", ITEM, "messages"))
    return path in ((), ("messages",))


def _read(source: Source) -> Iterator[Found]:
    """Yield the posts of all chats; what is no post, and what was mended, is counted and told."""
    reader = _Reader()
    yield from posts_of(source, reader.attempts(source))
    yield from map(source.notice, reader.notices())


@dataclass(slots=True)
class _Reader:
    chat: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def attempts(self, source: Source) -> Iterator[Attempt]:
        """Yield what became of each message with a text."""
        for value in unbroken(source, _opens):
            if isinstance(value, UnreadableError):
                yield value
            elif value.path[-2:] == ("messages", ITEM):
                yield from self._attempt(value)
            elif _is_header(value.path):
                self._note(value)

    def notices(self) -> Iterator[str]:
        """Yield a sentence on whatever is no post, and on what was mended."""
        for name, noun in (("service", "service message"), ("empty", "message")):
            if number := self.counts[name]:
                without = " without a text, such as photos," if name == "empty" else ""
                yield f"{counted(number, noun)}{without} passed over"
        if number := self.counts["mended"]:
            yield f"{counted(number, 'message')} had escapes that JSON does not know, which were mended"
        if number := self.counts["forwarded"]:
            yield f"{counted(number, 'message')} forwarded from other chats, read as posts of this one"
        if number := self.counts["zoneless"]:
            yield f"{counted(number, 'message')} without `date_unixtime`; the times were taken as UTC"

    def _note(self, value: Value) -> None:
        """Note what the chat is called whose messages follow."""
        if value.path[-1] == _HEADER[0]:
            self.chat = {}
        self.chat[value.path[-1]] = _header(value.text)

    def _attempt(self, value: Value) -> Iterator[Attempt]:
        try:
            entry = self._entry(self._record(value), value)
        except UnusableError as error:
            yield UnreadableError(str(error), f"line {value.line}", value.text[:400])
        else:
            if entry:
                yield entry

    def _record(self, value: Value) -> dict[str, Any]:
        if value.problem:
            raise UnusableError(value.problem)
        try:
            return record_of(value.text)
        except UnusableError:
            better = mended(value.text)
            if better == value.text:
                raise
        record = record_of(better)
        self.counts["mended"] += 1
        return record

    def _entry(self, message: dict[str, Any], value: Value) -> Entry | None:
        """Return what a message says, None where it has no words."""
        if message.get("type") == "service":
            self.counts["service"] += 1
            return None
        pieces = _pieces(message.get("text", ""))
        text = "".join(_words(piece) for piece in pieces)
        if not text.strip():
            self.counts["empty"] += 1
            return None
        self.counts["forwarded"] += bool(message.get("forwarded_from"))
        return Entry(
            text=text,
            source=self.chat.get("name") or (f"chat {self.chat['id']}" if self.chat.get("id") else None),
            native_id=_identifier(message.get("id")),
            published=self._published(message),
            links=tuple(_hidden_links(pieces)),
            line=value.line,
            last_line=value.last_line,
        )

    def _published(self, message: dict[str, Any]) -> str | None:
        """Return the moment with the offset of the computer that exported, which is that of `date` from UTC."""
        local, seconds = message.get("date"), message.get("date_unixtime")
        if seconds is None or not str(seconds).isdigit():
            self.counts["zoneless"] += local is not None
            return str(local) if local is not None else None
        try:
            moment = datetime.fromtimestamp(int(seconds), UTC)
            offset = datetime.fromisoformat(str(local)).replace(tzinfo=UTC) - moment
        except (ValueError, OverflowError, OSError):
            return str(seconds)[:64]
        return (moment.astimezone(timezone(offset)) if abs(offset) <= _LARGEST_OFFSET else moment).isoformat()


def _is_header(path: Path) -> bool:
    return bool(path) and path[-1] in _HEADER and (len(path) == 1 or path[-2] == ITEM)


def _header(text: str) -> str:
    """Return a name or an id of a chat; nothing for `null`, which stands for an account that was deleted."""
    try:
        value = record_of(f'{{"value": {mended(text)}}}')["value"]
    except UnusableError:
        return ""
    return str(value).strip() if isinstance(value, str | int) else ""


def _pieces(text: Any) -> list[Any]:  # noqa: ANN401  # any value of JSON
    return text if isinstance(text, list) else [text]


def _words(piece: Any) -> str:  # noqa: ANN401  # as above
    words = piece.get("text") if isinstance(piece, dict) else piece
    if words is None:
        return ""
    if not isinstance(words, str):
        raise UnusableError(f"text is {type(words).__name__}, not text")
    return words


def _hidden_links(pieces: list[Any]) -> Iterator[str]:
    """Yield the addresses behind words."""
    for piece in pieces:
        link = piece.get("href") if isinstance(piece, dict) else None
        if isinstance(link, str) and link.startswith(("https://", "http://")):
            yield link


def _identifier(value: Any) -> str | None:  # noqa: ANN401  # as above
    return None if value is None or isinstance(value, dict | list | bool) else str(value)


TELEGRAM = Format("telegram", _recognises, _read)
