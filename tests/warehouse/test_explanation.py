from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings

from tests.transforms.identity.builders import HALVORSEN, LIMA, OWUSU, mention, on, person
from tests.transforms.identity.strategies import mentions
from tests.warehouse.explaining import Explain, Pair, a_call, a_silent
from tests.warehouse.resolved import publish
from transforms.elements import Basis, Kind, Mention, Participant, Place, Status
from warehouse.connection import open_published
from warehouse.explanation import explain_event, explain_pairs

_MENSAH = person("Kofi Mensah", "GHA")


def _bare(mention_id: str, **fields: Any) -> Mention:  # noqa: ANN401  # fields of any type
    return mention(mention_id, **({"participants": (), "place": None} | fields))


def test_what_reaches_the_threshold_is_one_event(explain: Explain) -> None:
    found = explain(mention("me_a", dates=on(3)), mention("me_b", dates=on(3), place=None))
    assert (found["decision"], found["because"]) == ("merged", ("the evidence for it reaches the threshold",))


def test_what_agrees_in_all_is_one_event_without_more(explain: Explain) -> None:
    found = explain(mention("me_a", dates=on(3)), mention("me_b", dates=on(3)))
    assert found["because"] == ("they agree in all that is compared",)


def test_vetoes_are_told_with_what_either_side_says(explain: Explain) -> None:
    found = explain(mention("me_a", dates=on(3)), mention("me_b", dates=on(9), place=LIMA))
    assert found["because"] == (
        "no score outweighs different places (Accra, Ghana; Lima, Peru) and different days (2031-03-03; 2031-03-09)",
    )


def test_too_little_evidence_is_told_by_what_is_missing(explain: Explain) -> None:
    found = explain(_bare("me_a", dates=on(3)), _bare("me_b", dates=on(5, basis=Basis.PUBLICATION)))
    assert found["because"] == ("too little speaks for it: 0.10 below the threshold",)


def test_two_keys_never_meet(explain: Explain) -> None:
    found = explain(mention("me_a", dates=on(3)), a_call("me_b"))
    assert found["decision"] == "not_compared"
    assert found["because"] == (
        "they never meet: one is a meeting in person of Ghana and Norway, the other a call of Ghana and Norway",
        "no score outweighs different formats (talks; call)",
    )
    assert (found["same_key"], found["right_key"]) == (False, "a call of Ghana and Norway")


def test_a_session_and_a_visit_are_told_in_words(explain: Explain) -> None:
    session = mention(
        "me_a", kind=Kind.MULTILATERAL_MEETING, organisations=("ASEAN",), event_name="ASEAN summit", dates=on(3)
    )
    found = explain(session, mention("me_b", kind=Kind.VISIT, dates=on(3)))
    assert found["left_key"].startswith("a session of ASEAN with ")
    assert found["right_key"] == "a visit of Norway"


def test_an_event_that_was_put_off_is_told_as_one_before_and_after(explain: Explain) -> None:
    put_off = replace(mention("me_a", dates=on(3), status=Status.POSTPONED), published_on=on(2).start)
    found = explain(put_off, replace(mention("me_b", dates=on(9)), published_on=on(9).start))
    assert found["left_event_id"] == found["right_event_id"]
    assert found["because"] == ("the event was put off: one tells of it before that, the other after",)


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_third_mention_that_joins_two_is_shown(explain: Explain, forgotten: bool) -> None:
    third = _bare("me_c", dates=on(3, basis=Basis.PUBLICATION), participants=(HALVORSEN, OWUSU))
    last = _bare("me_b", dates=on(5, basis=Basis.PUBLICATION), participants=(HALVORSEN, OWUSU))
    found = explain(_bare("me_a", dates=on(3)), last, third, forgotten=forgotten)
    assert found["because"] == (
        "joined through others: me_a with me_c (+3.40), me_b with me_c (+5.90)",
        "the two alone are too little alike, 0.10 below the threshold",
    )
    assert [(link["left_mention_id"], link["right_mention_id"]) for link in found["chain"]] == [
        ("me_a", "me_c"),
        ("me_b", "me_c"),
    ]


def test_the_mentions_that_keep_two_events_apart_are_named(explain: Explain) -> None:
    found = explain(
        mention("me_a", dates=on(3), place=None),
        mention("me_b", dates=on(3), place=LIMA),
        mention("me_c", dates=on(3)),
        pair=("me_a", "me_c"),
    )
    assert (found["vetoes"], found["left_event_id"]) == (["different clusters"], "ev_a")
    (because,) = found["because"]
    assert because == (
        "the two alone would be one event, but their events are kept apart: "
        "me_b and me_c: different places (Lima, Peru; Accra, Ghana)"
    )
    assert found["bans"] == ({"left_mention_id": "me_b", "right_mention_id": "me_c", "vetoes": ("different places",)},)


