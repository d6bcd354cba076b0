"""Joining the nodes of each key: first the dated by falling score, then the others."""

import numpy as np

from transforms.identity.attaching import ALWAYS, attach, clue_pairs
from transforms.identity.coded import FAMILIES
from transforms.identity.compiling import call_each
from transforms.identity.features import TRAVEL, Features
from transforms.identity.groups import Group, Pairs
from transforms.identity.numbers import Numbers, joined
from transforms.identity.spans import Sort
from transforms.identity.vetoes import NEWS_DAYS
from transforms.identity.windows import Shelf, pairs_within, shelf_of

NEIGHBOURS = 200
"""Mentions of one stretch of days that differ, up to which every one is compared with every other."""
_SLACK = 2
_LONGEST = 366
"""Days of the longest stretch that a date may leave open: a year."""
_TRAVEL = np.array(sorted(FAMILIES[family] for family in TRAVEL))


def join_alike(group: Group) -> int:
    """Cluster the nodes of each key; return how many had more neighbours than are compared."""
    days = group.days
    anchored = (days.sort == Sort.DAY) | (days.sort == Sort.IMPUTED)
    anchored |= (days.sort == Sort.RANGE) & np.isin(days.family, _TRAVEL)
    dated, crowded = _join_dated(group, np.flatnonzero(anchored))
    loose = np.flatnonzero(~anchored)
    if len(loose):
        crowded += _join_others(group, attach(group, dated, loose))
    return crowded


def is_anchored(features: Features) -> bool:
    """Return whether a mention dates its event well enough to found one; a visit is dated by its range."""
    if features.span is None:
        return False
    sort = features.span.sort
    return sort is Sort.DAY or sort is Sort.IMPUTED or (sort is Sort.RANGE and features.family in TRAVEL)


def _join_dated(group: Group, places: Numbers) -> tuple[Shelf, int]:
    """Join nodes by day and city, so that the neighbours that are compared are the likeliest."""
    shelf = shelf_of(places, group.keys, group.days.first, group.days.city)
    matches, crowded = _sweep(group, shelf, group.days.stop[shelf.nodes] + _SLACK)
    group.join_best(matches)
    return shelf, crowded


def _sweep(group: Group, shelf: Shelf, until: Numbers) -> tuple[Pairs, int]:
    """Compare each node with those that begin after it and not too late; return what was found and the crowded."""
    after = np.arange(1, len(shelf.nodes) + 1)
    _, stop = shelf.between(group.keys[shelf.nodes], until, until)
    who, place = pairs_within(after, stop, NEIGHBOURS)
    return group.compare(shelf.nodes[who], shelf.nodes[place]), int(np.sum(stop - after > NEIGHBOURS))


def _join_others(group: Group, rest: Numbers) -> int:
    """Join nodes that fit no dated one: those with days first, then the others with those, then among themselves.

    What several dated ones fitted is of none with wider days either, as that would be one more that it fits.
    """
    has_days = group.days.sort[rest] > 0
    dated, crowded = _join_dated(group, rest[has_days])
    undated = rest[~has_days]
    doubtful = np.zeros(len(group.keys), np.bool_)
    for pairs in group.ambiguous:
        doubtful[pairs.left] = doubtful[pairs.right] = True
    doubtful = doubtful[undated]
    unclaimed = undated[~doubtful]
    if len(dated.nodes) and len(unclaimed):
        unclaimed = attach(group, dated, unclaimed, _LONGEST)
    return crowded + _join_undated(group, np.concatenate((undated[doubtful], unclaimed)))


def _join_undated(group: Group, places: Numbers) -> int:
    """Join nodes without a day, by the days of their posts, else by what they have in common."""
    told_on = group.days.told_on
    is_told = told_on[places] > 0
    told = shelf_of(places[is_told], group.keys, told_on)
    near, crowded = _sweep(group, told, told_on[told.nodes] + NEWS_DAYS)
    untold = np.sort(places[~is_told])
    others, more = _compare_untold(group, told, untold)
    group.join_best(joined((near, others)))
    return crowded + more


def _compare_untold(group: Group, told: Shelf, untold: Numbers) -> tuple[Pairs, int]:
    """Compare nodes of which nobody knows when they were told with what has anything in common; return as a sweep."""
    first, stop = told.between(group.keys[untold], 0 * untold, 0 * untold + ALWAYS)
    with_told = call_each(clue_pairs, group.told, (untold, first, stop), told.nodes, NEIGHBOURS + 1)
    shelf = shelf_of(untold, group.keys, 0 * group.keys)
    begun, _ = shelf.between(group.keys[shelf.nodes], 0 * untold, 0 * untold)
    with_untold = call_each(
        clue_pairs, group.told, (shelf.nodes, begun, np.arange(len(untold))), shelf.nodes, NEIGHBOURS + 1
    )
    who, other = (np.concatenate(each) for each in zip(with_told, with_untold, strict=True))
    order = np.argsort(who, kind="stable")
    who, other = who[order], other[order]
    nth = np.arange(len(who)) - np.searchsorted(who, who)
    kept = nth < NEIGHBOURS
    return group.compare(who[kept], other[kept]), int(np.sum(nth == NEIGHBOURS))
