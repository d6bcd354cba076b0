from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from warehouse.evaluation.assignment import best_pairs

_sides = st.tuples(st.integers(1, 4), st.integers(1, 5))
tables = _sides.flatmap(
    lambda sides: st.lists(
        st.lists(st.integers(0, 5), min_size=sides[1], max_size=sides[1]), min_size=sides[0], max_size=sides[0]
    )
)


def _by_trying_all(table: list[list[int]]) -> int:
    columns: list[int | None] = [*range(len(table[0])), *[None] * len(table)]
    return max(
        sum(table[row][column] for row, column in enumerate(order) if column is not None)
        for order in permutations(columns, len(table))
    )


@given(tables)
def test_no_other_pairs_weigh_more(table: list[list[int]]) -> None:
    pairs = best_pairs(table)
    assert len(set(pairs.values())) == len(pairs)
    assert all(table[row][column] > 0 for row, column in pairs.items())
    assert sum(table[row][column] for row, column in pairs.items()) == _by_trying_all(table)


@given(tables)
def test_sides_may_be_exchanged(table: list[list[int]]) -> None:
    turned = [list(column) for column in zip(*table, strict=True)]
    weight = sum(table[row][column] for row, column in best_pairs(table).items())
    assert weight == sum(turned[row][column] for row, column in best_pairs(turned).items())


def test_the_best_single_pair_gives_way_to_the_best_sum() -> None:
    assert best_pairs([[5, 4], [4, 0]]) == {0: 1, 1: 0}


def test_what_weighs_nothing_is_no_pair() -> None:
    assert best_pairs([[0, 0], [0, 3]]) == {1: 1}
    assert best_pairs([]) == {}
    assert best_pairs([[], []]) == {}


def test_large_tables_are_paired_in_time() -> None:
    table = [[int(row == column) for column in range(150)] for row in range(100)]
    assert best_pairs(table) == {row: row for row in range(100)}
