import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.harbour import RUN_ID, harbour
from warehouse.script import init_script, literal

_SHELL = Path(sys.executable).with_name("duckdb")


def _shell(script: Path, sql: str, folder: Path) -> str:
    """Return what the shell says on stdout, as CSV, to a user whose own start file is empty."""
    home = {"HOME": str(folder), "PATH": os.environ["PATH"]}
    called = subprocess.run(
        [_SHELL, "-init", script, "-csv", "-noheader", "-bail", "-c", sql],
        capture_output=True,
        text=True,
        cwd=folder,
        env=home,
        check=False,
    )
    assert called.returncode == 0, called.stderr
    return called.stdout


@pytest.fixture(scope="module")
def script(hostile_output: Path) -> Path:
    path = hostile_output / "init.sql"
    path.write_text(init_script(hostile_output), encoding="utf-8")
    return path


def test_the_shell_answers_from_another_folder(script: Path, tmp_path: Path) -> None:
    asked = "SELECT run_id FROM published; SELECT count(*) FROM events; SELECT event_id FROM met('wojcik')"
    assert _shell(script, asked, tmp_path).splitlines() == [RUN_ID, "5", "ev_call01", "ev_lima01"]


def test_shell_and_client_give_the_same_answers(script: Path, tmp_path: Path) -> None:
    asked = (
        "SELECT event_id, announced, reported FROM overview",
        "SELECT field, value, is_shown, contradicts FROM disagreements",
        "SELECT event_id, reported_inside FROM unreported",
        "SELECT id, score FROM search('cocoa agreement')",
        "SELECT resolve('ev_former')",
        "SELECT title, parties[1] FROM papers",
        "SELECT field, words FROM evidence_of('ev_talks1')",
        "SELECT count(*) FROM meetings_between('Norway', 'Polish')",
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL",
    )
    client = duckdb.connect()
    client.execute(script.read_text(encoding="utf-8"))
    for sql in asked:
        rows = client.execute(f"COPY ({sql}) TO '{tmp_path}/client.csv' (HEADER false)").fetchone()
        assert rows is not None
        assert rows[0] > 0
        assert _shell(script, sql, tmp_path) == (tmp_path / "client.csv").read_text(), sql


def test_an_open_session_stays_with_its_run(tmp_path: Path) -> None:
    output = harbour(tmp_path)
    client = duckdb.connect()
    client.execute(init_script(output))
    (output / "CURRENT").write_text("20320101T000000Z-nowhere\n")
    assert client.execute("SELECT count(*), (SELECT run_id FROM published) FROM events").fetchone() == (5, RUN_ID)


def test_the_script_reads_again_in_an_open_session(script: Path) -> None:
    client = duckdb.connect()
    client.execute(script.read_text(encoding="utf-8"))
    client.execute(script.read_text(encoding="utf-8"))
    assert client.execute("SELECT count(*) FROM events").fetchone() == (5,)


def test_a_table_may_be_a_folder_of_files(tmp_path: Path) -> None:
    output = harbour(tmp_path / "[out]")
    posts = output / "runs" / RUN_ID / "posts.parquet"
    posts.rename(posts.with_name("part-0.parquet"))
    posts.mkdir()
    posts.with_name("part-0.parquet").rename(posts / "part-0.parquet")
    client = duckdb.connect()
    client.execute(init_script(output))
    assert client.execute("SELECT count(*) FROM posts").fetchone() == (6,)


def test_the_output_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert init_script(Path("out")) == init_script(tmp_path / "out")


def test_users_are_told_that_their_start_file_is_not_read(script: Path) -> None:
    assert ".duckdbrc" in script.read_text(encoding="utf-8")


def test_a_folder_that_no_script_can_name_is_refused() -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        init_script(Path("/tmp/\udcff"))  # noqa: S108  # nothing is written there


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_a_literal_is_read_as_the_words_it_was_made_from(words: str) -> None:
    made = literal(words)
    assert made.isprintable()
    assert duckdb.execute(f"SELECT {made}").fetchone() == (words,)
