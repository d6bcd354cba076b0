"""Joining the nodes of one key: first the dated by falling score, then the others."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import islice

from transforms.identity.attaching import attach
from transforms.identity.clues import Clues
from transforms.identity.features import TRAVEL, Features
from transforms.identity.groups import Group, Scored
from transforms.identity.spans import Sort
from transforms.identity.vetoes import AGE_DAYS, NEWS_DAYS

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
    """Join nodes that fit no dated one: by their days, by those of their posts, else by what they have in common."""
    dated = _by_day(group, (place for place in rest if group.features(place).span))
    told = sorted((day.toordinal(), place) for place in rest if (day := group.features(place).told_on))
    untold = [place for place in rest if not (group.features(place).span or group.features(place).told_on)]
    starts = [group.first_day(place) for place in dated]
    matches, crowded = _sweep(group, dated, starts, [_last_day(group, place) + _SLACK for place in dated])
    days = [day for day, _ in told]
    ordered = [place for _, place in told]
    found, more = _sweep(group, ordered, days, [day + NEWS_DAYS for day in days])
    unplaced, most = _compare_undated(group, dated, ordered, untold)
    _join(group, matches + found + unplaced)
    return crowded + more + most


def _compare_undated(group: Group, dated: list[int], told: list[int], untold: list[int]) -> tuple[list[Scored], int]:
    """Compare nodes without a day with what has anything in common with them; return as a sweep does."""
    order = {place: order for order, place in enumerate((*dated, *told, *untold))}
    starts = [group.first_day(place) for place in dated]
    clues = Clues((place, group.features(place)) for place in order)
    matches: list[Scored] = []
    crowded = 0
    for place in (*told, *untold):
        features = group.features(place)
        stretch = _about(starts, features.told_on) if features.told_on else (0, order[place])
        others = list(islice(clues.sharing(features, *stretch), NEIGHBOURS + 1))
        crowded += len(others) > NEIGHBOURS
        matches.extend(filter(None, (group.match(place, other) for other in others[:NEIGHBOURS])))
    return matches, crowded


def _about(starts: list[int], told_on: date) -> tuple[int, int]:
    """Return the stretch of those by day that lie where the event may be of which a post tells without a day."""
    told = told_on.toordinal()
    return bisect_left(starts, told - AGE_DAYS - _LONGEST), bisect_right(starts, told + AGE_DAYS)
