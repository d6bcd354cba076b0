import tempfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.storage.building import a_decision
from transforms.storage import tables
from transforms.storage.rows import Row, rows_of
from transforms.storage.schemas import DECISIONS, EVENT_ALIASES, TABLES, Table
from transforms.storage.tables import (
    brings_back,
    count_rows,
    merge_shards,
    read_columns,
    read_rows,
    reuse,
    rows_where,
    without_rows,
    write_rows,
)


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


def _decided(left: str, right: str, event_id: str | None) -> Row:
    [(_, row)] = rows_of(a_decision(left, right, event_id), "run1")
    return row


def _in_groups(table: Table, folder: Path, rows: list[Row]) -> Path:
    """Write a table of which every row group has two rows."""
    path = folder / f"{table.name}.parquet"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "GROUP_ROWS", 2)
        write_rows(table, rows, folder / "shard.parquet")
        merge_shards(table, [folder / "shard.parquet"], path)
    (folder / "shard.parquet").unlink()
    return path


def test_rows_are_found_in_all_row_groups(tmp_path: Path) -> None:
    path = _in_groups(EVENT_ALIASES, tmp_path, [_alias(name) for name in "abcdefg"])
    assert list(rows_where(path, "alias_id", {"a", "d", "g", "unknown"})) == [_alias(name) for name in "adg"]
    assert list(rows_where(path, "alias_id", {"d"}, ("event_id", "reason"))) == [
        {"event_id": "ev1", "reason": "merged"}
    ]
    assert list(rows_where(path, "alias_id", set())) == []


def test_a_missing_column_is_null_and_a_missing_table_empty(tmp_path: Path) -> None:
    path = _in_groups(EVENT_ALIASES, tmp_path, [_alias(name) for name in "abc"])
    pq.write_table(pq.read_table(path).drop_columns("reason"), path)
    assert list(read_rows(path)) == [_alias(name) | {"reason": None} for name in "abc"]
    assert list(rows_where(path, "alias_id", {"b"})) == [_alias("b") | {"reason": None}]
    assert list(rows_where(path, "alias_id", {"b"}, ("reason",))) == [{"reason": None}]
    assert list(read_rows(tmp_path / "persons.parquet")) == []


def test_rows_go_by_any_part_of_their_key(tmp_path: Path) -> None:
    table = replace(DECISIONS, key=("left_mention_id", "right_mention_id"))
    rows = [("m1", "m2", "ev1"), ("m1", "m5", None), ("m3", "m4", "ev2"), ("m4", "m5", "ev1"), ("m6", "m7", "ev1")]
    path = _in_groups(DECISIONS, tmp_path, [_decided(*row) for row in rows])
    target = tmp_path / "standing.parquet"
    assert without_rows(table, path, {"m2", "m4"}, target) == 2
    assert list(read_rows(target)) == [_decided("m1", "m5", None), _decided("m6", "m7", "ev1")]


@pytest.mark.parametrize(
    ("keys", "given", "same"),
    [
        ({"a", "d", "e"}, ["aed"], True),
        ({"a", "d", "e"}, ["e", "ad"], True),
        ({"a", "d", "e"}, ["ad"], False),
        ({"a", "d"}, ["ae"], False),
        ({"a"}, ["aa"], False),
        (set(), [], True),
        ({"unknown"}, [], True),
        (set(), ["a"], False),
        (None, ["bdf", "aceg"], True),
        (None, ["abcdef"], False),
    ],
)
def test_rows_that_are_taken_and_come_again_are_told_from_others(
    tmp_path: Path, keys: set[str] | None, given: list[str], same: bool
) -> None:
    table = replace(EVENT_ALIASES, key=("alias_id",))
    path = _in_groups(table, tmp_path, [_alias(name) for name in "abcdefg"])
    shards = [tmp_path / f"{number}.parquet" for number in range(len(given))]
    for shard, names in zip(shards, given, strict=True):
        write_rows(table, [_alias(name) for name in names], shard)
    assert brings_back(table, path, keys, shards) is same


def test_a_row_that_comes_again_otherwise_is_told_from_the_same(tmp_path: Path) -> None:
    table = replace(DECISIONS, key=("left_mention_id", "right_mention_id"))
    path, shard = (
        _in_groups(DECISIONS, tmp_path, [_decided("m1", "m2", "ev1"), _decided("m3", "m4", None)]),
        tmp_path / "s",
    )
    write_rows(DECISIONS, [_decided("m1", "m2", "ev1")], shard)
    assert brings_back(table, path, {"m2"}, [shard])
    write_rows(DECISIONS, [_decided("m1", "m2", None)], shard)
    assert not brings_back(table, path, {"m2"}, [shard])


def test_a_table_of_an_earlier_version_does_not_come_again(tmp_path: Path) -> None:
    path = _in_groups(EVENT_ALIASES, tmp_path, [_alias("a")])
    pq.write_table(pq.read_table(path).drop_columns("reason"), path)
    assert not brings_back(EVENT_ALIASES, path, set(), [])


def test_a_table_that_stays_is_the_same_file(tmp_path: Path) -> None:
    path, target = _in_groups(EVENT_ALIASES, tmp_path, [_alias("a"), _alias("b")]), tmp_path / "linked.parquet"
    target.write_bytes(b"what an attempt left")
    assert reuse(path, target) == 2
    assert target.stat().st_ino == path.stat().st_ino


def test_where_nothing_can_be_linked_a_table_that_stays_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = _in_groups(EVENT_ALIASES, tmp_path, [_alias("a"), _alias("b")]), tmp_path / "copied.parquet"
    monkeypatch.setattr(Path, "hardlink_to", _refuse)
    assert reuse(path, target) == 2
    assert target.stat().st_ino != path.stat().st_ino
    assert target.read_bytes() == path.read_bytes()


def _refuse(_path: Path, _target: Path) -> None:
    raise PermissionError(1, "Operation not permitted")
