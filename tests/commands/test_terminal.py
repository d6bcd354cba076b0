import subprocess
import sys
from pathlib import Path

import pytest
import typer
from rich.text import Text
from typer.testing import CliRunner

from cli import app
from commands.terminal import ends_quietly, fail, plain, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 🇳🇴 👩‍🚀", "plain é 🇳🇴 👩‍🚀"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\rb\x00\x7f\x9b", "a\\x0db\\x00\\x7f\\x9b"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\ufeff\u00ad\u2028", "\\ufeff\\xad\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("line\n\ttab", "line\n\ttab"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_what_could_steer_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", "[link=http://a]b[/link]", "a\\[b]"])
def test_markup_is_taken_literally(text: str) -> None:
    assert Text.from_markup(visible(text)).plain == text


def test_a_failure_is_two_lines_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        fail("no \x1b[31m[bold]file[/bold]", "make one", 2)
    assert ended.value.exit_code == 2
    assert capsys.readouterr() == ("", "error: no \\x1b[31m[bold]file[/bold]\nhint: make one\n")


def test_an_interrupt_ends_with_130() -> None:
    @ends_quietly
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as ended:
        interrupted()
    assert ended.value.exit_code == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["events"], ["sql", "FROM range(100_000)"], ["doctor"], ["--help"]])
def test_a_full_standard_output_is_one_line_and_1(
    harboured: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("COMMUNIQUE_OUTPUT", str(harboured))
    arguments = [sys.executable, "-c", "from cli import main; main()", *command]
    with Path("/dev/full").open("w") as full:
        called = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (called.returncode, called.stderr) == (
        1,
        "error: standard output cannot be written: No space left on device\n",
    )


def test_the_command_line_starts_from_its_file_too() -> None:
    called = subprocess.run([sys.executable, "cli.py", "--version"], capture_output=True, text=True, check=True)
    assert called.stdout.startswith("communique ")


def test_an_error_of_a_file_is_not_taken_for_one_of_standard_output() -> None:
    @ends_quietly
    def failing() -> None:
        raise OSError(28, "No space left on device", "events.csv")

    with pytest.raises(OSError, match=r"events\.csv"):
        failing()


@pytest.mark.parametrize("command", ["run", "events", "status", "doctor", "watch"])
def test_an_output_without_a_name_is_a_mistake_of_usage(command: str) -> None:
    called = CliRunner().invoke(app, [command, "--output", ""])
    assert (called.exit_code, called.stdout) == (2, "")
    assert "the name of a file or folder is empty" in called.stderr


def test_a_variable_without_a_name_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    called = CliRunner().invoke(app, ["events"], env={"COMMUNIQUE_OUTPUT": ""})
    assert called.stderr.startswith("error: nothing is published in output\n")
    assert list(tmp_path.iterdir()) == []


def test_the_current_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    called = CliRunner().invoke(app, ["events", "-o", "."])
    assert called.stderr.startswith("error: nothing is published in .\n")
