import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.gazetteer.titles import (
    HONORIFICS,
    find_titles,
    honorific_pattern,
    is_plural_title,
    standard_title,
    strip_honorifics,
)


@pytest.mark.parametrize(
    ("words", "standard"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs"),
        ("the foreign minister", "Minister of Foreign Affairs"),
        ("FM", "Minister of Foreign Affairs"),
        ("Minister for Foreign Affairs", "Minister of Foreign Affairs"),
        ("Foreign Affairs Minister", "Minister of Foreign Affairs"),
        ("External Affairs Minister", "Minister of External Affairs"),
        ("Deputy PM", "Deputy Prime Minister"),
        ("Vice Foreign Minister", "Vice Minister of Foreign Affairs"),
        ("First Deputy Foreign Minister", "First Deputy Minister of Foreign Affairs"),
        ("Second Minister of Foreign Affairs", "Second Minister of Foreign Affairs"),
        (
            "Minister of Foreign Affairs and International Co-operation",
            "Minister of Foreign Affairs and International Cooperation",
        ),
        (
            "Minister for Foreign Affairs, International Trade and Worship",
            "Minister of Foreign Affairs, International Trade and Worship",
        ),
        ("Minister of Defense", "Minister of Defence"),
        ("Minister of State for Foreign Affairs", "Minister of State for Foreign Affairs"),
        ("Under Secretary of State for Political Affairs", "Under Secretary of State for Political Affairs"),
        ("Secretary General", "Secretary-General"),
        ("Speaker of the National Assembly", "Speaker of the National Assembly"),
        ("Permanent Representative to the United Nations", "Permanent Representative to the United Nations"),
        ("Chargé d’affaires", "Chargé d'Affaires"),
        ("Deputy Prime Minister and Foreign Minister", "Deputy Prime Minister; Minister of Foreign Affairs"),
        ("Prime Minister, Minister of Finance", "Prime Minister; Minister of Finance"),
        ("keeper of   the seals", "Keeper Of The Seals"),
        ("Keeper of the Seals", "Keeper of the Seals"),
    ],
)
def test_standard_title(words: str, standard: str) -> None:
    assert standard_title(words) == standard


@pytest.mark.parametrize(
    "words", ["Foreign Minister", "Deputy PM", "Vice Foreign Minister", "Secretary General", "Minister of Defense"]
)
def test_a_standard_title_stays_what_it_is(words: str) -> None:
    assert standard_title(standard_title(words)) == standard_title(words)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Minister of Foreign Affairs of the Republic of Malta", ["Minister of Foreign Affairs"]),
        ("the Maltese Foreign Minister", ["Foreign Minister"]),
        ("SECRETARY HARPER: Good morning", ["SECRETARY"]),
        ("President of the European Commission", ["President"]),
        (
            "Deputy Prime Minister, Minister of Foreign Affairs and Expatriates of Y",
            ["Deputy Prime Minister, Minister of Foreign Affairs and Expatriates"],
        ),
        ("the President and the Foreign Minister", ["President", "Foreign Minister"]),
        ("at 5 PM on FM 101", []),
        ("the UN General Assembly and the Premier League", []),
        ("speakers on deck", []),
    ],
)
def test_titles_in_text(text: str, titles: list[str]) -> None:
    assert [match.text for match in find_titles(text)] == titles


@pytest.mark.parametrize(
    ("text", "capitalised"), [("Foreign Minister", True), ("FOREIGN MINISTER", True), ("Foreign minister", False)]
)
def test_small_letters_are_flagged(text: str, capitalised: bool) -> None:
    assert [match.capitalised for match in find_titles(text)] == [capitalised]


def test_counterparts_are_relational() -> None:
    assert [(match.text, match.relational, match.plural) for match in find_titles("with their counterparts")] == [
        ("counterparts", True, True)
    ]


@pytest.mark.parametrize(
    ("words", "plural"),
    [
        ("foreign ministers", True),
        ("heads of delegations", True),
        ("leaders", True),
        ("Secretaries-General", True),
        ("heads of state and government", True),
        ("foreign minister", False),
        ("Head of Delegation", False),
    ],
)
def test_is_plural_title(words: str, plural: bool) -> None:
    assert is_plural_title(words) is plural


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("H.E. Mr. Rui Salgado", "Rui Salgado"),
        ("Dr Nadia Haddad", "Nadia Haddad"),
        ("His Excellency Sheikh Omar Farouk, PhD", "Omar Farouk"),
        ("Comrade Nguyen", "Nguyen"),
        ("Sheikh", "Sheikh"),
    ],
)
def test_strip_honorifics(name: str, bare: str) -> None:
    assert strip_honorifics(name) == bare


def test_every_honorific_is_matched_by_the_pattern() -> None:
    assert [word for word in HONORIFICS if not honorific_pattern().fullmatch(word)] == []


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(text[match.start : match.stop] == match.text for match in find_titles(text))
    standard_title(text)
    strip_honorifics(text)
