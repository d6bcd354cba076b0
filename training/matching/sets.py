"""Labelled sets: annotated texts, and the mentions that a run found in them or that the annotation gives."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from transforms.elements import Kind, Precision, Status
from transforms.matching.columns import MENTIONS
from transforms.matching.words import word_codes
from warehouse.evaluation.comparison import assign
from warehouse.evaluation.found import telling_of
from warehouse.evaluation.gold import read_gold

Row = dict[str, Any]
_MONTH_DAYS = 25
"""Days from which on a stretch is taken for a month."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Mentions of annotated texts.

    Attributes:
        name: The name of the folder.
        mentions: As `transforms.matching.columns.MENTIONS`, by id.
        texts: The id of the text of each mention.
        groups: The event of the world that each mention is of, where the annotation tells.
        pairs: What people said of pairs of texts: same, different, or ignore.
    """

    name: str
    mentions: pa.Table
    texts: Sequence[str]
    groups: Sequence[str | None]
    pairs: Mapping[frozenset[str], str]


def read_set(annotated: Path, output: Path) -> LabelledSet:
    """Return the mentions that the run published in `output` found in annotated texts."""
    rows = _published(output)
    by_text: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        by_text[row["native_id"]].append(place)
    groups: list[str | None] = [None] * len(rows)
    for post in read_gold(annotated).posts:
        for is_main in (True, False):
            places = [place for place in by_text[post.name] if groups[place] is None]
            wanted = [each for each in post.tellings if each.is_main is is_main]
            for one, other in assign(wanted, [telling_of(rows[place]) for place in places]).items():
                groups[places[other]] = wanted[one].event
    return _set(annotated, rows, groups)


def read_annotated(annotated: Path) -> LabelledSet:
    """Return the events that people annotated as mentions, as a reader that makes no mistakes would find them."""
    texts = {text["id"]: text for text in _lines(annotated / "texts.jsonl")}
    rows = [
        _annotated(texts[record["id"]], place, event)
        for record in _lines(annotated / "gold.jsonl")
        for place, event in enumerate(record["events"])
    ]
    rows.sort(key=lambda row: str(row["mention_id"]))
    return _set(annotated, rows, [row["group"] for row in rows])


def _set(annotated: Path, rows: Sequence[Row], groups: Sequence[str | None]) -> LabelledSet:
    told = {frozenset((pair["id_a"], pair["id_b"])): pair["label"] for pair in _lines(annotated / "pairs.jsonl")}
    return LabelledSet(annotated.name, _table(rows), [row["native_id"] for row in rows], groups, told)


def _published(output: Path) -> list[Row]:
    """Return the mentions of a published run, with what their posts say."""
    run = output / "runs" / (output / "CURRENT").read_text("utf8").strip()
    posts = {post["post_id"]: post for post in pq.read_table(run / "posts.parquet").to_pylist()}
    found = pq.read_table(run / "mentions.parquet")
    mentions = found.take(pc.sort_indices(found["mention_id"])).to_pylist()
    taken = ("native_id", "source", "published_on", "text")
    return [mention | {name: posts[mention["post_id"]][name] for name in taken} for mention in mentions]


def _annotated(text: Row, place: int, event: Row) -> Row:
    start, end = (_day(event.get(name)) for name in ("date_start", "date_end"))
    people = event.get("participants") or []
    states = {who.get("country_or_org") for who in people} | set(event.get("countries") or ())
    kind, status, basis = event["kind"], event["status"], event.get("date_basis")
    return {
        "mention_id": f"{text['id']}#{place}",
        "post_id": text["id"],
        "native_id": text["id"],
        "source": text["source"],
        "text": text["text"],
        "published_on": _day(text.get("published")),
        "is_main": event.get("main", True),
        "kind": kind if kind in set(Kind) else Kind.OTHER.value,
        "status": status if status in set(Status) else Status.HELD.value,
        "date_start": start,
        "date_end": end or start,
        "date_precision": _precision(start, end or start),
        "date_basis": None if start is None else basis if basis in {"relative", "publication"} else "explicit",
        "city": event.get("city"),
        "country": event.get("country"),
        "event_name": event.get("event_name_words") or event.get("event_name"),
        "sidelines_of": event.get("sidelines_words") or event.get("sidelines_of"),
        "countries": sorted(state for state in states if state and len(state) == len("USA") and state.isupper()),
        "organisations": [body for body in event.get("organisations") or [] if isinstance(body, str)],
        "participants": [
            {"name": who["name"], "country": who.get("country_or_org"), "organisation": None} for who in people
        ],
        "documents": [],
        "group": event.get("group"),
    }


def _precision(start: date | None, end: date | None) -> str | None:
    if start is None or end is None:
        return None
    days = (end - start).days
    return (Precision.DAY if days == 0 else Precision.MONTH if days > _MONTH_DAYS else Precision.RANGE).value


def _table(rows: Sequence[Row]) -> pa.Table:
    derived: dict[str, Callable[[Row], Any]] = {
        "persons": lambda row: [who["name"] for who in row["participants"] if who["name"]],
        "person_countries": lambda row: [
            who["country"] or who["organisation"] for who in row["participants"] if who["name"]
        ],
        "documents": lambda row: [paper["title"] for paper in row["documents"]],
        "words": lambda row: list(word_codes(row["text"])),
    }
    columns = {name: [derived[name](row) if name in derived else row[name] for row in rows] for name in MENTIONS.names}
    return pa.table(columns, MENTIONS)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _lines(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
