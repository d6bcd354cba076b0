"""Who goes with whom: the pairs of rows and columns whose weights add up to the most."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

Weights = Sequence[Sequence[int]]


def best_pairs(weights: Weights) -> dict[int, int]:
    """Return for rows the column each goes with, so that the weights of the pairs add up to the most there is.

    Rows and columns are used once. Weights are at least 0, and pairs that weigh nothing are left out. Takes time by the
    square of the smaller side times the larger (the Hungarian method, one cheapest path for each row).
    """
    if not weights or not weights[0]:
        return {}
    if len(weights) > len(weights[0]):
        turned = best_pairs(list(zip(*weights, strict=True)))
        return {row: column for column, row in turned.items()}
    search = _Search.over(weights)
    for row in range(len(weights)):
        search.place(row)
    pairs = ((row, column) for column, row in enumerate(search.owner[:-1]) if row is not None)
    return {row: column for row, column in sorted(pairs) if weights[row][column] > 0}


@dataclass(slots=True)
class _Search:
    """Prices under which no pair is cheaper than free, and the pairs so far, all of them free.

    `owner` is the row of each column; its last entry stands for no column, where the row that is being placed waits.
    """

    weights: Weights
    row_price: list[float]
    column_price: list[float]
    owner: list[int | None]

    @classmethod
    def over(cls, weights: Weights) -> "_Search":
        columns = len(weights[0]) + 1
        return cls(weights, [0] * len(weights), [0] * columns, [None] * columns)

    def place(self, row: int) -> None:
        """Give a row a column, moving others along the cheapest path to a free one."""
        nowhere = len(self.owner) - 1
        self.owner[nowhere] = row
        before, column = self._cheapest_path(nowhere)
        while column != nowhere:
            self.owner[column] = self.owner[before[column]]
            column = before[column]
        self.owner[nowhere] = None

    def _cheapest_path(self, start: int) -> tuple[list[int], int]:
        """Return for each column the one before it on its path, and the free column that is reached first."""
        before, slack = [start] * len(self.owner), [inf] * len(self.owner)
        reached, column = {start: None}, start
        while (row := self.owner[column]) is not None:
            for other in range(start):
                if other not in reached:
                    cost = -self.weights[row][other] - self.row_price[row] - self.column_price[other]
                    if cost < slack[other]:
                        slack[other], before[other] = cost, column
            column = min((other for other in range(start) if other not in reached), key=slack.__getitem__)
            self._reprice(reached, slack, slack[column])
            reached[column] = None
        return before, column

    def _reprice(self, reached: dict[int, None], slack: list[float], step: float) -> None:
        for column in range(len(slack)):
            if column in reached:
                self.column_price[column] -= step
                row = self.owner[column]
                if row is not None:
                    self.row_price[row] += step
            else:
                slack[column] -= step