@pytest.mark.parametrize("pair", [("me_a", "me_b"), ("me_a", "me_c")])
@pytest.mark.parametrize("forgotten", [False, True])
def test_the_events_between_which_a_mention_cannot_choose_are_named(
    explain: Explain, pair: tuple[str, str], forgotten: bool
) -> None:
    told = (mention("me_a"), mention("me_b", dates=on(3)), mention("me_c", dates=on(20)))
    found = explain(*told, pair=pair, forgotten=forgotten)
    assert found["vetoes"] == ([] if forgotten else ["more than one candidate"])
    assert found["because"] == ("me_a fits more than one event: ev_b (Talks ev_b) and ev_c (Talks ev_c)",)
    assert sorted(found["candidates"]) == ["ev_b", "ev_c"]


def test_an_event_that_two_mentions_could_not_choose_is_not_undecided_itself(explain: Explain) -> None:
    undated = [mention("me_x", participants=(HALVORSEN, OWUSU)), mention("me_y", place=None)]
    found = explain(*undated, mention("me_a", dates=on(3)), mention("me_b", dates=on(20)), pair=("me_a", "me_y"))
    assert found["because"] == ("me_y fits more than one event: ev_a (Talks ev_a) and ev_b (Talks ev_b)",)


def test_a_mention_that_fits_its_own_event_better_says_so(explain: Explain) -> None:
    posted = [on(day, basis=Basis.PUBLICATION) for day in (3, 5)]
    near = mention("me_a", dates=posted[0], participants=()), mention("me_b", dates=posted[1], place=None)
    found = explain(*near, mention("me_x"), pair=("me_a", "me_x"))
    assert found["because"] == ("me_x fits ev_b better than ev_a (Talks ev_a)",)


def test_a_mention_that_does_not_say_with_whom_went_where_it_alone_fits(explain: Explain) -> None:
    found = explain(mention("me_a", dates=on(3)), a_silent("me_b"))
    assert found["left_event_id"] == found["right_event_id"]
    reached, fitted = found["because"]
    assert reached == "the evidence for it reaches the threshold"
    assert fitted == (
        "me_b is a meeting in person of Norway that does not say with whom; "
        "of all events about that time it fits this one alone"
    )


def test_a_mention_that_does_not_say_with_whom_stays_alone_among_several(explain: Explain) -> None:
    other = mention("me_c", dates=on(3), countries=("NOR", "PER"), participants=(HALVORSEN,), place=None)
    found = explain(mention("me_a", dates=on(3)), a_silent("me_b"), other)
    assert found["because"][1] == "me_b fits more than one event: ev_a (Talks ev_a) and ev_c (Talks ev_c)"


@pytest.mark.parametrize(
    ("silent", "said"),
    [
        (a_silent("me_b", day=9), "me_a and me_b: different days (2031-03-03; 2031-03-09)"),
        (a_silent("me_b", day=None), "it gives no day by which events could be told apart"),
        (a_silent("me_b", until=20), "it names more than 10 days, in which too many events fit"),
        (
            replace(a_silent("me_b", people=()), dates=on(3, basis=Basis.PUBLICATION)),
            "ev_a does not: too little speaks for it: 1.10 below the threshold",
        ),
        (
            a_silent("me_b", country="ISL", people=()),
            "it looked among the meetings and calls of Iceland about its days, and ev_a is none of them",
        ),
    ],
)
def test_why_an_event_does_not_fit_such_a_mention_is_told(explain: Explain, silent: Mention, said: str) -> None:
    found = explain(mention("me_a", dates=on(3)), silent)
    told, reason = found["because"]
    assert told.endswith(" that does not say with whom: it is of an event only where one alone fits")
    assert reason == said


def test_two_that_do_not_say_with_whom_may_be_of_any_two_meetings(explain: Explain) -> None:
    found = explain(a_silent("me_a"), a_silent("me_b"))
    assert found["because"] == ("no score outweighs counterparts unknown",)


def test_a_whole_and_its_parts_are_told_first(explain: Explain) -> None:
    visit = mention("me_b", kind=Kind.VISIT, dates=on(2, until=4), participants=(HALVORSEN,))
    found = explain(mention("me_a", dates=on(3)), visit, parents={"ev_a": "ev_b"})
    assert found["because"][0] == "ev_a is part of ev_b: a whole and its parts are never one event"
    assert found["because"][1].startswith("they never meet: one is a meeting in person of Ghana and Norway, the other")


