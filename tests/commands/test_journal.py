import json

import pytest
import typer

from commands.journal import Journal, Level, LogFormat


def test_json_is_one_object_a_line_whatever_the_words_hold(capsys: pytest.CaptureFixture[str]) -> None:
    journal = Journal(form=LogFormat.JSON)
    journal.say(Level.WARNING, "rejected", "two\nlines \x1b[31m", label="rejected", hint="fill it", file="a\u202eb")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isascii()
    entry = json.loads(line)
    assert entry.pop("ts").endswith("+00:00")
    assert entry == {
        "level": "warning",
        "event": "rejected",
        "message": "two\nlines \\x1b[31m",
        "hint": "fill it",
        "file": "a\u202eb",
    }


def test_lines_for_people_have_a_label_a_time_and_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    Journal(dated=True).say(Level.ERROR, "failed", "no [red] input", label="error", hint="name one")
    first, second = capsys.readouterr().err.splitlines()
    assert first[:19].count(":") == 2
    assert (first[19:], second[19:]) == (" error: no [red] input", " hint: name one")


def test_what_matters_less_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    journal = Journal(least=Level.ERROR)
    journal.say(Level.WARNING, "rejected", "a.txt")
    journal.say(Level.ERROR, "failed", "disk full")
    assert capsys.readouterr().err == "disk full\n"


def test_a_failure_ends_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        Journal(form=LogFormat.JSON).fail("locked", "another run works", code=4, pid=12)
    assert ended.value.exit_code == 4
    entry = json.loads(capsys.readouterr().err)
    assert (entry["event"], entry["exit_code"], entry["pid"]) == ("locked", 4, 12)
