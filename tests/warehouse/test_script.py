import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.harbour import RUN_ID, harbour
from warehouse.script import init_script, literal

_SHELL = Path(sys.executable).with_name("duckdb")


def _shell(script: Path, sql: str, folder: Path) -> str:
    """Return what the shell says on stdout, as CSV, to a user whose own start file is empty."""
    called = _called(script, sql, folder)
    assert called.returncode == 0, called.stderr
    return called.stdout


def _called(script: Path, sql: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    home = {"HOME": str(script.parent), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [_SHELL, "-init", script, "-csv", "-noheader", "-bail", "-c", sql],
        capture_output=True,
        text=True,
        cwd=folder,
        env=home,
        check=False,
    )


def _written(output: Path, run_id: str = RUN_ID) -> Path:
    """Write the script as a run does that publishes."""
    path = output / "init.sql"
    path.write_text(init_script(output, run_id), encoding="utf-8")
    return path


def _publish_another(output: Path) -> None:
    """Let another run be published, which has one post."""
    run_id = "20320101T000000Z-another"
    shutil.copytree(output / "runs" / RUN_ID, output / "runs" / run_id)
    posts = output / "runs" / run_id / "posts.parquet"
    pq.write_table(pq.read_table(posts).slice(0, 1), posts)
    _written(output, run_id)
    (output / "CURRENT").write_text(run_id)


@pytest.fixture(scope="module")
def script(hostile_output: Path) -> Path:
    return _written(hostile_output)


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
    client.execute(_written(output).read_text())
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
    client.execute(_written(output).read_text())
    assert client.execute("SELECT count(*) FROM posts").fetchone() == (6,)


def test_the_output_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert init_script(Path("out"), RUN_ID) == init_script(tmp_path / "out", RUN_ID)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder that is not near those of other tests, whose runs have one and the same id."""
    return tmp_path / "far" / "away"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder with no run near it; the root has those of tests that run beside this one."""
    folder = tmp_path / "some" / "where" / "else"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("stays", [True, False])
def test_a_copied_folder_answers_for_itself(home: Path, elsewhere: Path, *, stays: bool) -> None:
    output = harbour(home / "it's [here]")
    script = _written(output)
    copied = shutil.copytree(output, home / "copy")
    _publish_another(output)
    if not stays:
        shutil.rmtree(output / "runs" / RUN_ID)
    asked = "SELECT run_id FROM published; SELECT count(*) FROM posts"
    for folder in (home, copied, elsewhere):
        assert _shell(copied / "init.sql", asked, folder).splitlines() == [RUN_ID, "6"]
    assert _shell(script, asked, home).splitlines() == ["20320101T000000Z-another", "1"]


def test_a_moved_folder_answers_from_near(home: Path, elsewhere: Path) -> None:
    output = harbour(home / "here" / "out")
    _written(output)
    moved = output.rename(home / "here" / "moved")
    for folder in (home, home / "here", moved, elsewhere):
        assert _shell(moved / "init.sql", "SELECT run_id FROM published", folder).splitlines() == [RUN_ID]


def test_a_moved_folder_answers_for_itself_beside_a_copy(home: Path) -> None:
    output = harbour(home / "out")
    _written(output)
    shutil.copytree(output, home / "copy")
    moved = output.rename(home / "moved")
    assert _shell(moved / "init.sql", "SELECT getvariable('communique_root')", moved).splitlines() == ["."]


def test_a_folder_that_is_not_found_is_one_clear_error(tmp_path: Path, elsewhere: Path) -> None:
    output = harbour(tmp_path / "here" / "out")
    _written(output)
    away = tmp_path / "far" / "away" / "from" / "there"
    away.parent.mkdir(parents=True)
    output.rename(away)
    called = _called(away / "init.sql", "SELECT run_id FROM published", elsewhere)
    assert (called.returncode, called.stdout) == (1, "")
    assert f"run {RUN_ID} is not in {output} any more" in called.stderr
    assert "communique shell --output FOLDER" in called.stderr


def test_whoever_opens_a_folder_may_name_it(tmp_path: Path) -> None:
    output = harbour(tmp_path / "out")
    text = _written(output).read_text()
    copied = shutil.copytree(output, tmp_path / "copy")
    client = duckdb.connect()
    client.execute(f"SET VARIABLE communique_folder = {literal(str(copied))}")
    client.execute(text)
    assert client.execute("SELECT root FROM published").fetchone() == (str(copied),)
    client.execute(text)
    assert client.execute("SELECT root FROM published").fetchone() == (str(output),)


def test_users_are_told_that_their_start_file_is_not_read(script: Path) -> None:
    assert ".duckdbrc" in script.read_text(encoding="utf-8")


def test_a_folder_that_no_script_can_name_is_refused() -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        init_script(Path("/tmp/\udcff"), RUN_ID)  # noqa: S108  # nothing is written there


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_a_literal_is_read_as_the_words_it_was_made_from(words: str) -> None:
    made = literal(words)
    assert made.isprintable()
    assert duckdb.execute(f"SELECT {made}").fetchone() == (words,)
