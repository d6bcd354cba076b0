import json
from dataclasses import replace
from pathlib import Path

import pytest

from commands.show import describe, marked
from tests.commands.conftest import Call
from warehouse.connection import open_published
from warehouse.dossier import gather

_TALKS = """\
Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031

  id              ev_talks1
{asked}  former id       ev_former, merged by run 20310305T080000Z-abc123
  former id       ev_old001, merged by run 20310305T080000Z-abc123
  kind            bilateral_meeting, held
  stage           reported
  date            2031-03-03 (day)
  place           Accra, GHA (5.5600, -0.2000)
  countries       GHA, NOR
  participant     Ingrid Halvorsen – Foreign Minister, NOR (pe_halvorsen)
  participant     Kwame Adomako – Foreign Minister, GHA (pe_adomako)
  document        Cocoa Trade Agreement (agreement, signed: GHA, NOR)
  codes           PLOVER –, CAMEO –
  told by         3 posts, 3 mentions, 1 source
  revision        3
  disagreement    city: Kumasi (Harbour News · 2031-03-03 · po_b3 · me_readout)

LIFE CYCLE
  2031-03-01  announced    Harbour News · po_a1 · me_announced (revision 1)
  2031-03-02  held         Harbour News · po_a2 · me_reported (revision 2)
  2031-03-03  reported     Harbour News · po_b3 · me_readout (revision 3)
  –           held         me_gone, which is gone (revision 1, as ev_old001)

WHAT ELSE CHANGED
  status: planned → held (revision 3, me_reported)

PART OF WHAT, AND ITS PARTS
  ev_visit1  2031-03-03 to 2031-03-04  visit, planned  Visit of Ingrid Halvorsen to Accra
  └─ ev_talks1  2031-03-03  bilateral_meeting, held  Ingrid Halvorsen – Kwame Adomako, Accra, 3 Mar 2031  ← this one

WORDS BEHIND THE FIELDS
  city                        po_a2 50–55  “Accra”
  city                        po_b3 45–51  “Kumasi”
  date                        po_a2 3–10  “3 March”
  documents                   po_a2 73–94  “Cocoa Trade Agreement”
  status                      po_a2 29–32  “met”

POSTS

po_a1 · announcement, planned, in passing · Harbour News · 2031-03-01 · a.txt:1–2
Minister Ingrid Halvorsen will visit Accra on 3-4 March and meet Kwame Adomako.

po_a2 · report, held · Harbour News · 2031-03-02 · a.txt:1–2
On ⟦3 March⟧, Ingrid Halvorsen ⟦met⟧ Kwame Adomako in ⟦Accra⟧. They signed the ⟦Cocoa Trade Agreement⟧.

po_b3 · readout, held · Harbour News · 2031-03-03 · a.txt:1–2
Readout: Halvorsen and Adomako held talks in ⟦Kumasi⟧.
"""


@pytest.mark.parametrize(
    ("given", "former"),
    [
        ("ev_talks1", None),
        ("ev_t", None),
        ("EV_Talks1", None),
        ("EV_FORM", "ev_former"),
        ("talks", None),
        ("ev_former", "ev_former"),
        ("ev_old001", "ev_old001"),
        ("old", "ev_old001"),
    ],
)
def test_show_tells_all_of_an_event_by_any_of_its_ids(call: Call, given: str, former: str | None) -> None:
    called = call("show", given)
    asked = f"  asked for as    {former}, a former id\n" if former else ""
    assert (called.exit_code, called.stdout, called.stderr) == (0, _TALKS.format(asked=asked), "")


def test_text_that_would_steer_the_terminal_is_spelled_out(call: Call) -> None:
    said = call("show", "ev_words1").stdout
    assert "=1+1 \\x1b[31mred\\x07 \\u202egnp [bold]loud[/bold] | pipe <b>" in said
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


def test_show_as_json_is_faithful(call: Call) -> None:
    called = call("show", "ev_words1", "--format", "json")
    assert "\x1b" not in called.stdout
    dossier = json.loads(called.stdout)
    assert dossier["posts"][0]["text"] == "=1+1 \x1b[31mred\x07 \u202egnp [bold]loud[/bold] | pipe <b>"
    assert (dossier["around"], dossier["parts"], dossier["aliases"]) == ([], [], [])


