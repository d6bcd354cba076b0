from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, MARCH, OWUSU, mention, on, person
from transforms.elements import Event, Kind, Place
from transforms.identity.containment import Candidate, WholeKey, candidates, parent_of, whole_keys
from transforms.identity.merge import merge_mentions

SOLBERG = person("Ingrid Solberg", "NOR", "Prime Minister")


def _event(event_id: str, **fields: Any) -> Event:  # noqa: ANN401  # whatever a mention has
    return merge_mentions(event_id, [mention(event_id, **fields)])


VISIT = _event("ev_visit", kind=Kind.VISIT, participants=(HALVORSEN,), countries=("NOR",), dates=on(4, until=6))
SUMMIT = _event(
    "ev_summit",
    kind=Kind.MULTILATERAL_MEETING,
    event_name="African Union summit",
    organisations=("AU",),
    countries=("GHA",),
    participants=(),
    dates=on(5, until=6),
)


def _parents(*events: Event) -> dict[str, str]:
    """Return who is part of what among events that all share a key."""
    return _chosen(candidates(events))


def _parents_by_key(*events: Event) -> dict[str, str]:
    """Return who is part of what among events that meet under their own keys alone."""
    groups: dict[WholeKey, list[Event]] = defaultdict(list)
    for event in events:
        for key in whole_keys(event):
            groups[key].append(event)
    return _chosen(each for group in groups.values() for each in candidates(group))


def _chosen(found: Iterable[tuple[str, Candidate]]) -> dict[str, str]:
    wholes: dict[str, list[Candidate]] = defaultdict(list)
    for child, candidate in found:
        wholes[child].append(candidate)
    parents = {child: parent_of(each) for child, each in wholes.items()}
    return {child: parent for child, parent in parents.items() if parent}


@pytest.mark.parametrize(
    "fields",
    [
        {"dates": on(5)},
        {"dates": on(3)},
        {"kind": Kind.ARRIVAL, "participants": (HALVORSEN,), "countries": ("NOR",)},
        {"kind": Kind.CEREMONY, "dates": on(6)},
        {"dates": on(5), "place": Place(city="Kumasi", country="GHA")},
        {"dates": on(5), "participants": (OWUSU,)},
    ],
)
def test_what_is_part_of_a_visit(fields: dict[str, Any]) -> None:
    part = _event("ev_part", **fields)
    assert set(whole_keys(part)) & set(whole_keys(VISIT))
    assert _parents(VISIT, part) == {"ev_part": "ev_visit"}


@pytest.mark.parametrize(
    "fields",
    [
        {"dates": on(9)},
        {"dates": MARCH},
        {"dates": on(5), "place": LIMA},
        {"dates": on(5), "place": None},
        {"dates": on(5), "participants": (SOLBERG, OWUSU)},
        {"dates": on(5), "kind": Kind.PHONE_CALL},
        {"dates": None, "place": Place(country="GHA")},
        {"dates": on(5), "countries": ("GHA", "PER"), "participants": (OWUSU,)},
    ],
)
def test_what_is_not(fields: dict[str, Any]) -> None:
    assert _parents(VISIT, _event("ev_part", **fields)) == {}


def test_of_two_visits_that_fit_as_well_neither_is_the_parent() -> None:
    other = replace(VISIT, event_id="ev_visit2", dates=on(5, until=7))
    assert _parents(VISIT, other, _event("ev_part", dates=on(5))) == {}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"participants": (HALVORSEN, OWUSU)}, "ev_visit"),
        ({"participants": (SOLBERG, OWUSU)}, "ev_premier"),
        ({"participants": (OWUSU,)}, "ev_visit"),
    ],
)
def test_of_several_visits_the_parent_shares_persons_then_is_the_shortest(
    fields: dict[str, Any], expected: str
) -> None:
    premier = replace(VISIT, event_id="ev_premier", participants=(SOLBERG,), dates=on(4, until=8))
    assert _parents(VISIT, premier, _event("ev_part", dates=on(5), **fields)) == {"ev_part": expected}


def test_a_meeting_on_the_margins_of_a_session_is_part_of_it() -> None:
    meeting = _event("ev_part", dates=on(5), sidelines_of="African Union summit")
    assert set(whole_keys(meeting)) & set(whole_keys(SUMMIT))
    assert _parents(SUMMIT, meeting) == {"ev_part": "ev_summit"}


