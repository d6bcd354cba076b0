"""What is compared of mentions in tables is what is compared of them one by one."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given

from tests.transforms.identity.builders import mention, on, paper, person
from tests.transforms.identity.strategies import mentions
from transforms.elements import Kind, Mention, Place, Status
from transforms.identity.coded import CODES, Coded, Row, coded_of
from transforms.identity.features import compared_of, features_of
from transforms.identity.keys import key_of
from transforms.tables.comparing import compared_table
from transforms.tables.given import mentions_table
from transforms.tables.rows import coded_table, each_by_id

_LISTS = ("parties", "topic", "words", "sidelines", "documents")


def _compared(found: Sequence[Mention]) -> pa.Table:
    return compared_table(mentions_table(found, [None] * len(found)))


def _told(coded: Coded, row: Row) -> tuple[object, ...]:
    """Return all that rules can see of a row, wherever it stands."""
    plain = {name: value for name, value in row._asdict().items() if not name.endswith(("_first", "_stop"))}
    lists = [list(coded.values[getattr(row, f"{name}_first") : getattr(row, f"{name}_stop")]) for name in _LISTS]
    people = [
        (who.key, who.is_full, who.country, coded.names.joined[who.name])
        for who in coded.people[row.people_first : row.people_stop]
    ]
    return plain, lists, people


@given(mentions)
def test_a_table_tells_what_values_tell(found: list[Mention]) -> None:
    one, other = coded_table(_compared(found)), coded_of([features_of(each) for each in found], many=False)
    assert [_told(one, row) for row in one.rows] == [_told(other, row) for row in other.rows]


@given(mentions)
def test_mentions_share_a_key_and_a_mark_where_their_values_do(found: list[Mention]) -> None:
    table = _compared(found)
    features = [features_of(each) for each in found]
    for one in range(len(found)):
        for other in range(one):
            same = key_of(features[one]) == key_of(features[other])
            assert (table["key"][one] == table["key"][other]) == same
            assert (table["alike"][one] == table["alike"][other]) == (features[one] == features[other])


@given(mentions)
def test_who_looks_for_an_event_does_so_under_the_first_country(found: list[Mention]) -> None:
    known = {country: code for each in found for country, code in _codes(each).items()}
    table = _compared(found)
    for place, each in enumerate(found):
        countries = compared_of(each).countries
        looks = features_of(each).lacks_counterpart and countries
        assert table["home"][place].as_py() == (known[countries[0]] if looks else 0)


def _codes(told: Mention) -> dict[str, int]:
    countries = compared_of(told).countries
    table = _compared([mention(kind=Kind.OTHER, countries=(each,), participants=()) for each in countries])
    return {each: codes[0] for each, codes in zip(countries, table["named_list"].to_pylist(), strict=True)}


@pytest.mark.parametrize(
    "other",
    [
        {"place": Place(city="Lima", country="PER")},
        {"status": Status.ONGOING},
        {"published_on": date(2031, 3, 9)},
        {"countries": ("GHA", "NOR", "PER")},
    ],
)
def test_of_two_that_differ_under_one_id_the_same_stays_in_any_order(other: dict[str, Any]) -> None:
    found = [mention("a", dates=on(3)), mention("b"), mention("a", dates=on(3), **other)]
    kept = [each_by_id(_compared(order)) for order in (found, found[::-1])]
    assert kept[0]["mention_id"].to_pylist() == ["a", "b"]
    assert kept[0].equals(kept[1])


def test_persons_who_change_countries_are_others() -> None:
    one = (person("Akua Owusu", "GHA"), person("Bjørn Halvorsen", "NOR"))
    other = (person("Akua Owusu", "NOR"), person("Bjørn Halvorsen", "GHA"))
    first, second = _compared([mention("a", participants=one), mention("b", participants=other)])["alike"]
    assert first != second


def test_a_title_without_words_is_its_own_whatever_stands_beside() -> None:
    titles = ((), ("",), ("A\nB",), ("A", "B"))
    found = [mention(name, documents=tuple(map(paper, each))) for name, each in zip("abcd", titles, strict=True)]
    alone = [_compared([each])["documents_list"][0].as_py() for each in found]
    for order in permutations(range(4)):
        told = _compared([found[place] for place in order])["documents_list"].to_pylist()
        assert told == [alone[place] for place in order]


def test_the_fields_that_hold_codes_are_fields_of_a_row() -> None:
    assert set(CODES) <= set(Row._fields)
