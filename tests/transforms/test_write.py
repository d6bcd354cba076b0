from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.storage.building import a_post, a_run, write_run
from transforms import write
from transforms.elements import Alias, Change, Decision, Event, EventPost, Post, Reject, ResolvedMention
from transforms.storage.rows import Row, StoredPost
from transforms.storage.schemas import TABLES
from transforms.storage.tables import read_rows, table_path
from transforms.write import Tables, WriteTables

KINDS = (Post | StoredPost, ResolvedMention, Event, EventPost, Decision, Alias, Change, Reject)


def _written(folder: Path) -> dict[str, list[Row]]:
    return {table.name: list(read_rows(table_path(folder, table.name))) for table in TABLES}


def _write(records: list[Any], folder: Path, published: Path | None = None, repeat: int = 0) -> None:
    folder.mkdir()
    with TestPipeline(runner=FnApiRunner(bundle_repeat=repeat)) as pipeline:
        given = [
            pipeline | name >> beam.Create([each for each in records if isinstance(each, kind)])
            for name, kind in zip(Tables._fields, KINDS, strict=True)
        ]
        counted = Tables(*given) | WriteTables(str(folder), "run1", str(published) if published else None)
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