@pytest.mark.parametrize("margins", ["African Union events", "African Union ministerial meeting"])
def test_margins_that_do_not_name_the_session_make_no_part(margins: str) -> None:
    assert _parents(SUMMIT, _event("ev_part", dates=on(5), sidelines_of=margins)) == {}


def test_a_session_comes_before_a_visit_and_more_visitors_before_fewer() -> None:
    session, visit = Candidate(0, 0, 0, "ev_z"), Candidate(2, -2, 4, "ev_b")
    assert parent_of([visit, session, session]) == "ev_z"
    assert parent_of([Candidate(2, -1, 1, "ev_a"), visit]) == "ev_b"
    assert parent_of([Candidate(2, -2, 4, "ev_a"), visit]) is None
    assert parent_of([session, Candidate(0, 0, 0, "ev_y"), visit]) == "ev_b"
    assert parent_of([]) is None


def _session(event_id: str, name: str, *bodies: str, **fields: Any) -> Event:  # noqa: ANN401  # as above
    given = {"kind": Kind.MULTILATERAL_MEETING, "countries": ("GHA",), "participants": (), **fields}
    return _event(event_id, event_name=name, organisations=bodies, **given)


WEEK = _session("ev_week", "ASEAN-related ministerial meetings", "ASEAN", dates=on(4, until=8))


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (WEEK, _session("ev_part", "ASEAN foreign ministers' meeting", "ASEAN", dates=on(5))),
        (WEEK, _session("ev_part", "ASEAN Regional Forum", "ARF", dates=on(9))),
        (WEEK, _session("ev_part", "East Asia Summit ministerial meeting", "EAS", dates=on(5, until=6))),
        (
            _session("ev_week", "UNGA High-Level Week", "UNGA", dates=on(20, until=27)),
            _session("ev_part", "United Nations conference", "UN", dates=on(21)),
        ),
        (SUMMIT, _session("ev_part", "African Union foreign ministers' meeting", "AU", dates=on(5))),
        (WEEK, _event("ev_part", dates=on(5), sidelines_of="ASEAN events")),
        (WEEK, _event("ev_part", dates=on(5), sidelines_of="the East Asia Summit")),
        (WEEK, _event("ev_part", dates=on(5), sidelines_of="ASEAN events", kind=Kind.SIGNING)),
        (
            _session("ev_forum", "Harbour Diplomacy Forum", dates=on(4, until=8)),
            _event("ev_part", dates=on(5), sidelines_of="Harbour Diplomacy Forum"),
        ),
        (
            _session("ev_forum", "Harbour Diplomacy Forum", dates=on(4, until=8)),
            _event("ev_part", dates=on(5), sidelines_of="the Harbour Forum events"),
        ),
    ],
)
def test_what_belongs_to_a_gathering(whole: Event, part: Event) -> None:
    assert _parents_by_key(whole, part) == {"ev_part": whole.event_id}


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (WEEK, _session("ev_part", "ASEAN foreign ministers' meeting", "ASEAN", dates=on(11))),
        (WEEK, _session("ev_part", "ASEAN foreign ministers' meeting", "ASEAN", dates=on(5), place=LIMA)),
        (WEEK, _session("ev_part", "ASEAN foreign ministers' meeting", "ASEAN", dates=None)),
        (WEEK, _session("ev_part", "OPEC conference", "OPEC", dates=on(5))),
        (WEEK, _event("ev_part", dates=on(5))),
        (WEEK, _event("ev_part", dates=on(5), sidelines_of="African Union summit")),
        (SUMMIT, _session("ev_part", "African Union summit on trade", "AU", dates=on(5))),
        (SUMMIT, _session("ev_part", "African Union and NATO meeting", "NATO", dates=on(5))),
        (SUMMIT, _session("ev_part", "African Union meeting on the events of May", "AU", dates=on(5, until=6))),
    ],
)
def test_what_does_not(whole: Event, part: Event) -> None:
    assert "ev_part" not in _parents_by_key(whole, part)


