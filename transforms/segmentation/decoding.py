"""Decides the boundaries of a file together: each by its own odds, all by how long the posts of the file are."""

import numpy as np
from numpy.typing import NDArray

from transforms.segmentation.habits import log_lengths

Floats = NDArray[np.float64]

_LENGTHS_COUNT = 0.3  # against the odds of single gaps, which know of lengths too


def decode(odds: Floats) -> NDArray[np.bool_]:
    """Return which gaps are boundaries, from the log-odds of each, so that the whole is most likely.

    The lengths of posts are those that the odds suggest by themselves.
    """
    edges = np.concatenate(([0], np.flatnonzero(odds > 0) + 1, [len(odds) + 1]))
    return best_path(odds, _LENGTHS_COUNT * log_lengths(np.diff(edges))[1:])


def best_path(odds: Floats, lengths: Floats) -> NDArray[np.bool_]:
    """Return the best path over states: how many lines the post has so far; the last stands for all above it."""
    last = len(lengths) - 1
    scores = np.full(last + 1, -np.inf)
    scores[0] = 0.0
    cut_at, longer = np.zeros(len(odds), np.intp), np.zeros(len(odds), np.bool_)
    for gap, odd in enumerate(odds):
        ended = scores + lengths
        cut_at[gap] = best = int(np.argmax(ended))
        longer[gap] = scores[last] > scores[last - 1]
        scores[last] = max(scores[last], scores[last - 1])
        scores[1:last] = scores[: last - 1]
        scores[0] = ended[best] + odd
    return _trace(int(np.argmax(scores + lengths)), cut_at, longer, last)


def _trace(state: int, cut_at: NDArray[np.intp], longer: NDArray[np.bool_], last: int) -> NDArray[np.bool_]:
    cuts = np.zeros(len(cut_at), np.bool_)
    for gap in range(len(cut_at) - 1, -1, -1):
        if state == 0:
            cuts[gap], state = True, int(cut_at[gap])
        elif state < last or not longer[gap]:
            state -= 1
    return cuts
