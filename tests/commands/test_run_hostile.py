"""The installed program on what hostile and clumsy users give it; two real runs, shared by all tests."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from transforms.storage.rows import Row
from transforms.storage.runs import current_run, run_folder
from transforms.storage.tables import read_rows, table_path

_PROGRAM = Path(sys.executable).with_name("communique")
_GOOD = (
    "On 10 March 2021, the Foreign Minister of Portugal Ana Sousa met with the Foreign Minister of Kenya Grace Otieno."
)
_NO_DAY = (
    "On February 30, 2021, the Foreign Minister of Chile Rosa Fuentes met with the Foreign Minister of Peru Ivo Sanz."
)
_LONG = "The minister spoke. " * 2_500_000
_LINES = (
    '{"id": ',
    '{"id": "2"}',
    '{"id": "3", "text": 7}',
    json.dumps({"id": "4", "published": "2021-02-30", "text": _GOOD}),
    json.dumps({"id": "5", "published": "2021-03-09", "text": _NO_DAY}),
    json.dumps({"id": "6", "published": "2021-03-10", "text": _GOOD}),
)


@dataclass(frozen=True)
class Called:
    """What the program did."""

    code: int
    stdout: str
    stderr: str


def _call(folder: Path, *arguments: str) -> Called:
    called = subprocess.run(
        [_PROGRAM, "run", *arguments, "--model", "none"],
        cwd=folder,
        capture_output=True,
        encoding="utf8",
        check=False,
        timeout=120,
    )
    return Called(called.returncode, called.stdout, called.stderr)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose `seeds` hold good posts among all that can be wrong."""
    folder = tmp_path_factory.mktemp("hostile")
    seeds = folder / "seeds"
    (seeds / "bare").mkdir(parents=True)
    (folder / "none").mkdir()
    (seeds / "good.txt").write_text(_GOOD)
    (seeds / "two\nlines\x1b[31m[red].txt").write_text("")
    (seeds / "bidi\u202e[good].txt").write_text(_GOOD)
    (seeds / os.fsdecode(b"caf\xe9.txt")).write_text(_GOOD)
    (seeds / "bytes.txt").write_bytes("Встреча ".encode() + b"\xff spoke.")
    (seeds / "nul.txt").write_bytes(b"The minister\0 spoke.")
    (seeds / "long.txt").write_text(_LONG)
    (seeds / "long.jsonl").write_text(json.dumps({"id": "1", "text": _LONG}) + "\n")
    (seeds / "lines.jsonl").write_text("\n".join(_LINES))
    (seeds / "loop.txt").symlink_to("loop.txt")
    (seeds / "again").symlink_to(".")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.fixture(scope="module")
def mixed(folder: Path) -> Called:
    return _call(folder, "seeds", "none", "pipe", "nowhere.txt", "--strict")


@pytest.fixture(scope="module")
def tables(folder: Path, mixed: Called) -> dict[str, list[Row]]:
    run_id = current_run(folder / "output")
    assert run_id is not None, mixed.stderr
    run = run_folder(folder / "output", run_id)
    return {name: list(read_rows(table_path(run, name))) for name in ("posts", "events", "rejects")}


def test_good_posts_among_bad_ones_are_published(tables: dict[str, list[Row]]) -> None:
    files = {(row["file"], row["first_line"]) for row in tables["posts"]}
    # One text in two files is one post; a post with a day that does not exist stands, only its day is refused.
    assert files == {("seeds/bidi\u202e[good].txt", 1), ("seeds/lines.jsonl", 5), ("seeds/lines.jsonl", 6)}
    assert sorted(row["countries"] for row in tables["events"]) == [["CHL", "PER"], ["KEN", "PRT"]]


