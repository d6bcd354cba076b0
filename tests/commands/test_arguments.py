import os
import sys
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from cli import app, main
from commands.terminal import EXIT_USAGE
from tests.commands.conftest import Call

_NOT_UTF8 = os.fsdecode(b"caf\xe9")
_LONG = "Q" * 100_000
# Each command with a name in it; a question of `sql` may be long.
_NAMED: tuple[Callable[[str], list[str]], ...] = (
    lambda name: ["run", name],
    lambda name: ["run", "--model", name],
    lambda name: ["watch", name],
    lambda name: ["schedule", "--print", "cron", name],
    lambda name: ["events", "--actor", name],
    lambda name: ["events", "--country", name],
    lambda name: ["show", name],
    lambda name: ["explain", "ev_1", name],
    lambda name: ["timeline", name],
    lambda name: ["stats", "--output", name],
    lambda name: ["sql", "FROM events", "--output", name],
    lambda name: ["shell", "--output", name],
    lambda name: ["evaluate", "--gold", name],
    lambda name: ["status", "--output", name],
    lambda name: ["runs", "--output", name],
    lambda name: ["diff", name],
    lambda name: ["rollback", name],
    lambda name: ["doctor", "--output", name],
    lambda name: ["judge", "same", "ev_1", name],
    lambda name: ["judge", "undo", name],
    lambda name: [name],
    lambda name: ["events", f"--{name}"],
)


@pytest.mark.parametrize("name", [_NOT_UTF8, _LONG], ids=["not UTF-8", "long"])
@pytest.mark.parametrize("words", _NAMED)
def test_a_name_that_cannot_be_one_is_wrong_usage_in_every_command(
    words: Callable[[str], list[str]], name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["communique", *words(name)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (EXIT_USAGE, "")
    assert said.err.isascii()
    assert len(said.err) < 1000


@pytest.mark.parametrize("name", ["Q" * 300, _NOT_UTF8, ""], ids=["long", "not UTF-8", "empty"])
@pytest.mark.parametrize("words", [["run"], ["watch"], ["schedule", "--print", "cron"], ["evaluate", "--gold"]])
def test_a_name_that_no_file_can_have_is_wrong_usage(call: Call, words: list[str], name: str) -> None:
    called = call(*words, name)
    assert (called.exit_code, called.stdout) == (EXIT_USAGE, "")
    assert "name of a file or folder" in called.stderr


@pytest.mark.parametrize("name", ["Q" * 300, _NOT_UTF8], ids=["long", "not UTF-8"])
def test_the_output_folder_of_the_environment_is_checked_as_well(name: str) -> None:
    called = CliRunner().invoke(app, ["events"], env={"COMMUNIQUE_OUTPUT": name})
    assert (called.exit_code, called.stdout) == (EXIT_USAGE, "")
    assert "name of a file or folder" in called.stderr


def test_a_question_in_sql_may_be_long(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["communique", "sql", f"SELECT {'1 + ' * 2000} 1", "--output", "nowhere"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, "nothing is published" in capsys.readouterr().err) == (1, True)