def test_pairs_of_one_event_come_first_and_then_the_nearest(tmp_path: Path) -> None:
    told = [
        mention("me_a", dates=on(3)),
        mention("me_b", dates=on(3), place=None),
        mention("me_c", dates=on(5)),
        a_call("me_d", 9),
    ]
    with open_published(publish(tmp_path, told)) as connection:
        pairs, found = explain_pairs(connection, ["me_a"], ["me_d", "me_c", "me_b", "me_a"], most=2)
    assert [pair["right_mention_id"] for pair in pairs] == ["me_b", "me_c"]
    assert found == 3


def test_the_nearest_of_an_event_tells_its_reason_too(tmp_path: Path) -> None:
    told = [mention("me_a", dates=on(3)), mention("me_b", dates=on(4), participants=(HALVORSEN, _MENSAH))]
    with open_published(publish(tmp_path, told)) as connection:
        found = explain_event(connection, "ev_a")
    assert (found.pairs, found.found) == ([], 0)
    assert found.nearest is not None
    days = "different days (2031-03-03; 2031-03-04)"
    persons = "different counterparts (Akua Owusu, Bjørn Halvorsen; Bjørn Halvorsen, Kofi Mensah)"
    assert found.nearest["because"] == (f"no score outweighs {days} and {persons}",)


def _loose(mention_id: str, **fields: Any) -> Mention:  # noqa: ANN401  # fields of any type
    return mention(mention_id, participants=(), **fields)


def test_one_that_went_to_a_dated_event_was_not_compared_with_others_without_a_day(tmp_path: Path) -> None:
    told = [_loose("me_a"), _loose("me_b", dates=on(2)), _loose("me_c", dates=on(3, until=4))]
    with open_published(publish(tmp_path, told)) as connection:
        (pair,), _ = explain_pairs(connection, ["me_a"], ["me_c"])
    assert pair["because"] == (
        "the two alone would be one event, but were not compared with one another",
        "me_a, which gives no exact day, first went to ev_a, the dated event that fits it",
    )


def _named(*names: str) -> tuple[Participant, ...]:
    return tuple(person(name, "NOR") for name in names)


def test_many_names_are_cut_short(explain: Explain) -> None:
    left = mention("me_a", dates=on(3), participants=_named("Ada Lund", "Bo Strand", "Cai Moe", "Dag Vik", "Eli Nes"))
    right = mention("me_b", dates=on(3), participants=_named("Finn Aas"))
    assert explain(left, right)["because"] == (
        "no score outweighs different counterparts (Ada Lund, Bo Strand, Cai Moe, Dag Vik, …; Finn Aas)",
    )


# The same worlds each time: about one in a thousand meets the fault that the test below expects.
@settings(max_examples=10, deadline=None, derandomize=True)
@given(mentions)
@example([_loose("a"), _loose("b", dates=on(2)), _loose("c", dates=on(3, until=4))])
@example([_loose("a"), _loose("b", published_on=on(1).start), _loose("c", published_on=on(62).start)])
def test_a_small_world_leaves_no_pair_without_its_reason(told: list[Mention]) -> None:
    assert _unexplained(told) == []


@pytest.mark.xfail(reason="calls without a day that fit a call with one are said to have had too many others nearer")
def test_calls_without_a_day_have_their_reason_too() -> None:
    call = mention("d", kind=Kind.PHONE_CALL, participants=(HALVORSEN, OWUSU))
    dated = replace(call, mention_id="e", post_id="post-e", dates=on(1, until=2), place=Place(country="GHA"))
    told = [_loose("a"), _loose("b"), _loose("c", kind=Kind.PHONE_CALL), call, dated]
    assert _unexplained(told) == []


def _unexplained(told: list[Mention]) -> list[str]:
    """Return the reasons of pairs of a world that are those for which nothing else was found."""
    given_now = [replace(each, mention_id=f"me_{each.mention_id}") for each in told]
    ids = [each.mention_id for each in given_now]
    with TemporaryDirectory() as folder, open_published(publish(Path(folder), given_now)) as connection:
        pairs, found = explain_pairs(connection, ids, ids, most=1000)
    assert len(pairs) == found == len(ids) * (len(ids) - 1) // 2
    # What is said where nothing else explains a pair: in a small world, something always does.
    unexplained = ("not stored", "too many others", "what another of their mentions says")
    explained: list[Pair] = list(pairs)
    said = [reason for pair in explained for reason in pair["because"]]
    assert all(pair["because"] for pair in pairs)
    return [reason for reason in said if any(words in reason for words in unexplained)]
