import pytest

from tests.transforms.grammar.build import main_of, tell_text


def _papers(text: str) -> list[tuple[str, str, str, list[str]]]:
    return [
        (paper.kind, paper.title.text, paper.status, sorted(party.text for party in paper.parties))
        for mention in tell_text(text)
        for paper in mention.documents
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ministers Salas and Quispe signed the Agreement on Customs between Chile and Peru.",
         [("agreement", "Agreement on Customs between Chile and Peru", "signed", ["Chile", "Peru"])]),
        ("Finland and Estonia signed a memorandum of understanding on fisheries.",
         [("memorandum", "memorandum of understanding on fisheries", "signed", [])]),
        ("Following their talks, Ministers Salas and Quispe adopted a Joint Declaration on Oceans.",
         [("joint_declaration", "Joint Declaration on Oceans", "adopted", [])]),
        ("Ministers Salas and Quispe met in Lima. They signed a Protocol on Fisheries.",
         [("protocol", "Protocol on Fisheries", "signed", [])]),
        ("Ministers Salas and Quispe will sign a Treaty on Extradition.",
         [("treaty", "Treaty on Extradition", "planned", [])]),
        ("Ministers Salas and Quispe met. These papers were signed:\n✍️ Agreement on Customs\n✍️ Plan of Arts for 2031",
         [("agreement", "Agreement on Customs", "signed", []),
          ("plan", "Plan of Arts for 2031", "signed", [])]),
        ("Ministers Salas and Quispe met in Lima and signed:\n- an Agreement on Customs;\n- a Protocol on Fisheries.",
         [("agreement", "Agreement on Customs", "signed", []), ("protocol", "Protocol on Fisheries", "signed", [])]),
        ("Ministers Salas and Quispe met in Lima to discuss the Agreement on Customs.", []),
        ("Ministers Salas and Quispe met in Lima.", []),
    ],
)  # fmt: skip
def test_papers_are_told_with_what_became_of_them(text: str, found: list[tuple[str, str, str, list[str]]]) -> None:
    assert _papers(text) == found


def test_papers_are_of_what_the_post_is_about() -> None:
    text = (
        "Minister Salas met Minister Quispe in Lima and signed a Treaty on Extradition.\n\nThey last met in May 2030."
    )
    assert [paper.kind for paper in main_of(text).documents] == ["treaty"]
    assert all(not mention.documents for mention in tell_text(text) if not mention.is_main)
