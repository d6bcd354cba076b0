from typing import Any

import pytest
from hypothesis import given

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, OWUSU, mention, on, paper, person, published
from tests.transforms.identity.strategies import mentions
from transforms.elements import Basis, Conflict, Genre, Kind, Mention, Place, Status
from transforms.identity.merge import merge_mentions

PORT = Place(city="Accra", country="GHA", venue="Jubilee House")


def _conflicts(*told: Mention) -> tuple[Conflict, ...]:
    return merge_mentions("ev_1", told).conflicts


def _beside(shown: dict[str, Any], given: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what a second mention contradicts in an event that shows what the first says."""
    first = mention("a", genre=Genre.READOUT, **shown)
    return [(each.field, each.value) for each in _conflicts(first, mention("b", **given)) if each.mention_id == "b"]


@pytest.mark.parametrize(
    ("shown", "given", "expected"),
    [
        ({}, {"kind": Kind.SIGNING}, [("kind", "signing")]),
        ({"dates": on(5)}, {"dates": on(6, until=7)}, [("date", "2031-03-06/2031-03-07")]),
        ({"dates": on(5)}, {"dates": on(4, until=8)}, []),
        ({"dates": on(5)}, {"dates": on(6, basis=Basis.PUBLICATION)}, []),
        ({}, {"place": LIMA}, [("city", "Lima"), ("country", "PER")]),
        ({}, {"place": Place(country="GHA")}, []),
        ({"place": PORT}, {"place": Place(city="ACCRA", country="GHA", venue="the Jubilee House, Accra")}, []),
        (
            {"place": PORT},
            {"place": Place(city="Accra", country="GHA", venue="Peduase Lodge")},
            [("venue", "Peduase Lodge")],
        ),
        ({"kind": Kind.VISIT}, {"kind": Kind.VISIT, "place": Place(city="Kumasi", country="GHA")}, []),
        ({"event_name": "AU ministerial meeting"}, {"event_name": "AU summit"}, [("event_name", "AU summit")]),
        ({"event_name": "AU ministerial meeting"}, {"event_name": "meeting of AU foreign ministers on trade"}, []),
        ({"sidelines_of": "African Union summit"}, {"sidelines_of": "Harbour Forum"}, []),
        ({"sidelines_of": "Coast Forum"}, {"sidelines_of": "Harbour Days"}, [("sidelines_of", "Harbour Days")]),
        ({"sidelines_of": "African Union summit"}, {"sidelines_of": "the AU events"}, []),
        (
            {},
            {"participants": (person("Akua Owusu", "TGO"),)},
            [("country of Akua Owusu", "TGO")],
        ),
        ({}, {"participants": (person("Owusu", "TGO"),)}, []),
        ({}, {"participants": (OWUSU, person("Akua Owusu", "TGO"))}, []),
        ({}, {"participants": (person("Akua Owusu", None), HALVORSEN)}, []),
        ({"documents": (paper("Plan of work"),)}, {"documents": (paper("Plan of work", "planned"),)}, []),
    ],
)
def test_what_contradicts_the_shown(
    shown: dict[str, Any], given: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert _beside(shown, given) == expected


def test_a_paper_that_is_planned_after_it_was_signed_is_a_conflict() -> None:
    signed = mention("a", documents=(paper("Plan of work"),), published_at=published(5))
    planned = mention("b", documents=(paper("PLAN of Work", "planned"),), published_at=published(6))
    assert _conflicts(signed, planned) == (Conflict("documents", "PLAN of Work (planned)", "b"),)


def _told(status: Status, day: int, **fields: Any) -> Mention:  # noqa: ANN401  # whatever a mention has
    return mention(status.value, status=status, published_at=published(day), **fields)


def test_a_plan_that_was_held_is_no_conflict_and_a_cancelled_one_is() -> None:
    told = (_told(Status.PLANNED, 1), _told(Status.CANCELLED, 2), _told(Status.HELD, 3))
    assert _conflicts(*told) == (Conflict("status", "cancelled", "cancelled"),)


def test_what_was_held_is_a_conflict_where_it_was_called_off_later() -> None:
    assert _conflicts(_told(Status.HELD, 1), _told(Status.CANCELLED, 2)) == (Conflict("status", "held", "held"),)


def test_a_day_that_was_given_up_is_told_as_a_former_one() -> None:
    told = (
        _told(Status.POSTPONED, 2, dates=on(5), place=LIMA),
        _told(Status.PLANNED, 3, dates=on(20), place=ACCRA),
        _told(Status.HELD, 20, dates=on(20), place=ACCRA),
    )
    assert _conflicts(*told) == (
        Conflict("former date", "2031-03-05", "postponed"),
        Conflict("former city", "Lima", "postponed"),
        Conflict("former country", "PER", "postponed"),
    )


def test_what_was_put_off_and_held_on_another_day_is_no_conflict_of_status() -> None:
    planned, held = _told(Status.PLANNED, 1, dates=on(5)), _told(Status.HELD, 20, dates=on(20))
    former = Conflict("former date", "2031-03-05", "planned")
    assert _conflicts(planned, _told(Status.POSTPONED, 2), held) == (former,)
    assert _conflicts(planned, _told(Status.POSTPONED, 2, dates=on(20)), held) == (former,)


def test_what_was_put_off_and_held_on_its_day_is_a_conflict() -> None:
    told = _told(Status.POSTPONED, 2, dates=on(5)), _told(Status.HELD, 6, dates=on(5))
    assert _conflicts(*told) == (Conflict("status", "postponed", "postponed"),)


@given(mentions)
def test_every_conflict_names_a_mention_of_the_event(found: list[Mention]) -> None:
    if found:
        merged = merge_mentions("ev_1", found)
        assert {each.mention_id for each in merged.conflicts} <= set(merged.mention_ids)
        assert len(set(merged.conflicts)) == len(merged.conflicts)
