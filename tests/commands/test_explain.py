import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from commands.explain import waterfall
from tests.commands.conftest import Call
from tests.transforms.identity.builders import mention, on
from tests.warehouse.resolved import publish

_CALL_AND_LIMA = """
  me_call of po_b4 in ev_call01 Ingrid Halvorsen – Łukasz Wójcik, 10 Mar 2031
  me_lima of po_c5 in ev_lima01 Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031
  vetoed: not one event, whatever the score
    why: they never meet: one is a call of Norway and Poland, the other a meeting in person of Norway and Poland
    why: no score outweighs different formats (call; talks)
    countries         +2.00  ████████
    score             +2.00  < threshold 3.00
    veto: different formats
"""


@pytest.mark.parametrize(
    ("one", "other"), [("po_b4", "po_c5"), ("PO_B4", "Me_Lim"), ("me_call", "me_lima"), ("ev_lima", "ev_call")]
)
def test_two_sides_are_explained_by_any_of_their_ids(call: Call, one: str, other: str) -> None:
    called = call("explain", one, other)
    assert (called.exit_code, called.stdout, called.stderr) == (0, _CALL_AND_LIMA, "")


def test_an_event_is_explained_by_its_pairs_and_the_nearest_other(call: Call) -> None:
    said = json.loads(call("explain", "ev_former", "--format", "json").stdout)
    assert said["event"]["event_id"] == "ev_talks1"
    assert [(pair["left_mention_id"], pair["score"], pair["decision"]) for pair in said["pairs"]] == [
        ("me_announced", 5.0, "merged"),
        ("me_readout", 3.0, "merged"),
    ]
    assert said["nearest"]["right_event_id"] == "ev_visit1"
    assert said["nearest"]["decision"] == "not_compared"


def test_the_nearest_other_is_the_one_that_a_run_compared(call: Call) -> None:
    said = call("explain", "ev_call01").stdout
    assert "one mention alone makes this event" in said
    assert "NEAREST THAT WAS NOT MERGED: ev_lima01" in said


def test_mentions_that_never_met_are_compared_now(call: Call) -> None:
    said = json.loads(call("explain", "me_call", "me_words", "--format", "json").stdout)
    (pair,) = said["pairs"]
    assert said["remarks"] == []
    assert pair["decision"] == "not_compared"
    assert pair["score"] == round(sum(each["weight"] for each in pair["evidence"]), 6)
    assert "different formats" in pair["vetoes"]
    assert pair["same_key"] is False


def test_fewer_pairs_are_told_when_asked_for_fewer(call: Call) -> None:
    said = call("explain", "ev_talks1", "--limit", "1").stdout
    assert said.count("merged: one event") == 1
    assert "and 1 more pair; --limit shows more" in said


def test_a_mention_with_itself_is_no_pair(call: Call) -> None:
    called = call("explain", "me_call", "me_call")
    assert (called.exit_code, called.stdout) == (0, "there are no two mentions to compare\n")


@pytest.mark.parametrize(
    ("ids", "code"), [(["po_x", "po_a1"], 2), (["po_", "po_a1"], 2), (["a", "b", "c"], 2), ([], 2), (["ev_none"], 2)]
)
def test_wrong_ids_are_told_from_wrong_usage(call: Call, ids: list[str], code: int) -> None:
    called = call("explain", *ids)
    assert (called.exit_code, called.stdout) == (code, "")


def test_bars_begin_where_the_one_before_ended() -> None:
    evidence = [{"field": "a", "weight": 1.0}, {"field": "b", "weight": -2.0}, {"field": "c", "weight": 0.5}]
    assert list(waterfall(evidence, -0.5, 3.0)) == [
        "    a                 +1.00      ████",
        "    b                 -2.00  ░░░░░░░░",
        "    c                 +0.50  ██",
        "    score             -0.50  < threshold 3.00",
    ]


def test_a_post_of_several_mentions_says_so(call: Call) -> None:
    said = call("explain", "po_a1", "po_c5").stdout.splitlines()
    assert said[0] == "po_a1 has 2 mentions; each is compared"
    assert (
        "  me_announced of po_a1, in passing, in ev_talks1 Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031" in said
    )


def test_a_post_without_mentions_says_so(tmp_path: Path) -> None:
    output = publish(tmp_path / "out", [mention("me_a", dates=on(3))])
    runner = CliRunner()
    called = runner.invoke(app, ["explain", "post-silent", "me_a", "--output", str(output)])
    assert called.stdout == "post-silent tells of no event\nthere are no two mentions to compare\n"
    told = runner.invoke(app, ["explain", "post-silent", "me_a", "--output", str(output), "--format", "json"])
    assert json.loads(told.stdout) == {"remarks": ["post-silent tells of no event"], "pairs": []}


def test_a_broken_file_of_judgements_hinders_no_explanation(tmp_path: Path) -> None:
    output = publish(tmp_path / "out", [mention("me_a", dates=on(3)), mention("me_b", dates=on(3))])
    (output / "judgements.txt").write_text("nonsense \x1b[31m\n")
    called = CliRunner().invoke(app, ["explain", "me_a", "me_b", "--output", str(output)])
    assert called.exit_code == 0
    assert "merged: one event" in called.stdout
    assert called.stderr.startswith("judgements are left aside: ")
    assert "\x1b" not in called.stderr
