import pytest

from tests.transforms.grammar.build import main_of, words
from transforms.elements import Kind, Status

_MINISTERS = "Foreign Minister Ingrid Solheim {} Kenyan Foreign Minister Peter Kamau in Nairobi on 20 March 2031."


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("will meet", Status.PLANNED),
        ("will meet with", Status.PLANNED),
        ("is to meet", Status.PLANNED),
        ("is set to meet", Status.PLANNED),
        ("is due to meet", Status.PLANNED),
        ("is expected to meet with", Status.PLANNED),
        ("is scheduled to meet with", Status.PLANNED),
        ("plans to meet", Status.PLANNED),
        ("intends to meet", Status.PLANNED),
        ("to meet", Status.PLANNED),
        ("would meet", Status.PLANNED),
        ("is going to meet", Status.PLANNED),
        ("is preparing to meet", Status.PLANNED),
        ("will hold talks with", Status.PLANNED),
        ("is meeting right now with", Status.ONGOING),
        ("met", Status.HELD),
        ("met with", Status.HELD),
        ("has met with", Status.HELD),
        ("held talks with", Status.HELD),
        ("meets with", Status.HELD),
        ("had a meeting with", Status.HELD),
        ("sat down with", Status.HELD),
        ("conferred with", Status.HELD),
        ("was received by", Status.HELD),
    ],
)
def test_the_verb_tells_the_status(told: str, status: Status) -> None:
    mention = main_of(_MINISTERS.format(told))
    assert (mention.kind, mention.status) == (Kind.BILATERAL_MEETING, status)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The visit of Foreign Minister Hassan Idris to Nairobi has been cancelled.", Status.CANCELLED),
        ("President Ruiz called off her visit to Bogotá.", Status.CANCELLED),
        ("Foreign Minister Petrescu has cancelled a planned trip to Minsk.", Status.CANCELLED),
        ("President Ruiz scrapped a visit to Bogotá.", Status.CANCELLED),
        ("President Ruiz drops her visit to Bogotá.", Status.CANCELLED),
        ("Statement by President Ruiz prior to her departure for Bogotá", Status.PLANNED),
        (
            "The meeting which President Ruiz was to hold today with President Mora has been cancelled.",
            Status.CANCELLED,
        ),
        (
            "Visit to Peru of the President of Chile\nPresident Ruiz of Chile will pay an official visit to Peru.",
            Status.PLANNED,
        ),
        ("President Ruiz was to have met President Mora in Bogotá on 3 May.", Status.CANCELLED),
        ("The talks between Chile and Peru will not take place.", Status.CANCELLED),
        ("Prime Minister Holm's visit to Ottawa, planned for May, has been put off.", Status.POSTPONED),
        ("The meeting between Presidents Ruiz and Mora was postponed until further notice.", Status.POSTPONED),
        ("The visit of President Ruiz to Bogotá has been rescheduled for May.", Status.POSTPONED),
        ("President Ruiz delays her visit to Bogotá.", Status.POSTPONED),
        ("A meeting of President Ruiz with President Mora is scheduled for 9 May.", Status.PLANNED),
        ("A meeting of President Ruiz with President Mora is due to take place in Lima.", Status.PLANNED),
        ("The upcoming visit of President Ruiz to Bogotá", Status.PLANNED),
        ("President Ruiz's press conference will start at 15:00.", Status.PLANNED),
        ("President Ruiz is on a visit to Bogotá.", Status.ONGOING),
        ("The talks between President Ruiz and President Mora have begun in Lima.", Status.ONGOING),
        ("The talks between President Ruiz and President Mora are under way in Lima.", Status.ONGOING),
        ("🔴 LIVE: President Ruiz's press conference with President Mora", Status.ONGOING),
        ("#LIVE President Ruiz and President Mora hold a press conference", Status.ONGOING),
        ("President Ruiz concluded her visit to Bogotá.", Status.HELD),
        ("A meeting of President Ruiz with President Mora took place in Lima.", Status.HELD),
        ("President Ruiz paid a state visit to Colombia.", Status.HELD),
    ],
)
def test_the_words_around_tell_the_status(text: str, status: Status) -> None:
    assert main_of(text).status is status


def test_a_postponed_event_has_the_day_it_was_moved_to() -> None:
    mention = main_of(
        "The meeting between President Ruiz and Colombian President Mora, due on 5 April, was postponed to 12 May 2031."
    )
    assert (mention.status, words(mention.date)) == (Status.POSTPONED, "12 May 2031")


def test_the_status_is_shown_by_words_of_the_post() -> None:
    text = "President Ruiz will visit Bogotá."
    [shown] = [text[cue.start : cue.stop] for cue in main_of(text).cues if cue.field == "status"]
    assert shown == "will"
