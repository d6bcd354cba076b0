from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.evaluation.measures import Measure, b_cubed, pairs

labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12)


def test_hits_count_on_both_sides() -> None:
    measure = Measure.of_hits(3, given=4, wanted=6)
    assert (measure.precision, measure.recall, measure.f1) == (0.75, 0.5, 0.6)


def test_nothing_wanted_and_nothing_given_has_no_figures() -> None:
    measure = Measure.of_hits(0, given=0, wanted=0)
    assert (measure.precision, measure.recall, measure.f1) == (None, None, None)


def test_nothing_given_is_no_precision() -> None:
    measure = Measure.of_hits(0, given=0, wanted=2)
    assert (measure.precision, measure.recall, measure.f1) == (0.0, 0.0, 0.0)


@given(labels)
def test_b_cubed_is_the_mean_over_items(items: list[tuple[int, int]]) -> None:
    measure = b_cubed(items)
    assert measure.precision == pytest.approx(_mean_overlap([(found, event) for event, found in items]))
    assert measure.recall == pytest.approx(_mean_overlap(items))


@given(labels)
def test_pairs_are_counted_as_if_one_by_one(items: list[tuple[int, int]]) -> None:
    each = [(left[0] == right[0], left[1] == right[1]) for left, right in combinations(items, 2)]
    measure = pairs(items)
    assert measure.right == sum(wanted and found for wanted, found in each)
    assert measure.wanted == sum(wanted for wanted, _ in each)
    assert measure.given == sum(found for _, found in each)


@given(labels)
def test_a_right_partition_is_perfect_under_any_names(items: list[tuple[int, int]]) -> None:
    assert b_cubed([(event, f"ev{event}") for event, _ in items]).f1 == 1.0


def _mean_overlap(items: Sequence[tuple[int, int]]) -> float:
    """Return the mean over items of the share of their left cluster that is in their right cluster too."""
    shares = [sum(other == item for other in items) / sum(other[0] == item[0] for other in items) for item in items]
    return sum(shares) / len(shares)
