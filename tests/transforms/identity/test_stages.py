from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import ACCRA, LIMA, MARCH, START, mention, on, paper, published
from transforms.elements import Basis, DateRange, Event, Genre, Kind, Mention, Stage, Status
from transforms.identity.merge import merge_mentions
from transforms.identity.phases import status_of
from transforms.identity.stages import AHEAD, overdue, stage_of, transitions

PLANNED, HELD, ONGOING, CANCELLED, POSTPONED = (
    Status.PLANNED,
    Status.HELD,
    Status.ONGOING,
    Status.CANCELLED,
    Status.POSTPONED,
)
LATE = date(2031, 6, 1)
Told = tuple[Status, int | None, dict[str, Any]]


def _plan(day: int | None = None, **fields: Any) -> Told:  # noqa: ANN401  # whatever a mention has
    return PLANNED, day, {"genre": Genre.ANNOUNCEMENT, **fields}


def _done(day: int | None = None, **fields: Any) -> Told:  # noqa: ANN401  # as above
    return HELD, day, fields


def _off(status: Status, day: int | None = None, **fields: Any) -> Told:  # noqa: ANN401  # as above
    return status, day, fields


def _mentions(told: list[Told]) -> list[Mention]:
    return [
        mention(f"m{place}", status=status, published_at=published(day) if day else None, **fields)
        for place, (status, day, fields) in enumerate(told)
    ]


def _path(*told: Told, as_of: date | None = None) -> list[tuple[str, str | None]]:
    return [(stage.value, cause) for stage, cause in transitions((), _mentions(list(told)), as_of)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([_plan(1)], Stage.ANNOUNCED),
        ([_plan(1), _plan(2)], Stage.CONFIRMED),
        ([_plan(1, dates=MARCH), _plan(2, dates=on(9))], Stage.CONFIRMED),
        ([_plan(), _plan()], Stage.CONFIRMED),
        ([_plan(1), (ONGOING, 5, {})], Stage.HELD),
        ([_done()], Stage.HELD),
        ([_done(5), _done(6)], Stage.HELD),
        ([_done(5), _done(6, source="wire")], Stage.REPORTED),
        ([_done(5), _done(6, source="wire", genre=Genre.REMARKS)], Stage.HELD),
        ([_done(5, genre=Genre.READOUT)], Stage.REPORTED),
        ([_done(5, genre=Genre.DOCUMENT)], Stage.REPORTED),
        ([_done(5, documents=(paper("Plan of work"),))], Stage.REPORTED),
        ([_done(5, documents=(paper("Plan of work", "planned"),))], Stage.HELD),
        ([_plan(1, genre=Genre.READOUT)], Stage.ANNOUNCED),
        ([_plan(1), _off(POSTPONED, 2)], Stage.POSTPONED),
        ([_plan(1), _off(CANCELLED, 2)], Stage.CANCELLED),
        ([_off(CANCELLED, 1), _plan(2)], Stage.ANNOUNCED),
        ([_plan(1), _off(CANCELLED, 2), _plan(3), _plan(4)], Stage.CONFIRMED),
        ([_off(CANCELLED, 1), _done(2)], Stage.HELD),
        ([_done(1), _off(CANCELLED, 2)], Stage.CANCELLED),
        ([_off(POSTPONED, 2), _plan(2)], Stage.POSTPONED),
        ([_plan(1, dates=on(5)), _plan(2, dates=on(9))], Stage.MOVED),
        ([_plan(1, dates=on(5)), _plan(2, dates=on(4, until=6))], Stage.CONFIRMED),
        ([_plan(1, dates=on(5)), _plan(2, dates=on(9, basis=Basis.RELATIVE))], Stage.CONFIRMED),
        ([_plan(1, dates=on(5)), _plan(1, dates=on(9))], Stage.CONFIRMED),
        ([_plan(dates=on(5)), _plan(dates=on(9))], Stage.CONFIRMED),
        ([_plan(1, place=ACCRA), _plan(2, place=LIMA)], Stage.MOVED),
        ([_plan(1, kind=Kind.VISIT, place=ACCRA), _plan(2, kind=Kind.VISIT, place=LIMA)], Stage.CONFIRMED),
        ([_plan(1, dates=on(5)), _off(POSTPONED, 2), _plan(3, dates=on(20))], Stage.MOVED),
        ([_plan(1), _off(POSTPONED, 2), _plan(3, dates=on(20))], Stage.MOVED),
        ([_plan(1), _off(POSTPONED, 2), _plan(3)], Stage.ANNOUNCED),
        ([_plan(1, dates=on(5)), _off(POSTPONED, 2), _plan(3, dates=on(5))], Stage.ANNOUNCED),
        ([_plan(1, dates=on(5)), _plan(2, dates=on(9)), _done(9)], Stage.HELD),
    ],
)
def test_how_far_an_event_has_come(told: list[Told], expected: Stage) -> None:
    assert stage_of(_mentions(told), None) is expected


