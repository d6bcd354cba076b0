"""Clauses that refer back: they take the sides that they mean, and those that name their own take no others."""

import pytest

from tests.transforms.grammar.build import names, parties, tell_text, words
from transforms.elements import Kind, Status, WordedMention

_MET = (
    "Foreign Minister of Chile Diego Salas met with Foreign Minister of Peru Rosa Quispe in Santiago on 12 March 2031. "
)
_SPOKE = (
    "Foreign Minister of Chile Diego Salas spoke by phone with Foreign Minister of Peru Rosa Quispe on 12 March 2031. "
)
_BOTH = ["Diego Salas", "Rosa Quispe"]
_STATES = ["Chile", "Peru"]


def _second(text: str) -> list[WordedMention]:
    return [mention for mention in tell_text(text) if not mention.is_main]


@pytest.mark.parametrize(
    "text",
    [
        _MET + "They agreed to meet again in Lima in May.",
        _MET + "The two ministers last met in Lima on 4 October 2030.",
        _MET + "Salas looked forward to their next meeting in Lima.",
        _SPOKE + "They followed up on the conversation they had in Lima last month.",
        _SPOKE + "The meeting between the two ministers in Lima in January was recalled.",
        _MET + "The meeting was attended by Ambassador Juan Pardo and Director Luis Rey. They will meet again in Lima.",
    ],
)
def test_those_who_meet_again_are_those_of_the_post(text: str) -> None:
    [mention] = _second(text)
    assert (mention.kind, words(mention.place), names(mention)) == (Kind.BILATERAL_MEETING, "Lima", _BOTH)


@pytest.mark.parametrize(
    "text",
    [
        _MET + "They agreed to hold the next meeting of the Intergovernmental Commission in Lima on 18 September.",
        _MET + "The two sides agreed to convene the third round of political consultations in Lima in May.",
        _SPOKE + "Preparations for the second round of the strategic dialogue between the two countries, "
        "which will be held in Lima on 3 June, were discussed.",
        _MET + "The next round of expert consultations will take place in Lima in May.",
        _MET + "The 5th meeting of the Joint Commission on Trade will be held in Lima in May.",
    ],
)
def test_a_round_or_a_commission_of_the_two_has_their_sides_and_not_themselves(text: str) -> None:
    [mention] = _second(text)
    assert (mention.kind, mention.status) == (Kind.BILATERAL_MEETING, Status.PLANNED)
    assert (words(mention.place), names(mention), parties(mention)) == ("Lima", [], _STATES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Presidents of Kenya and Uganda will meet in Nairobi on 20 March 2031.", ["Kenya", "Uganda"]),
        ("She will meet her Brazilian counterpart in Brasília on 14 March 2031.", ["Brazilian"]),
        ("President of Kenya Amina Otieno met with President of Uganda Moses Okello in May.", ["Kenya", "Uganda"]),
    ],
)
def test_a_clause_that_names_its_sides_takes_no_others(text: str, expected: list[str]) -> None:
    [mention] = _second(_MET + text)
    assert parties(mention) == expected


def test_a_session_of_others_is_not_of_the_two() -> None:
    [mention] = _second(_MET + "A summit of regional leaders will be held in Quito in June.")
    assert (mention.kind, parties(mention)) == (Kind.MULTILATERAL_MEETING, [])


def test_a_meeting_of_three_is_not_that_of_the_two_who_prepared_it() -> None:
    [main] = tell_text(_MET + "They reviewed preparations for the trilateral meeting with Bolivia.")
    assert (main.kind, parties(main)) == (Kind.BILATERAL_MEETING, _STATES)


def test_those_who_attend_a_meeting_are_participants_of_it() -> None:
    [main] = tell_text(_MET + "The meeting was attended by Ambassador Juan Pardo.")
    assert names(main) == ["Diego Salas", "Juan Pardo", "Rosa Quispe"]


@pytest.mark.parametrize(
    ("text", "visitor"),
    [
        ("Salas will visit Lima next month at the invitation of his counterpart.", "Diego Salas"),
        ("Salas will visit Lima next month at the invitation of Foreign Minister Rosa Quispe.", "Diego Salas"),
        ("He will pay an official visit to Lima next month.", "Diego Salas"),
        ("Salas invited his counterpart to pay an official visit to Valparaíso next month.", "Rosa Quispe"),
        ("Salas invited Rosa Quispe to visit Valparaíso next month.", "Rosa Quispe"),
    ],
)
def test_who_travels_is_the_one_whose_country_is_not_the_goal(text: str, visitor: str) -> None:
    [mention] = _second(_MET + text)
    assert (mention.kind, names(mention)) == (Kind.VISIT, [visitor])


@pytest.mark.parametrize(
    "text",
    [
        "He will visit Nairobi next month.",
        "The President of Chile said he will visit Lima next month.",
        "Ambassador Juan Pardo was there. He will visit Lima next month.",
    ],
)
def test_who_travels_stays_open_where_the_words_do_not_tell(text: str) -> None:
    assert [names(mention) for mention in _second(_MET + text) if "Salas" in " ".join(names(mention))] == []


