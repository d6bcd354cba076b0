"""Joining the nodes of one key: first the dated by falling score, then the others."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice

from transforms.identity.attaching import attach
from transforms.identity.clues import Clues
from transforms.identity.features import TRAVEL, Features
from transforms.identity.groups import Group, Scored
from transforms.identity.spans import Sort
from transforms.identity.vetoes import NEWS_DAYS

NEIGHBOURS = 200
"""Mentions of one stretch of days that differ, up to which every one is compared with every other."""
_SLACK = 2
_LONGEST = 366
"""Days of the longest stretch that a date may leave open: a year."""


def join_alike(group: Group, places: list[int]) -> int:
    """Cluster the nodes of one key; return how many had more neighbours than are compared."""
    if len(places) == 1:
        return 0
    anchored = _by_day(group, (place for place in places if is_anchored(group.features(place))))
    loose = [place for place in places if not is_anchored(group.features(place))]
    crowded = _join_dated(group, anchored)
    if not loose:
        return crowded
    return crowded + _join_others(group, attach(group, anchored, loose) if anchored else loose)


def is_anchored(features: Features) -> bool:
    """Return whether a mention dates its event well enough to found one; a visit is dated by its range."""
    if features.span is None:
        return False
    sort = features.span.sort
    return sort is Sort.DAY or sort is Sort.IMPUTED or (sort is Sort.RANGE and features.family in TRAVEL)


def _by_day(group: Group, places: Iterable[int]) -> list[int]:
    """Order nodes by day and city, so that the neighbours that are compared are the likeliest."""
    keyed = sorted((group.first_day(place), group.features(place).city or "", place) for place in places)
    return [place for _, _, place in keyed]


def _join_dated(group: Group, ordered: list[int]) -> int:
    """Join nodes that stand by day; return how many had too many neighbours."""
    starts = [group.first_day(place) for place in ordered]
    matches, crowded = _sweep(group, ordered, starts, [_last_day(group, place) + _SLACK for place in ordered])
    _join(group, matches)
    return crowded


def _last_day(group: Group, place: int) -> int:
    span = group.features(place).span
    return span.stop.toordinal() if span else 0


def _sweep(group: Group, ordered: list[int], starts: list[int], until: list[int]) -> tuple[list[Scored], int]:
    """Compare each node with those that begin after it and not too late; return the matches and the crowded."""
    matches: list[Scored] = []
    crowded = 0
    for order, place in enumerate(ordered):
        last = bisect_right(starts, until[order], order + 1)
        crowded += last > order + 1 + NEIGHBOURS
        for other in ordered[order + 1 : min(last, order + 1 + NEIGHBOURS)]:
            pair = group.match(place, other)
            if pair is not None:
                matches.append(pair)
    return matches, crowded


def _join(group: Group, matches: Iterable[Scored]) -> None:
    for _, left, right in sorted(matches, key=group.rank):
        group.join(left, right)


def _join_others(group: Group, rest: list[int]) -> int:
    """Join nodes that fit no dated one: those with days first, then the others with those, then among themselves.

    What several dated ones fitted is of none with wider days either, as that would be one more that it fits.
    """
    dated = _by_day(group, (place for place in rest if group.features(place).span))
    starts = [group.first_day(place) for place in dated]
    matches, crowded = _sweep(group, dated, starts, [_last_day(group, place) + _SLACK for place in dated])
    _join(group, matches)
    doubtful = {place for pair in group.ambiguous for place in pair}
    undated = [place for place in rest if group.features(place).span is None]
    unclaimed = [place for place in undated if place not in doubtful]
    if dated and unclaimed:
        unclaimed = attach(group, dated, unclaimed, _LONGEST)
    return crowded + _join_undated(group, doubtful.intersection(undated).union(unclaimed))


def _join_undated(group: Group, places: Iterable[int]) -> int:
    """Join nodes without a day, by the days of their posts, else by what they have in common."""
    found = list(places)
    told = sorted((day.toordinal(), place) for place in found if (day := group.features(place).told_on))
    untold = sorted(place for place in found if group.features(place).told_on is None)
    days = [day for day, _ in told]
    ordered = [place for _, place in told]
    matches, crowded = _sweep(group, ordered, days, [day + NEWS_DAYS for day in days])
    others, more = _compare_untold(group, ordered, untold)
    _join(group, matches + others)
    return crowded + more


def _compare_untold(group: Group, told: list[int], untold: list[int]) -> tuple[list[Scored], int]:
    """Compare nodes of which nobody knows when they were told with what has anything in common; return as a sweep."""
    order = {place: order for order, place in enumerate((*told, *untold))}
    clues = Clues((place, group.features(place)) for place in order)
    matches: list[Scored] = []
    crowded = 0
    for place in untold:
        others = list(islice(clues.sharing(group.features(place), 0, order[place]), NEIGHBOURS + 1))
        crowded += len(others) > NEIGHBOURS
        matches.extend(filter(None, (group.match(place, other) for other in others[:NEIGHBOURS])))
    return matches, crowded
