import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.warehouse.harbour import harbour

Judge = Callable[..., Result]
_FILE = "judgements.txt"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return harbour(tmp_path / "out")


@pytest.fixture
def judge(output: Path) -> Judge:
    """Call `communique judge` on a published run, as if from a pipe."""
    runner = CliRunner()

    def called(*arguments: str) -> Result:
        return runner.invoke(app, ["judge", *arguments], env={"COMMUNIQUE_OUTPUT": str(output)})

    return called


def _listed(judge: Judge) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(judge("list", "--format", "csv").stdout)))


def _kept(output: Path) -> list[str]:
    return [line.partition(" ")[2] for line in (output / _FILE).read_text().splitlines() if not line.startswith("#")]


def test_two_events_are_judged_by_all_their_mentions(judge: Judge, output: Path) -> None:
    called = judge("same", "ev_former", "ev_lima", "--note", "told again\nlater")
    assert (called.exit_code, called.stderr) == (0, "")
    assert called.stdout.splitlines()[1:] == [
        "  3 mentions in ev_talks1 Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031",
        "  me_lima in ev_lima01 Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031",
        "the next communique run applies it",
    ]
    assert _kept(output) == ["same me_announced,me_reported,me_readout me_lima ev_talks1 ev_lima01 told again later"]


def test_two_events_are_told_apart_by_all_their_mentions(judge: Judge, output: Path) -> None:
    called = judge("different", "ev_lima", "ev_talks1")
    assert called.stdout.endswith("so it is in the published run, and so it stays\n")
    assert _kept(output) == ["different me_lima me_announced,me_reported,me_readout ev_lima01 ev_talks1"]


def test_a_mention_is_told_apart_from_the_rest_of_its_event(judge: Judge, output: Path) -> None:
    called = judge("different", "me_announced", "ev_talks1")
    assert called.stdout.endswith("the next communique run applies it\n")
    assert _kept(output) == ["different me_announced me_reported,me_readout ev_talks1 ev_talks1"]


@pytest.mark.parametrize(
    ("one", "other", "mentions"),
    [
        ("po_b4", "po_c5", "me_call me_lima"),
        ("me_lim", "po_a1", "me_lima me_visit"),
        ("ev_call", "me_w", "me_call me_w"),
    ],
)
def test_posts_stand_for_their_main_mention(judge: Judge, output: Path, one: str, other: str, mentions: str) -> None:
    assert judge("different", one, other).exit_code == 0
    assert _kept(output)[0].startswith(f"different {mentions}")


def test_mentions_of_one_event_can_be_told_apart(judge: Judge, output: Path) -> None:
    called = judge("different", "me_announced", "me_readout")
    assert called.stdout.endswith("the next communique run applies it\n")
    assert _kept(output) == ["different me_announced me_readout ev_talks1 ev_talks1"]


def test_what_is_so_already_stays_so(judge: Judge, output: Path) -> None:
    called = judge("different", "ev_call", "ev_lima")
    assert called.stdout.endswith("so it is in the published run, and so it stays\n")
    assert judge("different", "me_lima", "me_call").stdout.startswith("judged so before: judgement 1 (")
    assert len(_kept(output)) == 1


