"""The twelve posts of `twelve`, written in each format of the web."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape

from tests.transforms.formats.twelve import MOMENTS, SOURCE, TEXTS, WRITTEN

_POSTS = tuple(enumerate(zip(MOMENTS, TEXTS, strict=True)))


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _each(write: Callable[[int, datetime, str], str], first: int = 0, last: int = len(_POSTS)) -> str:
    return "\n".join(write(number, at, text) for number, (at, text) in _POSTS[first:last])


def _exported(first: int, last: int) -> str:
    """Return a page of an export, by a computer an hour behind Greenwich that wrote UTC."""
    messages = _each(
        lambda number, at, text: (
            f"""
     <div class="message default clearfix{" joined" if number % 2 else ""}" id="message{number}">
      <div class="body">
       <div class="pull_right date details" title="{at:%d.%m.%Y %H:%M:%S} UTC+00:00">
{at:%H:%M}
       </div>
       <div class="text">
{_html(text)}
       </div>
      </div>
     </div>"""
        ),
        first,
        last,
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title><link href="css/style.css" rel="stylesheet"/></head>
<body><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
{escape(SOURCE)}
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">3 June 2024</div></div>{messages}
</div></div></div></body></html>"""


def _shown() -> str:
    messages = _each(
        lambda number, at, text: (
            f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="mfa/{number}">'
            f'<div class="tgme_widget_message_text js-message_text">{_html(text)}</div>'
            f'<a class="tgme_widget_message_date"><time datetime="{at.isoformat()}">12:00</time></a></div></div>'
        )
    )
    title = f"{escape(SOURCE)} – Telegram"
    return f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body>{messages}</body></html>"


def _rss() -> str:
    items = _each(
        lambda number, at, text: (
            f"<item><title>{escape(text[:40])}…</title><guid isPermaLink='false'>{number}</guid>"
            f"<pubDate>{format_datetime(at)}</pubDate><description>{escape(_html(text))}</description></item>"
        )
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{escape(SOURCE)}</title>{items}</channel></rss>'


def _atom() -> str:
    entries = _each(
        lambda number, at, text: (
            f"<entry><title/><id>{number}</id><updated>{at.isoformat()}</updated>"
            f'<content type="html">{escape(_html(text))}</content></entry>'
        )
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(SOURCE)}</title>{entries}</feed>'


def _json_feed() -> str:
    items = [
        {"id": str(number), "date_published": at.isoformat(), "content_html": f"<p>{_html(text)}</p>"}
        for number, (at, text) in _POSTS
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": SOURCE, "items": items})


def _markdown(number: int) -> str:
    at, text = MOMENTS[number], TEXTS[number].replace("<", "\\<").replace("\n", "\\\n")
    return f'---\nid: {number}\nsource: "{SOURCE}"\ndate: {at.isoformat()}\n---\n\n{text}\n'


def _zip(files: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


EXPORT = {"messages.html": _exported(0, 7), "messages2.html": _exported(7, 12)}
"""The pages of an export, by name."""

_LINES = WRITTEN["lines.jsonl"]
assert isinstance(_LINES, str)  # so the type checker knows

PAGES: Mapping[str, str | bytes] = {
    "messages.html": _exported(0, 12),
    "channel.html": _shown(),
    "rss.xml": _rss(),
    "atom.xml": _atom(),
    "json-feed.json": _json_feed(),
    "lines.jsonl.gz": gzip.compress(_LINES.encode()),
    "export.zip": _zip({f"Export/{name}": page for name, page in {"css/style.css": "a{}", **EXPORT}.items()}),
    "notes.zip": _zip({f"{number}.md": _markdown(number) for number in range(12)}),
    "utf-16.jsonl": _LINES.encode("utf-16"),
}
"""The files, by name."""
