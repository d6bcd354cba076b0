from collections.abc import Sequence
from itertools import permutations

import numpy as np
from hypothesis import given

from tests.transforms.identity.builders import LIMA, mention, on, person
from tests.transforms.identity.strategies import mentions
from transforms.elements import Mention
from transforms.identity.attaching import clue_pairs
from transforms.identity.coded import coded_of
from transforms.identity.features import features_of
from transforms.identity.keys import key_of
from transforms.identity.scoring import TOLD_TOGETHER, is_match, score_of


def _sharing(one: Mention, others: Sequence[Mention], first: int = 0, stop: int | None = None, most: int = 200) -> str:
    """Return the ids of those that share a clue with one, in their order."""
    told = coded_of([features_of(each) for each in (*others, one)], many=False)
    stretch = [len(others)], [first], [len(others) if stop is None else stop]
    who, begin, end = map(np.array, stretch)
    _, found = clue_pairs(told, who, begin, end, np.arange(len(others)), most)
    return "".join(others[place].mention_id for place in found)


def test_only_a_stretch_of_the_order_is_looked_at() -> None:
    assert _sharing(mention("x"), [mention(name) for name in "abcde"], 1, 4) == "bcd"


def test_no_more_are_taken_than_asked_for() -> None:
    assert _sharing(mention("x"), [mention(name) for name in "abcde"], most=2) == "ab"


def test_who_shares_a_clue_comes_once_and_in_order() -> None:
    others = [mention("c"), mention("a", participants=()), mention("b", place=LIMA, participants=())]
    assert _sharing(mention("x", dates=on(3)), others) == "ca"


def test_a_name_that_fits_is_a_clue() -> None:
    others = [mention("a", place=LIMA, participants=(person("B. Halvorsen", "NOR"),))]
    assert _sharing(mention("x", place=None, participants=(person("Bjørn Halvorsen", None),)), others) == "a"
    assert not _sharing(mention("x", place=None, participants=(person("Bjørn Halvorsen", "PER"),)), others)


@given(mentions)
def test_who_matches_without_a_day_shares_a_clue(found: list[Mention]) -> None:
    for one, other in permutations(found, 2):
        left, right = features_of(one), features_of(other)
        if left.span is None and key_of(left) == key_of(right) and is_match(left, right):
            told = left.told_on is not None and right.told_on is not None
            assert _sharing(one, [other]) or (told and score_of(left, right) - TOLD_TOGETHER < 3)