@pytest.mark.parametrize("kind", list(Kind))
def test_an_event_of_any_kind_is_announced_held_and_reported(kind: Kind) -> None:
    path = _path(_plan(1, kind=kind), _done(5, kind=kind), _done(6, kind=kind, genre=Genre.READOUT))
    assert path == [("announced", "m0"), ("held", "m1"), ("reported", "m2")]


@pytest.mark.parametrize(
    ("kind", "genre", "expected"),
    [
        (Kind.STATEMENT, Genre.REMARKS, Stage.REPORTED),
        (Kind.BRIEFING, Genre.REMARKS, Stage.REPORTED),
        (Kind.PRESS_CONFERENCE, Genre.REMARKS, Stage.REPORTED),
        (Kind.PRESS_CONFERENCE, Genre.LIVE, Stage.HELD),
        (Kind.CONDOLENCE, Genre.MESSAGE, Stage.REPORTED),
        (Kind.CONGRATULATION, Genre.MESSAGE, Stage.REPORTED),
        (Kind.CONDOLENCE, Genre.REPORT, Stage.HELD),
        (Kind.BILATERAL_MEETING, Genre.REMARKS, Stage.HELD),
        (Kind.ARRIVAL, Genre.REPORT, Stage.HELD),
    ],
)
def test_what_is_only_told_as_done_begins_there(kind: Kind, genre: Genre, expected: Stage) -> None:
    assert _path(_done(5, kind=kind, genre=genre)) == [(expected.value, "m0")]


@pytest.mark.parametrize(
    ("dates", "as_of", "expected"),
    [
        (on(5), date(2031, 3, 19), Stage.ANNOUNCED),
        (on(5), date(2031, 3, 20), Stage.UNCONFIRMED),
        (on(5), None, Stage.ANNOUNCED),
        (on(5, until=7), date(2031, 3, 21), Stage.ANNOUNCED),
        (MARCH, date(2031, 4, 14), Stage.ANNOUNCED),
        (MARCH, date(2031, 4, 15), Stage.UNCONFIRMED),
        (None, LATE, Stage.ANNOUNCED),
    ],
)
def test_a_plan_of_which_nothing_follows_is_unconfirmed(
    dates: DateRange | None, as_of: date | None, expected: Stage
) -> None:
    assert stage_of(_mentions([_plan(1, dates=dates)]), as_of) is expected


def test_what_was_held_or_called_off_waits_for_nothing() -> None:
    for told in (_done(5, dates=on(5)), _off(CANCELLED, 2, dates=on(5)), _off(POSTPONED, 2, dates=on(5))):
        assert stage_of(_mentions([told]), LATE) is not Stage.UNCONFIRMED


def test_a_moved_event_waits_for_its_new_day() -> None:
    told = _mentions([_plan(1, dates=on(5)), _off(POSTPONED, 2), _plan(3, dates=on(60))])
    assert stage_of(told, START.replace(day=28)) is Stage.MOVED
    assert stage_of(told, date(2031, 6, 1)) is Stage.UNCONFIRMED


def test_every_step_names_the_post_that_brought_it() -> None:
    told = [
        _plan(1, dates=on(9)),
        _plan(2, dates=on(9)),
        _off(POSTPONED, 3),
        _plan(4, dates=on(20)),
        (ONGOING, 20, {}),
        _done(21, genre=Genre.READOUT),
        _done(22),
    ]
    assert _path(*told, as_of=LATE) == [
        ("announced", "m0"),
        ("confirmed", "m1"),
        ("postponed", "m2"),
        ("moved", "m3"),
        ("held", "m4"),
        ("reported", "m5"),
    ]


def test_posts_without_publication_are_told_last() -> None:
    assert _path(_done(), _plan(4)) == [("announced", "m1"), ("held", "m0")]


def test_time_itself_brings_the_last_step() -> None:
    assert _path(_plan(1, dates=on(5)), as_of=LATE) == [("announced", "m0"), ("unconfirmed", None)]


def test_one_more_plan_for_what_stays_unconfirmed_is_no_step() -> None:
    first, second, third = _mentions([_plan(1, dates=on(5)), _plan(2, dates=on(5)), _plan(3, dates=on(5))])
    assert transitions([first], [second, third], LATE) == ()


