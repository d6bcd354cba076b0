import pytest

from tests.transforms.identity.builders import ACCRA, mention, on
from transforms.elements import Kind, Mention
from transforms.identity.features import features_of
from transforms.identity.vetoes import vetoes_of
from warehouse.wording import joined, key_in_words, veto_in_words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (mention(), "a meeting in person of Ghana and Norway"),
        (mention(kind=Kind.SIGNING), "a meeting in person of Ghana and Norway"),
        (mention(kind=Kind.PHONE_CALL), "a call of Ghana and Norway"),
        (mention(kind=Kind.VISIT), "a visit of Norway"),
        (mention(kind=Kind.BRIEFING, countries=("NOR",)), "a press conference or briefing of Norway"),
        (mention(kind=Kind.STATEMENT, countries=()), "a statement that names no country"),
        (mention(countries=("NOR",)), "a meeting in person of Norway that does not say with whom"),
        (mention(kind=Kind.PHONE_CALL, countries=()), "a call that does not say with whom"),
        (mention(kind=Kind.MULTILATERAL_MEETING, place=ACCRA), "a gathering in Ghana that no body convenes"),
    ],
)
def test_a_key_is_told_in_words(told: Mention, words: str) -> None:
    assert key_in_words(features_of(told)) == words


def test_a_code_that_no_country_has_stands_for_itself() -> None:
    assert key_in_words(features_of(mention(countries=("NOR", "XXA")))) == "a meeting in person of Norway and XXA"


def test_every_veto_says_what_either_side_gives() -> None:
    left = features_of(mention(dates=on(3)))
    right = features_of(mention(kind=Kind.VISIT, dates=on(9, until=12)))
    told = [veto_in_words(veto, left, right) for veto in vetoes_of(left, right)]
    assert told == ["different formats (talks; visit)", "different days (2031-03-03; 2031-03-09 to 2031-03-12)"]


def test_a_veto_that_has_no_values_stands_alone() -> None:
    features = features_of(mention())
    assert veto_in_words("some new rule", features, features) == "some new rule"
    assert veto_in_words("different days", features, features) == "different days"


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert joined(words) == sentence
