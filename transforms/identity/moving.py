"""Events that were put off: the old day and the new one are one event, in phases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from transforms.elements import Status
from transforms.identity.features import Compared
from transforms.identity.groups import Group, Scored
from transforms.identity.scoring import MOVED, THRESHOLD, undated
from transforms.identity.vetoes import forbids_move

LATEST = 180
"""Days after the old date within which an event that was put off takes place: later, it is next year's."""
LONGEST = 10
"""Days that either date may leave open; who says only the month says too little."""
MOST_TRIED = 200
"""Events of one key with which one that was put off is compared at most, the next in time first."""
_HAPPENED = frozenset({Status.HELD, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class _Phase:
    """A cluster as it may move: its days as ordinals, when it was published, and what its first and last words are."""

    cluster: int
    first: int
    last: int
    begun: date
    told: date
    opening: frozenset[Status]
    closing: frozenset[Status]
    statuses: frozenset[Status]

    @property
    def is_put_off(self) -> bool:
        """Whether the last word is that the event is postponed, and it never took place."""
        return Status.POSTPONED in self.closing and self.statuses.isdisjoint(_HAPPENED)

    @property
    def announces(self) -> bool:
        """Whether its first word is that an event is postponed, so that its days are the new ones."""
        return Status.POSTPONED in self.opening


class _Move(NamedTuple):
    """Two phases of one event, whether a plan opens the later, and the pair of nodes that speaks for it best."""

    before: int
    after: int
    is_planned: bool
    pair: Scored


def join_moved(group: Group, places: Iterable[int]) -> None:
    """Make one cluster of an event that was put off and the one event that takes its place.

    Both have dates, and nothing but day and place may forbid that they are one. Where two could take the place of one,
    or one that of two, none is joined. What was put off again goes from date to date, the earliest first.
    """
    clusters = sorted({group.home[place] for place in places})
    if not any(_status_of(group, cluster, Status.POSTPONED) for cluster in clusters):
        return
    phases = sorted(filter(None, (_phase(group, cluster) for cluster in clusters)), key=_by_time)
    moves = _next(list(_moves(group, phases)))
    before, after = _counted(move.before for move in moves), _counted(move.after for move in moves)
    for move in moves:
        if before[move.before] == after[move.after] == 1 and _may_follow(group, move):
            group.move(move.before, move.after, move.pair)


def _next(moves: list[_Move]) -> list[_Move]:
    """Leave out the moves over a date that was planned instead and put off itself, as the event took that one first."""
    known = {(move.before, move.after) for move in moves}
    planned: dict[int, list[int]] = defaultdict(list)
    for move in moves:
        if move.is_planned:
            planned[move.before].append(move.after)
    return [move for move in moves if not any((between, move.after) in known for between in planned[move.before])]


def _may_follow(group: Group, move: _Move) -> bool:
    """Return whether nothing speaks against a move in the phases that the two have come to by others."""
    return _speaking(group, group.home[move.before], group.home[move.after]) is not None


def _counted(clusters: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for cluster in clusters:
        found[cluster] += 1
    return found


def _status_of(group: Group, cluster: int, status: Status) -> bool:
    return any(mention.status is status for mention in _mentions(group, cluster))


def _mentions(group: Group, cluster: int) -> Iterator[Compared]:
    for place in group.members[cluster]:
        yield from group.nodes[place].mentions


def _phase(group: Group, cluster: int) -> _Phase | None:
    """Return a cluster as it may move; None where it gives no days, or its posts none."""
    spans = [span for place in group.members[cluster] if (span := group.features(place).span)]
    published = [(day, mention.status) for mention in _mentions(group, cluster) if (day := mention.published_on)]
    if not spans or not published:
        return None
    days, first, last = min(
        (span.stop.toordinal() - span.earliest.toordinal(), span.start, span.stop) for span in spans
    )
    if days > LONGEST:
        return None
    begun, told = min(day for day, _ in published), max(day for day, _ in published)
    return _Phase(
        cluster=cluster,
        first=first.toordinal(),
        last=last.toordinal(),
        begun=begun,
        told=told,
        opening=frozenset(status for day, status in published if day == begun),
        closing=frozenset(status for day, status in published if day == told),
        statuses=frozenset(mention.status for mention in _mentions(group, cluster)),
    )


def _by_time(phase: _Phase) -> tuple[int, int]:
    return phase.first, phase.cluster


def _moves(group: Group, phases: list[_Phase]) -> Iterator[_Move]:
    """Yield every pair of phases of which the later may be the earlier at its new date."""
    for order, before in enumerate(phases):
        if not before.statuses.isdisjoint(_HAPPENED):
            continue
        for after in phases[order + 1 : order + 1 + MOST_TRIED]:
            if after.first > before.first + LATEST:
                break
            if _takes_place_of(before, after):
                pair = _speaking(group, before.cluster, after.cluster)
                if pair is not None:
                    yield _Move(before.cluster, after.cluster, not after.announces, pair)


def _takes_place_of(before: _Phase, after: _Phase) -> bool:
    """Return whether times and words agree: put off first and announced anew then, or both in one word."""
    if after.first <= before.last or after.begun < before.told:
        return False
    return before.is_put_off or (after.announces and before.last >= after.begun.toordinal() - 1)


def _speaking(group: Group, one: int, other: int) -> Scored | None:
    """Return the pair of nodes that speaks for two clusters best; None where any pair speaks against them."""
    if group.is_pinned_apart(one, other):
        return None
    best: Scored | None = None
    for ours in group.members[one]:
        for theirs in group.members[other]:
            left, right = group.features(ours), group.features(theirs)
            if forbids_move(left, right) or min(undated(left, right)) < 0:
                return None
            pair = round(sum(undated(left, right)) + MOVED, 6), min(ours, theirs), max(ours, theirs)
            best = max(best, pair) if best else pair
    return best if best and best[0] >= THRESHOLD else None
