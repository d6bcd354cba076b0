import pytest

from tests.transforms.grammar.build import main_of, names, parties, tell_text, words
from transforms.elements import Kind, Phrase, Status, WordedMention


def _shown(mention: WordedMention) -> tuple[bool, Kind, Status, str | None, str | None, list[str]]:
    return (
        mention.is_main, mention.kind, mention.status, words(mention.date), words(mention.place), names(mention)
    )  # fmt: skip


_MEETING, _VISIT = Kind.BILATERAL_MEETING, Kind.VISIT
_HELD, _PLANNED = Status.HELD, Status.PLANNED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Foreign Minister Ingrid Solheim will visit Jordan, Lebanon and Egypt from 3 to 8 May 2031.",
            [
                (True, _VISIT, _PLANNED, "3 to 8 May 2031", place, ["Ingrid Solheim"])
                for place in ("Jordan", "Lebanon", "Egypt")
            ],
            id="each stop of a journey is an event",
        ),
        pytest.param(
            "Minister Solheim's travel to Jordan, Lebanon and Egypt\n"
            "Foreign Minister Ingrid Solheim will travel to Amman, Jordan; Beirut, Lebanon; and Egypt, 3-8 May 2031.\n"
            "In Amman on 3 May 2031, she will meet King Talal. On 5 May 2031, in Beirut, she will visit a school.\n"
            "In Cairo, she will give a lecture.",
            [
                (True, _VISIT, _PLANNED, "3 May 2031", "Amman, Jordan", ["Ingrid Solheim"]),
                (True, _VISIT, _PLANNED, "5 May 2031", "Beirut, Lebanon", ["Ingrid Solheim"]),
                (True, _VISIT, _PLANNED, "3-8 May 2031", "Cairo", ["Ingrid Solheim"]),
                (False, _MEETING, _PLANNED, "3 May 2031", "Amman", ["Ingrid Solheim", "Talal"]),
            ],
            id="what the text below says of a stop is said of it alone",
        ),
        pytest.param(
            "On 12-14 May 2031, Foreign Minister Salas will pay a working visit to Kenya.\n\n"
            "Foreign Minister Salas will meet with President Amina Otieno on 13 May 2031 in Nairobi.",
            [
                (True, _VISIT, _PLANNED, "12-14 May 2031", "Kenya", ["Salas"]),
                (False, _MEETING, _PLANNED, "13 May 2031", "Nairobi", ["Amina Otieno", "Salas"]),
            ],
            id="a meeting inside a visit is an event of its own",
        ),
        pytest.param(
            "Foreign Minister Salas met Peruvian Foreign Minister Rosa Quispe in Santiago on 12 March 2031.\n\n"
            "The ministers last met in Lima on 4 October 2030.",
            [
                (True, _MEETING, _HELD, "12 March 2031", "Santiago", ["Rosa Quispe", "Salas"]),
                (False, _MEETING, _HELD, "4 October 2030", "Lima", ["Rosa Quispe", "Salas"]),
            ],
            id="an earlier meeting is background",
        ),
        pytest.param(
            "Third Chile - Andes Forum took place in Lima with the participation of Diego Salas\n"
            "President of Peru Rosa Quispe and President of Ecuador Ana Mora took part in the forum. "
            "On the sidelines, President of Chile Diego Salas held a meeting with Ana Mora.",
            [
                (True, _MEETING, _HELD, None, "Lima", ["Ana Mora", "Diego Salas", "Rosa Quispe"]),
                (False, _MEETING, _HELD, None, None, ["Ana Mora", "Diego Salas"]),
            ],
            id="those who take part in the forum are added, and a meeting on its sidelines is another",
        ),
        pytest.param(
            "Foreign Minister Salas met Peruvian Foreign Minister Rosa Quispe in Santiago on 12 March 2031.\n\n"
            "The ministers discussed trade. During the talks, Salas thanked Quispe.",
            [(True, _MEETING, _HELD, "12 March 2031", "Santiago", ["Rosa Quispe", "Salas"])],
            id="what goes on about the same talks adds no event",
        ),
        pytest.param(
            "Foreign Minister Salas and Foreign Minister Rosa Quispe meet in Lima\n\n"
            "On 12 March 2031, Foreign Minister Diego Salas met with Foreign Minister Rosa Quispe in Lima.",
            [(True, _MEETING, _HELD, "12 March 2031", "Lima", ["Diego Salas", "Rosa Quispe"])],
            id="heading and body are one event",
        ),
    ],
)
def test_a_post_tells_of_these_events(text: str, expected: list[object]) -> None:
    assert [_shown(mention) for mention in tell_text(text)] == expected


def test_a_joint_statement_of_offices_is_of_their_states() -> None:
    mention = main_of("Joint Statement by the Foreign Ministers of Japan and the Philippines")
    assert (mention.kind, parties(mention)) == (Kind.STATEMENT, ["Japan", "Philippines"])


def test_a_trilateral_names_its_three_sides() -> None:
    mention = main_of("The Foreign Ministers of Chile, Peru and Ecuador held trilateral talks in Lima on March 3.")
    assert (mention.kind, parties(mention)) == (Kind.TRILATERAL_MEETING, ["Chile", "Ecuador", "Peru"])


@pytest.mark.parametrize(
    ("text", "extractor"),
    [
        ("Foreign Minister Salas met Foreign Minister Quispe in Lima.", "grammar"),
        ("Brazil's foreign minister Carlos Pinto met Argentina's Diego Salas.", "grammar+model"),
    ],
)
def test_the_extractor_says_whether_the_model_was_needed(text: str, extractor: str) -> None:
    assert main_of(text).extractor == extractor


def test_confidence_rises_with_what_is_said() -> None:
    bare = main_of("President Ruiz arrived.")
    full = main_of("President Ruiz met President Mora in Lima on 3 May 2031.")
    assert 0.5 <= bare.confidence < full.confidence == 1.0


def test_a_dateline_is_no_part_of_the_event() -> None:
    text = "LIMA, March 12. Foreign Minister Salas will meet Foreign Minister Quispe in Santiago on 4 May 2031."
    [mention] = tell_text(text, dateline=Phrase("LIMA", 0, 4))
    assert (words(mention.place), words(mention.date)) == ("Santiago", "4 May 2031")


def test_what_is_done_there_has_the_place_and_day_of_the_journey() -> None:
    text = (
        "Before flying to Lima, Foreign Minister Rosa Quispe visited Quito on 3 May 2030, where she met President Vera."
    )
    assert [_shown(mention)[1:] for mention in tell_text(text)] == [
        (_VISIT, _HELD, "3 May 2030", "Quito", ["Rosa Quispe"]),
        (_MEETING, _HELD, "3 May 2030", "Quito", ["Rosa Quispe", "Vera"]),
    ]


def test_what_a_journey_is_for_lies_ahead_as_it_does() -> None:
    text = "Foreign Minister Rosa Quispe will travel to Quito for talks with President Vera on 3 May."
    assert [_shown(mention)[1:3] for mention in tell_text(text)] == [(_VISIT, _PLANNED), (_MEETING, _PLANNED)]


def test_the_sidelines_are_those_of_the_session_of_the_post() -> None:
    text = (
        "The Third Chile - Andes Forum took place in Lima.\n"
        "On the sidelines, President Diego Salas held a meeting with President Ana Mora."
    )
    assert words(tell_text(text)[1].sidelines) == "Third Chile - Andes Forum"
