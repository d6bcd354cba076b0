import json
from pathlib import Path

import pytest

from tests.commands.conftest import Call

_POSTS = '{"post": "P1", "file": "a.txt", "first_line": 1, "last_line": 2}\n'


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Annotate texts that the run has not read, and write badly."""
    loud = json.dumps("T\x1b[31m[bold]\u202e")
    (tmp_path / "gold.jsonl").write_text(f'{{"id": {loud}, "events": [{{"kind": "visit", "city": "Lima"}}]}}\n')
    return tmp_path


def _figures(call: Call, gold: Path) -> dict[str, dict[str, object]]:
    rows = json.loads(call("evaluate", "--gold", str(gold), "--format", "json").stdout)
    return {row.pop("figure"): row for row in rows}


def test_figures_are_a_table(call: Call, gold: Path) -> None:
    called = call("evaluate", "--gold", str(gold))
    assert called.exit_code == 0
    assert (
        called.stdout
        == """\
figure       precision  recall  f1      gold  found
posts        0.0000     0.0000  0.0000     1      0
slots        0.0000     0.0000  0.0000     2      0
kind         0.0000     0.0000  0.0000     1      0
status                                     0      0
date                                       0      0
city         0.0000     0.0000  0.0000     1      0
country                                    0      0
participant                                0      0
party                                      0      0
detection    0.0000     0.0000  0.0000     1      0
exact        0.0000     0.0000  0.0000     1      1
main_events                                0      0
pairs                                      0      0
b_cubed                                    0      0
"""
    )


def test_mistakes_of_hostile_gold_are_told_harmlessly(call: Call, gold: Path) -> None:
    called = call("evaluate", "--gold", str(gold), "--mistakes")
    assert (
        called.stdout
        == """\
mistake         post                   field  gold   found
post not found  T\\x1b[31m[bold]\\u202e
event missing   T\\x1b[31m[bold]\\u202e         visit
"""
    )


def test_json_is_faithful(call: Call, gold: Path) -> None:
    figures = _figures(call, gold)
    assert figures["slots"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 2, "found": 0}
    assert figures["status"]["f1"] is None
    called = call("evaluate", "--gold", str(gold), "--mistakes", "--format", "json")
    assert "\x1b" not in called.stdout
    mistakes = [(each["mistake"], each["post"]) for each in json.loads(called.stdout)]
    assert mistakes == [("post not found", "T\x1b[31m[bold]\u202e"), ("event missing", "T\x1b[31m[bold]\u202e")]


def test_posts_in_files_without_gold_are_said_to_count(call: Call, tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(_POSTS.replace("a.txt", "other.txt"))
    (tmp_path / "mentions.jsonl").write_text("")
    called = call("evaluate", "--gold", str(tmp_path))
    assert called.exit_code == 0
    assert called.stderr == "6 posts are in files that the gold does not name; each counts as spurious\n"


def test_a_published_event_is_found(call: Call, tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(_POSTS + _POSTS.replace("P1", "P2").replace('line": 2', 'line": 9'))
    (tmp_path / "mentions.jsonl").write_text(
        '{"post": "P1", "event": "E1", "kind": "visit", "status": "planned", "date_start": "2031-03-03", '
        '"date_end": "2031-03-04", "city": "Accra", "country": "GHA", "countries": ["NOR"], '
        '"participants": [{"name": "Halvorsen"}]}'
    )
    told = _figures(call, tmp_path)
    assert told["posts"] == {"precision": 1 / 6, "recall": 0.5, "f1": 0.25, "gold": 2, "found": 6}
    assert told["slots"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 7, "found": 7}
    assert told["main_events"]["f1"] == 1.0


@pytest.mark.parametrize("text", [None, "", "{", '{"id": "a", "events": 5}'])
def test_gold_that_is_none_is_refused(call: Call, tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "gold.jsonl").write_text(text)
    called = call("evaluate", "--gold", str(tmp_path))
    assert called.exit_code == 2
    assert called.stdout == ""
    assert called.stderr.startswith("error: ")
    assert len(called.stderr.splitlines()) == 2


def test_a_folder_without_a_run_fails(call: Call, gold: Path, tmp_path: Path) -> None:
    called = call("evaluate", "--gold", str(gold), "--output", str(tmp_path / "nothing"))
    assert called.exit_code == 1
    assert "nothing is published" in called.stderr
