from datetime import UTC, datetime
from pathlib import Path

from tests.transforms.identity.builders import mention, on
from tests.warehouse.explaining import Explain, a_call, a_silent
from tests.warehouse.resolved import publish
from transforms.identity.judgements import Judgement, Ruling, pins_of
from warehouse.connection import open_published
from warehouse.explanation import explain_pairs


def _judged(ruling: Ruling, one: str, other: str, number: int = 1) -> Judgement:
    return Judgement(
        ruling=ruling,
        sides=((one,), (other,)),
        judged_at=datetime(2031, 4, 1, 9, 30, tzinfo=UTC),
        note="as the minister said",
        number=number,
        line=number + 2,
    )


def test_a_judgement_is_cited_with_what_the_evidence_would_have_said(explain: Explain) -> None:
    judged = (_judged(Ruling.SAME, "me_b", "me_a"),)
    found = explain(mention("me_a", dates=on(3)), a_call("me_b"), judged=judged, pins=pins_of(judged))
    assert (found["decision"], found["left_event_id"], found["right_event_id"]) == ("pinned", "ev_a", "ev_a")
    assert found["because"] == (
        f"one event by judgement 1 ({judged[0].judgement_id}, same, 2031-04-01 09:30: “as the minister said”)",
        "by the evidence alone they would be kept apart by different formats (talks; call)",
    )
    assert [each["judgement_id"] for each in found["judgements"]] == [judged[0].judgement_id]


def test_what_follows_from_several_judgements_cites_them_all(explain: Explain) -> None:
    judged = (_judged(Ruling.SAME, "me_a", "me_c"), _judged(Ruling.DIFFERENT, "me_b", "me_c", 2))
    told = (mention("me_a", dates=on(3)), mention("me_b", dates=on(3)), mention("me_c", dates=on(3)))
    found = explain(*told, judged=judged, pins=pins_of(judged))
    assert found["decision"] == "pinned"
    assert found["because"][0].startswith("two events by judgement 1 (")
    assert " with judgement 2 (" in found["because"][0]
    assert found["because"][1] == "by the evidence alone they would be one event"


def test_mentions_that_a_judgement_brought_along_show_it_in_their_chain(explain: Explain) -> None:
    judged = (_judged(Ruling.SAME, "me_a", "me_b"),)
    told = (mention("me_a", dates=on(3)), mention("me_c", dates=on(3), place=None), a_call("me_b"))
    found = explain(*told, judged=judged, pins=pins_of(judged), pair=("me_b", "me_c"))
    assert found["because"] == (
        "joined through others: me_a with me_b (judged), me_a with me_c (+7.70)",
        "the two alone are kept apart by different formats (call; talks)",
    )


def test_mentions_that_a_judgement_keeps_apart_cite_it(explain: Explain) -> None:
    judged = (_judged(Ruling.DIFFERENT, "me_a", "me_b"),)
    told = (mention("me_a", dates=on(3)), mention("me_b", dates=on(3)), mention("me_c", dates=on(3), place=None))
    found = explain(*told, judged=judged, pins=pins_of(judged), pair=("me_b", "me_c"))
    assert found["left_event_id"] != found["right_event_id"]
    assert found["because"][0].startswith(
        "the two alone would be one event, but their events are kept apart by judgement 1 ("
    )


def test_a_judgement_places_also_what_does_not_say_with_whom(explain: Explain) -> None:
    judged = (_judged(Ruling.SAME, "me_a", "me_b"),)
    told = (mention("me_a", dates=on(3)), a_silent("me_b", day=9), mention("me_c", dates=on(9)))
    found = explain(*told, judged=judged, pins=pins_of(judged))
    assert (found["decision"], found["left_event_id"]) == ("pinned", found["right_event_id"])
    assert found["because"][1] == (
        "by the evidence alone they would be kept apart by different days (2031-03-03; 2031-03-09)"
    )


def test_a_judgement_that_no_run_has_applied_yet_is_said_to_wait(explain: Explain) -> None:
    judged = (_judged(Ruling.SAME, "me_a", "me_b"),)
    found = explain(mention("me_a", dates=on(3)), a_call("me_b"), judged=judged)
    assert found["because"][1] == "the published run does not go by it yet; the next communique run does"


def test_a_judgement_that_was_taken_back_is_said_to_hold_until_the_next_run(explain: Explain) -> None:
    judged = (_judged(Ruling.SAME, "me_a", "me_b"),)
    found = explain(mention("me_a", dates=on(3)), a_call("me_b"), pins=pins_of(judged))
    assert found["because"][0] == (
        "pinned by a judgement that has been taken back since; the next communique run goes by the evidence"
    )


def test_a_pair_that_was_judged_comes_before_all_others(tmp_path: Path) -> None:
    judged = (_judged(Ruling.SAME, "me_d", "me_a"),)
    told = [mention("me_a", dates=on(3)), mention("me_b", dates=on(3), place=None), a_call("me_d", 9)]
    with open_published(publish(tmp_path, told)) as connection:
        pairs, _ = explain_pairs(connection, ["me_a"], ["me_b", "me_d"], judged)
    assert [pair["right_mention_id"] for pair in pairs] == ["me_d", "me_b"]
