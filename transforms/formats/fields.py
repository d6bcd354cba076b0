"""The fields of a record, under whatever keys its source puts them."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any

from transforms.errors import UnusableError
from transforms.formats.entry import Attempt, Entry
from transforms.formats.markup import clean
from transforms.formats.source import UnreadableError
from transforms.visible import snippet

# The keys of each field, the surest first: of several that a record has, the first that is not empty counts.
KEYS: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "full_text", "content_text", "content", "content_html", "body", "message", "post", "tweet"),
        *("post_text", "note", "caption", "description", "summary"),
    ),
    "title": ("title", "headline", "heading", "subject"),
    "native_id": ("id", "id_str", "native_id", "post_id", "message_id", "tweet_id", "guid", "uid", "uuid", "_id"),
    "url": ("url", "link", "permalink", "href", "uri", "web_url", "post_url", "source_url", "external_url"),
    "published": (
        *("published", "published_at", "date_published", "published_date", "published_on", "publication_date"),
        *("publish_date", "pub_date", "created_at", "posted_at", "date_gmt", "date", "datetime", "date_time"),
        *("timestamp", "time", "created", "created_time", "created_utc", "issued", "day"),
    ),
    "source": ("source", "channel", "publisher", "author", "account", "outlet", "site", "feed", "username"),
    "lang": ("lang", "language", "locale"),
}
_ALIASES = {key: name for name, keys in KEYS.items() for key in keys}
_TEXTS = ("text", "title")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_INNER = ("rendered", "text", "value", "name", "title", "$date", "$oid", "#text", "href")  # what an object says in one
_MOST_SHOWN = 12
_SNIPPET = 400


@dataclass(slots=True)
class Fields:
    """Finds the fields of records, and remembers the keys that were of no use.

    Attributes:
        columns: The keys that the user named for fields; a dot leads into an object.
        unknown: How often each key was met that is no field's.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)

    def has_text(self, keys: Iterable[str]) -> bool:
        """Return whether a record with such keys has a text or a title."""
        named = {key.partition(".")[0] for name, key in self.columns.items() if name in _TEXTS}
        return any(key in named or _ALIASES.get(_folded(key)) in _TEXTS for key in keys)

    def is_post(self, record: Mapping[str, Any]) -> bool:
        """Return whether a record has a text or a title, be it inside its envelope."""
        return self.has_text(_unwrapped(record))

    def need_text(self, columns: Collection[str]) -> None:
        """Refuse a table none of whose columns is known to hold texts.

        Raises:
            UnreadableError: It is none.
        """
        if not self.has_text(columns):
            shown = snippet(", ".join(list(columns)[:_MOST_SHOWN]))
            raise UnreadableError(f"no column is known for texts: name it with --map text=COLUMN; there are {shown}")

    def known(self, keys: Collection[str]) -> int:
        """Return how many fields such keys fill."""
        named = {name for name, key in self.columns.items() if key in keys}
        return len(named | {_ALIASES[_folded(key)] for key in keys if _folded(key) in _ALIASES})

    def read(self, parse: Callable[[], Mapping[str, Any]], line: int, last_line: int, shown: str) -> Attempt:
        """Return what the record says that `parse` gives, or why it says nothing."""
        try:
            return self.entry(parse(), line, last_line)
        except UnusableError as error:
            return UnreadableError(str(error), f"line {line}", shown[:_SNIPPET].rstrip("\n"))

    def entry(self, record: Mapping[str, Any], line: int, last_line: int) -> Entry:
        """Return what a record says.

        Raises:
            UnusableError: It has no text, or something under a key that cannot be what that key says.
        """
        record = _unwrapped(record)
        found = self._values(record)
        if not found.keys() & set(_TEXTS):
            raise UnusableError("no text")
        return Entry(
            text=_cleaned(_prose("text", found.get("text"))) or "",
            title=_cleaned(_prose("title", found.get("title"))),
            source=_word("source", found.get("source")),
            native_id=_identifier(found.get("native_id")),
            url=_word("url", found.get("url")),
            published=_moment(found.get("published")),
            lang=_word("lang", found.get("lang")),
            line=line,
            last_line=last_line,
        )

    def notices(self) -> Iterator[str]:
        """Yield a sentence on the keys that were of no use, once for all records."""
        if self.unknown:
            shown = snippet(", ".join(key for key, _ in self.unknown.most_common(_MOST_SHOWN)))
            more = len(self.unknown) - _MOST_SHOWN
            yield f"keys that are not read: {shown}" + (f" and {more} more" if more > 0 else "")

    def _values(self, record: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: _inside(record, key) for name, key in self.columns.items() if _inside(record, key) is not None}
        named = {part for key in self.columns.values() for part in (key, key.partition(".")[0])}
        ranked: dict[str, list[tuple[int, str]]] = {}
        for key in record:
            name = _ALIASES.get(_folded(key))
            if name is None and key not in named:
                self.unknown[key] += 1
            elif name is not None and name not in self.columns:
                ranked.setdefault(name, []).append((KEYS[name].index(_folded(key)), key))
        for name, keys in ranked.items():
            values = [record[key] for _, key in sorted(keys)]
            found[name] = next((value for value in values if not _is_empty(value)), values[0])
        return found


