import json
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.conftest import Opened
from tests.warehouse.harbour import RUN_ID, harbour
from transforms.storage.schemas import TABLES
from warehouse.connection import ask, open_published
from warehouse.errors import NotPublishedError


def test_every_table_answers(opened: Opened) -> None:
    counts = {table.name: len(opened.records(f"FROM {table.name}")) for table in TABLES}
    assert counts == {
        "posts": 6,
        "mentions": 7,
        "events": 5,
        "event_participants": 7,
        "event_posts": 7,
        "documents": 1,
        "decisions": 3,
        "event_history": 5,
        "event_aliases": 3,
        "rejects": 1,
        "persons": 0,
        "sightings": 0,
    }


def test_the_run_is_the_published_one(opened: Opened, hostile_output: Path) -> None:
    assert opened.records("FROM published") == [{"run_id": RUN_ID, "root": str(hostile_output)}]


def test_a_table_may_be_a_folder_of_files(tmp_path: Path) -> None:
    output = harbour(tmp_path / "out")
    posts = output / "runs" / RUN_ID / "posts.parquet"
    folder = posts.with_name("folder")
    folder.mkdir()
    posts.rename(folder / "part-0.parquet")
    folder.rename(posts)
    assert ask(open_published(output), "SELECT count(*) FROM posts").records() == [{"count_star()": 6}]


def test_equal_names_of_columns_are_numbered(opened: Opened) -> None:
    assert opened.records("SELECT 1 AS a, 2 AS a, 3 AS a_2") == [{"a": 1, "a_2": 2, "a_2_2": 3}]


def test_what_gives_no_rows_gives_none(opened: Opened) -> None:
    assert opened.records("SET VARIABLE colour = 'blue'") == []


@pytest.mark.parametrize("name", ["out", "out/deeper", "it's"])
def test_an_output_without_a_run_is_one_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotPublishedError, match="nothing is published") as raised:
        open_published(tmp_path / name)
    assert "communique run" in raised.value.hint


def test_a_run_without_a_table_is_one_clear_error(tmp_path: Path) -> None:
    output = harbour(tmp_path)
    (output / "runs" / RUN_ID / "events.parquet").unlink()
    with pytest.raises(NotPublishedError, match=r"cannot be read: the table events is missing") as told:
        open_published(output)
    assert told.value.hint == f"run into another folder, or remove {output / 'CURRENT'} to begin anew from the seeds"


_WAYS_OUT = (
    "COPY (SELECT 1) TO '{folder}/stolen.csv'",
    "COPY posts TO '{folder}/stolen.parquet'",
    "SELECT 1; COPY (SELECT 1) TO '{folder}/stolen.csv'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/stolen.csv'",
    "EXPORT DATABASE '{folder}/stolen'",
    "FROM read_csv('{folder}/secret.txt')",
    "FROM read_text('{folder}/secret.txt')",
    "FROM '{folder}/secret.txt'",
    "FROM glob('{folder}/*')",
    "CREATE TABLE stolen AS FROM read_blob('{folder}/secret.txt')",
    "ATTACH '{folder}/stolen.db'",
    "ATTACH ':memory:' AS other; COPY (SELECT 1) TO '{folder}/stolen.csv'",
    "INSTALL fts",
    "LOAD fts",
    "LOAD '{folder}/secret.txt'",
    "FROM read_csv('https://example.org/a.csv')",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "RESET enable_external_access",
    "SET profile_output = '{folder}/stolen.json'",
    "CALL enable_logging(storage = 'file', storage_path = '{folder}/stolen')",
    "PRAGMA enable_profiling = 'json'",
    "CREATE PERSISTENT SECRET stolen (TYPE http)",
)


@pytest.mark.parametrize("sql", _WAYS_OUT)
def test_questions_reach_no_file_and_no_setting(tmp_path: Path, opened: Opened, sql: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(duckdb.Error):
        opened.records(sql.format(folder=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.txt"]
    assert opened.records("SELECT count(*) AS n FROM overview") == [{"n": 5}]


def test_not_even_the_files_of_the_run_are_written(tmp_path: Path) -> None:
    output = harbour(tmp_path)
    events = output / "runs" / RUN_ID / "events.parquet"
    before = events.read_bytes()
    with open_published(output) as connection, pytest.raises(duckdb.Error):
        connection.execute(f"COPY (SELECT 1) TO '{events}'")
    assert events.read_bytes() == before


def test_variables_of_python_are_no_tables(opened: Opened) -> None:
    sentinel = opened.connection.sql("SELECT 1")
    with pytest.raises(duckdb.Error, match="sentinel"):
        opened.records("FROM sentinel")
    assert sentinel is not None


def test_rows_are_plain_values(opened: Opened) -> None:
    (row,) = opened.records("SELECT date_start, participants[1] AS who FROM events WHERE event_id = 'ev_call01'")
    assert json.loads(json.dumps(row, default=str)) == {
        "date_start": "2031-03-10",
        "who": {
            "person_id": "pe_halvorsen",
            "name": "Ingrid Halvorsen",
            "role": "Foreign Minister",
            "country": "NOR",
            "organisation": None,
        },
    }
