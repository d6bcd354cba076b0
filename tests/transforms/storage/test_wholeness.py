import os
from pathlib import Path

import pytest

from tests.transforms.storage.building import a_run, damage_pages, write_run
from transforms.storage.manifest import Manifest
from transforms.storage.runs import TABLE_NAMES, run_folder
from transforms.storage.schemas import TABLES
from transforms.storage.tables import count_rows, table_path
from transforms.storage.wholeness import Depth, faults, table_faults, way_out


def _keep(output: Path, run_id: str = "r1") -> Path:
    """Keep a whole run; return its folder."""
    folder = run_folder(output, run_id)
    write_run(folder, a_run(), run_id)
    counts = {name: count_rows(table_path(folder, name)) for name in TABLE_NAMES}
    manifest = Manifest(run_id=run_id, created_at="2031-03-05", inputs=(), versions={}, counts=counts)
    (folder / "manifest.json").write_text(manifest.to_json())
    return folder


def test_the_names_are_those_of_the_schemas() -> None:
    assert tuple(table.name for table in TABLES) == TABLE_NAMES


def test_a_whole_run_has_no_faults(tmp_path: Path) -> None:
    _keep(tmp_path)
    assert list(faults(tmp_path, "r1", depth=Depth.ROWS, every=True)) == []


@pytest.mark.parametrize("name", ["r2", "../../x", "a\0b", "x" * 5000])
def test_what_names_no_run_is_told(tmp_path: Path, name: str) -> None:
    [fault] = faults(tmp_path, name)
    assert fault.startswith(f"there is no run {name[:60]}")
    assert len(fault) < 200 + len(str(tmp_path))


def test_each_table_that_is_not_whole_is_told(tmp_path: Path) -> None:
    folder = _keep(tmp_path)
    table_path(folder, "posts").unlink()
    table_path(folder, "events").write_bytes(b"")
    decisions = table_path(folder, "decisions")
    decisions.write_bytes(decisions.read_bytes()[:-9])
    assert list(faults(tmp_path, "r1")) == [
        "the table posts is missing",
        "the table events is not a whole Parquet file",
        "the table decisions is not a whole Parquet file",
    ]


def test_rows_are_counted_where_that_is_asked_for(tmp_path: Path) -> None:
    folder = _keep(tmp_path)
    write_run(tmp_path / "other", [], "r2")
    table_path(tmp_path / "other", "events").replace(table_path(folder, "events"))
    table_path(folder, "posts").write_bytes(b"PAR1 is not all that a table needs PAR1")
    assert list(faults(tmp_path, "r1")) == []
    assert list(faults(tmp_path, "r1", depth=Depth.ROWS)) == [
        "the table posts is not a whole Parquet file",
        "events has 0 rows, but its manifest says 2",
    ]


def test_a_table_that_an_earlier_version_did_not_know_is_missed_only_where_every_table_is_needed(
    tmp_path: Path,
) -> None:
    folder = _keep(tmp_path)
    table_path(folder, "persons").unlink()
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"persons"', '"posts_read"'))
    assert list(faults(tmp_path, "r1", depth=Depth.ROWS)) == []
    assert list(faults(tmp_path, "r1", every=True)) == ["the table persons is missing"]


@pytest.mark.parametrize(
    ("content", "fault"), [(None, "its manifest.json is missing"), ("{}", "its manifest.json is damaged")]
)
def test_a_manifest_that_tells_nothing_is_a_fault(tmp_path: Path, content: str | None, fault: str) -> None:
    manifest = _keep(tmp_path) / "manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_text(content)
    assert list(faults(tmp_path, "r1")) == [fault]


def test_the_way_out_is_the_newest_whole_run(tmp_path: Path) -> None:
    for run_id in ("r1", "r2", "r3", "r4"):
        _keep(tmp_path, run_id)
    table_path(run_folder(tmp_path, "r3"), "events").unlink()
    assert way_out(tmp_path, "r4").startswith(f"communique rollback r2 --output {tmp_path} ")
    assert way_out(tmp_path / "none", "r4").startswith("run into another folder, or remove ")
    damage_pages(table_path(run_folder(tmp_path, "r2"), "mentions"))
    assert way_out(tmp_path, "r4").startswith(f"communique rollback r1 --output {tmp_path} ")


@pytest.mark.parametrize("name", ["posts", "events", "decisions"])
def test_damaged_pages_are_found_by_reading_them(tmp_path: Path, name: str) -> None:
    damage_pages(table_path(_keep(tmp_path), name))
    assert list(faults(tmp_path, "r1", Depth.ROWS)) == []
    told = [f"the table {name} has pages that cannot be read"]
    assert list(faults(tmp_path, "r1", Depth.PAGES)) == told
    assert list(table_faults(tmp_path, "r1", depth=Depth.PAGES)) == told


def test_a_pipe_in_the_place_of_a_table_is_not_waited_for(tmp_path: Path) -> None:
    path = table_path(_keep(tmp_path), "events")
    path.unlink()
    os.mkfifo(path)
    assert list(faults(tmp_path, "r1")) == ["the table events cannot be opened: not a regular file"]


_DEEP = '{"a":' * 200_000
_COUNTS = '{"run_id":"r1","created_at":"2031-03-05","inputs":[],"versions":{},"counts":'


@pytest.mark.parametrize("text", [_DEEP, _COUNTS + _DEEP, _COUNTS + '{"posts":null}}', _COUNTS + '{"posts":"2"}}'])
def test_a_hostile_manifest_is_damaged(tmp_path: Path, text: str) -> None:
    (_keep(tmp_path) / "manifest.json").write_text(text)
    assert list(faults(tmp_path, "r1", Depth.PAGES)) == ["its manifest.json is damaged"]
    assert list(table_faults(tmp_path, "r1", depth=Depth.PAGES)) == []
