import ast
import os
import subprocess
import sys
from importlib.metadata import version
from io import FileIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import COMMANDS, app
from tests.warehouse.harbour import harbour

_PROJECT = Path(__file__).parent.parent
_PACKAGES = ("commands", "pipelines", "transforms", "warehouse")


def _imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_nothing_imports_the_command_line() -> None:
    files = [file for package in _PACKAGES for file in (_PROJECT / package).rglob("*.py")]
    assert files
    assert [file for file in files if "cli" in _imports(file)] == []


def test_the_version_is_that_of_the_package() -> None:
    called = CliRunner().invoke(app, ["--version"])
    assert (called.exit_code, called.stdout) == (0, f"communique {version('communique')}\n")


def test_the_commands_stand_in_the_help_in_their_order() -> None:
    called = CliRunner().invoke(app, ["--help"])
    lines = [line.split() for line in called.stdout.splitlines()]
    listed = [words[0] for words in lines if words and words[0] in {command.__name__ for command in COMMANDS}]
    assert listed == [command.__name__ for command in COMMANDS]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "No such command 'nope'."),
        (["events", "--nope"], "No such option: --nope"),
        (["events", "--since", "yesterday"], "Invalid value for '--since'"),
        (["events", "--kind", "party"], "Invalid value for '--kind'"),
        (["events", "--limit", "0"], "Invalid value for '--limit'"),
        (["show"], "Missing argument 'event_id'."),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_plain_line(arguments: list[str], said: str) -> None:
    program = Path(sys.executable).with_name("communique")
    called = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=30)
    assert (called.returncode, called.stdout) == (2, "")
    assert called.stderr.splitlines()[-1].startswith(f"Error: {said}")
    assert called.stderr.isascii()


def _on_a_terminal(*arguments: str, **fields: str) -> str:
    """Return what the program writes on a terminal."""
    ours, its = os.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment = plain | {"TERM": "xterm-256color", "COLUMNS": "100"} | fields
    program = Path(sys.executable).with_name("communique")
    with os.fdopen(ours, "rb", buffering=0) as screen:
        with subprocess.Popen([program, *arguments], stdout=its, stderr=its, stdin=its, env=environment):
            os.close(its)
            shown = b""
            while piece := _read(screen):
                shown += piece
        return shown.decode()


def _read(screen: FileIO) -> bytes:
    try:
        return screen.read(65536) or b""
    except OSError:  # so Linux says that the other side has closed
        return b""


@pytest.mark.parametrize("arguments", [("events",), ("stats",), ("show", "ev_talks1"), ("--help",), ("events", "--no")])
def test_colours_are_for_terminals_that_want_them(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    output = str(harbour(tmp_path / "out"))
    assert "\x1b" in _on_a_terminal(*arguments, COMMUNIQUE_OUTPUT=output)
    assert "\x1b" not in _on_a_terminal(*arguments, COMMUNIQUE_OUTPUT=output, NO_COLOR="1")


@pytest.mark.parametrize(
    "arguments", [("events",), ("show", "ev_talks1"), ("status",), ("--help",), ("events", "--no")]
)
def test_a_pipe_gets_no_colours_whatever_the_environment_says(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    program = Path(sys.executable).with_name("communique")
    wanted = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "PY_COLORS": "1", "GITHUB_ACTIONS": "1", "TTY_COMPATIBLE": "1"}
    environment = os.environ | wanted | {"COMMUNIQUE_OUTPUT": str(harbour(tmp_path / "out"))}
    called = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, env=environment)
    assert called.stdout + called.stderr
    assert "\x1b" not in called.stdout + called.stderr


def test_a_shell_completes_commands_and_values() -> None:
    program = Path(sys.executable).with_name("communique")
    for words, completed in (("communique ev", "events\nevaluate\n"), ("communique events --kind br", "briefing\n")):
        asked = {"_COMMUNIQUE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        called = subprocess.run([program], capture_output=True, text=True, check=False, env=os.environ | asked)
        assert called.stdout == completed


def test_the_script_of_completion_can_be_shown() -> None:
    program = Path(sys.executable).with_name("communique")
    command = f"{program} --show-completion; true"  # a shell that waits, as it is asked for its name
    called = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)  # noqa: S607
    assert "complete -o default -F _communique_completion communique" in called.stdout


def test_a_terminal_of_few_letters_gets_the_others_spelled_out(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("communique")
    called = subprocess.run(
        [program, "events", "--output", str(tmp_path / "Łódź")],
        capture_output=True,
        check=False,
        timeout=30,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert called.returncode == 1
    assert rb"\u0141\xf3d\u017a" in called.stderr
    assert b"Traceback" not in called.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error(tmp_path: Path, closed: str) -> None:
    output = harbour(tmp_path / "out")
    program = Path(sys.executable).with_name("communique")
    command = f"{program} events --output {output} {closed}"
    called = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)  # noqa: S607
    assert (called.returncode, "Traceback" in called.stderr) == (0, False)
