import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from cli import app
from commands.schedule import Job, Unit, crontab, find_program, units

_PROGRAM = Path(sys.executable).with_name("communique")
_AWKWARD = Path('/srv/a b/100%/it\'s $HOME/"q"\\x')


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["schedule", *arguments])


def _job(*seeds: Path, program: Path = _PROGRAM, output: Path = Path("/srv/out")) -> Job:
    return Job(name="press", program=program, seeds=seeds, output=output, every=None, at=("06:30",))


def test_a_crontab_line_has_absolute_paths_and_locks_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    called = _call("--print", "cron", "seeds", "more", "--output", "out", "--every", "15m")
    assert called.exit_code == 0, called.stderr
    (line,) = [line for line in called.stdout.splitlines() if not line.startswith("#")]
    assert line == (
        f"*/15 * * * * {_PROGRAM} run --quiet --settle 5s --output {tmp_path}/out {tmp_path}/seeds {tmp_path}/more"
    )


@pytest.mark.parametrize(
    ("when", "times"),
    [
        ([], ["*/15 * * * *"]),
        (["--every", "1m"], ["*/1 * * * *"]),
        (["--every", "60m"], ["0 */1 * * *"]),
        (["--every", "6h"], ["0 */6 * * *"]),
        (["--every", "1d"], ["0 0 * * *"]),
        (["--at", "18:05", "--at", "06:30"], ["30 6 * * *", "5 18 * * *"]),
    ],
)
def test_cron_is_told_when(when: list[str], times: list[str]) -> None:
    lines = [line for line in _call("--print", "cron", "/s", *when).stdout.splitlines() if not line.startswith("#")]
    assert [line.partition(" /")[0] for line in lines] == times


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cron", "--every", "30s"], "cron takes whole minutes"),
        (["cron", "--every", "7m"], "cron takes whole minutes"),
        (["cron", "--every", "90m"], "cron takes whole minutes"),
        (["cron", "--every", "5h"], "cron takes whole minutes"),
        (["cron", "--at", "25:00"], "no time of day"),
        (["cron", "--at", "6:30"], "no time of day"),
        (["cron", "--at", "06:30", "--every", "1h"], "contradict"),
        (["cron", "--unit", "timer"], "cron knows no units"),
        (["systemd", "--name", "a/b"], "no name for a job"),
        (["cron", "-"], "no standard input"),
        (["cron", "a\nb"], "no line can hold"),
        (["systemd", "a\nb"], "no line can hold"),
        (["systemd", "/srv/seeds "], "cannot watch"),
        (["launchd"], "cron"),
    ],
)
def test_what_makes_no_sense_is_a_mistake_of_usage(arguments: list[str], said: str) -> None:
    called = _call("--print", *arguments)
    assert (called.exit_code, called.stdout) == (2, "")
    assert said in called.stderr


names = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=20).filter(
    lambda name: name.isprintable() and "/" not in name and name not in {".", ".."}
)


@given(names)
def test_a_shell_under_cron_sees_the_paths_as_they_are(name: str) -> None:
    line = crontab(_job(Path("/srv") / name)).splitlines()[-1]
    # What cron does: an escaped % is one, any other ends the command.
    command = line.partition("* * * ")[2].replace(r"\%", "\0")
    assert "%" not in command
    assert shlex.split(command.replace("\0", "%"))[-1] == f"/srv/{name}"


def test_there_are_three_units_each_under_its_name() -> None:
    text = units(_job(Path("/srv/seeds"), Path("/srv/100% more")), None)
    assert [line for line in text.splitlines() if line.startswith("# ----")] == [
        f"# ---- press.{unit.value} ----" for unit in (Unit.SERVICE, Unit.TIMER, Unit.PATH)
    ]
    assert f'ExecStart={_PROGRAM} run --quiet --settle 5s --output /srv/out /srv/seeds "/srv/100%% more"\n' in text
    assert "OnCalendar=*-*-* 06:30:00\nPersistent=true\nUnit=press.service\n" in text
    assert "PathChanged=/srv/seeds\nPathChanged=/srv/100%% more\nUnit=press.service\n" in text


def test_one_unit_is_printed_alone_to_be_saved() -> None:
    called = _call("--print", "systemd", "/s", "--every", "90s", "--unit", "timer")
    assert called.stdout.startswith("[Unit]\n")
    assert "OnBootSec=1min\nOnUnitInactiveSec=90s\nAccuracySec=9s\n" in called.stdout
    assert "ExecStart" not in called.stdout


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not there to verify units")
@pytest.mark.parametrize("seed", [Path("/srv/seeds"), _AWKWARD])
def test_systemd_finds_nothing_wrong(tmp_path: Path, seed: Path) -> None:
    program = tmp_path / "50% $x y" / "communique"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    job = _job(seed, program=program, output=tmp_path / "out")
    files = []
    for unit in Unit:
        files.append(tmp_path / f"press.{unit.value}")
        files[-1].write_text(units(job, unit))
    called = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, files)],  # noqa: S607  # wherever it is
        capture_output=True,
        text=True,
        check=False,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )
    assert [line for line in called.stderr.splitlines() if "press" in line] == []
    assert called.returncode == 0, called.stderr


def test_the_program_is_the_one_that_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "communique"
    program.write_text("")
    monkeypatch.setattr("sys.argv", [str(program)])
    assert find_program() == program
    monkeypatch.setattr("sys.argv", ["/usr/bin/pytest"])
    assert find_program() == _PROGRAM
