"""How much lines have in common: words that are rare in the file, so that a title is seen to head its text."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.segmentation.rows import Row

Floats = NDArray[np.float64]
_SPAN = 4  # lines that count as the text above or below


class Cohesion:
    """The words of each line, and what each word weighs: the fewer lines hold it, the more."""

    def __init__(self, words: Sequence[frozenset[str]]) -> None:
        self._words = words
        counts = Counter(word for line in words for word in line)
        self._weights = {word: math.log(1 + len(words) / count) for word, count in counts.items()}
        self._sums = [self._sum(line) for line in words]

    def neighbours(self) -> Floats:
        """Return for each gap how much the line below has in common with the line above, 0 to 1."""
        pairs = zip(self._words, self._words[1:], self._sums, self._sums[1:], strict=False)
        return np.array([self._likeness(above, below, a, b) for above, below, a, b in pairs])

    def above(self) -> Floats:
        """Return for each gap how much of the line below has been said in the lines above, 0 to 1."""
        found = np.zeros(max(len(self._words) - 1, 0))
        for at in range(1, len(self._words)):
            said = frozenset[str]().union(*self._words[max(0, at - _SPAN) : at])
            found[at - 1] = self._sum(self._words[at] & said) / (self._sums[at] or 1)
        return found

    def across(self) -> Floats:
        """Return for each gap how much the lines below have in common with those above, 0 to 1."""
        found = np.zeros(max(len(self._words) - 1, 0))
        for at in range(1, len(self._words)):
            above = frozenset[str]().union(*self._words[max(0, at - _SPAN) : at])
            below = frozenset[str]().union(*self._words[at : at + _SPAN])
            found[at - 1] = self._likeness(above, below, self._sum(above), self._sum(below))
        return found

    def _likeness(self, above: frozenset[str], below: frozenset[str], a: float, b: float) -> float:
        common = above & below
        return self._sum(common) / math.sqrt(a * b) if common else 0.0

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weights[word] for word in words)


def cohesion(rows: Sequence[Row]) -> dict[str, Floats]:
    """Return the columns of what the lines around each gap have in common."""
    words = Cohesion([row.shape.words for row in rows])
    names = Cohesion([row.shape.names for row in rows])
    columns = {
        "words in common": words.neighbours(),
        "words said above": words.above(),
        "words in common above and below": words.across(),
        "names in common": names.neighbours(),
        "names said above": names.above(),
    }
    columns["words in common with the line beyond"] = _next(columns["words in common"])
    columns["names in common with the line beyond"] = _next(columns["names in common"])
    columns["words in common before"] = _last(columns["words in common"])
    columns["words in common, more than beyond"] = (
        columns["words in common"] - columns["words in common with the line beyond"]
    )
    return columns


def _next(column: Floats) -> Floats:
    return np.append(column[1:], 0.0)


def _last(column: Floats) -> Floats:
    return np.append(0.0, column[:-1])
