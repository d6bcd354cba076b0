"""Which of what was told still stands: an event that is put off or moved leaves its earlier day and city behind."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from transforms.elements import Basis, DateRange, Kind, Mention, Status
from transforms.identity.chronology import Told, told_at

CALLED_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
TOOK_PLACE = frozenset({Status.ONGOING, Status.HELD})

V = TypeVar("V", bound=Hashable)


def status_of(mentions: Iterable[Mention]) -> Status:
    """Return what became of an event: held beats planned; being called off counts unless later words say otherwise.

    Raises:
        ValueError: There are no mentions.
    """
    found = list(mentions)
    last = last_call_off(found)
    if last is None:
        return _furthest(found)
    took_place = [mention for mention in found if mention.status in TOOK_PLACE]
    if any(told_at(mention) >= told_at(last) for mention in took_place):
        return _furthest(took_place)
    later = any(mention.status is Status.PLANNED and told_at(mention) > told_at(last) for mention in found)
    return Status.PLANNED if later else last.status


def last_call_off(mentions: Iterable[Mention]) -> Mention | None:
    """Return the mention that was the last to call an event off."""
    calls = [mention for mention in mentions if mention.status in CALLED_OFF]
    return max(calls, key=_call_order) if calls else None


def standing_plans(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the plans that no later post called off."""
    found = list(mentions)
    last = last_call_off(found)
    plans = (mention for mention in found if mention.status is Status.PLANNED)
    return [mention for mention in plans if last is None or told_at(mention) > told_at(last)]


def is_moved(mentions: Iterable[Mention]) -> bool:
    """Return whether an event got another day or city, or a day after it was put off without one."""
    found = list(mentions)
    if former_dates(found) or former_places(found):
        return True
    last = last_call_off(found)
    if last is None or last.status is not Status.POSTPONED:
        return False
    before = [mention for mention in found if told_at(mention) <= told_at(last)]
    return not any(mention.dates for mention in before) and any(plan.dates for plan in standing_plans(found))


def former_dates(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the ids of the mentions whose days were given up for others.

    Those are days told before the event was called off that fit none told after, and days of a plan that fit not those
    of a later plan. A wider date fits, and where nothing tells which post came later nothing is given up.
    """
    return _former(mentions, _days, _plans_days, are_disjoint)


def former_places(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the ids of the mentions whose city was given up for another; a visit may go through several."""
    return _former(mentions, _city, _plans_city, _differ)


def are_disjoint(left: DateRange, right: DateRange) -> bool:
    """Return whether two dates have no day in common."""
    return left.end < right.start or right.end < left.start


def _former(
    mentions: Iterable[Mention],
    value_of: Callable[[Mention], V | None],
    is_plan: Callable[[Mention], bool],
    differ: Callable[[V, V], bool],
) -> frozenset[str]:
    """Return the mentions whose value an event left behind: in an earlier phase, or by a later plan in the last one."""
    found = list(mentions)
    if not _may_move(found):
        return frozenset()
    calls = sorted(told_at(mention) for mention in found if mention.status in CALLED_OFF)
    valued = [(mention, value) for mention in found if (value := value_of(mention)) is not None]
    if len({value for _, value in valued}) < 2:  # noqa: PLR2004  # nothing differs from itself
        return frozenset()
    phases = {mention.mention_id: bisect_left(calls, told_at(mention)) for mention, _ in valued}
    last = max(phases.values())
    current = {value for mention, value in valued if phases[mention.mention_id] == last}
    left = {
        mention.mention_id
        for mention, value in valued
        if phases[mention.mention_id] < last and all(differ(value, other) for other in current)
    }
    plans = [(mention, value) for mention, value in valued if phases[mention.mention_id] == last and is_plan(mention)]
    return frozenset(left | set(_overtaken(plans, differ)))


def _may_move(found: list[Mention]) -> bool:
    """Return whether there is a call off, or a plan after another: most events have neither, and cost nothing here."""
    planned = 0
    for mention in found:
        if mention.status in CALLED_OFF:
            return len(found) > 1
        planned += mention.status is Status.PLANNED
    return planned > 1


def _overtaken(plans: list[tuple[Mention, V]], differ: Callable[[V, V], bool]) -> Iterator[str]:
    """Yield the plans that differ from all that were told last."""
    if not plans:
        return
    last = max(told_at(mention) for mention, _ in plans)
    latest = {value for mention, value in plans if told_at(mention) == last}
    for mention, value in plans:
        if told_at(mention) < last and all(differ(value, other) for other in latest):
            yield mention.mention_id


def _days(mention: Mention) -> DateRange | None:
    """Return the days that a mention gives; that of its post counts where it tells of something done."""
    if mention.dates and mention.dates.basis is Basis.PUBLICATION and mention.status not in TOOK_PLACE:
        return None
    return mention.dates


def _plans_days(mention: Mention) -> bool:
    named = mention.dates is not None and mention.dates.basis is Basis.EXPLICIT
    return named and mention.status is Status.PLANNED and not told_at(mention)[0]


def _city(mention: Mention) -> str | None:
    if mention.kind is Kind.VISIT or mention.place is None or mention.place.city is None:
        return None
    return mention.place.city.casefold()


def _plans_city(mention: Mention) -> bool:
    return mention.status is Status.PLANNED and not told_at(mention)[0]


def _differ(left: str, right: str) -> bool:
    return left != right


def _furthest(found: list[Mention]) -> Status:
    statuses = {mention.status for mention in found}
    return next(status for status in _FURTHEST if status in statuses)


def _call_order(mention: Mention) -> tuple[Told, str]:
    return told_at(mention), mention.status.value


_FURTHEST = (Status.HELD, Status.ONGOING, Status.PLANNED)
