from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given

from tests.transforms.storage import building
from transforms.elements import Event, Mention, Post, Reject, ResolvedMention
from transforms.storage import values
from transforms.storage.rows import Row, StoredPost, StoredReject, event_row, mention_row, post_row, rows_of
from transforms.storage.tables import table_named


def _through_arrow(table: str, row: Row) -> Row:
    """Return a row as it comes back from the table, every column of which it must fill."""
    schema = table_named(table).schema
    assert set(row) == set(schema.names)
    found: list[Row] = pa.Table.from_pylist([row], schema=schema).to_pylist()
    return found[0]


@given(building.posts)
def test_a_post_comes_back_from_its_row(post: Post) -> None:
    row = _through_arrow("posts", post_row(post, "run1"))
    assert values.stored_post(row) == StoredPost(post, "run1")


@given(building.mentions, building.posts)
def test_a_mention_comes_back_from_its_row_and_its_post(mention: Mention, post: Post) -> None:
    told = replace(mention, source=post.source, published_at=post.published_at, published_on=post.published_on)
    row = _through_arrow("mentions", mention_row(ResolvedMention("ev1", told, "ev0")))
    assert (row["event_id"], row["origin_id"]) == ("ev1", "ev0")
    assert values.mention(row, post) == told


@given(building.events)
def test_an_event_comes_back_from_its_row_and_its_mentions(event: Event) -> None:
    row = _through_arrow("events", event_row(event))
    assert row["mention_count"] == len(event.mention_ids)
    assert values.event(row, event.mention_ids) == event


def test_every_record_fills_every_column_of_its_tables() -> None:
    found = [(name, _through_arrow(name, row)) for record in building.a_run() for name, row in rows_of(record, "run1")]
    assert sorted(name for name, _ in found) == sorted(
        [
            *["posts"] * 2,
            *["mentions"] * 3,
            *["events"] * 2,
            *["event_posts"] * 3,
            "event_participants",
            "documents",
            "decisions",
            "event_aliases",
            "event_history",
            "rejects",
            "persons",
            "sightings",
        ]
    )


def test_an_event_has_a_row_for_each_participant_and_document() -> None:
    event = next(record for record in building.a_run() if isinstance(record, Event))
    rows = dict(rows_of(event, "run1"))
    assert rows["event_participants"] == {
        "event_id": "ev1",
        "person_id": "per_1",
        "name": "Ana Sousa",
        "role": "foreign minister",
        "country": "PRT",
        "organisation": None,
    }
    assert rows["documents"] == {
        "event_id": "ev1",
        "kind": "agreement",
        "title": "Treaty on Fisheries",
        "status": "signed",
        "parties": ["MAR", "PRT"],
    }


@pytest.mark.parametrize(
    ("record", "run_id"),
    [
        (building.a_post(), "now"),
        (StoredPost(building.a_post(), "before"), "before"),
        (Reject("a.txt", "", "read", "empty"), "now"),
        (StoredReject(Reject("a.txt", "", "read", "empty"), "before"), "before"),
    ],
)
def test_what_was_stored_keeps_its_run(record: Any, run_id: str) -> None:  # noqa: ANN401  # any record
    assert [row["run_id"] for _, row in rows_of(record, "now")] == [run_id]