def _folded(key: str) -> str:
    """Return a key in one spelling: `createdAt`, `Created at` and `created-at` are `created_at`."""
    return re.sub(r"[\s.:-]+", "_", _HUMP.sub("_", key.strip().lstrip("@\ufeff"))).casefold()


def _unwrapped(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the object inside a record that is but its envelope, such as `{"tweet": {...}}`."""
    inner = [value for value in record.values() if isinstance(value, dict)]
    if len(inner) == 1 and not any(
        _ALIASES.get(_folded(key)) == "text" and not isinstance(record[key], dict) for key in record
    ):
        keys = {_ALIASES.get(_folded(key)) for key in inner[0]}
        if "text" in keys and (len(record) == 1 or keys & {"published", "native_id"}):
            return inner[0]
    return record


def _inside(record: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401  # any value of JSON
    if key in record:
        return record[key]
    outer, dot, rest = key.partition(".")
    inner = record.get(outer) if dot else None
    return _inside(inner, rest) if isinstance(inner, dict) else None


def _is_empty(value: Any) -> bool:  # noqa: ANN401  # as above
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def _plain(value: Any) -> Any:  # noqa: ANN401  # as above
    """Return what an object says that stands for one value, such as `{"rendered": "…"}`."""
    if isinstance(value, dict):
        return next((value[key] for key in _INNER if isinstance(value.get(key), str | int | float)), value)
    return value


def _prose(name: str, value: Any) -> str | None:  # noqa: ANN401  # as above
    """Return a text, also where it comes in pieces, each a string or an object with a text."""
    if isinstance(value, list):
        pieces = [_plain(piece) for piece in value]
        if all(isinstance(piece, str) for piece in pieces):
            return "".join(pieces)
    return _word(name, value)


def _cleaned(words: str | None) -> str | None:
    """Return a text without its HTML; what cannot be text is left to be refused."""
    return (
        words if words is None or "\0" in words or (not words.isascii() and _SURROGATE.search(words)) else clean(words)
    )


def _word(name: str, value: Any) -> str | None:  # noqa: ANN401  # as above
    plain = _plain(value)
    if plain is None or isinstance(plain, str):
        return plain
    raise UnusableError(f"{name} is {type(plain).__name__}, not text")


def _identifier(value: Any) -> str | None:  # noqa: ANN401  # as above
    plain = _plain(value)
    if isinstance(plain, float) and plain.is_integer():
        return str(int(plain))
    if isinstance(plain, int | float) and not isinstance(plain, bool) and isfinite(plain):
        return str(plain)
    return _word("id", plain)


def _moment(value: Any) -> str | None:  # noqa: ANN401  # as above
    plain = _plain(value)
    if isinstance(plain, date | datetime):
        return plain.isoformat()
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return str(plain)
    return _word("published", plain)
