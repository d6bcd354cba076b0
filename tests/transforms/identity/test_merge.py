from dataclasses import replace
from typing import Any

import pytest

from tests.transforms.identity.builders import (
    ACCRA,
    HALVORSEN,
    LIMA,
    MARCH,
    MINISTER,
    OWUSU,
    mention,
    on,
    paper,
    person,
    published,
)
from transforms.elements import Basis, Conflict, DateRange, Event, Genre, Kind, Mention, Place, Status
from transforms.identity.merge import merge_mentions

IMPUTED = on(6, basis=Basis.PUBLICATION)


def _merge(*mentions: Mention) -> Event:
    return merge_mentions("ev_1", mentions)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((on(4, until=6), on(5)), on(5)),
        ((IMPUTED, on(5)), on(5)),
        ((IMPUTED, on(4, until=6)), on(4, until=6)),
        ((MARCH, IMPUTED), IMPUTED),
        ((None, MARCH), MARCH),
        ((None, None), None),
    ],
)
def test_the_date_that_says_most_is_shown(dates: tuple[DateRange | None, ...], expected: DateRange | None) -> None:
    found = [mention(f"m{place}", dates=each) for place, each in enumerate(dates)]
    assert _merge(*found).dates == expected


def test_a_visit_is_dated_by_its_range() -> None:
    day, days = (mention(name, kind=Kind.VISIT, dates=each) for name, each in (("a", on(5)), ("b", on(5, until=7))))
    assert _merge(day, days).dates == on(5, until=7)


def test_a_readout_is_believed_before_remarks_and_an_announcement() -> None:
    announced = mention("a", genre=Genre.ANNOUNCEMENT, place=LIMA)
    remarks = mention("b", genre=Genre.REMARKS, place=LIMA)
    readout = mention("c", genre=Genre.READOUT)
    merged = _merge(announced, remarks, readout)
    assert merged.place == ACCRA
    assert merged.conflicts == (
        Conflict("city", "Lima", "a"),
        Conflict("country", "PER", "a"),
        Conflict("city", "Lima", "b"),
        Conflict("country", "PER", "b"),
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(Status.PLANNED, 1), (Status.HELD, None)], Status.HELD),
        ([(Status.PLANNED, 1), (Status.ONGOING, 2)], Status.ONGOING),
        ([(Status.PLANNED, 1), (Status.CANCELLED, 2)], Status.CANCELLED),
        ([(Status.POSTPONED, 1), (Status.PLANNED, 2)], Status.PLANNED),
        ([(Status.POSTPONED, 1), (Status.HELD, 2)], Status.HELD),
        ([(Status.HELD, 1), (Status.CANCELLED, 2)], Status.CANCELLED),
        ([(Status.CANCELLED, None)], Status.CANCELLED),
    ],
)
def test_what_became_of_it(told: list[tuple[Status, int | None]], expected: Status) -> None:
    found = [
        mention(f"m{place}", status=status, published_at=published(day) if day else None)
        for place, (status, day) in enumerate(told)
    ]
    assert _merge(*found).status is expected


def _told(status: Status, day: int | None, **fields: Any) -> Mention:  # noqa: ANN401  # whatever a mention has
    told = mention(f"m{day}", status=status, published_at=published(day) if day else None, **fields)
    return replace(told, genre=Genre.ANNOUNCEMENT if status is Status.PLANNED else Genre.REPORT)


@pytest.mark.parametrize(
    ("told", "day", "city"),
    [
        ([_told(Status.PLANNED, 1, dates=on(5)), _told(Status.PLANNED, 2, dates=on(9))], on(9), "Accra"),
        ([_told(Status.PLANNED, 1, dates=on(5)), _told(Status.PLANNED, 2, place=LIMA)], on(5), "Lima"),
        (
            [
                _told(Status.PLANNED, 1, dates=on(5)),
                _told(Status.POSTPONED, 2, dates=on(5)),
                _told(Status.PLANNED, 3, dates=on(20, until=22)),
            ],
            on(20, until=22),
            "Accra",
        ),
        (
            [
                _told(Status.PLANNED, 1, dates=on(5)),
                _told(Status.POSTPONED, 2),
                _told(Status.HELD, 21, dates=on(21, basis=Basis.PUBLICATION), place=LIMA),
            ],
            on(21, basis=Basis.PUBLICATION),
            "Lima",
        ),
        ([_told(Status.PLANNED, 1, dates=on(5)), _told(Status.POSTPONED, 2)], on(5), "Accra"),
    ],
)
def test_a_moved_event_shows_its_latest_day_and_place(told: list[Mention], day: DateRange, city: str) -> None:
    merged = _merge(*told)
    assert merged.place
    assert (merged.dates, merged.place.city) == (day, city)


