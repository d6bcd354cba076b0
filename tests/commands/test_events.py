import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from tests.commands.conftest import Call
from tests.transforms.storage.building import an_event, write_run
from tests.warehouse.harbour import HOSTILE_NAME
from transforms.elements import Basis, DateRange, Precision

_TABLE = """\
event_id   date        kind               name                                                 status   posts
ev_talks1  2031-03-03  bilateral_meeting  Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031  held         3
ev_visit1  2031-03-03  visit              Visit of Ingrid Halvorsen to Accra                   planned      1
ev_call01  2031-03-10  phone_call         Ingrid Halvorsen – Łukasz Wójcik, 10 Mar 2031        held         1
ev_lima01  2031-03-20  bilateral_meeting  Ingrid Halvorsen – Łukasz Wójcik, Lima, 20 Mar 2031  planned      1
ev_words1              statement          =HYPERLINK("x") [bold]\\x1b[31m\\u202e                 held         1
"""


def test_events_are_listed_by_date_in_whole_lines(call: Call) -> None:
    called = call("events")
    assert (called.exit_code, called.stdout, called.stderr) == (0, _TABLE, "")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--actor", "wojcik"], ["ev_call01", "ev_lima01"]),
        (["--actor", "Kwamé Adomako"], ["ev_talks1"]),
        (["--actor", "pe_adomako"], ["ev_talks1"]),
        (["--actor", "PE_Ado"], ["ev_talks1"]),
        (["--actor", "Halvorsen", "--actor", "wojcik"], ["ev_call01", "ev_lima01"]),
        (["--actor", "Ghana", "--actor", "Halvorsen"], ["ev_talks1", "ev_visit1"]),
        (["--actor", "Adomako", "--actor", "wojcik"], []),
        (["--actor", "Poland"], ["ev_call01", "ev_lima01"]),
        (["--actor", "' OR true --"], []),
        (["--country", "Ghanaian"], ["ev_talks1", "ev_visit1"]),
        (["--country", "GHA"], ["ev_talks1", "ev_visit1"]),
        (["--country", "Accra"], ["ev_talks1", "ev_visit1"]),
        (["--country", "Peru"], ["ev_lima01", "ev_words1"]),
        (["--kind", "phone_call"], ["ev_call01"]),
        (["--kind", "VISIT"], ["ev_visit1"]),
        (["--kind", "visit", "--kind", "phone_call"], ["ev_visit1", "ev_call01"]),
        (["--country", "Poland", "--country", "Ghana"], ["ev_talks1", "ev_visit1", "ev_call01", "ev_lima01"]),
        (["--on-sidelines-of", "harbour"], ["ev_lima01"]),
        (["--on-sidelines-of", "Forum of the Harbour"], []),
        (["--text", "cocoa"], ["ev_talks1"]),
        (["--text", "phone SPOKE"], ["ev_call01"]),
        (["--text", "phone cocoa"], []),
        (["--status", "planned"], ["ev_visit1", "ev_lima01"]),
        (["--since", "2031-03-04"], ["ev_visit1", "ev_call01", "ev_lima01"]),
        (["--until", "2031-03-03"], ["ev_talks1", "ev_visit1"]),
        (["--since", "2031-03-04", "--until", "2031-03-10"], ["ev_visit1", "ev_call01"]),
        (["--limit", "2"], ["ev_talks1", "ev_visit1"]),
        (["--actor", "Halvorsen", "--country", "Poland", "--kind", "phone_call", "--status", "held"], ["ev_call01"]),
    ],
)
def test_filters_leave_the_events_that_pass_all_of_them(call: Call, filters: list[str], found: list[str]) -> None:
    called = call("events", *filters, "--format", "jsonl")
    assert called.exit_code == 0
    assert [json.loads(line)["event_id"] for line in called.stdout.splitlines()] == found


def test_no_match_is_said_on_stderr_and_is_no_failure(call: Call) -> None:
    called = call("events", "--actor", "Nobody", "--format", "json")
    assert (called.exit_code, called.stdout, called.stderr) == (0, "[]\n", "no event matches\n")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--kind", "party"], "bilateral_meeting"),
        (["--status", "maybe"], "postponed"),
        (["--kind", "visi"], "did you mean visit?"),
        (["--status", "canceled"], "did you mean cancelled?"),
        (["--country", "Atlantis"], "no country is called 'Atlantis'"),
        (["--country", "Norwy"], "did you mean Norway?"),
        (["--country", "Norway", "--country", ""], "no country is called ''"),
        (["--actor", "pe_adomaka"], "did you mean pe_adomako?"),
        (["--actor", "pe_"], "'pe_' begins several ids"),
        (["--actor", ""], "'' is no name of an actor"),
        (["--on-sidelines-of", "?"], "'?' has no word in it"),
        (["--text", ""], "'' has no word in it"),
        (["--since", "yesterday"], "%Y-%m-%d"),
        (["--since", "2031-02-30"], "%Y-%m-%d"),
        (["--limit", "0"], "--limit"),
        (["--format", "xml"], "jsonl"),
    ],
)
def test_a_filter_that_is_none_is_a_mistake_of_usage(call: Call, wrong: list[str], said: str) -> None:
    called = call("events", *wrong)
    assert (called.exit_code, called.stdout) == (2, "")
    assert said in called.stderr


