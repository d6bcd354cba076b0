"""Events that were put off: the old day and the new one are one event, in phases."""

from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np

from transforms.elements import Status
from transforms.identity.clusters import END, Clusters, are_apart
from transforms.identity.coded import Coded
from transforms.identity.compiling import call
from transforms.identity.groups import Group
from transforms.identity.nodes import STATUSES
from transforms.identity.numbers import Numbers, each_once, firsts_of, marked
from transforms.identity.rules import rule
from transforms.identity.scoring import MOVED, THRESHOLD, total, undated
from transforms.identity.vetoes import forbids_move

LATEST = 180
"""Days after the old date within which an event that was put off takes place: later, it is next year's."""
LONGEST = 10
"""Days that either date may leave open; who says only the month says too little."""
MOST_TRIED = 200
"""Events of one key with which one that was put off is compared at most, the next in time first."""
_POSTPONED = 1 << STATUSES[Status.POSTPONED]
_HAPPENED = 1 << STATUSES[Status.HELD] | 1 << STATUSES[Status.ONGOING]
_NEVER = 1 << 30


class Phases(NamedTuple):
    """Clusters as they may move, by key and first day.

    `first` and `last` are the fewest days that a node names, `begun` and `told` the days of the first and the last post
    that told of it, as ordinals. `opening` and `closing` are the bits of the statuses in these, `statuses` of all.
    """

    cluster: Numbers
    key: Numbers
    first: Numbers
    last: Numbers
    begun: Numbers
    told: Numbers
    opening: Numbers
    closing: Numbers
    statuses: Numbers


class _Words(NamedTuple):
    """The last fields of `Phases` of every cluster."""

    begun: Numbers
    told: Numbers
    opening: Numbers
    closing: Numbers
    statuses: Numbers


class _Move(NamedTuple):
    """Two phases of one event, whether a plan opens the later, and the pair of nodes that speaks for it best."""

    before: int
    after: int
    is_planned: bool
    pair: tuple[float, int, int]


def join_moved(group: Group) -> None:
    """Make one cluster of an event that was put off and the one event that takes its place.

    Both have dates, and nothing but day and place may forbid that they are one. Where two could take the place of one,
    or one that of two, none is joined. What was put off again goes from date to date, the earliest first.
    """
    postponed = group.nodes.node[group.mentions.statuses == STATUSES[Status.POSTPONED]]
    if not len(postponed):
        return
    moves = _next(_moves(group, _phases(group, _concerned(group, postponed))))
    before, after = Counter(move.before for move in moves), Counter(move.after for move in moves)
    for move in moves:
        if before[move.before] == after[move.after] == 1 and _may_follow(group, move):
            group.move(move.before, move.after, move.pair)


def _moves(group: Group, phases: Phases) -> list[_Move]:
    """Return every pair of phases of which the later may be the earlier at its new date."""
    earlier, later = call(find_successors, group.told, phases)
    clusters = phases.cluster[earlier], phases.cluster[later]
    scores, left, right = call(speaking_pairs, group.told, *clusters, group.clusters)
    planned = phases.opening[later] & _POSTPONED == 0
    rows = zip(*(each.tolist() for each in (*clusters, planned, scores, left, right)), strict=True)
    moves = (_Move(one, other, plan, (score, *pair)) for one, other, plan, score, *pair in rows if score >= THRESHOLD)
    return list(dict.fromkeys(moves))  # two may stand under two keys that pins link


def _may_follow(group: Group, move: _Move) -> bool:
    """Return whether nothing speaks against a move in the phases that the two have come to by others."""
    heads = (np.array([group.home[each]]) for each in (move.before, move.after))
    score, _, _ = call(speaking_pairs, group.told, *heads, group.clusters)
    return bool(score[0] >= THRESHOLD)


def _next(moves: list[_Move]) -> list[_Move]:
    """Leave out the moves over a date that was planned instead and put off itself, as the event took that one first."""
    known = {(move.before, move.after) for move in moves}
    planned: dict[int, list[int]] = defaultdict(list)
    for move in moves:
        if move.is_planned:
            planned[move.before].append(move.after)
    return [move for move in moves if not any((between, move.after) in known for between in planned[move.before])]


def _concerned(group: Group, postponed: Numbers) -> Numbers:
    """Return the clusters under each key of an event that some node puts off, as cluster and key in one number each."""
    size, home = len(group.keys), np.asarray(group.home)
    keys = group.keys[marked(size, home[postponed])[home]]
    return each_once((home * size + group.keys)[marked(size, keys)[group.keys]])