def test_participants_are_united_with_longest_name_and_all_roles() -> None:
    short = mention("a", participants=(person("Halvorsen", "NOR", "Deputy Prime Minister"), OWUSU))
    longer = mention("b", genre=Genre.READOUT, participants=(person("Bjorn Erik Halvorsen", "NOR"),))
    plain = mention("c", participants=(HALVORSEN,))
    assert [(who.name, who.role) for who in _merge(short, longer, plain).participants] == [
        ("Bjorn Erik Halvorsen", f"{MINISTER}; Deputy Prime Minister"),
        ("Akua Owusu", MINISTER),
    ]


def test_papers_are_united_by_title_and_signed_beats_planned() -> None:
    planned = mention("a", documents=(paper("Agreement on fisheries", "planned"), paper("Plan of work")))
    signed = mention("b", documents=(paper("AGREEMENT ON FISHERIES"),))
    assert [(each.title, each.status) for each in _merge(planned, signed).documents] == [
        ("AGREEMENT ON FISHERIES", "signed"),
        ("Plan of work", "signed"),
    ]


def test_parties_bodies_and_margins_are_united() -> None:
    left = mention("a", countries=("GHA", "NOR"), organisations=("AU",))
    right = mention("b", countries=("GHA",), organisations=("UN",), sidelines_of="AU summit")
    merged = _merge(left, right)
    assert (merged.countries, merged.organisations, merged.sidelines_of) == (("GHA", "NOR"), ("AU", "UN"), "AU summit")


def test_the_venue_comes_from_whoever_gives_one() -> None:
    venue = mention("b", genre=Genre.BACKGROUND, place=Place(country="GHA", venue="Jubilee House"))
    assert _merge(mention("a"), venue).place == Place(
        city="Accra", country="GHA", latitude=5.56, longitude=-0.2, venue="Jubilee House"
    )


def test_counts_and_times_are_those_of_the_mentions() -> None:
    first = mention("b", published_at=published(2), source="wire")
    last = mention("a", published_at=published(9))
    merged = _merge(first, last, mention("c"))
    assert merged.mention_ids == ("a", "b", "c")
    assert (merged.post_count, merged.source_count) == (3, 2)
    assert (merged.first_published_at, merged.last_published_at) == (published(2), published(9))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"dates": on(5)}, "Bjørn Halvorsen – Akua Owusu, Accra, 5 Mar 2031"),
        ({"participants": (), "place": None, "dates": MARCH}, "GHA – NOR, Mar 2031"),
        ({"participants": (HALVORSEN,)}, "Bjørn Halvorsen – GHA, Accra"),
        (
            {"kind": Kind.VISIT, "participants": (HALVORSEN,), "dates": on(4, until=6)},
            "Visit of Bjørn Halvorsen to Accra, 4–6 Mar 2031",
        ),
        ({"kind": Kind.PHONE_CALL, "place": None}, "Call Bjørn Halvorsen – Akua Owusu"),
        (
            {"kind": Kind.MULTILATERAL_MEETING, "event_name": "AU  summit", "dates": on(30, until=33)},
            "AU summit, Accra, 30 Mar 2031 – 2 Apr 2031",
        ),
    ],
)
def test_the_name_says_who_where_and_when(fields: dict[str, Any], expected: str) -> None:
    assert _merge(mention(**fields)).name == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("CONSULT", "visit", "042")),
        ({"place": LIMA}, ("CONSULT", "third-party", "044")),
        ({"place": None}, ("CONSULT", None, "040")),
        ({"kind": Kind.TRILATERAL_MEETING}, ("CONSULT", "multilateral", "044")),
        ({"kind": Kind.MULTILATERAL_MEETING, "place": None}, ("CONSULT", "multilateral", "040")),
        ({"kind": Kind.PHONE_CALL}, ("CONSULT", "phone", "041")),
        ({"kind": Kind.SIGNING}, ("SUPPORT", None, "057")),
        ({"kind": Kind.STATEMENT}, ("SUPPORT", None, "019")),
        ({"kind": Kind.STATEMENT, "countries": ("NOR",)}, (None, None, "010")),
        ({"kind": Kind.CONDOLENCE}, ("SUPPORT", None, "018")),
        ({"kind": Kind.DOMESTIC_MEETING}, (None, None, None)),
    ],
)
def test_codes_for_export(fields: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    merged = _merge(mention(**fields))
    assert (merged.plover_event, merged.plover_mode, merged.cameo_code) == expected
