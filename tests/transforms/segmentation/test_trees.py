import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.segmentation.trees import Trees
from transforms.segmentation.weights import load_weights

# The first tree asks for a, then for b; the second is a leaf.
_TREES = Trees.from_json(
    {
        "features": ["a", "b"],
        "start": -1.0,
        "depth": 2,
        "trees": [
            [
                [0, 0.5, 1, 2, 0.1],
                [0, None, 1, 1, -2.0],
                [1, 3.0, 3, 4, 1.0],
                [0, None, 3, 3, 0.5],
                [0, None, 4, 4, 2.0],
            ],
            [[0, None, 0, 0, 0.25]],
        ],
    }
)


def test_values_up_to_a_threshold_go_left() -> None:
    columns = {"a": np.array([0.0, 0.5, 1.0, 1.0]), "b": np.array([9.0, 9.0, 3.0, 3.1])}
    assert _TREES.log_odds(columns).tolist() == [-2.75, -2.75, -0.25, 1.25]


def test_a_feature_contributes_where_it_is_asked_for() -> None:
    found = _TREES.contributions(np.array([[1.0, 9.0]], np.float32))
    assert np.allclose(found, [[0.9, 1.0]])


@given(st.integers(0, 2**32 - 1))
def test_contributions_add_up_to_the_log_odds(seed: int) -> None:
    trees = load_weights()[0]
    rows = np.random.default_rng(seed).normal(0, 2, (3, len(trees.features))).astype(np.float32)
    columns = dict(zip(trees.features, rows.T.astype(float), strict=True))
    added = trees.start + trees.value[:, 0].sum() + trees.contributions(rows).sum(axis=1)
    assert np.allclose(added, trees.log_odds(columns))


def test_long_files_are_computed_in_parts_as_if_whole() -> None:
    columns = {"a": np.tile([0.0, 1.0], 5000), "b": np.tile([9.0, 9.0], 5000)}
    assert _TREES.log_odds(columns).tolist() == [-2.75, 1.25] * 5000
