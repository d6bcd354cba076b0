"""Average-link clustering of a sparse graph of scores."""

from typing import NamedTuple

import numpy as np

from transforms.matching.columns import Numbers


class Edges(NamedTuple):
    """Clusters that were compared, `one` below `other`: how many of their pairs were, and what these add up to.

    `blocked` are those that may never be one.
    """

    one: Numbers
    other: Numbers
    total: Numbers
    count: Numbers
    blocked: Numbers

    def chosen(self, places: Numbers) -> "Edges":
        """Return some of the edges."""
        return Edges(*(each[places] for each in self))


def average_link(size: int, edges: Edges, threshold: int, absent: int, same: Numbers, different: Numbers) -> Numbers:  # noqa: PLR0917  # in the order in which they are told
    """Return of each of so many nodes the smallest node of its cluster.

    Nodes of `same`, two columns, are in one cluster from the start, whatever is said of them; nodes of `different`
    never are, unless `same` has joined them.

    The two clusters whose pairs have the highest average score are merged, and so on while that average reaches the
    threshold; a pair that was not compared counts as `absent`. Equal averages go by the smallest nodes. Average link is
    reducible: a merger never comes nearer to a third cluster than the nearer of its parts. Therefore all pairs of
    clusters that are each other's best may be merged in one round, and the result is the same.

    Scores are whole numbers, so that sums do not depend on the order of the edges.
    """
    home = components(size, same[:, 0], same[:, 1])
    members = np.bincount(home, minlength=size)
    edges = _between(home, Edges(*(np.concatenate(parts) for parts in zip(edges, _forbidden(different), strict=True))))
    edges = _summed(edges)
    while len(edges.one):
        average = _average(edges, members, absent)
        one, other = _mutual_best(size, edges, average, threshold)
        if not len(one):
            break
        into = np.arange(size)
        into[other] = one
        members[one] += members[other]
        home = into[home]
        edges = _merged(edges, into)
    return home


def _forbidden(different: Numbers) -> Edges:
    """Return pairs that may never be in one cluster as edges that say nothing else."""
    nothing = np.zeros(len(different), np.int64)
    return Edges(different[:, 0], different[:, 1], nothing, nothing, np.ones(len(different), np.bool_))


def _between(home: Numbers, edges: Edges) -> Edges:
    """Return the edges between clusters, given the cluster of each node."""
    one, other = home[edges.one], home[edges.other]
    return Edges(np.minimum(one, other), np.maximum(one, other), *edges[2:]).chosen(one != other)


def _average(edges: Edges, members: Numbers, absent: int) -> Numbers:
    pairs = members[edges.one] * members[edges.other]
    average = (edges.total + absent * (pairs - edges.count)) / pairs
    return np.where(edges.blocked, -np.inf, average)


def _mutual_best(size: int, edges: Edges, average: Numbers, threshold: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of clusters that are each other's best."""
    near = np.flatnonzero(average >= threshold)
    near = near[np.lexsort((edges.other[near], edges.one[near], -average[near]))]
    one, other, rank = edges.one[near], edges.other[near], np.arange(len(near))
    best = np.full(size, len(near))
    # Assigned backwards, so that the first, which is the best, remains.
    best[one[::-1]] = rank[::-1]
    best_as_other = np.full(size, len(near))
    best_as_other[other[::-1]] = rank[::-1]
    best = np.minimum(best, best_as_other)
    mutual = (best[one] == rank) & (best[other] == rank)
    return one[mutual], other[mutual]


def _merged(edges: Edges, into: Numbers) -> Edges:
    """Return the edges between clusters after some went into others."""
    edges = _between(into, edges)
    moved = np.flatnonzero(into != np.arange(len(into)))
    grown = np.zeros(len(into), np.bool_)
    grown[into[moved]] = True
    touched = grown[edges.one] | grown[edges.other]
    again = _summed(edges.chosen(touched))
    return Edges(*(np.concatenate(parts) for parts in zip(edges.chosen(~touched), again, strict=True)))


def _summed(edges: Edges) -> Edges:
    """Return one edge for each pair of clusters."""
    if not len(edges.one):
        return edges
    order = np.lexsort((edges.other, edges.one))
    edges = edges.chosen(order)
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (edges.one[1:] != edges.one[:-1]) | (edges.other[1:] != edges.other[:-1])
    starts = np.flatnonzero(fresh)
    return Edges(
        edges.one[starts],
        edges.other[starts],
        np.add.reduceat(edges.total, starts),
        np.add.reduceat(edges.count, starts),
        np.logical_or.reduceat(edges.blocked, starts),
    )


def components(size: int, one: Numbers, other: Numbers) -> Numbers:
    """Return of each node the smallest node that it is connected with."""
    leader = np.arange(size)
    while True:
        low = np.minimum(leader[one], leader[other])
        before = leader.copy()
        np.minimum.at(leader, leader[one], low)
        np.minimum.at(leader, leader[other], low)
        leader = leader[leader]
        if np.array_equal(before, leader):
            return leader
