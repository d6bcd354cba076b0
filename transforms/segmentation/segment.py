"""Cut the text of a channel dump into posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transforms.segmentation.decoding import decode
from transforms.segmentation.features import gap_features
from transforms.segmentation.habits import habit_features
from transforms.segmentation.rows import Row, read_rows
from transforms.segmentation.weights import Passes, load_weights

Floats = NDArray[np.float64]

_ROUNDS = 2  # the second time from what the first time made of the file
_MOST_REASONS = 5
_OWN_ESTIMATE = "first estimate"  # is what the reasons of the first pass sum up to
_LEAST = 0.05  # log-odds that a reason adds


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one post, from 1 and both included, how sure they are, and why a post begins there."""

    first_line: int
    last_line: int
    confidence: float
    signals: tuple[str, ...]


def segment(lines: Sequence[str]) -> tuple[Segment, ...]:
    """Return the posts of a dump in order.

    Every line lies in exactly one post, but for blank lines and rules between posts. The confidence is the least of the
    probabilities that the post begins there, ends there and is not parted inside. Signals that speak against the
    boundary before the post begin with `not: `.
    """
    return cut(read_rows(lines), load_weights())


def cut(rows: Sequence[Row], passes: Passes) -> tuple[Segment, ...]:
    """Return the posts that the lines of a dump make, by given weights."""
    if not rows:
        return ()
    if len(rows) == 1:
        return (Segment(rows[0].shape.number, rows[0].shape.number, 1.0, ("the first line",)),)
    return tuple(_segments(rows, passes))


def _segments(rows: Sequence[Row], passes: Passes) -> Iterator[Segment]:
    first_pass, second_pass = passes
    columns = gap_features(rows)
    odds = first_pass.log_odds(columns)
    for _ in range(_ROUNDS):
        columns |= habit_features(rows, _probabilities(odds))
        odds = second_pass.log_odds(columns)
    cuts = np.flatnonzero(decode(odds)) + 1
    signals = [("the first line",), *_signals(passes, columns, cuts - 1)]
    certain = _certainty(_probabilities(odds), cuts)
    for at, stop, sure, seen in zip([0, *cuts], [*cuts, len(rows)], certain, signals, strict=True):
        last = rows[stop].closed_at if stop < len(rows) else 0
        yield Segment(rows[at].shape.number, last or rows[stop - 1].shape.number, round(sure, 4), seen)


def _probabilities(odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def _certainty(probabilities: Floats, cuts: NDArray[np.intp]) -> list[float]:
    """Return for each post the least of the probabilities of its boundaries and of the gaps inside."""
    sure = np.concatenate(([1.0], 1 - probabilities, [1.0]))
    edges = np.concatenate(([0], cuts, [len(sure) - 1]))
    sure[cuts] = 1 - sure[cuts]
    return [float(sure[start : stop + 1].min()) for start, stop in pairwise(edges)]


def _signals(passes: Passes, columns: dict[str, Floats], gaps: NDArray[np.intp]) -> Iterator[tuple[str, ...]]:
    """Yield what weighs most at each of the gaps, for or against a boundary."""
    here = {name: column[gaps] for name, column in columns.items()}
    weights = {name: np.zeros(len(gaps)) for name in here if name != _OWN_ESTIMATE}
    for trees in passes:
        for name, added in zip(trees.features, trees.contributions(trees.rows(here)).T, strict=True):
            if name in weights:
                weights[name] += added
    names, table = list(weights), np.stack(list(weights.values()), axis=1)
    for gap, most in enumerate(np.argsort(-np.abs(table), axis=1)[:, :_MOST_REASONS]):
        held = [at for at in most if abs(table[gap, at]) > _LEAST] or most[:1]
        yield tuple(_worded(names[at], float(here[names[at]][gap]), table[gap, at] >= 0) for at in held)


def _worded(name: str, value: float, speaks_for: bool) -> str:
    seen = f"{name} = {value:.2g}"
    return seen if speaks_for else f"not: {seen}"
