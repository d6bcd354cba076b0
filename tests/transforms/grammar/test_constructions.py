"""Constructions of many ministries that are easy to get wrong; what still is wrong is marked so."""

import pytest

from tests.transforms.grammar.build import main_of, names, parties, people, tell_text, words
from transforms.elements import Kind

_MET = "Foreign Minister Salas met Foreign Minister Quispe"


def test_what_is_discussed_is_not_where_it_is_discussed() -> None:
    assert main_of(f"{_MET} to discuss the situation in Sudan.").place is None


@pytest.mark.parametrize("after", ["They last met in May 2030.", "He will visit Bogotá on 5 May."])
def test_the_day_of_another_sentence_of_the_line_is_not_the_day_of_the_event(after: str) -> None:
    assert main_of(f"{_MET} in Lima. {after}").date is None


@pytest.mark.parametrize("clause", ["who is visiting Chile", "who will pay a visit to Peru in June"])
def test_a_visitor_is_met(clause: str) -> None:
    assert main_of(f"{_MET}, {clause}.").kind is Kind.BILATERAL_MEETING


def test_a_visit_and_the_meeting_during_it_are_two_events() -> None:
    told = tell_text("Prime Minister Holm visited Nairobi and met with Kenyan President Amina Otieno.")
    assert {(mention.kind, *names(mention)) for mention in told} == {
        (Kind.VISIT, "Holm"),
        (Kind.BILATERAL_MEETING, "Amina Otieno", "Holm"),
    }


def test_flags_at_the_head_are_the_sides() -> None:
    assert parties(main_of("🇨🇱🇵🇪 Minister Salas met with Minister Quispe in Lima.")) == ["🇨🇱", "🇵🇪"]


def test_he_is_the_one_the_post_is_about() -> None:
    text = "Foreign Minister Salas will visit Kenya.\n\nHe will meet with President Amina Otieno on 13 May in Nairobi."
    assert names(tell_text(text)[1]) == ["Amina Otieno", "Salas"]


@pytest.mark.xfail(strict=True, reason="offices named together are not shared out to the names that follow or precede")
@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Jordan and Morocco, Omar Haddad and Youssef Alami, met in Amman.",
        "Omar Haddad and Youssef Alami, the foreign ministers of Jordan and Morocco, met in Amman.",
    ],
)
def test_two_offices_are_of_two_persons(text: str) -> None:
    assert people(main_of(text)) == [
        "Omar Haddad | foreign ministers | Jordan",
        "Youssef Alami | foreign ministers | Morocco",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "President Ruiz and President Mora did not meet in Lima.",
        "No meeting between President Ruiz and President Mora is planned, the ministry said.",
    ],
)
def test_what_did_not_happen_is_neither_held_nor_planned(text: str) -> None:
    assert [mention.status for mention in tell_text(text) if mention.status in ("held", "planned")] == []


def test_the_place_stands_at_the_end_of_a_heading() -> None:
    text = "Foreign Minister Salas’s remarks at talks with Foreign Minister Quispe, Lima, 3 March 2031"
    assert words(main_of(text).place) == "Lima"


def test_who_invites_is_no_visitor() -> None:
    text = (
        "At the invitation of Foreign Minister Ali Demir, Foreign Minister Salas will pay an official visit to Türkiye."
    )
    assert names(main_of(text)) == ["Salas"]


def test_stops_may_have_days_of_their_own() -> None:
    text = (
        "Prime Minister Holm will visit Japan on 3-4 April, South Korea on 5 April, and Vietnam on 6-8 April for talks."
    )
    assert [(words(stop.place), words(stop.date)) for stop in tell_text(text)] == [
        ("Japan", "3-4 April"),
        ("South Korea", "5 April"),
        ("Vietnam", "6-8 April"),
    ]
