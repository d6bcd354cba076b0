"""From mentions to clusters: block, compare, weigh, cluster."""

from typing import NamedTuple

import numpy as np

from transforms.matching.blocking import candidates
from transforms.matching.clustering import Edges, average_link, components
from transforms.matching.columns import Columns, Numbers
from transforms.matching.constraints import Constraints
from transforms.matching.levels import levels_of
from transforms.matching.weights import Weights

MOST_COMPLETED = 2000
"""Mentions that hang together up to which all their pairs are compared, whether they share a key or not."""


class Compared(NamedTuple):
    """Pairs of mentions, by place, the smaller first, and their scores in hundredths of log-odds."""

    left: Numbers
    right: Numbers
    score: Numbers


class Resolution(NamedTuple):
    """For each mention the smallest place of its cluster, and the pairs that were compared."""

    cluster: Numbers
    compared: Compared


def resolve(columns: Columns, weights: Weights, constraints: Constraints) -> Resolution:
    """Cluster mentions, which stand in the order of their ids; the result depends on the set of them alone."""
    size = len(columns.post)
    found = compare(columns, *candidates(columns), weights)
    strong = found.score >= weights.threshold
    together = (
        np.concatenate((found.left[strong], constraints.same[:, 0])),
        np.concatenate((found.right[strong], constraints.same[:, 1])),
    )
    found = _completed(columns, weights, found, components(size, *together))
    edges = Edges(
        found.left, found.right, found.score, np.ones(len(found.left), np.int64), np.zeros(len(found.left), np.bool_)
    )
    cluster = average_link(size, edges, weights.threshold, weights.absent, constraints.same, constraints.different)
    return Resolution(cluster, found)


def compare(columns: Columns, left: Numbers, right: Numbers, weights: Weights) -> Compared:
    """Score pairs of mentions."""
    return Compared(left, right, weights.scores(levels_of(columns, left, right)))


def _completed(columns: Columns, weights: Weights, found: Compared, component: Numbers) -> Compared:
    """Return the pairs within components: all of them where a component is small enough, else those that are known."""
    size = len(component)
    order = np.argsort(component, kind="stable")
    _, first, count = np.unique(component[order], return_index=True, return_counts=True)
    which = np.repeat(np.arange(len(first)), count)
    following = first[which] + count[which] - np.arange(size) - 1
    following[count[which] > MOST_COMPLETED] = 0
    one = np.repeat(np.arange(size), following)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(following) - following, following)
    left, right = np.minimum(order[one], order[other]), np.maximum(order[one], order[other])
    inside = component[found.left] == component[found.right]
    known = found.left * size + found.right
    fresh = ~np.isin(left * size + right, known[inside])
    more = compare(columns, left[fresh], right[fresh], weights)
    return Compared(*(np.concatenate(parts) for parts in zip(found, more, strict=True)))
