"""Mentions without an exact day: each goes to the one dated event that fits it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from transforms.identity.clues import Clues
from transforms.identity.groups import Group, Scored, best_first
from transforms.identity.spans import Span

MOST_TRIED = 1000
"""Dated mentions with which one without a day is compared at most, the earliest first."""
_LONGEST_VISIT = 40
_SLACK = 2


def attach(group: Group, anchored: list[int], loose: list[int]) -> list[int]:
    """Give each loose node to the one cluster of anchored ones, which stand by day, that fits; return the others."""
    starts = [group.first_day(place) for place in anchored]
    clues = Clues((place, group.features(place)) for place in anchored)
    chosen: dict[Scored, int] = {}
    for place in loose:
        span = group.features(place).span
        near = clues.sharing(group.features(place)) if span is None else _within_reach(anchored, starts, span)
        fitting = _fitting(group, place, islice(near, MOST_TRIED))
        if len(fitting) == 1:
            chosen[fitting[0]] = place
        else:
            group.ambiguous.update((left, right) for _, left, right in fitting)
    placed = {chosen[pair] for pair in best_first(chosen) if group.join(pair[1], pair[2])}
    return [place for place in loose if place not in placed]


def _within_reach(anchored: list[int], starts: list[int], span: Span) -> Iterator[int]:
    """Yield the anchored nodes whose days may be those of a span."""
    first = bisect_left(starts, span.start.toordinal() - _LONGEST_VISIT)
    yield from anchored[first : bisect_right(starts, span.stop.toordinal() + _SLACK)]


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