def test_a_contradiction_ends_with_2_and_names_both(judge: Judge, output: Path) -> None:
    judge("same", "me_call", "me_lima")
    judge("same", "me_lima", "me_words")
    called = judge("different", "me_words", "me_call")
    assert (called.exit_code, called.stdout) == (2, "")
    assert "the new judgement (different me_words me_call) contradicts judgement 1 (ju_" in called.stderr
    assert " with judgement 2 (ju_" in called.stderr
    assert len(_kept(output)) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("same", "ev_talks1", "ev_former"), 2, "one event, ev_talks1, stands for both sides (ev_talks1)"),
        (("same", "me_call", "ev_call01"), 2, "one mention, me_call, stands for both sides (me_call and ev_call01)"),
        (("same", "ev_none", "me_call"), 2, "no event, post or mention has the id 'ev_none'"),
        (("same", "ev_zgone1", "me_call"), 2, "ev_zgone1 was withdrawn by run"),
        (("different", "ev_", "me_call"), 2, "'ev_' begins several ids"),
        (("same", "me_call", "me_lima", "--note", "x" * 501), 1, "a note has 500 letters at most, this one 501"),
        (("undo", "1"), 2, "no judgement is named '1'"),
    ],
)
def test_what_cannot_be_judged_is_told_in_one_line(
    judge: Judge, output: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    called = judge(*arguments)
    assert (called.exit_code, called.stdout) == (code, "")
    assert said in called.stderr.replace("\n", " ")
    assert not (output / _FILE).exists()


def test_the_list_says_what_became_of_each(judge: Judge, output: Path) -> None:
    judge("different", "me_call", "me_lima")
    judge("same", "me_call", "me_words", "--note", "\x1b[31mred")
    with (output / _FILE).open("a") as file:
        file.write("2031-03-05T12:00:00Z same me_gone me_lima ev_gone -\n")
    rows = _listed(judge)
    assert [(row["state"], row["note"]) for row in rows] == [
        ("holds", ""),
        ("waits", r"\x1b[31mred"),
        ("gone", ""),
    ]
    assert rows[-1]["left"] == "me_gone (not published, once in ev_gone)"
    assert (rows[-1]["judged_at"], rows[-1]["verdict"]) == ("2031-03-05T12:00:00+00:00", "same")


def test_a_judgement_of_events_holds_only_where_all_of_them_is_one_event(judge: Judge, output: Path) -> None:
    with (output / _FILE).open("a") as file:
        file.write(
            "2031-03-05T12:00:00Z same me_announced,me_lima,me_gone me_reported,me_readout ev_talks1 ev_lima01\n"
        )
        file.write("2031-03-05T12:00:01Z same me_announced,me_gone me_reported,me_readout ev_talks1 ev_lima01\n")
        file.write("2031-03-05T12:00:02Z different me_lima,me_announced me_readout,me_call - -\n")
        file.write("2031-03-05T12:00:03Z different me_lima me_readout,me_call - -\n")
    first, *others = _listed(judge)
    assert [first["state"], *(row["state"] for row in others)] == ["waits", "holds", "waits", "holds"]
    assert first["left"].split("; ") == [
        "me_announced in ev_talks1 Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031",
        "me_lima in ev_lima01 Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031",
        "me_gone (not published, once in ev_talks1)",
    ]
    assert first["right"] == "2 mentions in ev_talks1 Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031"


def test_the_list_is_for_programs_too(judge: Judge) -> None:
    judge("same", "me_call", "me_lima")
    (told,) = json.loads(judge("list", "--format", "json").stdout)
    assert (told["number"], told["verdict"], told["state"]) == (1, "same", "waits")
    assert told["left"]["event_id_then"] == "ev_call01"
    (mention,) = told["left"]["mentions"]
    assert (mention["mention_id"], mention["event_id"]) == ("me_call", "ev_call01")
    assert judge("list", "--format", "json").stdout.startswith("[\n")


def test_an_empty_list_says_so(judge: Judge) -> None:
    assert (judge("list").stdout, judge("list").stderr) == ("", "nothing was judged\n")
    assert judge("list", "--format", "json").stdout == "[]\n"


def test_judgements_are_listed_before_anything_is_published(judge: Judge, output: Path) -> None:
    judge("same", "me_call", "me_lima")
    (output / "CURRENT").unlink()
    (row,) = _listed(judge)
    assert row["state"] == "unpublished"


def test_a_file_that_contradicts_itself_is_listed_and_told_of(judge: Judge, output: Path) -> None:
    judge("same", "me_call", "me_lima")
    with (output / _FILE).open("a") as file:
        file.write("2031-03-05T12:00:00Z different me_lima me_call - -\n")
    called = judge("list")
    assert called.exit_code == 1
    assert called.stdout.count("ju_") == 2
    assert "judgement 2 (ju_" in called.stderr
    assert judge("undo", "2").exit_code == 0
    assert judge("list").exit_code == 0


def test_a_broken_line_is_told_with_its_number(judge: Judge, output: Path) -> None:
    (output / _FILE).write_text("# ours\nme_call is me_lima\n")
    for arguments in (("list",), ("undo", "1"), ("same", "me_call", "me_lima")):
        called = judge(*arguments)
        assert (called.exit_code, called.stdout) == (1, "")
        assert "line 2: 'me_call is me_lima' is no judgement" in called.stderr.replace("\n", " ")


def test_what_is_taken_back_is_told(judge: Judge, output: Path) -> None:
    judge("same", "me_call", "me_lima", "--note", "one trip")
    called = judge("undo", "1")
    assert called.stdout.splitlines()[1:] == [
        "  me_call of ev_call01",
        "  me_lima of ev_lima01",
        "  note: one trip",
        "the next communique run goes by the evidence again",
    ]
    assert _kept(output) == []


def test_a_judgement_of_events_is_taken_back_at_once(judge: Judge, output: Path) -> None:
    judge("same", "ev_talks1", "ev_lima")
    assert judge("undo", "1").stdout.splitlines()[1:3] == ["  3 mentions of ev_talks1", "  me_lima of ev_lima01"]
    assert _kept(output) == []


def test_no_terminal_obeys_the_file(judge: Judge, output: Path) -> None:
    judge("same", "me_call", "me_lima", "--note", "\x1b]0;owned\x07\x9b2J")
    assert (output / _FILE).read_text().endswith(r"\x1b]0;owned\x07\x9b2J" + "\n")


@pytest.mark.parametrize("name", ["same", "different", "list", "undo"])
def test_every_command_of_the_group_has_an_example(judge: Judge, name: str) -> None:
    called = judge(name, "--help")
    assert called.exit_code == 0
    assert f"Example: communique judge {name}" in called.stdout
