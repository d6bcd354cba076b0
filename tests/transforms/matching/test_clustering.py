from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.matching.clustering import Edges, average_link

NONE = np.zeros((0, 2), np.int64)
ABSENT = -50
Scores = dict[tuple[int, int], int]
SIZE = 8
scores = st.dictionaries(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(-40, 40),
)
pairs = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1]), max_size=3
)


def clustered(found: Scores, same: list[tuple[int, int]] = [], different: list[tuple[int, int]] = []) -> list[int]:  # noqa: B006  # never changed
    known = sorted(found.items())
    edges = Edges(
        np.array([pair[0] for pair, _ in known], np.int64),
        np.array([pair[1] for pair, _ in known], np.int64),
        np.array([score for _, score in known], np.int64),
        np.ones(len(known), np.int64),
        np.zeros(len(known), np.bool_),
    )
    judged = [np.array(each, np.int64).reshape(-1, 2) for each in (same, different)]
    return average_link(SIZE, edges, 0, ABSENT, *judged).tolist()


def one_by_one(found: Scores, same: list[tuple[int, int]], different: list[tuple[int, int]]) -> list[int]:
    """Merge the best two clusters, again and again, the long way."""
    home = list(range(SIZE))

    def unite(one: int, other: int) -> None:
        low, high = sorted((one, other))
        home[:] = [low if each == high else each for each in home]

    for one, other in same:
        if home[one] != home[other]:
            unite(home[one], home[other])
    while True:
        best: tuple[float, int, int] | None = None
        for one, other in combinations(sorted(set(home)), 2):
            members = [(a, b) for a in range(SIZE) if home[a] == one for b in range(SIZE) if home[b] == other]
            crossing = [(min(pair), max(pair)) for pair in members]
            if any(pair in crossing for pair in different):
                continue
            average = sum(found.get(pair, ABSENT) for pair in crossing) / len(crossing)
            if average >= 0 and (best is None or (-average, one, other) < best):
                best = (-average, one, other)
        if best is None:
            return home
        unite(best[1], best[2])


@given(scores, pairs, pairs)
def test_rounds_find_what_merging_one_by_one_finds(
    found: Scores, same: list[tuple[int, int]], different: list[tuple[int, int]]
) -> None:
    assert clustered(found, same, different) == one_by_one(found, same, different)


def test_one_bad_pair_does_not_join_two_events() -> None:
    alike = {(0, 1): 30, (2, 3): 30, (1, 2): 30, (0, 2): -40, (0, 3): -40, (1, 3): -40}
    assert clustered(alike)[:4] == [0, 0, 2, 2]


def test_one_bad_pair_does_not_split_an_event() -> None:
    assert clustered({(0, 1): 30, (0, 2): 30, (1, 2): -10})[:3] == [0, 0, 0]


def test_a_judgement_joins_what_nothing_speaks_for() -> None:
    assert clustered({(0, 1): -40}, same=[(0, 1)])[:2] == [0, 0]


def test_what_is_different_stays_apart_whoever_stands_between() -> None:
    found = clustered({(0, 1): 30, (1, 2): 30, (0, 2): 30}, different=[(0, 2)])
    assert found[0] != found[2]
