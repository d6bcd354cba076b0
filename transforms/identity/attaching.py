"""Mentions without an exact day: each goes to the one dated event that fits it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice

from transforms.identity.clues import Clues
from transforms.identity.groups import Group, Scored, best_first

MOST_TRIED = 200
"""Dated mentions with which one without a day is compared at most, the earliest first."""
REPORTED = 3
"""Days before a post without a day in which the event that it tells of has mostly begun."""
ANNOUNCED = 14
"""Days after such a post in which it mostly begins; ever wider stretches told fewer events apart on synthetic ones."""
_LONGEST_VISIT = 40
_SLACK = 2


def attach(group: Group, anchored: list[int], loose: list[int]) -> list[int]:
    """Give each loose node to the one cluster of anchored ones, which stand by day, that fits; return the others."""
    starts = [group.first_day(place) for place in anchored]
    clues = Clues((place, group.features(place)) for place in anchored)
    chosen: dict[Scored, int] = {}
    for place in loose:
        fitting = _choices(group, place, anchored, starts, clues)
        if len(fitting) == 1:
            chosen[fitting[0]] = place
        else:
            group.ambiguous.update((left, right) for _, left, right in fitting)
    placed = {chosen[pair] for pair in best_first(chosen) if group.join(pair[1], pair[2])}
    return [place for place in loose if place not in placed]


def _choices(group: Group, place: int, anchored: list[int], starts: list[int], clues: Clues) -> list[Scored]:
    """Return a match in every cluster that fits a loose node, two at most.

    Of the clusters that fit a node without a day, those about the day of its post where there are any.
    """
    features = group.features(place)
    if features.span is not None:
        first, last = features.span.start.toordinal() - _LONGEST_VISIT, features.span.stop.toordinal() + _SLACK
        return _fitting(group, place, _between(anchored, starts, first, last))
    if features.told_on is not None:
        told = features.told_on.toordinal()
        found = _fitting(group, place, _between(anchored, starts, told - REPORTED, told + ANNOUNCED))
        if found:
            return found
    return _fitting(group, place, islice(clues.sharing(features), MOST_TRIED))


def _between(anchored: list[int], starts: list[int], first: int, last: int) -> list[int]:
    """Return the anchored nodes that begin within days, so many at most."""
    return anchored[bisect_left(starts, first) : bisect_right(starts, last)][:MOST_TRIED]


def _fitting(group: Group, place: int, others: Iterable[int]) -> list[Scored]:
    """Return a match in every cluster that fits a loose node, two clusters at most: a second one settles it."""
    homes: set[int] = set()
    found: list[Scored] = []
    for other in others:
        if group.home[other] in homes or group.is_pinned_apart(group.home[place], group.home[other]):
            continue
        pair = group.match(place, other)
        if pair is not None:
            homes.add(group.home[other])
            found.append(pair)
        if len(found) > 1:
            break
    return found
