import pytest

from transforms.segmentation.marks import Mark
from transforms.segmentation.news import news_marks


@pytest.mark.parametrize(
    "line",
    [
        "Foreign Minister Odalys Brenner met with the Ambassador of Chad in Vienna.",
        "Minister of Foreign Affairs of Bolivia Elsa Quiroga has arrived in Windhoek.",
        "H.E. Ms. Talia Moreau presented her credentials to the President.",
        "Pavel Horák, Deputy Minister of Trade, will visit Lima next week.",
        "In Windhoek, Vice President Lukas Amadhila received the delegation of Cuba.",
        "Today the Ministry signed an agreement with the Red Cross.",
        "On Friday, the Secretariat launched a fund for small islands.",
        "Bolivia hosts the conference of landlocked countries.",
    ],
)
def test_a_full_introduction_with_a_deed_is_a_report(line: str) -> None:
    assert Mark.REPORT in news_marks(line)


@pytest.mark.parametrize(
    "line",
    [
        "Minister Brenner met the delegation.",
        "Ambassador Noor Haddad led the delegation.",
        "The port is open to ships of all flags.",
        "They met in Vienna.",
    ],
)
def test_short_names_and_known_meetings_are_no_report(line: str) -> None:
    assert Mark.REPORT not in news_marks(line)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("The visit of Minister Elsa Quiroga to Peru has been postponed.", Mark.PUT_OFF),
        ("A round of consultations with Ghana was held in Accra.", Mark.NEWS),
        ("Cooperation in fisheries was also discussed.", Mark.MINUTES),
        ("Odalys Brenner noted the growth of trade.", Mark.SAID),
        ("Venue: Hall B, Accra", Mark.DETAIL),
        ("Organised by the Missions of Ghana and Peru", Mark.DETAIL),
        ("Press release No. 14/2025", Mark.LABEL),
        ("Happy Independence Day, Ghana!", Mark.CALL),
        ("We strongly condemn the attack in Accra.", Mark.CALL),
    ],
)
def test_what_a_line_says_is_marked(line: str, mark: Mark) -> None:
    assert mark in news_marks(line)


@pytest.mark.parametrize(
    "piece", ["A ", "Aa Bb, ", "Minister of ", "A Minister ", "a.", "X", "Minister-", "H.E. ", "A and "]
)
def test_a_hostile_line_costs_no_time(piece: str) -> None:
    assert news_marks(piece * 100_000) <= set(Mark)
