import pytest

from tests.transforms.grammar.build import main_of, names, tell_text, words
from transforms.elements import Kind


@pytest.mark.parametrize(
    ("text", "name", "bodies"),
    [
        ("The African Union summit opened in Addis Ababa.", "African Union summit", ["African Union"]),
        ("The BRICS Foreign Ministers' Meeting will be held in Cape Town on 1-2 June.",
         "BRICS Foreign Ministers' Meeting", ["BRICS"]),
        ("Minister Salas took part in the 25th session of the OIC Council of Foreign Ministers in Jeddah.",
         "25th session of the OIC Council of Foreign Ministers", ["OIC"]),
        ("The Indian delegation, headed by Minister Menon, took part in the SCO Foreign Ministers' Meeting in Bishkek.",
         "SCO Foreign Ministers' Meeting", ["SCO"]),
        ("Minister Salas spoke at the Open Debate of the UN Security Council in New York.",
         "Open Debate of the UN Security Council", ["UN Security Council"]),
        ("Minister Salas chaired the Conference on Ocean Noise in Valparaíso.", "Conference on Ocean Noise", []),
    ],
)  # fmt: skip
def test_a_session_has_its_name_and_its_body(text: str, name: str, bodies: list[str]) -> None:
    mention = main_of(text)
    assert mention.kind is Kind.MULTILATERAL_MEETING
    assert words(mention.event_name) == name
    assert [body.text for body in mention.organisations] == bodies


@pytest.mark.parametrize(
    ("text", "margin"),
    [
        ("On the sidelines of the UN General Assembly in New York, Minister Salas met with Minister Borg.",
         "the UN General Assembly"),
        ("Minister Salas met Minister Borg on the sidelines of the UN General Assembly.", "the UN General Assembly"),
        ("Minister Salas met with Minister Borg on the margins of the Munich Security Conference on 14 February.",
         "the Munich Security Conference"),
        ("Minister Salas met with Minister Borg in the margins of the Foreign Affairs Council.",
         "the Foreign Affairs Council"),
        ("PM Holm holds talks with PM Mori on the sidelines of the G20 Summit in Rio de Janeiro", "the G20 Summit"),
        ("Minister Salas met with Minister Borg in New York.", None),
    ],
)  # fmt: skip
def test_a_meeting_on_the_sidelines_is_a_meeting_of_its_two_sides(text: str, margin: str | None) -> None:
    mention = main_of(text)
    assert words(mention.sidelines) == margin
    assert mention.kind is Kind.BILATERAL_MEETING
    assert mention.event_name is None
    assert len(mention.participants) == 2


def test_each_session_of_a_list_is_told() -> None:
    told = tell_text(
        "Foreign Minister Salas will attend the SCO Summit, the ASEAN Regional Forum and the APEC Ministerial Meeting."
    )
    assert [[body.text for body in mention.organisations] for mention in told if mention.organisations] == [
        ["SCO"],
        ["ASEAN Regional Forum"],
        ["APEC"],
    ]
    assert {name for mention in told for name in names(mention)} == {"Salas"}
