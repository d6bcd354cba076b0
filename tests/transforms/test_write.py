from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.outcome import pipeline
from tests.transforms.storage.building import a_decision, a_mention, a_post, a_run, an_event, write_run
from transforms import write
from transforms.elements import (
    Alias,
    Change,
    Decision,
    Event,
    EventPost,
    Genre,
    PersonName,
    Post,
    Reject,
    ResolvedMention,
    Seen,
    Status,
)
from transforms.storage.rows import Row, StoredPost, decision_row, rows_of
from transforms.storage.schemas import DECISIONS, TABLES
from transforms.storage.tables import read_rows, table_path
from transforms.tables.ipc import packed
from transforms.write import Tables, WriteTables

KINDS = (Post | StoredPost, ResolvedMention, Event, EventPost, Decision, Alias, Change, Reject, PersonName, Seen)
WHOLE = ("decisions", "event_aliases", "rejects", "persons", "sightings")
"""Tables that every run gives whole."""


def _written(folder: Path) -> dict[str, list[Row]]:
    return {table.name: list(read_rows(table_path(folder, table.name))) for table in TABLES}


def _write(
    records: list[Any],
    folder: Path,
    published: Path | None = None,
    *,
    repeat: int = 0,
    taken: Iterable[tuple[str, str]] = (),
) -> None:
    folder.mkdir()
    with pipeline(repeat) as root:
        given = {
            name: root | name >> beam.Create([each for each in records if isinstance(each, kind)], reshuffle=False)
            for name, kind in zip(Tables._fields, KINDS, strict=False)
        }
        decisions = [decision_row(each) for each in records if isinstance(each, Decision)]
        tables = [packed(pa.Table.from_pylist([row], schema=DECISIONS.schema)) for row in decisions]
        given |= {"decisions": root | "tables" >> beam.Create(tables), "taken": root | "taken" >> beam.Create(taken)}
        counted = Tables(**given) | WriteTables(str(folder), "run1", str(published) if published else None)
        names = counted | "Names" >> beam.Keys()
        assert_that(names, equal_to([table.name for table in TABLES]))


@pytest.mark.parametrize("reverse", [False, True])
def test_every_record_is_written_in_the_order_of_its_table(reverse: bool, tmp_path: Path) -> None:
    records = a_run()[::-1] if reverse else a_run()
    _write(records, tmp_path / "found")
    write_run(tmp_path / "expected", a_run())
    assert _written(tmp_path / "found") == _written(tmp_path / "expected")


def test_large_bundles_are_written_in_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "GROUP_ROWS", 2)
    posts = [a_post(f"p{number}") for number in range(7)]
    _write(posts[::-1], tmp_path / "found")
    write_run(tmp_path / "expected", posts)
    assert _written(tmp_path / "found") == _written(tmp_path / "expected")
    assert len(list((tmp_path / "found" / "shards").iterdir())) == 4


def test_a_bundle_that_is_tried_again_leaves_nothing_twice(tmp_path: Path) -> None:
    _write(a_run(), tmp_path / "found", repeat=1)
    write_run(tmp_path / "expected", a_run())
    assert _written(tmp_path / "found") == _written(tmp_path / "expected")


def test_history_is_kept_and_aliases_keep_the_run_that_made_them(tmp_path: Path) -> None:
    old, new = (Alias(alias_id=name, event_id="ev1", reason="merged") for name in ("ev0", "ev5"))
    first = Change(event_id="ev1", revision=1, field="status", before=None, after="planned", mention_id="m1")
    second = Change(event_id="ev1", revision=2, field="status", before="planned", after="held", mention_id="m2")
    write_run(tmp_path / "before", [first, old], run_id="run0")
    _write([second, new, old], tmp_path / "found", tmp_path / "before")
    found = _written(tmp_path / "found")
    assert [(row["revision"], row["run_id"]) for row in found["event_history"]] == [(1, "run0"), (2, "run1")]
    assert [(row["alias_id"], row["run_id"]) for row in found["event_aliases"]] == [("ev0", "run0"), ("ev5", "run1")]


