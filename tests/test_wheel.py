"""The package as its users install it: a wheel, in an environment of its own, called from an empty folder."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

_PROJECT = Path(__file__).parent.parent
_PACKAGES = ("commands", "pipelines", "transforms", "warehouse")
_METADATA = ("pyproject.toml", "LICENSE", "README.md")

Installed = Callable[..., str]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what is packed, so that no earlier build beside it gets in."""
    folder = tmp_path_factory.mktemp("source")
    for name in (*_METADATA, "cli.py"):
        shutil.copy(_PROJECT / name, folder)
    for name in _PACKAGES:
        shutil.copytree(_PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps")
    subprocess.run([*pip, "--wheel-dir", folder, source], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel, and return how to call it from a folder in which there are seeds and nothing else."""
    home, folder = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=True)
    pip = (home / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run([*pip, "--constraint", _PROJECT / "constraints.txt", wheel], check=True)
    shutil.copytree(_PROJECT / "seeds", folder / "seeds")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COMMUNIQUE"))}

    def call(*arguments: str) -> str:
        program = home / "bin" / "communique"
        called = subprocess.run(
            [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert called.returncode == 0, called.stderr
        return called.stdout

    call("run", "seeds")
    return call


def test_the_wheel_holds_every_file_of_the_packages(source: Path, wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = {"cli.py", *(str(path.relative_to(source)) for name in _PACKAGES for path in (source / name).rglob("*.*"))}
    assert packed == files


def test_what_is_installed_answers_from_an_empty_folder(installed: Installed) -> None:
    events = json.loads(installed("events", "--format", "json"))
    event = max(events, key=lambda each: int(each["mention_count"]))
    assert installed("show", event["event_id"]).startswith(event["name"])
    assert "WHY IT IS ONE EVENT" in installed("explain", event["event_id"])
    counting = "SELECT count(*) AS events FROM events"
    assert installed("sql", counting, "--format", "csv") == f"events\n{len(events)}\n"
    assert installed("shell", "--", "-csv", "-c", counting) == f"events\n{len(events)}\n"


def test_what_is_installed_finds_the_events_of_the_golden_tables(installed: Installed) -> None:
    lines = (_PROJECT / "tests" / "golden" / "seeds" / "events.jsonl").read_text(encoding="utf8").splitlines()
    found = json.loads(installed("events", "--format", "json"))
    assert {each["event_id"] for each in found} == {json.loads(line)["event_id"] for line in lines}
