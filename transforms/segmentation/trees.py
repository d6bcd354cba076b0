"""Boosted decision trees as data: numbers in a file, computed by numpy alone."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

_CHUNK = 4096  # rows computed at a time, so that memory does not grow with a file


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose leaves add up to log-odds; all arrays are trees × nodes, shorter trees filled up.

    A node sends values up to its threshold to `left`, others to `right`; a leaf sends all to itself. The value of an
    inner node is the mean of its children.
    """

    features: tuple[str, ...]
    feature: Integers
    threshold: Floats
    left: Integers
    right: Integers
    value: Floats
    depth: int
    start: float

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Self:
        """Return the trees of a data file: of each node its feature, threshold, left, right and value."""
        trees = content["trees"]
        nodes = np.zeros((len(trees), max(map(len, trees)), 5))
        nodes[:, :, 1] = np.inf
        for at, tree in enumerate(trees):
            nodes[at, : len(tree)] = [[np.inf if cell is None else cell for cell in node] for node in tree]
        places = nodes[:, :, (0, 2, 3)].astype(np.intp)
        return cls(
            features=tuple(content["features"]),
            feature=places[:, :, 0],
            threshold=nodes[:, :, 1],
            left=places[:, :, 1],
            right=places[:, :, 2],
            value=nodes[:, :, 4],
            depth=content["depth"],
            start=content["start"],
        )

    def log_odds(self, columns: dict[str, Floats]) -> Floats:
        """Return the sum of the leaves for each row."""
        rows = self.rows(columns)
        trees = np.arange(len(self.feature))
        chunks = [rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK)]
        return np.concatenate([self.start + self.value[trees, self._leaves(chunk)].sum(axis=1) for chunk in chunks])

    def rows(self, columns: dict[str, Floats]) -> NDArray[np.float32]:
        """Return the columns that the trees ask for, side by side."""
        return np.stack([columns[name] for name in self.features], axis=1).astype(np.float32)

    def contributions(self, rows: NDArray[np.float32]) -> Floats:
        """Return rows × features: what each feature adds to the log-odds on the ways through the trees."""
        found = np.zeros((len(rows), len(self.features)))
        trees, node = np.arange(len(self.feature)), np.zeros((len(rows), len(self.feature)), np.intp)
        for _ in range(self.depth):
            below = self._below(rows, node)
            steps = self.value[trees, below] - self.value[trees, node]
            np.add.at(found, (np.arange(len(rows))[:, None], self.feature[trees, node]), steps)
            node = below
        return found

    def _leaves(self, rows: NDArray[np.float32]) -> Integers:
        node = np.zeros((len(rows), len(self.feature)), np.intp)
        for _ in range(self.depth):
            node = self._below(rows, node)
        return node

    def _below(self, rows: NDArray[np.float32], node: Integers) -> Integers:
        trees = np.arange(len(self.feature))
        values = np.take_along_axis(rows, self.feature[trees, node], axis=1)
        return np.where(values <= self.threshold[trees, node], self.left[trees, node], self.right[trees, node])
