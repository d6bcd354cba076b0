"""Mentions as the columns that are compared."""

from datetime import date
from typing import Any

import pyarrow as pa

from transforms.matching.columns import MENTIONS

_DAY = date(2024, 5, 4)
_TALKS = {
    "source": "Ministry",
    "is_main": True,
    "kind": "bilateral_meeting",
    "status": "held",
    "published_on": _DAY,
    "date_start": _DAY,
    "date_end": _DAY,
    "date_precision": "day",
    "date_basis": "explicit",
    "city": "Vienna",
    "country": "AUT",
    "event_name": None,
    "sidelines_of": None,
    "countries": ["AUT", "CZE"],
    "organisations": [],
    "persons": ["Anton Berger", "Jana Dvorakova"],
    "person_countries": ["AUT", "CZE"],
    "documents": [],
    "words": [11, 12, 13, 14, 15, 16],
}


def row(mention_id: str, **other: Any) -> dict[str, Any]:  # noqa: ANN401  # the values of a row
    """Return a mention of talks of two in Vienna that is otherwise as told."""
    return {**_TALKS, "mention_id": mention_id, "post_id": f"po_{mention_id}", **other}


def table(*rows: dict[str, Any]) -> pa.Table:
    """Return mentions as a table, by id."""
    ordered = sorted(rows, key=lambda each: str(each["mention_id"]))
    return pa.table({name: [each[name] for each in ordered] for name in MENTIONS.names}, MENTIONS)
