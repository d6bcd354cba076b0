"""Mentions without an exact day: each goes to the one dated event that fits it, or that fits it clearly best."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from transforms.identity.clues import Clues
from transforms.identity.groups import Group, Scored, best_first
from transforms.identity.vetoes import AGE_DAYS

MOST_TRIED = 200
"""Dated mentions with which one without a day is compared at most, the earliest first."""
REPORTED = 3
"""Days before a post without a day in which the event that it tells of has mostly begun."""
ANNOUNCED = 14
"""Days after such a post in which it mostly begins; ever wider stretches told fewer events apart on synthetic ones."""
CLEARLY = 1.0
"""How much more must speak for one event than for any other that fits, such as a city or most of two names."""
_LONGEST_VISIT = 40
_SLACK = 2


class _Shelf(NamedTuple):
    """Anchored nodes by day, with the day on which each begins; none lasts longer than so many days."""

    nodes: list[int]
    starts: list[int]
    clues: Clues
    longest: int

    def between(self, first: int, last: int) -> list[int]:
        """Return the nodes that begin within days, so many at most."""
        return self.nodes[bisect_left(self.starts, first) : bisect_right(self.starts, last)][:MOST_TRIED]


def attach(group: Group, anchored: list[int], loose: list[int], longest: int = _LONGEST_VISIT) -> list[int]:
    """Give each loose node to the one cluster of anchored ones, which stand by day, that fits; return the others.

    Of several that fit, to the one for which clearly more speaks. No anchored node lasts longer than so many days.
    """
    starts = [group.first_day(place) for place in anchored]
    shelf = _Shelf(anchored, starts, Clues((place, group.features(place)) for place in anchored), longest)
    chosen: dict[Scored, int] = {}
    for place in loose:
        fitting = list(best_first(_choices(group, place, shelf)))
        if fitting and (len(fitting) == 1 or fitting[0][0] >= fitting[1][0] + CLEARLY):
            chosen[fitting[0]] = place
        else:
            group.ambiguous.update((left, right) for _, left, right in fitting)
    placed = {chosen[pair] for pair in best_first(chosen) if group.join(pair[1], pair[2])}
    return [place for place in loose if place not in placed]


def _choices(group: Group, place: int, shelf: _Shelf) -> list[Scored]:
    """Return the best match in every cluster that fits a loose node.

    Of the clusters that fit a node without a day, those about the day of its post where there are any.
    """
    features = group.features(place)
    if features.span is not None:
        first, last = features.span.start.toordinal() - shelf.longest, features.span.stop.toordinal() + _SLACK
        return _fitting(group, place, shelf.between(first, last))
    first, stop = 0, len(shelf.nodes)
    if features.told_on is not None:
        told = features.told_on.toordinal()
        found = _fitting(group, place, shelf.between(told - REPORTED, told + ANNOUNCED))
        if found:
            return found
        first = bisect_left(shelf.starts, told - AGE_DAYS - shelf.longest)
        stop = bisect_right(shelf.starts, told + AGE_DAYS)
    return _fitting(group, place, islice(shelf.clues.sharing(features, first, stop), MOST_TRIED))


def _fitting(group: Group, place: int, others: Iterable[int]) -> list[Scored]:
    """Return the best match in every cluster that fits a loose node and does not forbid it."""
    best: dict[int, Scored] = {}
    forbidding: set[int] = set()
    for other in others:
        home = group.home[other]
        if home in forbidding:
            continue
        pair = group.match(place, other)
        if pair is None:
            continue
        if home not in best and not group.may_join(group.home[place], home):
            forbidding.add(home)
        elif home not in best or pair[0] > best[home][0]:
            best[home] = pair
    return list(best.values())
