"""From dumps with known posts to the two passes of trees that a run cuts with."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from training.segmentation.dumps import Dump
from transforms.segmentation.features import gap_features
from transforms.segmentation.habits import habit_features
from transforms.segmentation.rows import Row, read_rows
from transforms.segmentation.trees import Trees

Floats = NDArray[np.float64]
Content = dict[str, Any]

_FOLDS = 5  # in which the first pass estimates what it has not learned from, for the second to learn from
_KEPT = 100  # features of the first pass
_SELECTING = 40  # trees that tell which features those are
_TREES = 70
_DIGITS = 5
_FEWEST_GAPS = 3


@dataclass(frozen=True)
class Example:
    """A dump, the columns of its gaps, and which gaps are boundaries."""

    dump: Dump
    rows: Sequence[Row]
    columns: dict[str, Floats]
    truth: NDArray[np.bool_]


def examples(dumps: Iterable[Dump]) -> Iterator[Example]:
    """Yield the examples that dumps are; those of a few lines teach nothing."""
    for dump in dumps:
        rows = read_rows(dump.lines)
        if len(rows) <= _FEWEST_GAPS:
            continue
        starts = {first for first, _ in dump.spans}
        yield Example(dump, rows, gap_features(rows), np.array([row.shape.number in starts for row in rows[1:]]))


def learn(given: Sequence[Example]) -> Content:
    """Return the content of the data file."""
    truth, weights = np.concatenate([each.truth for each in given]), _weights(given)
    names = list(given[0].columns)
    chosen = _choose(_matrix([each.columns for each in given], names), truth, weights, names)
    matrix = _matrix([each.columns for each in given], chosen)
    estimates = _estimates(given, matrix, truth, weights, chosen)
    habits = [habit_features(each.rows, part) for each, part in zip(given, estimates, strict=True)]
    second = [*chosen, *habits[0]]
    both = np.concatenate([matrix, _matrix(habits, list(habits[0]))], axis=1)
    return {"passes": [_fit(matrix, truth, weights, chosen), _fit(both, truth, weights, second)]}


def _weights(given: Sequence[Example]) -> Floats:
    """Return a weight for each gap: families count by the root of their size, and variants less than what they vary."""
    sizes: Counter[str] = Counter()
    for each in given:
        sizes[each.dump.family] += int(len(each.truth) * 10 * each.dump.weight)
    shares = [np.full(len(each.truth), each.dump.weight / sizes[each.dump.family] ** 0.5) for each in given]
    weights = np.concatenate(shares)
    return weights / weights.mean()


def _choose(matrix: NDArray[np.float32], truth: NDArray[np.bool_], weights: Floats, names: Sequence[str]) -> list[str]:
    """Return the features that a few trees gain most from."""
    model = _model(_SELECTING).fit(matrix, truth, sample_weight=weights)
    gains = np.zeros(len(names))
    for (tree,) in model._predictors:  # noqa: SLF001 the trees are not public
        inner = tree.nodes[tree.nodes["is_leaf"] == 0]
        np.add.at(gains, inner["feature_idx"], inner["gain"])
    return [names[at] for at in sorted(np.argsort(-gains)[:_KEPT]) if gains[at] > 0]


def _estimates(
    given: Sequence[Example],
    matrix: NDArray[np.float32],
    truth: NDArray[np.bool_],
    weights: Floats,
    names: Sequence[str],
) -> list[Floats]:
    """Return what the first pass says of each example when its family was left out."""
    families = sorted({each.dump.family for each in given}, key=lambda name: crc32(name.encode()))
    fold_of = {family: at % _FOLDS for at, family in enumerate(families)}
    folds = np.concatenate([np.full(len(each.truth), fold_of[each.dump.family]) for each in given])
    found = np.zeros(len(truth))
    for fold in range(min(_FOLDS, len(families))):
        out = folds == fold
        trees = Trees.from_json(_fit(matrix[~out], truth[~out], weights[~out], names))
        columns = dict(zip(names, matrix[out].T, strict=True))
        found[out] = 1 / (1 + np.exp(-trees.log_odds(columns)))
    return np.split(found, np.cumsum([len(each.truth) for each in given])[:-1])


def _matrix(columns: Sequence[dict[str, Floats]], names: Sequence[str]) -> NDArray[np.float32]:
    return np.concatenate([np.stack([each[name] for name in names], 1).astype(np.float32) for each in columns])


def _model(trees: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=trees, learning_rate=0.12, max_leaf_nodes=12, min_samples_leaf=30, l2_regularization=2,
        max_features=0.3, max_bins=40, early_stopping=False, random_state=0,
    )  # fmt: skip


def _fit(matrix: NDArray[np.float32], truth: NDArray[np.bool_], weights: Floats, names: Sequence[str]) -> Content:
    """Return trees as they stand in the data file."""
    model = _model(_TREES).fit(matrix, truth, sample_weight=weights)
    trees = [tree.nodes for (tree,) in model._predictors]  # noqa: SLF001 the trees are not public
    return {
        "features": list(names),
        "start": round(float(model._baseline_prediction.item()), _DIGITS),  # noqa: SLF001
        "depth": max(int(nodes["depth"].max()) for nodes in trees),
        "trees": [_nodes(nodes) for nodes in trees],
    }


def _nodes(nodes: NDArray[Any]) -> list[list[float | None]]:
    """Return feature, threshold, left, right and value of each node; inner ones have the mean of their children."""
    values = nodes["value"].astype(float)
    for at in reversed(range(len(nodes))):
        if not nodes["is_leaf"][at]:
            pair = [nodes["left"][at], nodes["right"][at]]
            values[at] = np.average(values[pair], weights=nodes["count"][pair])
    return [
        [0, None, at, at, round(values[at], _DIGITS)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            float(np.float32(node["num_threshold"])) if np.isfinite(node["num_threshold"]) else None,
            int(node["left"]),
            int(node["right"]),
            round(values[at], _DIGITS),
        ]
        for at, node in enumerate(nodes)
    ]
