from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import HALVORSEN, mention, on, published
from tests.transforms.identity.strategies import mentions
from transforms.elements import Basis, Conflict, DateRange, Event, Genre, Kind, Mention, Stage, Status
from transforms.identity.merge import merge_mentions
from transforms.identity.visits import Part, is_held_by_parts, part_of, with_parts

PLAN = mention(
    "v",
    kind=Kind.VISIT,
    genre=Genre.ANNOUNCEMENT,
    status=Status.PLANNED,
    dates=on(4, until=6),
    participants=(HALVORSEN,),
    published_at=published(1),
)


def _visit(plan: Mention = PLAN, *parts: Part) -> Event:
    return with_parts(merge_mentions("ev_visit", [plan]), [plan], parts)


def _part(mention_id: str, status: Status, days: DateRange | None = None) -> Part:
    return Part(f"ev_{mention_id}", status, days, mention_id)


@pytest.mark.parametrize(
    ("own", "parts", "expected"),
    [
        (Status.PLANNED, [], (Status.PLANNED, Stage.ANNOUNCED)),
        (Status.PLANNED, [Status.PLANNED], (Status.PLANNED, Stage.ANNOUNCED)),
        (Status.PLANNED, [Status.CANCELLED], (Status.PLANNED, Stage.ANNOUNCED)),
        (Status.PLANNED, [Status.ONGOING], (Status.ONGOING, Stage.HELD)),
        (Status.PLANNED, [Status.PLANNED, Status.ONGOING, Status.HELD], (Status.HELD, Stage.HELD)),
        (Status.ONGOING, [Status.HELD], (Status.ONGOING, Stage.HELD)),
        (Status.CANCELLED, [Status.HELD], (Status.CANCELLED, Stage.CANCELLED)),
        (Status.POSTPONED, [Status.HELD], (Status.POSTPONED, Stage.POSTPONED)),
    ],
)
def test_a_planned_visit_was_held_when_a_part_was(
    own: Status, parts: list[Status], expected: tuple[Status, Stage]
) -> None:
    plan = replace(PLAN, status=own)
    event = _visit(plan, *(_part(f"m{place}", status) for place, status in enumerate(parts)))
    assert (event.status, event.stage) == expected
    assert is_held_by_parts(event, [plan]) == (own is Status.PLANNED and event.stage is Stage.HELD)


@pytest.mark.parametrize(
    ("days", "part", "expected"),
    [
        (on(4, until=6), on(3), "2031-03-03"),
        (on(4, until=6), on(7), "2031-03-07"),
        (on(4, until=6), on(3, until=4), "2031-03-03/2031-03-04"),
        (on(4), on(5), "2031-03-05"),
        (on(4, until=6), on(4), None),
        (on(4, until=6), None, None),
        (on(4, basis=Basis.PUBLICATION), on(5), None),
        (None, on(5), None),
    ],
)
def test_a_part_outside_of_the_days_of_a_visit_is_a_conflict(
    days: DateRange | None, part: DateRange | None, expected: str | None
) -> None:
    found = [_part("m1", Status.HELD, part), _part("m2", Status.PLANNED, part), _part("m3", Status.CANCELLED, on(9))]
    conflicts = (Conflict("date of a part", expected, "m1"),) if expected else ()
    assert _visit(replace(PLAN, dates=days), *found).conflicts == conflicts


def test_a_part_without_a_named_day_gives_none() -> None:
    reported = mention("m", dates=on(7, basis=Basis.PUBLICATION))
    assert part_of("ev_m", [reported]) == Part("ev_m", Status.HELD, None, "m")
    assert part_of("ev_m", [reported, mention("n", dates=on(5))]) == Part("ev_m", Status.HELD, on(5), "n")


def test_only_visits_have_parts_that_tell_of_them() -> None:
    session = replace(PLAN, kind=Kind.MULTILATERAL_MEETING)
    assert _visit(session, _part("m", Status.HELD, on(3))) == merge_mentions("ev_visit", [session])


def test_parts_that_are_gone_tell_nothing_any_more() -> None:
    held = _visit(PLAN, _part("m", Status.HELD, on(3)))
    again = with_parts(replace(held, status=Status.PLANNED, stage=Stage.ANNOUNCED), [PLAN], [])
    assert again == merge_mentions("ev_visit", [PLAN])


@given(mentions, st.randoms())
def test_neither_order_nor_repetition_of_parts_matters(found: list[Mention], random: Random) -> None:
    parts = [part_of(f"ev_{each.mention_id}", [each]) for each in found]
    shuffled = random.sample(parts, len(parts)) + random.sample(parts, len(parts) // 2)
    assert _visit(PLAN, *shuffled) == _visit(PLAN, *parts)
