import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.storage import tables
from transforms.storage.rows import Row
from transforms.storage.schemas import EVENT_ALIASES, TABLES, Table
from transforms.storage.tables import count_rows, merge_shards, read_columns, read_rows, write_rows


def _alias(alias_id: str) -> Row:
    return {"alias_id": alias_id, "event_id": "ev1", "run_id": "run1", "reason": "merged"}


def _ids(path: Path) -> list[str]:
    return [row["alias_id"] for row in read_rows(path)]


def test_rows_are_written_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "event_aliases.parquet"
    write_rows(EVENT_ALIASES, [_alias("c"), _alias("a"), _alias("b")], path)
    assert _ids(path) == ["a", "b", "c"]
    assert [child.name for child in tmp_path.iterdir()] == ["event_aliases.parquet"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_table_has_its_columns(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "empty.parquet"
    assert merge_shards(table, [], path) == 0
    assert pq.read_schema(path).equals(table.schema)


@given(st.lists(st.lists(st.text("abcdeé😀", max_size=3), max_size=6), max_size=4), st.integers(1, 5))
def test_a_merge_of_shards_equals_one_sorted_list(shards: list[list[str]], group: int) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as scratch:
        patch.setattr(tables, "GROUP_ROWS", group)
        patch.setattr(tables, "_BATCH_ROWS", 2)
        paths = [Path(scratch, f"{number}.parquet") for number in range(len(shards))]
        for path, names in zip(paths, shards, strict=True):
            write_rows(EVENT_ALIASES, [_alias(name) for name in names], path)
        assert merge_shards(EVENT_ALIASES, paths, Path(scratch, "all.parquet")) == sum(map(len, shards))
        assert _ids(Path(scratch, "all.parquet")) == sorted(name for names in shards for name in names)


def test_row_groups_stay_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "GROUP_ROWS", 10)
    write_rows(EVENT_ALIASES, [_alias(f"{number:03}") for number in range(25)], tmp_path / "one.parquet")
    merge_shards(EVENT_ALIASES, [tmp_path / "one.parquet"], tmp_path / "all.parquet")
    metadata = pq.read_metadata(tmp_path / "all.parquet")
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [10, 10, 5]
    assert metadata.row_group(0).column(0).compression == "ZSTD"
    assert metadata.row_group(0).column(0).is_stats_set


def test_wide_rows_make_row_groups_of_fewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "GROUP_BYTES", 1)
    write_rows(EVENT_ALIASES, [_alias("a"), _alias("b")], tmp_path / "one.parquet")
    merge_shards(EVENT_ALIASES, [tmp_path / "one.parquet"], tmp_path / "all.parquet")
    assert pq.read_metadata(tmp_path / "all.parquet").num_row_groups == 2


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_rows(EVENT_ALIASES, [_alias("a") | {"reason": 7}], tmp_path / "event_aliases.parquet")
    assert list(tmp_path.iterdir()) == []


def test_counting_and_reading_columns(tmp_path: Path) -> None:
    path = tmp_path / "event_aliases.parquet"
    write_rows(EVENT_ALIASES, [_alias("a"), _alias("b")], path)
    assert count_rows(path) == 2
    assert read_columns(path, "alias_id").to_pydict() == {"alias_id": ["a", "b"]}