def test_a_wider_plan_for_what_was_given_up_is_a_step() -> None:
    first, second, third = _mentions(
        [_plan(1, dates=MARCH), _plan(2, dates=MARCH), _plan(3, dates=on(5, until=90), kind=Kind.VISIT)]
    )
    as_of = date(2031, 4, 20)
    known = [replace(each, kind=Kind.VISIT) for each in (first, second)]
    assert stage_of(known, as_of) is Stage.UNCONFIRMED
    assert transitions(known, [third], as_of) == ((Stage.CONFIRMED, "m2"),)


def test_a_report_of_what_was_given_up_is_one_step() -> None:
    first, second = _mentions([_plan(1, dates=on(5)), _done(9)])
    assert transitions([first], [second], LATE) == ((Stage.HELD, "m1"),)


def test_a_late_post_that_only_repeats_is_no_step() -> None:
    held, announced = _mentions([_done(5), _plan(1)])
    assert transitions([held], [announced], LATE) == ()


def test_thousands_of_posts_on_one_event_take_a_step_for_each_stage() -> None:
    plans = [_plan(1 + place % 20, source=f"s{place}") for place in range(1500)]
    done = [_done(25, source=f"s{place}") for place in range(1500)]
    assert [stage for stage, _ in _path(*plans, *done)] == ["announced", "confirmed", "held", "reported"]


def test_which_events_are_overdue() -> None:
    event = merge_mentions("ev_1", _mentions([_plan(1, dates=on(5))]))
    assert not overdue(event, date(2031, 3, 19))
    assert overdue(event, date(2031, 3, 20))
    assert not overdue(event, None)
    assert not overdue(replace(event, stage=Stage.HELD), LATE)
    assert not overdue(replace(event, dates=None), LATE)
    assert not overdue(replace(event, stage=Stage.UNCONFIRMED), LATE)


@st.composite
def _told(draw: st.DrawFn) -> Mention:
    return mention(
        kind=draw(st.sampled_from([Kind.BILATERAL_MEETING, Kind.VISIT, Kind.STATEMENT])),
        genre=draw(st.sampled_from([Genre.ANNOUNCEMENT, Genre.REPORT, Genre.READOUT])),
        status=draw(st.sampled_from(list(Status))),
        dates=draw(st.one_of(st.none(), st.just(MARCH), st.builds(on, st.integers(1, 40)))),
        place=draw(st.sampled_from([ACCRA, LIMA, None])),
        published_at=draw(st.one_of(st.none(), st.builds(published, st.integers(1, 28)))),
        source=draw(st.sampled_from(["ministry", "wire"])),
    )


def _numbered(found: list[Mention]) -> list[Mention]:
    return [replace(each, mention_id=f"m{place:02}", post_id=f"p{place // 2}") for place, each in enumerate(found)]


tellings = st.lists(_told(), min_size=1, max_size=9).map(_numbered)
days = st.one_of(st.none(), st.dates(date(2031, 3, 1), date(2031, 6, 1)))


@given(tellings, days, st.randoms())
def test_neither_order_nor_repetition_matters(found: list[Mention], as_of: date | None, random: Random) -> None:
    shuffled = random.sample(found, len(found)) + random.sample(found, len(found) // 2)
    assert stage_of(shuffled, as_of) is stage_of(found, as_of)
    assert status_of(shuffled) is status_of(found)


@given(tellings, days, st.integers(0, 9), st.randoms())
def test_the_steps_lead_to_the_stage_of_all(found: list[Mention], as_of: date | None, cut: int, random: Random) -> None:
    shuffled = random.sample(found, len(found))
    known, arrived = shuffled[:cut], shuffled[cut:]
    steps = transitions(known, arrived, as_of)
    begin = stage_of(known, as_of) if known else None
    assert (steps[-1][0] if steps else begin) is stage_of(found, as_of)
    assert all(one[0] is not other[0] for one, other in pairwise(steps))
    assert {cause for _, cause in steps} <= {each.mention_id for each in arrived} | {None}


@given(tellings, days)
def test_an_event_is_overdue_where_its_mentions_say_unconfirmed(found: list[Mention], as_of: date | None) -> None:
    event: Event = merge_mentions("ev_1", found)
    assert overdue(event, as_of) == (stage_of(found, as_of) is Stage.UNCONFIRMED)
    assert (event.stage in AHEAD) == (event.status is Status.PLANNED)
