from itertools import permutations

from hypothesis import given

from tests.transforms.identity.builders import LIMA, mention, on, person
from tests.transforms.identity.strategies import mentions
from transforms.elements import Mention
from transforms.identity.clues import Clues
from transforms.identity.features import features_of
from transforms.identity.keys import key_of
from transforms.identity.scoring import TOLD_TOGETHER, is_match, score_of


def _sharing(one: Mention, others: list[Mention]) -> list[str]:
    clues = Clues(enumerate(map(features_of, others)))
    return [others[place].mention_id for place in clues.sharing(features_of(one), 0, len(others))]


def test_only_a_stretch_of_the_order_is_looked_at() -> None:
    clues = Clues((place, features_of(mention(name))) for place, name in enumerate("abcde"))
    assert list(clues.sharing(features_of(mention("x")), 1, 4)) == [1, 2, 3]


def test_who_shares_a_clue_comes_once_and_in_order() -> None:
    others = [mention("c"), mention("a", participants=()), mention("b", place=LIMA, participants=())]
    assert _sharing(mention("x", dates=on(3)), others) == ["c", "a"]


def test_a_name_that_fits_is_a_clue() -> None:
    others = [mention("a", place=LIMA, participants=(person("B. Halvorsen", "NOR"),))]
    assert _sharing(mention("x", place=None, participants=(person("Bjørn Halvorsen", None),)), others) == ["a"]
    assert _sharing(mention("x", place=None, participants=(person("Bjørn Halvorsen", "PER"),)), others) == []


@given(mentions)
def test_who_matches_without_a_day_shares_a_clue(found: list[Mention]) -> None:
    for one, other in permutations(found, 2):
        left, right = features_of(one), features_of(other)
        if left.span is None and key_of(left) == key_of(right) and is_match(left, right):
            told = left.told_on is not None and right.told_on is not None
            assert _sharing(one, [other]) or (told and score_of(left, right) - TOLD_TOGETHER < 3)
