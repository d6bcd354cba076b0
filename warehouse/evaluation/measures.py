"""Precision, recall and F1, of hits and of partitions."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of what was given is right, and how much of what was wanted was got.

    The two hits differ where a given thing may be right without getting what was wanted.
    """

    right: float
    given: float
    got: float
    wanted: float

    @classmethod
    def of_hits(cls, hits: float, given: float, wanted: float) -> "Measure":
        """Return the measure of hits that count on both sides."""
        return cls(hits, given, hits, wanted)

    @property
    def precision(self) -> float | None:
        """The right share of what was given; None where nothing was given and nothing was wanted."""
        return self._share(self.right, self.given)

    @property
    def recall(self) -> float | None:
        """The share that was got of what was wanted; None as above."""
        return self._share(self.got, self.wanted)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None as above."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def _share(self, hits: float, whole: float) -> float | None:
        if not self.given and not self.wanted:
            return None
        return hits / whole if whole else 0.0


def b_cubed(labels: Iterable[tuple[Hashable, Hashable]]) -> Measure:
    """Return B-cubed over items, each given as its cluster in the gold and its cluster as found."""
    both, wanted, found = _sizes(labels)
    precision = sum(size * size / found[pair[1]] for pair, size in both.items())
    recall = sum(size * size / wanted[pair[0]] for pair, size in both.items())
    items = both.total()
    return Measure(precision, items, recall, items)


def pairs(labels: Iterable[tuple[Hashable, Hashable]]) -> Measure:
    """Return the measure over all pairs of items that are in one cluster."""
    together, wanted, found = (_count_pairs(sizes) for sizes in _sizes(labels))
    return Measure.of_hits(together, given=found, wanted=wanted)


Sizes = Counter[Hashable]


def _sizes(labels: Iterable[tuple[Hashable, Hashable]]) -> tuple[Counter[tuple[Hashable, Hashable]], Sizes, Sizes]:
    both = Counter(labels)
    wanted: Sizes = Counter()
    found: Sizes = Counter()
    for (left, right), size in both.items():
        wanted[left] += size
        found[right] += size
    return both, wanted, found


def _count_pairs(sizes: Mapping[Hashable, int] | Mapping[tuple[Hashable, Hashable], int]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
