import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app

_PROGRAM = Path(sys.executable).with_name("communique")
_MET = (
    "On 10 March 2021, the Foreign Minister of Portugal Ana Sousa met with the Foreign Minister of Kenya Grace Otieno."
)
_CAME = "On 2 May 2021, the Foreign Minister of Peru Ivo Sanz arrived in Nairobi."


def test_an_output_inside_the_seeds_is_refused(tmp_path: Path) -> None:
    called = CliRunner().invoke(app, ["watch", str(tmp_path), "--output", str(tmp_path / "out")])
    assert called.exit_code == 2
    assert "every run would wake the next" in called.stderr


@pytest.mark.parametrize(
    "wrong", [["--every", "soon"], ["--settle", "0s"], ["--keep", "0"], ["--quiet", "--verbose"], ["-"]]
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, wrong: list[str]) -> None:
    assert CliRunner().invoke(app, ["watch", str(tmp_path), *wrong]).exit_code == 2


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a watch of an empty folder that speaks JSON."""
    (tmp_path / "seeds").mkdir()
    arguments = [
        str(_PROGRAM),
        "watch",
        "seeds",
        "-o",
        "out",
        "--model",
        "none",
        "--log-format",
        "json",
        "--settle",
        "1s",
    ]
    with subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf8") as process:
        try:
            yield process
        finally:
            process.kill()


def _until(process: subprocess.Popen[str], event: str) -> dict[str, Any]:
    assert process.stderr is not None
    for line in process.stderr:
        entry: dict[str, Any] = json.loads(line)
        if entry["event"] == event:
            return entry
    pytest.fail(f"the watch ended before it said {event!r}")


def test_files_that_arrive_are_published_bad_ones_are_told_and_a_request_to_stop_ends_it(
    tmp_path: Path, watching: subprocess.Popen[str]
) -> None:
    _until(watching, "waiting")
    (tmp_path / "seeds" / "bad.txt").write_bytes(b"The minister\0 spoke.")
    (tmp_path / "seeds" / "a.txt").write_text(_MET)
    assert _until(watching, "rejected")["file"] == "seeds/bad.txt"
    first = _until(watching, "published")
    assert (first["posts"], first["events"], first["rejected"]) == (1, 1, 1)
    (tmp_path / "seeds" / "b.txt").write_text(_CAME)
    second = _until(watching, "published")
    assert (second["posts"], second["previous_run"]) == (2, first["run_id"])
    os.kill(watching.pid, signal.SIGTERM)
    assert _until(watching, "stopped")["level"] == "info"
    assert watching.wait(30) == 130
    assert json.loads((tmp_path / "out" / "status.json").read_text())["outcome"] == "published"
