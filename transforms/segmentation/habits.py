"""What a file does throughout, seen from a first estimate of its boundaries."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transforms.segmentation.hypotheses import fit, hypotheses, weigh
from transforms.segmentation.kinds import beginning, ending, kind
from transforms.segmentation.labels import label
from transforms.segmentation.rows import Row

Floats = NDArray[np.float64]
Columns = dict[str, Floats]

_BEFOREHAND = 2.0  # gaps of the file's average that a kind of gap is held to have beside its own
_LIKELY = 0.5
_MOST_LINES = 40  # of a post whose number of lines counts
_LENGTHS_BEFOREHAND = 3.0  # posts of no known length beside those of the file


def habit_features(rows: Sequence[Row], probabilities: Floats) -> Columns:
    """Return the columns that tell, given the probability of a boundary at each gap, what the file does throughout.

    What is told of a gap comes from the other gaps of the file, as far as they are alike.
    """
    columns = {f"alike: {name}": _others(values, probabilities) for name, values in _views(rows).items()}
    columns |= _by_hypotheses(rows, probabilities)
    columns |= _by_lengths(probabilities)
    columns |= _nearby(probabilities)
    return columns


def _views(rows: Sequence[Row]) -> dict[str, Sequence[Hashable]]:
    kinds, ends, begins = map(list, (map(kind, rows), map(ending, rows), map(beginning, rows)))
    labels = [label(row.shape) for row in rows]
    return {
        "kind above": kinds[:-1],
        "kind below": kinds[1:],
        "kinds above and below": list(pairwise(kinds)),
        "kinds below and beyond": list(zip(kinds[1:], [*kinds[2:], ""], strict=True)),
        "ending above": ends[:-1],
        "ending below": ends[1:],
        "beginning below": begins[1:],
        "beginning above": begins[:-1],
        "ending above, beginning below": list(zip(ends, begins[1:], strict=False)),
        "words above": labels[:-1],
        "words below": labels[1:],
        "blank lines": [(row.blanks, row.rule) for row in rows[1:]],
        "white space and kind": [(row.padded, ends[at]) for at, row in enumerate(rows[:-1])],
    }


def _others(values: Sequence[Hashable], probabilities: Floats) -> Floats:
    """Return for each gap the log-odds that the other gaps with its value suggest."""
    sums: dict[Hashable, float] = defaultdict(float)
    counts = Counter(values)
    for value, probability in zip(values, probabilities, strict=True):
        sums[value] += probability
    mean = float(np.mean(probabilities))
    shares = [
        (sums[value] - own + _BEFOREHAND * mean) / (counts[value] - 1 + _BEFOREHAND)
        for value, own in zip(values, probabilities, strict=True)
    ]
    return log_odds(np.array(shares))


def _by_hypotheses(rows: Sequence[Row], probabilities: Floats) -> Columns:
    ways = hypotheses(rows)
    weights = weigh(ways, probabilities)
    mixed = sum((weights[name] * way for name, way in ways.items()), np.zeros(len(probabilities)))
    columns: Columns = {"hypotheses": mixed}
    for name, way in ways.items():
        columns[f"fit: {name}"] = np.full(len(way), fit(way, probabilities))
        columns[f"holds: {name}"] = way
    return columns


def _by_lengths(probabilities: Floats) -> Columns:
    """Return what the lengths of the posts, as first estimated, tell of each gap."""
    cuts = np.flatnonzero(probabilities > _LIKELY) + 1
    edges = np.concatenate(([0], cuts, [len(probabilities) + 1]))
    gaps = np.arange(1, len(probabilities) + 1)
    left = gaps - edges[np.searchsorted(edges, gaps, side="left") - 1]
    right = edges[np.searchsorted(edges, gaps, side="right")] - gaps
    scores = log_lengths(np.diff(edges))
    capped = [np.minimum(length, _MOST_LINES) for length in (left, right, left + right)]
    return {
        "lines since the boundary above": np.log1p(left),
        "lines to the boundary below": np.log1p(right),
        "lengths of the posts that it makes": scores[capped[0]] + scores[capped[1]] - scores[capped[2]],
        "file: lines of a post": np.full(len(gaps), math.log(len(gaps) + 1) - math.log(len(edges) - 1)),
        "file: spread of the lines of a post": np.full(len(gaps), np.std(np.log(np.diff(edges)))),
        "file: posts of one line": np.full(len(gaps), np.mean(np.diff(edges) == 1)),
    }


def log_lengths(lengths: NDArray[np.int64]) -> Floats:
    """Return the log-probability of a post of 0, 1, 2 … lines in a file with posts of these lengths."""
    mean = float(np.mean(lengths))
    expected = np.power(1 - 1 / (mean + 1), np.arange(_MOST_LINES + 1))
    expected /= expected.sum()
    counts = np.bincount(np.minimum(lengths, _MOST_LINES), minlength=_MOST_LINES + 1)
    return np.log((counts + _LENGTHS_BEFOREHAND * expected) / (len(lengths) + _LENGTHS_BEFOREHAND))


def _nearby(probabilities: Floats) -> Columns:
    odds = log_odds(probabilities)
    around = np.concatenate(([0.0, 0.0], odds, [0.0, 0.0]))
    return {
        "first estimate": odds,
        "first estimate, one above": around[1:-3],
        "first estimate, two above": around[:-4],
        "first estimate, one below": around[3:-1],
        "first estimate, two below": around[4:],
        "file: mean estimate": np.full(len(odds), np.mean(probabilities)),
        "file: doubt": np.full(len(odds), np.mean(np.minimum(probabilities, 1 - probabilities))),
    }


def log_odds(probabilities: Floats) -> Floats:
    """Return log-odds within ±7."""
    held = np.clip(probabilities, 0.001, 0.999)
    return np.log(held / (1 - held))
