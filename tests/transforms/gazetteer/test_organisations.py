import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.gazetteer.countries import countries
from transforms.gazetteer.lexicon import fold, items, rows
from transforms.gazetteer.organisations import find_organisations, organisation_of, organisations, session_level


def _codes(text: str) -> list[str]:
    return [match.code for match in find_organisations(text)]


def test_a_name_belongs_to_one_organisation() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("organisations.psv", 5):
        for name in (row[1], *items(row[4])):
            owners.setdefault(fold(name.lstrip("~")), set()).add(row[0])
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_members_are_countries() -> None:
    assert {member for body in organisations().values() for member in body.members} <= set(countries())


@pytest.mark.parametrize(
    ("code", "count"),
    [("EU", 27), ("ASEAN", 11), ("EAS", 19), ("NATO", 32), ("G7", 7), ("AU", 55), ("OIC", 57), ("GCC", 6), ("LAS", 22)],
)
def test_numbers_of_members(code: str, count: int) -> None:
    assert len(organisations()[code].members) == count


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the African Union and the AU", ["AU", "AU"]),
        ("an au pair, who can", []),
        ("the UN Security Council, the United Nations and the UN's chief", ["UNSC", "UN", "UN"]),
        ("G20, G-7, BRICS+, OPEC and OPEC+", ["G20", "G7", "BRICS", "OPEC", "OPEC+"]),
        ("P5+1 and C5+1", ["P5+1", "C5+1"]),
        ("🇪🇺 and 🇺🇳", ["EU", "UN"]),
        ("🇩🇪🇺🇳", ["UN"]),
        ("🇧🇷🇺🇾🇺🇳", ["UN"]),
        ("🇷🇺🇳🇪", []),
        ("#ChileASEAN #UNSC #brics", ["ASEAN", "UNSC", "BRICS"]),
        ("WHO said it: the WHO", ["WHO", "WHO"]),
        ("WHO WAS THERE", []),
        ("the National Security Council", []),
        ("the Security Council", ["UNSC"]),
        ("Organization for Security and Co-operation in Europe", ["OSCE"]),
    ],
)
def test_organisations_in_text(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the EU", "EU"),
        ("#ASEAN", "ASEAN"),
        ("UN's", "UN"),
        ("Commonwealth", "CWN"),
        ("🇪🇺", "EU"),
        ("au", None),
        ("", None),
    ],
)
def test_organisation_of(words: str, code: str | None) -> None:
    found = organisation_of(words)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("EAS Foreign Ministers' Meeting", "ministerial"),
        ("the 12th Ministerial Meeting", "ministerial"),
        ("Council of Foreign Ministers", "ministerial"),
        ("Deputy Foreign Ministers", "deputy ministerial"),
        ("Defence Ministers’ Meeting", "defence ministerial"),
        ("Economic Ministers' Meeting", "economic ministerial"),
        ("Finance Ministers and Central Bank Governors", "finance ministerial"),
        ("Senior Officials' Meeting", "senior officials"),
        ("Senior Economic Officials’ Meeting", "economic senior officials"),
        ("SEOM", "economic senior officials"),
        ("Post Ministerial Conference", "post ministerial conference"),
        ("Leaders’ Meeting", "summit"),
        ("Council of Heads of State", "summit"),
        ("the 19th summit", "summit"),
        ("General Assembly", "general assembly"),
        ("the Regional Forum", "forum"),
        ("Governing Council", "council session"),
        ("talks", None),
    ],
)
def test_levels_of_session(words: str, level: str | None) -> None:
    assert session_level(words) == level


@given(st.text(max_size=200))
def test_matches_stand_in_the_text(text: str) -> None:
    assert all(text[match.start : match.stop] == match.text for match in find_organisations(text))