def test_every_bad_input_is_a_reject_with_file_position_step_and_reason(tables: dict[str, list[Row]]) -> None:
    assert [(row["file"], row["position"], row["step"], row["reason"]) for row in tables["rejects"]] == sorted(
        [
            ("none", "", "read", "no seed files in this folder"),
            ("nowhere.txt", "", "read", "there is no such file or folder"),
            ("pipe", "", "read", "this is neither a file nor a folder"),
            ("seeds/bytes.txt", "byte 15", "read", "not UTF-8: byte 0xff cannot be decoded; save the file as UTF-8"),
            (r"seeds/caf\udce9.txt", "", "read", "the name of this file is not UTF-8"),
            ("seeds/lines.jsonl", "line 1", "read", "no JSON: Expecting value, column 1"),
            ("seeds/lines.jsonl", "line 2", "read", "no text"),
            ("seeds/lines.jsonl", "line 3", "read", "text is int, not text"),
            ("seeds/lines.jsonl", "line 4", "read", "'2021-02-30' does not exist"),
            ("seeds/lines.jsonl", "line 5", "normalise", "no such day: 'February 30, 2021'"),
            ("seeds/long.jsonl", "line 1", "read", "a line of more than 4,000,000 characters"),
            (
                "seeds/long.txt",
                "line 1",
                "read",
                "a post of 50,000,000 characters, more than the 1,000,000 that can be parsed",
            ),
            ("seeds/loop.txt", "", "read", "there is no such file or folder"),
            ("seeds/nul.txt", "line 1", "read", "holds NUL bytes, so it is no text"),
            ("seeds/two\nlines\x1b[31m[red].txt", "", "read", "the file is empty"),
        ]
    )


def test_every_reject_is_one_harmless_line_with_a_hint(mixed: Called, tables: dict[str, list[Row]]) -> None:
    assert (mixed.code, mixed.stdout) == (3, "")
    told = [line for line in mixed.stderr.split("\n") if line.startswith("rejected: ")]
    assert len(told) == len(tables["rejects"])
    assert [line for line in told if not re.search(r"\(.+\)$|save the file as UTF-8$", line)] == []
    assert r"rejected: seeds/two\nlines\x1b[31m[red].txt: the file is empty (remove" in mixed.stderr
    assert all(sign.isprintable() or sign == "\n" for sign in mixed.stderr)
    assert f"{len(told)} rejected)" in mixed.stderr
    assert re.search(r"^running \d+ files, \d+ posts?, [\d.]+ posts/s$", mixed.stderr, re.MULTILINE)


def test_a_second_run_has_nothing_new(folder: Path, mixed: Called) -> None:
    assert "published run" in mixed.stderr
    again = _call(folder, "seeds/good.txt", "seeds/lines.jsonl")
    assert (again.code, again.stdout) == (0, "")
    assert "\nnothing new: 3 posts" in again.stderr


@pytest.fixture
def published(folder: Path, mixed: Called, tmp_path: Path) -> Path:
    """Return an output of its own, with what was published."""
    assert mixed.code == 3
    shutil.copytree(folder / "output", tmp_path / "output")
    (tmp_path / "new.txt").write_text("On 2 May 2021, the Foreign Minister of Peru Ivo Sanz arrived in Nairobi.")
    return tmp_path


def test_a_run_that_is_ended_leaves_what_was_published_and_meanwhile_locks_out_others(published: Path) -> None:
    output = published / "output"
    before = current_run(output)
    with subprocess.Popen(
        [_PROGRAM, "run", "new.txt", "--model", "none"], cwd=published, stderr=subprocess.PIPE, encoding="utf8"
    ) as first:
        assert first.stderr is not None
        while "running" not in first.stderr.readline():
            assert first.poll() is None
        second = _call(published, "new.txt")
        first.send_signal(signal.SIGTERM)
        said = first.stderr.read()
    assert (second.code, second.stdout) == (4, "")
    assert f"error: another run works in output: process {first.pid}, since 2" in second.stderr
    assert first.returncode == 130
    assert said.splitlines()[-1] == "error: interrupted; what was published before still is"
    assert "Traceback" not in said
    assert current_run(output) == before
    assert not (output / ".staging").exists()


def test_where_all_inputs_are_bad_what_was_published_stands(published: Path) -> None:
    before = current_run(published / "output")
    called = _call(published, "nowhere.txt", "output/none")
    assert (called.code, called.stdout, current_run(published / "output")) == (1, "", before)
    assert called.stderr.splitlines()[-2:] == [
        "error: no input could be used: there is no such file or folder",
        "hint: Name files with text, one channel or article each, or JSON Lines with a text in each line.",
    ]


def test_a_reader_of_the_progress_that_leaves_does_not_end_the_run(published: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    arguments = [str(_PROGRAM), "run", "nowhere.txt", "--model", "none"]
    called = subprocess.run(arguments, cwd=published, stderr=write, check=False, timeout=60)
    os.close(write)
    assert called.returncode == 1
    assert json.loads((published / "output" / "status.json").read_text())["outcome"] == "failed"