def test_show_as_json_gives_the_words_behind_each_field(call: Call) -> None:
    dossier = json.loads(call("show", "ev_talks1", "--format", "json").stdout)
    assert {"field": "documents", "words": "Cocoa Trade Agreement", "post_id": "po_a2", "start": 73, "stop": 94} in (
        dossier["words"]
    )
    assert [event["event_id"] for event in dossier["around"]] == ["ev_visit1"]


def test_show_as_json_gives_ids_stages_and_disagreements_with_their_posts(call: Call) -> None:
    dossier = json.loads(call("show", "ev_old001", "--format", "json").stdout)
    assert dossier["asked_for"] == "ev_old001"
    assert [(row["alias_id"], row["reason"]) for row in dossier["aliases"]] == [
        ("ev_former", "merged"),
        ("ev_old001", "merged"),
    ]
    assert [(row["stage"], row["told_on"], row["post_id"], row["told_under"]) for row in dossier["life"]] == [
        ("announced", "2031-03-01", "po_a1", "ev_talks1"),
        ("held", "2031-03-02", "po_a2", "ev_talks1"),
        ("reported", "2031-03-03", "po_b3", "ev_talks1"),
        ("held", None, None, "ev_old001"),
    ]
    assert [(row["field"], row["before"], row["after"]) for row in dossier["history"]] == [
        ("status", "planned", "held")
    ]
    assert [(row["value"], row["post_id"], row["file"], row["first_line"]) for row in dossier["conflicts"]] == [
        ("Kumasi", "po_b3", "a.txt", 1)
    ]


def test_show_prints_what_is_inside(call: Call) -> None:
    dossier = json.loads(call("show", "ev_visit1", "--format", "json").stdout)
    assert [(part["step"], part["event_id"]) for part in dossier["parts"]] == [(1, "ev_talks1")]
    assert "  └─ ev_talks1  2031-03-03  bilateral_meeting, held" in call("show", "ev_visit1").stdout


@pytest.mark.parametrize(("given", "code"), [("ev_nothing", 2), ("ev_", 2), ("", 2), ("%", 2)])
def test_an_id_of_none_or_of_several_is_one_clear_error(call: Call, given: str, code: int) -> None:
    called = call("show", given)
    assert (called.exit_code, called.stdout) == (code, "")
    assert called.stderr.startswith("error: ")
    assert "\nhint: " in called.stderr


def test_an_id_of_which_nothing_is_told_any_more_says_so(call: Call) -> None:
    called = call("show", "ev_zgone1")
    said = "ev_zgone1 was withdrawn by run 20310305T080000Z-abc123: no post tells of it any more\n"
    assert (called.exit_code, called.stdout, called.stderr) == (0, "", said)


def test_a_visit_that_was_given_up_says_what_took_place_inside(harboured: Path) -> None:
    dossier = gather(open_published(harboured), "ev_visit1")
    given_up = replace(dossier, event={**dossier.event, "stage": "unconfirmed"})
    assert "  stage           unconfirmed, but 1 of its parts took place" in list(describe(given_up))
    assert "  stage           announced" in list(describe(dossier))


def test_evidence_may_overlap() -> None:
    evidence = [{"field": "date", "start": 0, "stop": 4}, {"field": "city", "start": 2, "stop": 99}]
    assert list(marked("abcdef", evidence)) == [("ab", ("date",)), ("cd", ("date", "city")), ("ef", ("city",))]
    assert list(marked("abc", [])) == [("abc", ())]
    assert list(marked("", [])) == []


@pytest.mark.parametrize(
    ("given", "meant"), [("ev_talsk1", "ev_talks1"), ("EV_CALL02", "ev_call01"), ("ev_tlk", "ev_talks1")]
)
def test_an_id_that_nothing_has_is_told_with_the_nearest(call: Call, given: str, meant: str) -> None:
    assert call("show", given).stderr == f"error: no event has the id {given!r}\nhint: did you mean {meant}?\n"
