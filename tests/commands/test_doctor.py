from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from commands import doctor as examination
from pipelines.lock import locked
from tests.warehouse.harbour import harbour
from transforms.storage.manifest import Manifest


def _doctor(output: Path) -> Result:
    return CliRunner().invoke(app, ["doctor", "--format", "csv", "--output", str(output)])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    output = harbour(tmp_path / "out", run_id="r1")
    manifest = Manifest(run_id="r1", created_at="2031-03-05", inputs=(), versions={}, counts={"events": 5})
    (output / "runs" / "r1" / "manifest.json").write_text(manifest.to_json())
    return output


def test_all_is_well(output: Path) -> None:
    called = _doctor(output)
    assert (called.exit_code, called.stderr) == (0, "")
    head, *rows = called.stdout.splitlines()
    assert head == "state,checked,found,hint"
    assert all(row.startswith("ok,") for row in rows)
    assert 'ok,published run,"r1, 5 events",' in rows


def test_an_output_that_is_not_there_yet_is_well(tmp_path: Path) -> None:
    called = _doctor(tmp_path / "later" / "out")
    assert called.exit_code == 0
    assert "published run,none yet" in called.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_missing_package_is_a_problem_with_a_hint(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "_PACKAGES", ("no-such-package",))
    called = _doctor(output)
    assert called.exit_code == 1
    assert "problem,no-such-package,missing,pip install no-such-package\n" in called.stdout


def test_a_broken_run_is_a_problem(output: Path) -> None:
    (output / "runs" / "r1" / "manifest.json").unlink()
    called = _doctor(output)
    assert called.exit_code == 1
    assert "problem,published run,r1: its manifest.json is missing," in called.stdout


def test_a_run_without_a_table_is_a_problem_with_a_way_out(output: Path) -> None:
    (output / "runs" / "r1" / "events.parquet").unlink()
    called = _doctor(output)
    assert called.exit_code == 1
    hint = f"run into another folder, or remove {output / 'CURRENT'} to begin anew from the seeds"
    assert f'problem,published run,r1: the table events is missing,"{hint}"\n' in called.stdout


def test_an_output_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    called = _doctor(tmp_path / "out")
    assert called.exit_code == 1
    assert "problem,output folder" in called.stdout
    assert "problem,published run" in called.stdout


@pytest.fixture
def held(output: Path) -> Iterator[None]:
    with locked(output, datetime(2031, 3, 5, tzinfo=UTC)):
        yield


@pytest.mark.usefixtures("held")
def test_a_run_at_work_is_named(output: Path) -> None:
    called = _doctor(output)
    assert called.exit_code == 0
    assert 'ok,lock,"another run works in' in called.stdout


def test_a_lock_that_nobody_holds_is_free(output: Path) -> None:
    with locked(output, datetime(2031, 3, 5, tzinfo=UTC)):
        pass
    assert "ok,lock,free,\n" in _doctor(output).stdout
