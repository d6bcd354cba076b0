"""Ways in which a file may part its posts, each weighed by how well it explains what is seen at all gaps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transforms.segmentation.kinds import beginning, kind
from transforms.segmentation.labels import label
from transforms.segmentation.marks import Mark
from transforms.segmentation.rows import Row

Floats = NDArray[np.float64]

_STAMPS = frozenset({Mark.STAMP, Mark.HEADER, Mark.ACCOUNT})
_LINKS = frozenset({Mark.LINKS, Mark.ENDS_IN_LINK})
_TAGS = frozenset({Mark.TAGS, Mark.ENDS_IN_TAGS})
_FOOTS = frozenset({Mark.MORE, Mark.SIGN_OFF, Mark.COUNTS, Mark.HANDLES})
_OPENERS = frozenset({Mark.OPENER, Mark.FLAG, Mark.FLAGS})
_FEWEST_REPEATS = 3
_GAPS = 40  # that a hypothesis is judged by: neighbouring gaps are no independent witnesses


def hypotheses(rows: Sequence[Row]) -> dict[str, Floats]:
    """Return for each way of a file the gaps, as 1, at which it puts boundaries."""
    below, above = rows[1:], rows[:-1]
    repeated = Counter(label(row.shape) for row in rows)
    least = min((row.blanks for row in below if row.blanks), default=0)
    return {
        "every line is a post": np.ones(len(below)),
        "links end posts": _ends(rows, _LINKS),
        "hashtags end posts": _ends(rows, _TAGS),
        "feet end posts": _ends(rows, _FOOTS),
        "any foot ends posts": _flags(a.shape.foot and not b.shape.furniture for a, b in pairwise(rows)),
        "a line that comes again ends posts": _flags(repeated[label(row.shape)] >= _FEWEST_REPEATS for row in above),
        "a line that comes again begins posts": _flags(repeated[label(row.shape)] >= _FEWEST_REPEATS for row in below),
        "titles begin posts": _begins(rows, frozenset({Mark.HEADLINE})),
        "titles over longer lines begin posts": _titles(rows),
        "stamps begin posts": _begins(rows, _STAMPS),
        "signs begin posts": _begins(rows, _OPENERS),
        "the sign of the first line begins posts": _flags(beginning(row) == beginning(rows[0]) for row in below),
        "lines like the first begin posts": _flags(kind(row) == kind(rows[0]) for row in below),
        "lines like the last end posts": _flags(kind(row) == kind(rows[-1]) for row in above),
        "blank lines part posts": _flags(row.blanks > 0 for row in below),
        "long blank runs part posts": _flags(row.blanks > least for row in below),
        "rules part posts": _flags(bool(row.rule) for row in below),
    }


def fit(boundaries: Floats, probabilities: Floats) -> float:
    """Return how well boundaries agree with the probabilities of the gaps: the mean log-likelihood, 0 at best."""
    seen = np.clip(probabilities, 0.01, 0.99)
    return float(np.mean(np.where(boundaries > 0, np.log(seen), np.log1p(-seen))))


def weigh(ways: dict[str, Floats], probabilities: Floats) -> dict[str, float]:
    """Return the weight of each way; they sum to 1."""
    fits = np.array([fit(way, probabilities) for way in ways.values()])
    weights = np.exp(min(len(probabilities), _GAPS) * (fits - fits.max()))
    return dict(zip(ways, weights / weights.sum(), strict=True))


def _ends(rows: Sequence[Row], marks: frozenset[Mark]) -> Floats:
    """Return the gaps between a line with one of the marks and one that does not stand below it in the same foot."""
    return _flags(
        not above.shape.marks.isdisjoint(marks) and not below.shape.furniture for above, below in pairwise(rows)
    )


def _begins(rows: Sequence[Row], marks: frozenset[Mark]) -> Floats:
    return _flags(not row.shape.marks.isdisjoint(marks) for row in rows[1:])


def _titles(rows: Sequence[Row]) -> Floats:
    """Return the gaps above a title that has a longer line below it, which is none."""
    following = [*rows[2:], None]
    return _flags(
        Mark.HEADLINE in row.shape.marks
        and beyond is not None
        and Mark.HEADLINE not in beyond.shape.marks
        and beyond.shape.length > row.shape.length
        for row, beyond in zip(rows[1:], following, strict=True)
    )


def _flags(values: Iterable[float]) -> Floats:
    return np.fromiter(values, float)
