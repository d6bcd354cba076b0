"""Twelve posts of one channel, written in each format that holds records."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pyarrow as pa
import pyarrow.parquet as pq

_DEEDS = (
    "met with Foreign Minister of Peru Lucía Barrantes in Lima",
    "had a phone call with Foreign Minister of Kenya Daniel Oduya",
    "received Foreign Minister of Japan Haruka Mizuno in Oslo",
    'said “we agree”, and "signed" an agreement with Foreign Minister of Ghana Kofi Asare in Accra; both spoke',
)
SOURCE = "MFA <Norway>"
MOMENTS = tuple(datetime(2024, 6, 3, 12, tzinfo=UTC) + timedelta(days=3 * number) for number in range(12))
TEXTS = tuple(
    f"🇳🇴 Foreign Minister of Norway Anders Nygaard {_DEEDS[number % 4]} on {moment.day} {moment:%B} {moment.year}.\n"
    f"They spoke of fish & ships, 5 < 6 #Talks https://example.org/{number}"
    for number, moment in enumerate(MOMENTS)
)


def _records(*keys: str, moment: Callable[[datetime], object]) -> list[dict[str, object]]:
    return [
        dict(zip(keys, (str(number), SOURCE, moment(at), text), strict=True))
        for number, (at, text) in enumerate(zip(MOMENTS, TEXTS, strict=True))
    ]


def _telegram() -> str:
    """Return an export by a computer three hours ahead, with a service message and a photo without words."""
    messages: list[dict[str, object]] = [{"id": -1, "type": "service", "action": "create_channel", "text": ""}]
    for number, (at, text) in enumerate(zip(MOMENTS, TEXTS, strict=True)):
        words, link = text.rsplit(" ", 1)
        pieces = [words[:10], {"type": "bold", "text": words[10:] + " "}, {"type": "link", "text": link}]
        local = (at + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M:%S")
        stamps = {"date": local, "date_unixtime": str(int(at.timestamp()))}
        messages.append({"id": number, "type": "message", **stamps, "text": pieces if number % 2 else text})
    messages.append({"id": 99, "type": "message", "date": "2024-09-01T00:00:00", "photo": "a.jpg", "text": ""})
    chat = {"name": SOURCE, "type": "public_channel", "id": 7, "messages": messages}
    return json.dumps(chat, indent=1, ensure_ascii=False)


def _table(separator: str) -> str:
    rows = _records("id", "channel", "date", "message", moment=lambda at: at.strftime("%d %b %Y %H:%M"))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    rows = _records("id", "source", "published_at", "text", moment=lambda at: at)
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def _written() -> Mapping[str, str | bytes]:
    canonical = _records("id", "source", "published", "text", moment=datetime.isoformat)
    items = _records("guid", "author", "pubDate", "content", moment=format_datetime)
    return {
        "lines.jsonl": "".join(json.dumps(each) + "\n" for each in canonical),
        "keys.jsonl": "".join(
            json.dumps(each) + "\n" for each in _records("id", "channel", "date", "body", moment=datetime.timestamp)
        ),
        "array.json": json.dumps(canonical),
        "pretty.json": json.dumps(items, indent=2, ensure_ascii=False),
        "feed.json": json.dumps({"title": "Feed", "description": "All", "items": items, "authors": [{"name": "x"}]}),
        "result.json": _telegram(),
        "account.json": f'{{"about": "Here is the data you requested.", "chats": {{"list": [{_telegram()}]}}}}',
        "comma.csv": _table(","),
        "semicolon.csv": "\ufeffsep=;\n" + _table(";"),
        "tab.tsv": _table("\t"),
        "rows.parquet": _parquet(),
    }


WRITTEN = _written()
"""The files, by name."""
