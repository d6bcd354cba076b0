"""The same posts as a document of every format."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

import pyarrow as pa
import pyarrow.parquet as pq

_FIRST = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)
_SOURCE = "Ministry of Landfall"
_WORDS = (
    "The Foreign Minister of Landfall received the Ambassador of Peru in Port Amity on March 4, 2024.",
    "🇵🇪🤝 Landfall and Peru sign an agreement on fisheries\n📍 Port Amity, March 5, 2024\n#LandfallPeru",
    "Spokesperson’s remarks:\n\n“We thank Norway & Kenya for < their > aid,” she said.\nhttps://example.org/remarks?a=1&b=2",
    "On March 7, the Minister will visit Oslo (осло, 奥斯陆) for talks with the Prime Minister.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A post as its source would say it; `number` is its id there."""

    number: int
    text: str

    @property
    def moment(self) -> datetime:
        """Return when it was published."""
        return _FIRST + timedelta(hours=self.number % 20_000)

    @property
    def url(self) -> str:
        """Return its address."""
        return f"https://example.org/landfall/{self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    """How posts become a file of a format.

    Attributes:
        form: What `communique check` calls the format.
        write: Returns the file.
        is_counted: That it has a record for each post, so that none can come in two or be joined.
    """

    form: str
    write: Callable[[Sequence[Said]], bytes]
    is_counted: bool = True


def posts(number: int = 4) -> tuple[Said, ...]:
    """Return some posts."""
    return tuple(Said(at, _WORDS[at % len(_WORDS)]) for at in range(1, number + 1))


def _record(said: Said) -> dict[str, object]:
    return {"id": said.number, "source": _SOURCE, "url": said.url, "published": _iso(said), "text": said.text}


def _iso(said: Said) -> str:
    return said.moment.isoformat()


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1).encode()


def _jsonl(given: Sequence[Said]) -> bytes:
    return "".join(json.dumps(_record(said)) + "\n" for said in given).encode()


def _array(given: Sequence[Said]) -> bytes:
    return _json([_record(said) for said in given])


def _nested(given: Sequence[Said]) -> bytes:
    return _json({"meta": {"count": len(given)}, "posts": [_record(said) for said in given]})


def _telegram(given: Sequence[Said]) -> bytes:
    messages = [
        {
            "id": said.number,
            "type": "message",
            "date": f"{said.moment:%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(int(said.moment.timestamp())),
            "from": _SOURCE,
            "from_id": "channel17",
            "text": [said.text[:20], {"type": "bold", "text": said.text[20:]}] if said.number % 2 else said.text,
            "text_entities": [],
        }
        for said in given
    ]
    return _json({"name": _SOURCE, "type": "public_channel", "id": 17, "messages": messages})


def _separated(given: Sequence[Said], separator: str) -> bytes:
    table = io.StringIO()
    writer = csv.DictWriter(table, ("id", "source", "url", "published", "text"), delimiter=separator)
    writer.writeheader()
    writer.writerows(_record(said) for said in given)
    return table.getvalue().encode()


def _parquet(given: Sequence[Said]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([_record(said) for said in given]), file)
    return file.getvalue()


def _rss(given: Sequence[Said]) -> bytes:
    items = "".join(
        f"<item><guid isPermaLink='false'>{said.number}</guid><link>{escape(said.url)}</link>"
        f"<pubDate>{format_datetime(said.moment)}</pubDate>"
        f"<description>{_markup(said, escaped=True)}</description></item>"
        for said in given
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{_SOURCE}</title>{items}</channel></rss>".encode()


def _atom(given: Sequence[Said]) -> bytes:
    entries = "".join(
        f"<entry><id>urn:landfall:{said.number}</id><link href='{escape(said.url)}'/><updated>{_iso(said)}</updated>"
        f"<content type='html'>{_markup(said, escaped=True)}</content></entry>"
        for said in given
    )
    opening = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>{_SOURCE}</title>"
    return f"{opening}{entries}</feed>".encode()


def _json_feed(given: Sequence[Said]) -> bytes:
    items = [
        {"id": str(said.number), "url": said.url, "date_published": _iso(said), "content_text": said.text}
        for said in given
    ]
    return _json({"version": "https://jsonfeed.org/version/1.1", "title": _SOURCE, "items": items})


def _mastodon(given: Sequence[Said]) -> bytes:
    items = [
        {
            "type": "Create",
            "actor": "https://social.example/users/landfall",
            "published": _iso(said),
            "object": {
                "id": said.url,
                "type": "Note",
                "url": said.url,
                "published": _iso(said),
                "content": _note(said),
            },
        }
        for said in given
    ]
    return _json({"id": "outbox.json", "type": "OrderedCollection", "orderedItems": items})


def _note(said: Said) -> str:
    return f"<p>{_markup(said)}</p>"


def _x(given: Sequence[Said]) -> bytes:
    tweets = [
        {
            "tweet": {
                "id_str": str(said.number),
                "full_text": escape(said.text, quote=False),
                "created_at": f"{said.moment:%a %b %d %H:%M:%S +0000 %Y}",
                "entities": {"urls": []},
            }
        }
        for said in given
    ]
    return b"window.YTD.tweets.part0 = " + _json(tweets)


def _markup(said: Said, *, escaped: bool = False) -> str:
    words = escape(said.text).replace("\n", "<br>")
    return escape(words) if escaped else words


def _html(head: str, body: str) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _messages(given: Sequence[Said]) -> bytes:
    bodies = "".join(
        f'<div class="message default clearfix" id="message{said.number}"><div class="body">'
        f'<div class="pull_right date details" title="{said.moment:%d.%m.%Y %H:%M:%S} UTC+00:00">'
        f"{said.moment:%H:%M}</div>"
        f'<div class="from_name">{_SOURCE}</div><div class="text">{_markup(said)}</div></div></div>'
        for said in given
    )
    header = f'<div class="page_header"><div class="content"><div class="text bold">{_SOURCE}</div></div></div>'
    history = f'<div class="page_body chat_page"><div class="history">{bodies}</div></div>'
    return _html("<title>Exported Data</title>", f'<div class="page_wrap">{header}{history}</div>')


def _shown(given: Sequence[Said]) -> bytes:
    bodies = "".join(
        f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="landfall/{said.number}">'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{_markup(said)}</div>'
        f'<a class="tgme_widget_message_date" href="https://t.me/landfall/{said.number}">'
        f'<time datetime="{_iso(said)}" class="time">{said.moment:%H:%M}</time></a></div></div>'
        for said in given
    )
    head = f'<title>{_SOURCE} – Telegram</title><meta property="og:title" content="{_SOURCE}">'
    return _html(head, f'<section class="tgme_channel_history">{bodies}</section>')


def _page(given: Sequence[Said]) -> bytes:
    head = f'<title>News</title><meta property="article:published_time" content="{_iso(given[0])}">'
    paragraphs = "".join(f"<p>{_markup(said)}</p>" for said in given)
    return _html(head, f"<article><h1>News</h1>{paragraphs}</article>")


def _markdown(given: Sequence[Said]) -> bytes:
    matter = f"---\ntitle: News\ndate: {_iso(given[0])}\nsource: {_SOURCE}\n---\n\n"
    return (matter + "\n\n".join(said.text for said in given) + "\n").encode()


def _dump(given: Sequence[Said]) -> bytes:
    return "\n----------\n".join(said.text for said in given).encode()


def _story(given: Sequence[Said]) -> bytes:
    opening = "date 2024-03-04 PORT AMITY, March 4. /LANA/. "
    return (opening + "\n\n".join(said.text for said in given)).encode()


def _zip(given: Sequence[Said]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("posts.jsonl", _jsonl(given))
    return file.getvalue()


# By the name of the file.
DOCUMENTS: dict[str, Document] = {
    "posts.jsonl": Document("jsonl", _jsonl),
    "array.json": Document("json", _array),
    "nested.json": Document("json", _nested),
    "result.json": Document("telegram", _telegram),
    "posts.csv": Document("csv", lambda given: _separated(given, ",")),
    "posts.tsv": Document("csv", lambda given: _separated(given, "\t")),
    "posts.parquet": Document("parquet", _parquet),
    "rss.xml": Document("feed", _rss),
    "atom.xml": Document("feed", _atom),
    "feed.json": Document("json-feed", _json_feed),
    "outbox.json": Document("mastodon", _mastodon),
    "tweets.js": Document("x", _x),
    "messages.html": Document("telegram-html", _messages),
    "channel.html": Document("telegram-page", _shown),
    "page.html": Document("page", _page, is_counted=False),
    "page.md": Document("markdown", _markdown, is_counted=False),
    "channel.txt": Document("dump", _dump, is_counted=False),
    "story.txt": Document("article", _story, is_counted=False),
    "posts.jsonl.gz": Document("jsonl", lambda given: gzip.compress(_jsonl(given), mtime=0)),
    "posts.zip": Document("jsonl", _zip),
}
