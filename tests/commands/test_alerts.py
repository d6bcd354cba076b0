import json
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from typer.testing import CliRunner, Result

from cli import app
from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.warehouse.harbour import RUN_ID, harbour

_RULES = """
[[rule]]
name = "Norway"
actor = ["Norway"]
on = ["announced", "reported", "held", "cancelled"]
"""
_TEXT = (
    "Foreign Minister Ingrid Halvorsen of Norway {} Foreign Minister Kwame Adomako of Ghana in Accra on 3 March 2031."
)
_POSTS = (("2031-03-01", _TEXT.format("will meet")), ("2031-03-03", _TEXT.format("met")))
_ATOM = "{http://www.w3.org/2005/Atom}"

Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    rules = tmp_path / "rules.toml"
    rules.write_text(_RULES, encoding="utf-8")

    def called(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["alerts", str(rules), "-o", str(tmp_path / "out"), *arguments])

    return called


def _publish(folder: Path, count: int) -> None:
    seeds = folder / "posts.jsonl"
    lines = [
        json.dumps({"id": str(number), "source": "Harbour News", "published": day, "text": text})
        for number, (day, text) in enumerate(_POSTS[:count])
    ]
    seeds.write_text("\n".join(lines), encoding="utf-8")
    launch(RunOptions(seeds=(seeds,), output=folder / "out"))


def _changes(called: Result) -> list[str]:
    assert called.exit_code == 0, called.output
    return [json.loads(line)["change"] for line in called.stdout.splitlines()]


def test_each_change_is_told_once(call: Call, tmp_path: Path) -> None:
    _publish(tmp_path, 1)
    assert _changes(call("-f", "jsonl")) == ["announced"]
    assert _changes(call("-f", "jsonl")) == []
    _publish(tmp_path, 2)
    later = _changes(call("-f", "jsonl"))
    assert later
    assert "announced" not in later
    assert _changes(call("-f", "jsonl")) == []
    feed = fromstring((tmp_path / "out" / "alerts.atom").read_text(encoding="utf-8"))  # noqa: S314  # our own
    assert [entry.findtext(f"{_ATOM}title", "").partition(":")[0] for entry in feed.iter(f"{_ATOM}entry")] == [
        *reversed(later),
        "announced",
    ]


def test_what_a_command_did_not_take_comes_again(call: Call, tmp_path: Path) -> None:
    harbour(tmp_path / "out")
    taken = tmp_path / "taken"
    fails = f'{sys.executable} -c "raise SystemExit(3)"'
    takes = f"{sys.executable} -c \"import sys; open('{taken}', 'wb').write(sys.stdin.buffer.read())\""
    (tmp_path / "out" / "alerts.jsonl").write_text('{"since":"2"}\n', encoding="utf-8")
    called = call("--exec", fails)
    assert (called.exit_code, "not told" in called.stderr) == (1, True)
    told = _changes(call("-f", "jsonl", "--exec", takes))
    assert told
    assert [json.loads(line)["change"] for line in taken.read_text(encoding="utf-8").splitlines()] == told


def test_telling_begins_with_the_run_that_is_published(call: Call, tmp_path: Path) -> None:
    harbour(tmp_path / "out")
    call()
    first, *_ = (tmp_path / "out" / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first) == {"since": RUN_ID}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", "must hold rules"),
        ("[[rule]]\nactor = ['Norway']", "name"),
        ("[[rule]]\nname = 'a'\nwhen = 1", "when"),
        ("[[rule]]\nname = 'a'\non = ['began']", "began"),
        ("[[rule]]\nname = 'a'\n[[rule]]\nname = 'a'", "another name"),
        ("[[rule]]\nname = 'a'\ncountry = ['Nowhereland']", "Nowhereland"),
        ("rule = " + "[" * 5000, "holds no rules"),
        ("\x00", "holds no rules"),
    ],
)
def test_rules_that_make_no_sense_are_refused(call: Call, tmp_path: Path, rules: str, said: str) -> None:
    harbour(tmp_path / "out")
    (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
    called = call()
    assert called.exit_code == 2
    assert said in called.stderr


def test_a_broken_ledger_is_told_and_kept(call: Call, tmp_path: Path) -> None:
    harbour(tmp_path / "out")
    ledger = tmp_path / "out" / "alerts.jsonl"
    ledger.write_text("{", encoding="utf-8")
    called = call()
    assert (called.exit_code, "alerts.jsonl cannot be read" in called.stderr) == (1, True)
    assert ledger.read_text(encoding="utf-8") == "{"


def test_without_a_run_there_is_nothing_to_tell(call: Call) -> None:
    assert call().exit_code == 1
