"""What is published, damaged from outside: every command says so in one line, and goes on where it can."""

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.transforms.storage.building import damage_pages
from tests.warehouse.harbour import harbour
from transforms.storage.manifest import Manifest
from transforms.storage.runs import TABLE_NAMES
from transforms.storage.tables import count_rows, table_path

_OTHER, _RUN = "20310304T000000Z-ab12cd", "20310305T000000Z-ab12cd"
_DEEP = "[" * 200_000
_ASKING = (
    ("events",),
    ("timeline", "Halvorsen"),
    ("show", "ev_talks1"),
    ("explain", "ev_talks1"),
    ("stats",),
    ("sql", "SELECT name FROM events"),
    ("diff", _RUN, _RUN),
    ("judge", "different", "ev_talks1", "ev_lima01"),
    ("rollback", _RUN),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = harbour(tmp_path_factory.mktemp("whole") / "out", run_id=_RUN)
    folder = output / "runs" / _RUN
    counts = {name: count_rows(table_path(folder, name)) for name in TABLE_NAMES}
    manifest = Manifest(run_id=_RUN, created_at="2031-03-05T00:00:00+00:00", inputs=(), versions={}, counts=counts)
    (folder / "manifest.json").write_text(manifest.to_json())
    return output


@pytest.fixture
def output(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "out")


def _call(output: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--output", str(output)])


def _words(called: Result) -> str:
    """Return what was printed, without the gaps between columns."""
    return " ".join(called.stdout.split())


@pytest.mark.parametrize("arguments", _ASKING)
def test_a_damaged_page_is_told_with_the_way_out(output: Path, arguments: tuple[str, ...]) -> None:
    current = (output / "CURRENT").read_text()
    shutil.copytree(output / "runs" / _RUN, output / "runs" / _OTHER)
    damage_pages(table_path(output / "runs" / _RUN, "events"))
    (output / "CURRENT").write_text(f"{_OTHER}\n" if arguments[0] == "rollback" else current)
    called = _call(output, *arguments)
    assert (called.exit_code, called.stdout) == (1, "")
    error, hint = called.stderr.splitlines()
    assert error.startswith("error: ")
    assert error.endswith(": the table events has pages that cannot be read")
    assert hint.startswith("hint: communique r")


def test_doctor_reads_the_pages_and_status_does_not(output: Path) -> None:
    damage_pages(table_path(output / "runs" / _RUN, "decisions"))
    assert _call(output, "status").exit_code == 0
    called = _call(output, "doctor")
    assert called.exit_code == 1
    assert f"problem published run {_RUN}: the table decisions has pages that cannot be read" in _words(called)


@pytest.mark.parametrize(
    "content", [_DEEP, '{"counts":' + _DEEP, '{"run_id":"r1","created_at":"t","inputs":[],"counts":{"posts":null}}']
)
def test_a_hostile_manifest_is_told_and_keeps_nobody_from_asking(output: Path, content: str) -> None:
    (output / "runs" / _RUN / "manifest.json").write_text(content)
    fault = "its manifest.json is damaged"
    assert f"problem the published run cannot be read: {fault}" in _words(_call(output, "status"))
    assert f"problem published run {_RUN}: {fault}" in _words(_call(output, "doctor"))
    for arguments in (("events",), ("diff", _RUN, _RUN), ("runs",)):
        assert _call(output, *arguments).exit_code == 0
    run = _call(output, "run", str(output), "--model", "none")
    assert run.exit_code == 1
    assert f"error: the published run {_RUN} cannot be read: {fault}\n" in run.stderr


@pytest.mark.parametrize("content", [_DEEP, '{"outcome":' + _DEEP, '{"outcome":"failed","counts":{"posts":"2"}}', None])
def test_a_hostile_status_is_told(output: Path, content: str | None) -> None:
    path = output / "status.json"
    if content is None:
        os.mkfifo(path)
    else:
        path.write_text(content)
    fault = "status.json is damaged" if content else "status.json cannot be opened: not a regular file"
    status = _call(output, "status")
    assert status.exit_code == 1
    told = f"what became of the last run cannot be read: {fault}; the next run writes it anew"
    assert f"problem {told}" in _words(status)
    assert f"problem last attempt {fault} the next run writes it anew" in _words(_call(output, "doctor"))


@pytest.mark.parametrize(
    "name", ["CURRENT", "judgements.txt", f"runs/{_RUN}/manifest.json", f"runs/{_RUN}/events.parquet"]
)
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(output: Path, name: str) -> None:
    (output / name).unlink(missing_ok=True)
    os.mkfifo(output / name)
    calls = [_call(output, *arguments) for arguments in (("run", str(output / "init.sql")), ("status",), ("doctor",))]
    asked = [_call(output, *arguments) for arguments in (("events",), ("explain", "ev_talks1"), ("judge", "list"))]
    assert calls[0].exit_code == 1
    for called in (*calls, *asked):
        assert called.exception is None or isinstance(called.exception, SystemExit)
    assert "not a regular file" in "".join(called.output for called in (*calls, *asked))