def test_json_is_faithful_and_spells_out_what_steers_terminals(call: Call) -> None:
    called = call("events", "--country", "Peru", "--kind", "statement", "--format", "json")
    assert "\x1b" not in called.stdout
    assert "\u202e" not in called.stdout
    (event,) = json.loads(called.stdout)
    assert event["name"] == HOSTILE_NAME
    assert event["date_start"] is None


def test_json_tells_all_fields(call: Call) -> None:
    called = call("events", "--actor", "Adomako", "--format", "json")
    (event,) = json.loads(called.stdout)
    assert event["documents"] == [
        {"kind": "agreement", "title": "Cocoa Trade Agreement", "status": "signed", "parties": ["GHA", "NOR"]}
    ]
    assert event["conflicts"] == [{"field": "city", "value": "Kumasi", "mention_id": "me_readout"}]
    assert (event["announced"], event["reported"]) == (1, 2)


def test_csv_runs_no_formula_and_lists_people(call: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(call("events", "--format", "csv").stdout)))
    assert rows[0]["participants"] == "Ingrid Halvorsen; Kwame Adomako"
    assert (rows[0]["stage"], rows[0]["latitude"], rows[0]["longitude"]) == ("reported", "5.56", "-0.2")
    assert rows[-1]["name"] == '\'=HYPERLINK("x") [bold]\\x1b[31m\\u202e'


def test_markdown_is_a_table_whatever_the_names_hold(call: Call) -> None:
    lines = call("events", "--kind", "statement", "--format", "md").stdout.splitlines()
    assert len(lines) == 3
    assert lines[2].startswith(
        '| ev_words1 |  |  | statement | held | announced | =HYPERLINK("x") \\[bold\\]\\\\x1b\\[31m'
    )


def test_timeline_names_the_others(call: Call) -> None:
    called = call("timeline", "Halvorsen", "--until", "2031-03-10", "--format", "jsonl")
    rows = [json.loads(line) for line in called.stdout.splitlines()]
    assert [(row["event_id"], row["participants"]) for row in rows] == [
        ("ev_talks1", ["Kwame Adomako"]),
        ("ev_visit1", []),
        ("ev_call01", ["Łukasz Wójcik"]),
    ]


@pytest.mark.parametrize("command", [["timeline"], ["events", "--actor"]])
@pytest.mark.parametrize(
    ("actor", "code", "said"),
    [
        ("Nobody", 0, "no event matches\n"),
        ("Halvorson", 0, "no event matches\nhint: nobody is called 'Halvorson'; did you mean Halvorsen?\n"),
        ("Brazil", 0, "no event matches\n"),
        ("pe_nobody", 2, "error: no person has the id 'pe_nobody'\nhint: communique events lists the events\n"),
    ],
)
def test_an_actor_of_no_event_is_told_alike(call: Call, command: list[str], actor: str, code: int, said: str) -> None:
    called = call(*command, actor)
    assert (called.exit_code, called.stdout, called.stderr) == (code, "", said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["events"],
        ["timeline", "x"],
        ["show", "ev_1"],
        ["explain", "ev_1"],
        ["stats"],
        ["sql", "FROM events"],
        ["shell"],
    ],
)
def test_nothing_published_is_one_clear_error(tmp_path: Path, arguments: list[str]) -> None:
    called = CliRunner().invoke(app, [*arguments, "--output", str(tmp_path / "none")])
    assert (called.exit_code, called.stdout) == (1, "")
    assert called.stderr.splitlines()[0] == f"error: nothing is published in {tmp_path / 'none'}"
    assert "communique run" in called.stderr.splitlines()[1]


@pytest.mark.parametrize(("precision", "told"), [("month", "2031-03"), ("year", "2031"), ("range", "2031-03-01")])
def test_a_month_is_told_as_a_month_not_as_its_first_day(tmp_path: Path, precision: str, told: str) -> None:
    month = DateRange(
        start=date(2031, 3, 1), end=date(2031, 3, 31), precision=Precision(precision), basis=Basis.EXPLICIT
    )
    write_run(tmp_path / "runs" / "r1", [an_event("ev_1", (), dates=month)])
    (tmp_path / "CURRENT").write_text("r1\n")
    called = CliRunner().invoke(app, ["events", "--output", str(tmp_path)])
    assert called.stdout.splitlines()[1].split()[1] == told
