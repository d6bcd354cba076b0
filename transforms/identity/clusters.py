"""Clusters as rules read and change them, and what they forbid each other, whatever people pinned among them."""

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

import numpy as np

from transforms.identity.coded import Coded
from transforms.identity.pins import Pins
from transforms.identity.rules import rule
from transforms.identity.scoring import matches
from transforms.identity.vetoes import forbids, forbids_move

END = -1
"""What follows the last node of a cluster."""


class Clusters(NamedTuple):
    """Which node is in which cluster; a cluster goes by its smallest node.

    The nodes of a cluster are a chain from `home` over `following` to `last`, which is kept for the cluster alone.
    `component` is the first node of those that people pinned as the same, `apart` the sorted pairs, as one number each,
    of components that they pinned as different; `is_pinned` is 1 where there are any of either.
    """

    home: MutableSequence[int]
    following: MutableSequence[int]
    last: MutableSequence[int]
    component: Sequence[int]
    apart: Sequence[int]
    is_pinned: int


def clusters_of(ids: Sequence[str] | range, pins: Pins) -> Clusters:
    """Return every node as a cluster, by the ids of the nodes, which stand in order."""
    size = len(ids)
    own = np.arange(size)
    component, apart = own.copy(), np.zeros(0, np.int64)
    if pins:
        leaders: dict[str, int] = {}
        for place, mention_id in enumerate(map(str, ids)):
            component[place] = leaders.setdefault(pins.component_of(mention_id), place)
        sides = (
            (leaders.get(pins.component_of(one)), leaders.get(pins.component_of(other)))
            for one, other in pins.different
        )
        pairs = {(one, other) for one, other in sides if one is not None and other is not None}
        both = sorted({one * size + other for one, other in (*pairs, *((other, one) for one, other in pairs))})
        apart = np.array(both, np.int64)
    is_pinned = int(bool(len(apart)) or bool((component != own).any()))
    return Clusters(own, np.full(size, END), own.copy(), component, apart, is_pinned)  # type: ignore[arg-type]  # arrays


@rule
def unite(clusters: Clusters, one: int, other: int) -> None:
    """Make one cluster of two, whatever speaks against it."""
    keep, drop = min(one, other), max(one, other)
    clusters.following[clusters.last[keep]] = drop
    clusters.last[keep] = clusters.last[drop]
    while drop != END:
        clusters.home[drop] = keep
        drop = clusters.following[drop]


@rule
def may_join(told: Coded, clusters: Clusters, one: int, other: int) -> bool:
    """Return whether nothing forbids that two clusters, of which two nodes match, are one."""
    if clusters.is_pinned:
        return not are_apart(clusters, one, other) and not forbid(told, clusters, one, other, 0)
    if clusters.following[one] == END and clusters.following[other] == END:
        return True  # the two are a match
    ours = one
    while ours != END:
        theirs = other
        while theirs != END:
            if forbids(told, ours, theirs):
                return False
            theirs = clusters.following[theirs]
        ours = clusters.following[ours]
    return True


@rule
def are_apart(clusters: Clusters, one: int, other: int) -> bool:
    """Return whether people judged that two clusters are not one event."""
    if len(clusters.apart) == 0:
        return False
    ours = one
    while ours != END:
        theirs = other
        while theirs != END:
            pair = clusters.component[ours] * len(clusters.home) + clusters.component[theirs]
            if _holds(clusters.apart, pair):
                return True
            theirs = clusters.following[theirs]
        ours = clusters.following[ours]
    return False


@rule
def _holds(ordered: Sequence[int], wanted: int) -> bool:
    first, stop = 0, len(ordered)
    while first < stop:
        middle = (first + stop) // 2
        if ordered[middle] < wanted:
            first = middle + 1
        else:
            stop = middle
    return first < len(ordered) and ordered[first] == wanted


@rule
def forbid(told: Coded, clusters: Clusters, one: int, other: int, moved: int) -> bool:
    """Return whether a veto holds between anything in one cluster and anything in the other.

    A component speaks with one voice: what any mention in it allows, it allows. Whatever matches mentions of one
    component that forbid each other may be together, as they are. With `moved`, only vetoes count that hold between
    two dates of one event.
    """
    ours = one
    while ours != END:
        theirs = other if _is_first(clusters, one, ours) else END
        while theirs != END:
            if (
                _is_first(clusters, other, theirs)
                and _all_forbidden(told, clusters, ours, theirs, moved)
                and not _are_bridged(told, clusters, ours, theirs, one, moved)
                and not _are_bridged(told, clusters, ours, theirs, other, moved)
            ):
                return True
            theirs = clusters.following[theirs]
        ours = clusters.following[ours]
    return False


@rule
def _is_first(clusters: Clusters, head: int, node: int) -> bool:
    """Return whether no node of the same component stands before this one in the chain of its cluster."""
    while head != node:
        if clusters.component[head] == clusters.component[node]:
            return False
        head = clusters.following[head]
    return True


@rule
def _next_of(clusters: Clusters, node: int) -> int:
    """Return the next node of the same component in the chain."""
    component = clusters.component[node]
    node = clusters.following[node]
    while node != END and clusters.component[node] != component:
        node = clusters.following[node]
    return node


@rule
def _is_forbidden(told: Coded, one: int, other: int, moved: int) -> bool:
    return forbids_move(told, one, other) if moved else forbids(told, one, other)


@rule
def _all_forbidden(told: Coded, clusters: Clusters, ours: int, theirs: int, moved: int) -> bool:
    """Return whether nothing of one component may be with anything of another, each given by its first node."""
    while ours != END:
        other = theirs
        while other != END:
            if not _is_forbidden(told, ours, other, moved):
                return False
            other = _next_of(clusters, other)
        ours = _next_of(clusters, ours)
    return True


@rule
def _are_bridged(told: Coded, clusters: Clusters, ours: int, theirs: int, head: int, moved: int) -> bool:  # noqa: PLR0917  # the arguments of rules and steps come by place
    """Return whether two components match nodes of a third that are pinned as the same, though they forbid each other.

    The third is looked for in the cluster that begins with `head`.
    """
    one = head
    while one != END:
        other = head if _fits(told, clusters, ours, one) else END
        while other != END:
            if (
                other != one
                and clusters.component[one] == clusters.component[other]
                and _is_forbidden(told, one, other, moved)
                and _fits(told, clusters, theirs, other)
            ):
                return True
            other = clusters.following[other]
        one = clusters.following[one]
    return False


@rule
def _fits(told: Coded, clusters: Clusters, node: int, pinned: int) -> bool:
    """Return whether any node of a component matches one."""
    while node != END:
        if matches(told, node, pinned):
            return True
        node = _next_of(clusters, node)
    return False
