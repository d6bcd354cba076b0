from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.segmentation.decoding import best_path, decode

_ODDS = st.lists(st.floats(-5, 5), min_size=1, max_size=9)


def _score(cuts: tuple[bool, ...], odds: list[float], lengths: list[float]) -> float:
    edges = [0, *(at + 1 for at, cut in enumerate(cuts) if cut), len(cuts) + 1]
    held = [min(right - left, len(lengths)) for left, right in pairwise(edges)]
    return sum(odd for odd, cut in zip(odds, cuts, strict=True) if cut) + sum(lengths[length - 1] for length in held)


@given(_ODDS, st.lists(st.floats(-4, 0), min_size=3, max_size=5))
def test_no_other_cut_is_likelier(odds: list[float], lengths: list[float]) -> None:
    found = tuple(best_path(np.array(odds), np.array(lengths)).tolist())
    best = max(_score(cuts, odds, lengths) for cuts in product((False, True), repeat=len(odds)))
    assert _score(found, odds, lengths) == pytest.approx(best)


def test_odds_that_are_sure_decide() -> None:
    odds = np.array([9.0, -9.0, 9.0, -9.0, -9.0, -9.0])
    assert decode(odds).tolist() == [True, False, True, False, False, False]


def test_a_doubtful_gap_goes_with_the_lengths_of_the_file() -> None:
    """In a file of pairs of lines, a gap that would leave two posts of one line is none."""
    pairs = np.tile([-6.0, 6.0], 20)
    doubtful = pairs.copy()
    doubtful[10] = 0.1
    assert decode(doubtful).tolist() == (pairs > 0).tolist()
