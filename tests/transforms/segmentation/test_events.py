import pytest

from transforms.segmentation.events import acting_alone, first_sentence, has_own_day, tells_event


@pytest.mark.parametrize(
    "clause",
    [
        "The foreign ministers of Austria and Chile held a working lunch in Linz.",
        "A delegation of the Senate of Uruguay visited the port of Varna.",
        "Malta and Ghana signed an agreement on air services.",
        "The Embassy of Kenya will close on Friday.",
        "ASEAN condemns the attack.",
        "Met with Foreign Minister Ana Prado in Quito.",
    ],
)
def test_a_named_actor_and_a_deed_are_an_event(clause: str) -> None:
    assert tells_event(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "The ministers agreed to meet again.",
        "They visited the port of Varna.",
        "The Austrian side was chaired by Director Moser.",
        "Discussions focused on transport in the Alps.",
        "Austria will be able to rely on Chile.",
        "Working lunch of the foreign ministers of Austria and Chile",
    ],
)
def test_words_that_point_back_or_tell_no_deed_are_no_event(clause: str) -> None:
    assert not tells_event(clause)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It was signed on 3 May.", True),
        ("The fair runs from 16–18 July.", True),
        ("On the 25th she left.", True),
        ("Signed on 03.05.2025 in Linz.", True),
        ("It may be signed in 2025.", False),
        ("Three ministers came.", False),
    ],
)
def test_a_day_of_the_calendar_is_seen(sentence: str, found: bool) -> None:
    assert has_own_day(sentence) is found


def test_the_first_sentence_passes_over_short_forms() -> None:
    assert first_sentence("Dr. Ana Prado left for Quito. She is well.") == "Dr. Ana Prado left for Quito."


def test_one_who_acts_by_one_name_is_found_and_countries_are_not() -> None:
    assert acting_alone("On the margins, Prado met the press.") == {"Prado"}
    assert acting_alone("Austria thanked the hosts.") == frozenset()
    assert acting_alone("Minister Prado thanked the hosts.") == frozenset()
