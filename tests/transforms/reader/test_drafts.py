from dataclasses import replace

import numpy as np
import pytest

from transforms.elements import Genre, Kind, Status
from transforms.reader.candidates import Candidate, Slot
from transforms.reader.drafts import Draft, fill, merge

_DRAFT = Draft(
    start=0, stop=3, sure=0.9, kind=Kind.VISIT, status=Status.PLANNED, genre=Genre.ANNOUNCEMENT, main=0.9,
    fillers=dict.fromkeys(Slot, ()),
)  # fmt: skip
_NONE, _SHARED, _OWN = (0.9, 0.1, 0.0), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)
_PEOPLE = {"kamau": 0, "salas": 1, "ruiz": 2}

Given = tuple[Slot, str, tuple[float, float, float]]


def _events(*given: Given) -> list[dict[str, list[str]]]:
    """Return what fills the slots of each event of one trigger; candidates stand ten characters apart."""
    candidates = [Candidate(slot, 10 * i, 10 * i + 5, value) for i, (slot, value, _) in enumerate(given)]
    persons = [_PEOPLE.get(candidate.value) for candidate in candidates]
    links = np.array([link for _, _, link in given], np.float32)
    return [
        {slot.name: [f.candidate.value for f in fillers] for slot, fillers in event.fillers.items() if fillers}
        for event in fill(_DRAFT, candidates, persons, links)
    ]


@pytest.mark.parametrize(
    ("given", "events"),
    [
        ([(Slot.PLACE, "Oslo", _SHARED), (Slot.DATE, "3 May", _NONE)], [{"PLACE": ["Oslo"]}]),
        ([(Slot.PERSON, "kamau", _SHARED), (Slot.PERSON, "salas", _SHARED)], [{"PERSON": ["kamau", "salas"]}]),
        ([(Slot.PERSON, "unknown", _SHARED)], [{}]),
        # The surest of two words for one thing stands for it.
        ([(Slot.PARTY, "KEN", (0.4, 0.6, 0.0)), (Slot.PARTY, "KEN", _SHARED)], [{"PARTY": ["KEN"]}]),
        # One candidate that fills one of several events: the others are not told, so there is one.
        ([(Slot.PERSON, "kamau", _OWN)], [{"PERSON": ["kamau"]}]),
    ],
)
def test_what_fills_a_slot_is_more_likely_than_not(given: list[Given], events: list[dict[str, list[str]]]) -> None:
    assert _events(*given) == events


def test_separate_calls_are_one_event_for_each_who_is_called() -> None:
    assert _events(
        (Slot.PERSON, "kamau", _SHARED), (Slot.PERSON, "salas", _OWN), (Slot.PERSON, "ruiz", _OWN)
    ) == [{"PERSON": ["kamau", "salas"]}, {"PERSON": ["kamau", "ruiz"]}]  # fmt: skip


def test_each_stop_of_a_journey_has_the_nearest_of_its_days() -> None:
    assert _events(
        (Slot.PERSON, "kamau", _SHARED),
        (Slot.PLACE, "Oslo", _OWN),
        (Slot.DATE, "3 May", _OWN),
        (Slot.PLACE, "Lima", _OWN),
        (Slot.DATE, "5 May", _OWN),
    ) == [
        {"PERSON": ["kamau"], "PLACE": ["Oslo"], "DATE": ["3 May"]},
        {"PERSON": ["kamau"], "PLACE": ["Lima"], "DATE": ["5 May"]},
    ]


def _event(start: int, **slots: str) -> Draft:
    candidates = [(Slot[name], Candidate(Slot[name], 0, 1, value)) for name, value in slots.items()]
    links = np.array([_SHARED] * len(candidates), np.float32).reshape(-1, 3)
    persons = [_PEOPLE.get(candidate.value) for _, candidate in candidates]
    [event] = fill(replace(_DRAFT, start=start), [candidate for _, candidate in candidates], persons, links)
    return event


def test_an_event_that_is_named_again_is_one() -> None:
    first, again = _event(0, PERSON="kamau", DATE="3 May"), replace(_event(50, PERSON="kamau"), sure=0.6)
    assert merge([again, first]) == [replace(first, is_main=True)]


@pytest.mark.parametrize(
    "other",
    [
        _event(50, PERSON="salas"),
        _event(50, PERSON="kamau", DATE="4 May"),
        replace(_event(50, PERSON="kamau"), kind=Kind.PHONE_CALL),
    ],
)
def test_what_has_others_or_another_day_or_kind_is_another_event(other: Draft) -> None:
    first = _event(0, PERSON="kamau", DATE="3 May")
    assert [event.start for event in merge([other, first])] == [first.start, other.start]


def test_what_a_post_is_about_comes_first() -> None:
    passing, main = replace(_event(0, PERSON="kamau"), main=0.2), _event(50, PERSON="salas")
    assert [(event.start, event.is_main) for event in merge([passing, main])] == [(50, True), (0, False)]


@pytest.mark.parametrize(("likely", "mains"), [(0.9, [True, False]), (0.97, [True, True])])
def test_a_post_is_about_a_second_event_only_where_that_is_all_but_certain(likely: float, mains: list[bool]) -> None:
    first, second = replace(_event(0, PERSON="kamau"), main=0.98), replace(_event(50, PERSON="salas"), main=likely)
    assert [event.is_main for event in merge([first, second])] == mains