def test_an_item_of_a_programme_is_of_the_visitor() -> None:
    mentions = _second(
        "Media Advisory\nOfficial Visit of Foreign Minister of Peru Rosa Quispe to Chile (12-14 March 2031)\n"
        "12 March – Arrival in Santiago\n"
        "13 March – Meeting with Foreign Minister Diego Salas; courtesy call on President Ana Mora\n"
        "14 March – Departure from Valparaíso"
    )
    assert {mention.status for mention in mentions} == {Status.PLANNED}
    assert [(mention.kind, words(mention.date), names(mention)) for mention in mentions] == [
        (Kind.ARRIVAL, "12 March", ["Rosa Quispe"]),
        (Kind.BILATERAL_MEETING, "13 March", ["Diego Salas", "Rosa Quispe"]),
        (Kind.BILATERAL_MEETING, "13 March", ["Ana Mora", "Rosa Quispe"]),
        (Kind.DEPARTURE, "14 March", ["Rosa Quispe"]),
    ]


def test_who_goes_in_the_place_of_another_makes_a_visit_of_his_own() -> None:
    text = "President Ana Mora of Chile cancelled her visit to Lima. Foreign Minister Diego Salas will travel to Lima."
    assert [(mention.status, names(mention)) for mention in tell_text(text)] == [
        (Status.CANCELLED, ["Ana Mora"]),
        (Status.PLANNED, ["Diego Salas"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They condemned the attack and supported negotiations in Doha in June.",
        "They welcomed the conference on fisheries held in Quito in April.",
        "They discussed the upcoming talks between the parties to the conflict in Doha on 9 May.",
        "They discussed the upcoming talks between Sudan and South Sudan in Juba on 9 May.",
    ],
)
def test_what_others_do_is_not_of_the_two_who_speak_of_it(text: str) -> None:
    assert [parties(mention) for mention in _second(_MET + text) if set(parties(mention)) & set(_STATES)] == []


@pytest.mark.parametrize(
    ("text", "when", "where"),
    [
        ("He will hold talks with President Ana Mora.", "12-14 March 2031", "Santiago"),
        ("He will hold talks with President Ana Mora on 13 March.", "13 March.", None),
        ("President Rosa Quispe met President Ana Mora in Lima in January.", "January.", "Lima"),
    ],
)
def test_a_meeting_on_a_visit_to_come_has_its_days_and_place(text: str, when: str, where: str | None) -> None:
    visit = "Foreign Minister of Kenya Moses Otieno will visit Santiago on 12-14 March 2031. "
    [mention] = _second(visit + text)
    assert (words(mention.date), words(mention.place)) == (when, where)


@pytest.mark.parametrize(
    ("text", "attending"),
    [
        ("They will both attend the OAS General Assembly in Quito in June.", _BOTH),
        ("The two ministers took part in the OAS General Assembly in Quito in January.", _BOTH),
        ("They noted that the OAS General Assembly will be held in Quito in June.", []),
    ],
)
def test_who_attends_a_session_is_a_participant_of_it(text: str, attending: list[str]) -> None:
    [mention] = _second(_MET + text)
    assert (mention.kind, names(mention)) == (Kind.MULTILATERAL_MEETING, attending)


@pytest.mark.parametrize(
    ("first", "status"),
    [
        ("Media Advisory", Status.PLANNED),
        ("Programme of the visit", Status.PLANNED),
        ("PROGRAMME – SANTIAGO", Status.PLANNED),
        ("Programme of Cooperation adopted", Status.HELD),
        ("Photos", Status.HELD),
    ],
)
def test_what_a_programme_lists_lies_ahead(first: str, status: Status) -> None:
    mentions = tell_text(f"{first}\nOfficial Visit of Foreign Minister of Peru Rosa Quispe to Chile (12-14 March 2031)")
    assert [mention.status for mention in mentions] == [status]


def test_the_next_briefing_is_an_event_of_its_own() -> None:
    [mention] = _second(
        "The weekly briefing will not be held on 28 August. The next briefing will be on 4 September 2031."
    )
    assert (mention.kind, mention.status, words(mention.date)) == (Kind.BRIEFING, Status.PLANNED, "4 September 2031")


@pytest.mark.parametrize(("pair", "signing"), [("two ministers", [_BOTH]), ("two presidents", [])])
def test_who_signs_after_the_talks_signs_there_and_then(pair: str, signing: list[list[str]]) -> None:
    told = _second(_MET + f"Following it, the {pair} signed a bilateral agreement.")
    assert [names(mention) for mention in told] == signing
    assert {(mention.kind, words(mention.place), words(mention.date)) for mention in told} <= {
        (Kind.SIGNING, "Santiago", "12 March 2031")
    }


def test_what_is_ours_at_the_talks_of_others_does_not_make_them_ours() -> None:
    [mention] = _second(
        _MET
        + "President Ana Ruiz of Chile and President Luis Mora of Peru value this. "
        + "The two presidents had a conversation in Lima, where they outlined our tasks."
    )
    assert names(mention) == ["Ana Ruiz", "Luis Mora"]
