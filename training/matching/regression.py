"""Logistic regression over comparison levels, with a penalty on steps between neighbouring levels."""

from typing import NamedTuple

import numpy as np

from transforms.matching.columns import Numbers
from transforms.matching.levels import LADDERS, LEVELS

_ROUNDS = 30
_CLOSE = 1e-6
_RARE = 0.01
"""Share of pairs below which an unknown field is too rare to learn from."""


class Fit(NamedTuple):
    """Log-odds: `prior` of a pair of which nothing is known, and the weights of each field by level, 0 for unknown."""

    prior: float
    weights: dict[str, list[float]]


def fit(levels: Numbers, same: Numbers, importance: Numbers, penalty: float = 1.0) -> Fit:
    """Fit the weights that make labelled pairs likeliest.

    Newton's method; the penalty is on the squares of the weights or, where levels have an order, of the steps from one
    to the next, so that a level of few pairs takes after its neighbours.

    Args:
        levels: Pairs by fields, as `transforms.matching.levels.levels_of` gives them.
        same: Which pairs are one event.
        importance: How much each pair counts.
        penalty: The strength of the penalty.
    """
    rows, which = np.unique(levels, axis=0, return_inverse=True)
    total = np.bincount(which.ravel(), importance, len(rows))
    positive = np.bincount(which.ravel(), importance * same, len(rows))
    basis = _basis()
    design = np.hstack((np.ones((len(rows), 1)), _indicators(rows) @ basis))
    ridge = np.diag([1e-9, *[penalty] * basis.shape[1]])
    found = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-(design @ found)))
        slope = design.T @ (positive - total * likely) - ridge @ found
        curve = (design * (total * likely * (1 - likely))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < _CLOSE:
            break
    return _with_unknown(Fit(float(found[0]), _by_field(basis @ found[1:])), levels, importance * ~same)


def _with_unknown(fitted: Fit, levels: Numbers, different: Numbers) -> Fit:
    """Let a field say nothing where it is unknown, though the learned pairs hardly show what that means.

    What a level says is the likelihood of a pair of one event to be at it, against that of a pair of two; of all levels
    together pairs of two must then be at some level with certainty. What that asks for goes to the prior.
    """
    prior, weights = fitted.prior, dict(fitted.weights)
    for place, field in enumerate(LEVELS):
        shares = np.bincount(levels[:, place], different, len(weights[field])) / different.sum()
        if shares[0] < _RARE:
            shift = float(np.log((shares[1:] * np.exp(weights[field][1:])).sum() / shares[1:].sum()))
            weights[field] = [0.0, *(weight - shift for weight in weights[field][1:])]
            prior += shift
    return Fit(prior, weights)


def _indicators(rows: Numbers) -> Numbers:
    """Return one column for each level of each field, but for the unknown."""
    columns = [rows[:, [place]] == np.arange(1, len(names) + 1) for place, names in enumerate(LEVELS.values())]
    return np.hstack(columns).astype(np.float64)


def _basis() -> Numbers:
    """Return what each coefficient adds to each level: to one alone or, on a ladder, to it and all that follow."""
    blocks = []
    for field, names in LEVELS.items():
        block = np.eye(len(names))
        for ladder in LADDERS.get(field, ()):
            for rung, level in enumerate(ladder):
                block[[each - 1 for each in ladder[rung:]], level - 1] = 1
        blocks.append(block)
    size = sum(len(block) for block in blocks)
    basis = np.zeros((size, size))
    first = 0
    for block in blocks:
        basis[first : first + len(block), first : first + len(block)] = block
        first += len(block)
    return basis


def _by_field(weights: Numbers) -> dict[str, list[float]]:
    found, first = {}, 0
    for field, names in LEVELS.items():
        found[field] = [0.0, *map(float, weights[first : first + len(names)])]
        first += len(names)
    return found