def _phases(group: Group, concerned: Numbers) -> Phases:
    """Return clusters under their keys as they may move; only those that give days, and whose posts do."""
    size = len(group.keys)
    words = _words(group)
    shortest = _shortest(group, np.flatnonzero(group.days.sort > 0))
    place = np.full(size, -1)
    place[np.asarray(group.home)[shortest]] = shortest
    cluster, key = concerned // size, concerned % size
    kept = (place[cluster] >= 0) & (words.told[cluster] > 0)
    cluster, key = cluster[kept], key[kept]
    start, stop = group.days.start[place[cluster]], group.days.stop[place[cluster]]
    order = np.lexsort((cluster, start, key))
    aspects = (cluster, key, start, stop, *(each[cluster] for each in words))
    return Phases(*(each[order] for each in aspects))


def _words(group: Group) -> _Words:
    """Return when posts told of each cluster, and what the first and the last of them and all said of it."""
    size, days = len(group.keys), group.mentions.published
    cluster = np.asarray(group.home)[group.nodes.node]
    bits = np.left_shift(1, group.mentions.statuses)
    statuses, opening, closing = (np.zeros(size, np.int64) for _ in range(3))
    begun, told = np.full(size, _NEVER), np.zeros(size, np.int64)
    dated = np.flatnonzero(days > 0)
    np.bitwise_or.at(statuses, cluster, bits)
    np.minimum.at(begun, cluster[dated], days[dated])
    np.maximum.at(told, cluster[dated], days[dated])
    first = dated[days[dated] == begun[cluster[dated]]]
    last = dated[days[dated] == told[cluster[dated]]]
    np.bitwise_or.at(opening, cluster[first], bits[first])
    np.bitwise_or.at(closing, cluster[last], bits[last])
    return _Words(begun, told, opening, closing, statuses)


def _shortest(group: Group, nodes: Numbers) -> Numbers:
    """Return of each cluster the node that names the fewest days, where these are few enough."""
    days, home = group.days, np.asarray(group.home)[nodes]
    long = days.stop[nodes] - days.first[nodes]
    order = np.lexsort((days.stop[nodes], days.start[nodes], long, home))
    firsts = order[firsts_of(home[order])]
    return nodes[firsts[long[firsts] <= LONGEST]]


def find_successors(told: Coded, phases: Phases) -> tuple[Numbers, Numbers]:
    """Return the pairs of phases, by place, of which by times and words the later may be the earlier."""
    size = len(phases.cluster)
    found, count = np.zeros((2, len(told.rows)), np.int64), 0
    for one in range(size):
        if phases.statuses[one] & _HAPPENED:
            continue
        for other in range(one + 1, min(one + 1 + MOST_TRIED, size)):
            if phases.key[other] != phases.key[one] or phases.first[other] > phases.first[one] + LATEST:
                break
            if _takes_place_of(phases, one, other):
                if count == found.shape[1]:
                    found = np.concatenate((found, found), 1)
                found[0, count], found[1, count] = one, other
                count += 1
    return found[0, :count], found[1, :count]


def speaking_pairs(told: Coded, ones: Numbers, others: Numbers, clusters: Clusters) -> tuple[Numbers, Numbers, Numbers]:
    """Return how much speaks for pairs of clusters being one event that was moved, and the nodes that say it best."""
    scores, nodes = np.zeros(len(ones)), np.zeros((2, len(ones)), np.int64)
    for order in range(len(ones)):
        scores[order], nodes[0, order], nodes[1, order] = _speaking(told, clusters, ones[order], others[order])
    return scores, nodes[0], nodes[1]


@rule
def _takes_place_of(phases: Phases, before: int, after: int) -> bool:
    """Return whether times and words agree: put off first and announced anew then, or both in one word."""
    if phases.first[after] <= phases.last[before] or phases.begun[after] < phases.told[before]:
        return False
    if phases.closing[before] & _POSTPONED:
        return True  # put off, and it never took place
    announces = phases.opening[after] & _POSTPONED
    return announces != 0 and phases.last[before] >= phases.begun[after] - 1


@rule
def _speaking(told: Coded, clusters: Clusters, one: int, other: int) -> tuple[float, int, int]:
    """Return the pair of nodes that speaks for two clusters best; with a score of 0 where any speaks against them."""
    best, left, right = 0.0, 0, 0
    if are_apart(clusters, one, other):
        return best, left, right
    ours = one
    while ours != END:
        theirs = other
        while theirs != END:
            weights = undated(told, ours, theirs)
            if min(weights) < 0 or forbids_move(told, ours, theirs):
                return 0.0, 0, 0
            score, first, second = total(weights) + MOVED, min(ours, theirs), max(ours, theirs)
            if score > best or (score == best and (first, second) > (left, right)):
                best, left, right = score, first, second
            theirs = clusters.following[theirs]
        ours = clusters.following[ours]
    return best, left, right