def test_margins_are_part_of_the_session_that_they_name_and_that_of_its_week() -> None:
    session = _session("ev_eas", "East Asia Summit ministerial meeting", "EAS", dates=on(5))
    meeting = _event("ev_part", dates=on(5), sidelines_of="East Asia Summit ministerial meeting")
    assert _parents_by_key(WEEK, session, meeting, VISIT) == {
        "ev_part": "ev_eas",
        "ev_eas": "ev_week",
    }


@pytest.mark.parametrize("margins", ["UNGA", "the 80th session of the UN General Assembly", "#UNGA"])
@pytest.mark.parametrize("name", ["UN General Assembly", "80th session of the United Nations General Assembly"])
def test_a_body_is_the_same_under_any_of_its_names(margins: str, name: str) -> None:
    assembly = _session("ev_whole", name, "UNGA", dates=on(4, until=8))
    assert _parents_by_key(assembly, _event("ev_part", dates=on(5), sidelines_of=margins)) == {"ev_part": "ev_whole"}


def test_margins_of_a_session_with_another_number_make_no_part() -> None:
    session = _session("ev_whole", "57th ASEAN foreign ministers' meeting", "ASEAN", dates=on(5))
    meeting = _event("ev_part", dates=on(5), sidelines_of="58th ASEAN foreign ministers' meeting")
    assert _parents_by_key(session, meeting) == {}


def test_of_several_sessions_margins_are_of_the_one_that_shares_most_words() -> None:
    found = [
        _session("ev_whole", "58th ASEAN foreign ministers' meeting", "ASEAN", dates=on(5)),
        _session("ev_other", "ASEAN-Norway ministerial meeting", "ASEAN", dates=on(5)),
    ]
    meeting = _event("ev_part", dates=on(5), sidelines_of="58th ASEAN foreign ministers' meeting")
    assert _parents_by_key(*found, meeting)["ev_part"] == "ev_whole"


def test_each_meeting_finds_its_visit_among_thousands() -> None:
    days = range(1, 9000, 3)
    visits = [replace(VISIT, event_id=f"ev_v{day}", dates=on(day)) for day in days]
    meetings = [_event(f"ev_m{day}", dates=on(day)) for day in days]
    assert _parents(*visits, *meetings) == {f"ev_m{day}": f"ev_v{day}" for day in days}


NAMES = (
    "ASEAN meetings",
    "ASEAN events",
    "ASEAN summit",
    "ASEAN ministerial meeting",
    "East Asia Summit",
    "Harbour Forum",
)


@st.composite
def _any_event(draw: st.DrawFn) -> Event:
    first = draw(st.integers(1, 9))
    kinds = [Kind.MULTILATERAL_MEETING, Kind.MULTILATERAL_MEETING, Kind.BILATERAL_MEETING, Kind.VISIT, Kind.ARRIVAL]
    return _event(
        "ev",
        kind=draw(st.sampled_from(kinds)),
        dates=draw(st.one_of(st.none(), st.just(MARCH), st.builds(on, st.just(first), until=st.integers(first, 12)))),
        event_name=draw(st.sampled_from([None, *NAMES])),
        sidelines_of=draw(st.sampled_from([None, *NAMES])),
        organisations=draw(st.sampled_from([(), ("ASEAN",), ("EAS",)])),
        participants=draw(st.sampled_from([(), (HALVORSEN,), (HALVORSEN, OWUSU), (SOLBERG,)])),
        place=draw(st.sampled_from([ACCRA, ACCRA, Place(country="GHA"), LIMA, None])),
    )


def _numbered(found: list[Event]) -> list[Event]:
    return [replace(each, event_id=f"ev_{place:02}") for place, each in enumerate(found)]


@given(st.lists(_any_event(), max_size=10).map(_numbered), st.randoms())
def test_parents_make_a_forest_in_which_the_whole_holds_the_days_of_its_parts(
    found: list[Event], random: Random
) -> None:
    parents = _parents_by_key(*found)
    assert parents == _parents_by_key(*random.sample(found, len(found)))
    events = {event.event_id: event for event in found}
    for child, parent in parents.items():
        ancestors = [child]
        while ancestors[-1] in parents:
            ancestors.append(parents[ancestors[-1]])
            assert ancestors[-1] not in ancestors[:-1]
        inner, outer = events[child].dates, events[parent].dates
        if inner and outer:
            assert outer.start - inner.start <= timedelta(days=1)
            assert inner.end - outer.end <= timedelta(days=1)
