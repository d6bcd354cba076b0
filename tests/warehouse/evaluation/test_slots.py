from datetime import date

import pytest

from tests.warehouse.evaluation.building import telling
from warehouse.evaluation.comparison import assign, compare
from warehouse.evaluation.slots import Choice, Days, Person, Value, agree, fold

_FIFTH, _SIXTH = date(2031, 3, 5), date(2031, 3, 6)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("São Tomé", "sao tome"),
        ("Ouaga-dougou", "ouagadougou"),
        ("  N'Djamena 2 ", "ndjamena"),
        ("Łódź", "łodz"),
        ("Бишкек", "бишкек"),
    ],
)
def test_folded_text_is_letters_without_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("field", "wanted", "given", "agrees"),
    [
        ("kind", Choice(("visit", "arrival")), "arrival", True),
        ("kind", Choice(("visit", "arrival")), "departure", False),
        ("city", "Asunción", "Asuncion", True),
        ("city", "Бишкек", "Астана", False),
        ("country", "PRY", "PRY", True),
        ("country", "PRY", "pry", False),
        ("date", Days(_FIFTH, _SIXTH), Days(_FIFTH, _SIXTH), True),
        ("date", Days(_FIFTH, _SIXTH), Days(_FIFTH, _FIFTH), False),
        ("date", Days(_FIFTH, _SIXTH, 1), Days(_FIFTH, _FIFTH), True),
        ("participant", Person("Ana Sousa"), Person("Ana Maria Sousa"), True),
        ("participant", Person("Ana Sousa", country="PRT"), Person("Sousa", country="BRA"), False),
        ("participant", Person("Ana Sousa", country="PRT"), Person("Sousa"), True),
        ("participant", Person("Ana Sousa", ("Sousa",)), Person("Ana Prado"), False),
        ("participant", Person("Ana Sousa"), Person("Ana Prado"), True),
        ("participant", Person("Abel van der Meer", ("van der Meer",)), Person("van der Meer"), True),
        ("participant", Person("Bo Li"), Person("Li"), True),
        ("participant", Person("Bo Lindqvist"), Person("Bo"), False),
        ("participant", Person("…"), Person("…"), False),
    ],
)
def test_values_agree(field: str, wanted: Value, given: Value, agrees: bool) -> None:
    assert agree(field, wanted, given) is agrees


def test_a_field_that_the_gold_leaves_open_is_not_held_against_a_mention() -> None:
    compared = {each.field: each for each in compare(telling(status=()), telling(status=("held",), city=("Lima",)))}
    assert compared["status"].surplus == ()
    assert compared["city"].surplus == ()


def test_people_count_as_surplus_where_the_gold_names_none() -> None:
    compared = {each.field: each for each in compare(telling(), telling(participant=(Person("Ana Sousa"),)))}
    assert compared["participant"].surplus == (Person("Ana Sousa"),)


def test_people_do_not_count_where_the_gold_says_nothing_of_them() -> None:
    compared = {each.field: each for each in compare(telling(cast=False), telling(participant=(Person("Ana Sousa"),)))}
    assert compared["participant"].surplus == ()


@pytest.mark.parametrize(("kind", "surplus"), [("visit", ()), ("ceremony", ("PER",))])
def test_the_host_of_a_visit_may_be_named_as_a_party(kind: str, surplus: tuple[str, ...]) -> None:
    wanted = telling(kind=kind, country=("PER",), party=("NOR",))
    given = telling(kind=kind, country=("PER",), party=("NOR", "PER"))
    compared = {each.field: each for each in compare(wanted, given)}
    assert compared["party"].surplus == surplus


def test_people_with_shared_names_are_matched_to_each_other() -> None:
    wanted = telling(participant=(Person("Ana Sousa"), Person("Rui Sousa")))
    given = telling(participant=(Person("Rui Sousa"), Person("Ana Lima")))
    compared = {each.field: each for each in compare(wanted, given)}
    assert compared["participant"].hits == 2


def test_of_two_that_agree_as_well_the_main_one_is_taken() -> None:
    assert assign([telling()], [telling(is_main=False), telling()]) == {0: 1}


def test_sessions_are_told_apart_by_their_names() -> None:
    wanted = [telling(name="River Council"), telling(name="Harbour Forum")]
    assert assign(wanted, [telling(name="The Harbour Forum"), telling(name="The River Council")]) == {0: 1, 1: 0}


def test_a_mention_that_agrees_in_nothing_goes_with_no_event() -> None:
    assert assign([telling(kind="visit")], [telling(kind="signing")]) == {}