def test_a_table_in_which_nothing_changes_is_the_file_of_the_run_before(tmp_path: Path) -> None:
    write_run(tmp_path / "before", a_run(), run_id="run0")
    _write([a_post("p3")], tmp_path / "found", tmp_path / "before")
    assert _linked(tmp_path / "found", tmp_path / "before") == {table.name for table in TABLES} - {"posts", *WHOLE}
    assert [(row["post_id"], row["run_id"]) for row in _written(tmp_path / "found")["posts"]] == [
        ("p1", "run0"),
        ("p2", "run0"),
        ("p3", "run1"),
    ]


def _linked(folder: Path, before: Path) -> set[str]:
    names = [table.name for table in TABLES]
    return {name for name in names if table_path(folder, name).samefile(table_path(before, name))}


def _taking_all(records: list[Any]) -> list[tuple[str, str]]:
    keys = {table.name: table.key for table in TABLES}
    rows = [named for record in records for named in rows_of(record, "run0")]
    return [(name, row[column]) for name, row in rows for column in keys[name]]


@pytest.mark.parametrize("repeat", [0, 1])
def test_what_is_taken_back_and_comes_again_changes_nothing(tmp_path: Path, repeat: int) -> None:
    records = [*a_run(), a_decision("m2", "m3", "ev1")]
    write_run(tmp_path / "before", records, run_id="run1")
    _write(records[::-1], tmp_path / "found", tmp_path / "before", taken=_taking_all(records), repeat=repeat)
    assert _linked(tmp_path / "found", tmp_path / "before") == {table.name for table in TABLES}


def test_only_tables_of_which_something_comes_otherwise_are_written(tmp_path: Path) -> None:
    records = [*a_run(), a_decision("m2", "m3", "ev1")]
    write_run(tmp_path / "before", records, run_id="run1")
    changed = [replace(each, score=1.5) if isinstance(each, Decision) else each for each in records]
    changed = [replace(each, times=each.times + 1) if isinstance(each, Seen) else each for each in changed]
    _write(changed, tmp_path / "found", tmp_path / "before", taken=_taking_all(records))
    assert {table.name for table in TABLES} - _linked(tmp_path / "found", tmp_path / "before") == {
        "decisions",
        "sightings",
    }
    write_run(tmp_path / "expected", changed)
    assert _written(tmp_path / "found") == _written(tmp_path / "expected")


def test_what_no_longer_stands_goes_and_what_is_new_takes_its_place(tmp_path: Path) -> None:
    write_run(tmp_path / "before", [*a_run(), a_decision("m2", "m3", "ev1"), a_decision("m3", "m4", None)])
    taken = [(table, "ev1") for table in ("events", "event_participants", "event_posts", "documents")]
    taken += [("mentions", "m1"), ("mentions", "m2"), ("posts", "p1"), ("posts", "p2")]
    _write(
        [
            a_post("p2", text="Edited."),
            an_event("ev1", ("m2",), revision=2),
            EventPost("ev1", "p2", "m2", Genre.REPORT, Status.HELD),
            ResolvedMention("ev1", a_mention("m2", "p2")),
            a_decision("m3", "m4", None),
        ],
        tmp_path / "found",
        tmp_path / "before",
        taken=taken,
    )
    found = _written(tmp_path / "found")
    assert [(row["post_id"], row["text"]) for row in found["posts"]] == [("p2", "Edited.")]
    assert [row["mention_id"] for row in found["mentions"]] == ["m2", "m3"]
    assert [(row["event_id"], row["revision"]) for row in found["events"]] == [("ev1", 2), ("ev2", 1)]
    assert [(row["event_id"], row["mention_id"]) for row in found["event_posts"]] == [("ev1", "m2"), ("ev2", "m3")]
    assert [(row["left_mention_id"], row["right_mention_id"]) for row in found["decisions"]] == [("m3", "m4")]
    assert (found["event_participants"], found["documents"]) == ([], [])
