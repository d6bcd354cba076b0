import pytest

from tests.transforms.grammar.build import main_of, tell_text
from transforms.elements import Genre

_BODY = "\n\nThe ministers discussed trade.\n\nThey exchanged views on fisheries and agreed to go on."


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Foreign Minister Salas will meet Foreign Minister Quispe in Lima.", Genre.ANNOUNCEMENT),
        ("Upcoming: visit of President Ruiz to Bogotá on 5 May", Genre.ANNOUNCEMENT),
        ("President Ruiz called off her visit to Bogotá.", Genre.ANNOUNCEMENT),
        ("The visit of President Ruiz to Bogotá has been postponed.", Genre.ANNOUNCEMENT),
        ("Foreign Minister Salas met Foreign Minister Quispe in Lima.", Genre.REPORT),
        ("🤝 Foreign Minister Salas and Foreign Minister Quispe hold talks in Lima", Genre.REPORT),
        (f"Foreign Minister Salas met Foreign Minister Quispe in Lima.{_BODY}", Genre.READOUT),
        (f"Readout of Foreign Minister Salas's meeting with Foreign Minister Quispe{_BODY}", Genre.READOUT),
        ("🎙 Opening remarks by Foreign Minister Salas at the meeting with Foreign Minister Quispe", Genre.REMARKS),
        ("Foreign Minister Salas' remarks at the ASEAN Regional Forum in Jakarta", Genre.REMARKS),
        ("Speech by Foreign Minister Salas at the University of Leiden", Genre.REMARKS),
        ("🔴 LIVE: Foreign Minister Salas's press conference", Genre.LIVE),
        ("Live broadcast: Foreign Minister Salas's press conference", Genre.LIVE),
        ("Joint Communiqué on the visit of President Ruiz to Bogotá", Genre.DOCUMENT),
        ("President Haddad sent condolences to the people of Nepal.", Genre.MESSAGE),
        ("President Haddad congratulated President Saidi of Tunisia.", Genre.MESSAGE),
    ],
)
def test_the_heading_tells_the_genre(text: str, genre: Genre) -> None:
    assert main_of(text).genre is genre


def test_what_a_post_looks_back_on_is_background_and_what_it_looks_ahead_to_an_announcement() -> None:
    told = tell_text(
        "Foreign Minister Salas met Peruvian Foreign Minister Quispe in Lima on 12 March 2031.\n\n"
        "The ministers last met in Santiago on 4 May 2030.\n\n"
        "President Ruiz will visit Bogotá on 5 May 2031."
    )
    assert [(mention.is_main, mention.genre) for mention in told] == [
        (True, Genre.READOUT),
        (False, Genre.BACKGROUND),
        (False, Genre.ANNOUNCEMENT),
    ]
