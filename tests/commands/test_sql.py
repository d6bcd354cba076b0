import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from commands.asking import answering
from commands.sql import find_shell
from tests.commands.conftest import Call
from tests.warehouse.harbour import RUN_ID, harbour
from warehouse.script import init_script, literal


def test_sql_answers_in_every_format(call: Call) -> None:
    question = "SELECT kind, count(*) AS n FROM events GROUP BY kind ORDER BY kind"
    assert call("sql", question).stdout == (
        "kind               n\nbilateral_meeting  2\nphone_call         1\nstatement          1\nvisit              1\n"
    )
    assert json.loads(call("sql", question, "--format", "json").stdout)[1] == {"kind": "phone_call", "n": 1}
    assert call("sql", question, "-f", "csv").stdout.startswith("kind,n\nbilateral_meeting,2\n")


@pytest.mark.parametrize(
    "question",
    [
        "FROM overview LIMIT 1",
        "DESCRIBE events",
        "SUMMARIZE posts",
        "SHOW TABLES",
        "FROM dictionary",
        "FROM met('Halvorsen')",
        "FROM search('cocoa')",
        "EXPLAIN FROM events",
        "VALUES (1)",
        "WITH a AS (FROM events) SELECT count(*) FROM a;",
    ],
)
def test_every_way_of_reading_is_a_question(call: Call, question: str) -> None:
    called = call("sql", question)
    assert (called.exit_code, called.stderr) == (0, "")
    assert called.stdout


@pytest.mark.parametrize(
    "question",
    [
        "",
        "nonsense",
        "SELECT 1; SELECT 2",
        "SELECT * FROM nowhere",
        "SELECT 'a'::INTEGER",
        "COPY events TO 'stolen.csv'",
        "COPY (FROM events) TO '/dev/stdout'",
        "EXPLAIN ANALYZE COPY events TO 'stolen.csv'",
        "FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "INSTALL fts",
        "LOAD fts",
        "ATTACH 'stolen.db'",
        "SET enable_external_access = true",
        "CREATE TABLE a AS SELECT 1",
        "DROP VIEW events",
        "PRAGMA enable_profiling",
        "CALL enable_logging()",
    ],
)
def test_what_is_no_question_is_refused_in_one_line(
    call: Call, question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    called = call("sql", question)
    assert (called.exit_code, called.stdout) == (2, "")
    error, hint = called.stderr.splitlines()
    assert error.startswith("error: ")
    assert hint == 'hint: communique sql "FROM dictionary" lists the views and their columns'
    assert list(tmp_path.iterdir()) == []


def test_a_question_can_come_from_stdin(harboured: Path) -> None:
    called = CliRunner().invoke(app, ["sql", "-", "-o", str(harboured)], input="SELECT 7 AS seven\n")
    assert (called.exit_code, called.stdout) == (0, "seven\n    7\n")


def _program(*arguments: str, output: Path, **fields: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("communique")
    environment = {**os.environ, "COMMUNIQUE_OUTPUT": str(output), **fields}
    return subprocess.run(
        [program, *arguments], capture_output=True, text=True, env=environment, cwd="/", check=False, timeout=60
    )


def test_the_reader_of_a_pipe_may_leave(harboured: Path) -> None:
    program = Path(sys.executable).with_name("communique")
    piped = f"'{program}' sql 'SELECT unnest(range(2000000)) AS n' -f csv -o '{harboured}' | head -n 2"
    called = subprocess.run(["/bin/sh", "-c", piped], capture_output=True, text=True, check=False, timeout=60)
    assert (called.stdout, called.stderr) == ("n\n0\n", "")


@pytest.mark.parametrize("fields", [{}, {"NO_COLOR": "1"}, {"COLUMNS": "20"}, {"FORCE_COLOR": ""}])
def test_a_pipe_gets_whole_lines_without_colours(harboured: Path, fields: dict[str, str]) -> None:
    called = _program("events", "--actor", "Adomako", output=harboured, **fields)
    assert called.stdout == (
        "event_id   date        kind               name                                                 status  posts\n"
        "ev_talks1  2031-03-03  bilateral_meeting  Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031  held        3\n"
    )


def test_the_shell_opens_on_the_published_run(tmp_path: Path) -> None:
    output = harbour(tmp_path / 'it\'s "here" \\x')
    (output / "init.sql").write_text(init_script(output, RUN_ID), encoding="utf-8")
    asked = "SELECT event_id FROM met('Adomako')"
    called = _program("shell", "--", "-csv", "-noheader", "-c", asked, output=output, HOME=str(tmp_path))
    assert (called.returncode, called.stdout) == (0, "ev_talks1\n")


def test_the_shell_sends_no_colours_into_a_pipe(tmp_path: Path) -> None:
    output = harbour(tmp_path / "out")
    (output / "init.sql").write_text(init_script(output, RUN_ID), encoding="utf-8")
    called = _program("shell", "--", "-c", "FROM met('Adomako'); SELEC", output=output, FORCE_COLOR="1")
    assert "syntax error" in called.stderr
    assert "\x1b" not in called.stdout + called.stderr


def test_a_question_from_standard_input_that_is_no_text_is_wrong_usage(harboured: Path) -> None:
    called = CliRunner().invoke(app, ["sql", "-", "--output", str(harboured)], input=b"SELECT '\xe9'")
    assert (called.exit_code, called.stdout) == (2, "")
    assert "standard input is not UTF-8" in called.stderr


def test_the_shell_opens_a_copied_folder_itself(tmp_path: Path) -> None:
    output = harbour(tmp_path / "original")
    (output / "init.sql").write_text(init_script(output, RUN_ID), encoding="utf-8")
    copied = shutil.copytree(output, tmp_path / 'a "copy" \\n of\nit')
    asked = f"SELECT root = {literal(str(copied))} FROM published"  # noqa: S608  # a folder of our own
    for _ in range(2):
        called = _program("shell", "--", "-csv", "-noheader", "-c", asked, output=copied)
        assert (called.returncode, called.stdout) == (0, "true\n")
        shutil.rmtree(output, ignore_errors=True)


def test_a_lost_script_is_one_clear_error(call: Call) -> None:
    called = call("shell")
    assert (called.exit_code, called.stdout) == (1, "")
    assert "init.sql is missing" in called.stderr


def test_a_missing_shell_is_one_clear_error(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    called = call("shell")
    assert (called.exit_code, called.stdout) == (1, "")
    assert "pip install duckdb-cli" in called.stderr


def test_the_shell_beside_the_interpreter_comes_before_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("beside", "path"):
        program = tmp_path / folder / "duckdb"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "beside" / "python"))
    assert find_shell() == str(tmp_path / "beside" / "duckdb")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "elsewhere" / "python"))
    assert find_shell() == str(tmp_path / "path" / "duckdb")


@pytest.mark.parametrize("command", [["shell"], ["events"], ["stats"], ["show", "ev_1"], ["sql", "FROM events"]])
def test_an_output_that_is_a_file_is_one_clear_error(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "out").write_text("")
    called = CliRunner().invoke(app, [*command, "--output", str(tmp_path / "out")])
    assert (called.exit_code, called.stdout) == (1, "")
    assert "cannot be read" in called.stderr


def test_an_interrupt_of_a_question_at_work_is_one() -> None:
    with pytest.raises(KeyboardInterrupt), answering():
        raise RuntimeError("Query interrupted")


def test_other_errors_at_work_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="weather"), answering():
        raise RuntimeError("weather")
