from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, OWUSU, mention, person
from transforms.coding.roster import Roster, Tenure
from transforms.coding.settling import home_of, settle, unsettle
from transforms.elements import Genre, Kind, Mention, Participant, Place
from transforms.identity.names import person_id, person_key

EMPTY = Roster({}, {}, {})
AT_HOME = Roster({}, {"ministry": "GHA"}, {})
_SEEN = (Tenure("GHA", "Minister of Foreign Affairs", None, None, 1),)
KNOWN = Roster({person_key("Akua Owusu"): _SEEN}, {}, {person_key("Owusu"): (person_key("Akua Owusu"),)})
FREITAS = Participant(person_id=person_id("Freitas", None), name="Freitas", role="Secretary-General", organisation="UN")
_PEOPLE = (
    OWUSU,
    HALVORSEN,
    FREITAS,
    person("Owusu", None),
    person("Solveig Dahl", None, role=None),
    person("Ines Rojas", "PER"),
    person("Rojas", None, role="Secretary-General of the United Nations"),
    person("Dahl", None, role="Counterpart"),
)
_MENTIONS = st.builds(
    mention,
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.DOMESTIC_MEETING]),
    genre=st.sampled_from(list(Genre)),
    place=st.sampled_from([None, ACCRA, LIMA]),
    participants=st.lists(st.sampled_from(_PEOPLE), max_size=4, unique=True).map(tuple),
    countries=st.lists(st.sampled_from(["GHA", "NOR", "PER", "KEN"]), max_size=4, unique=True).map(sorted).map(tuple),
    organisations=st.sampled_from([(), ("ASEAN",)]),
    source=st.sampled_from(["ministry", "other", "Norway's ministry"]),
)
_ROSTERS = st.sampled_from([EMPTY, AT_HOME, KNOWN, Roster({}, {"ministry": "ASEAN"}, {})])


@given(_MENTIONS, _ROSTERS)
def test_settling_twice_is_settling_once(told: Mention, roster: Roster) -> None:
    once = settle(told, roster)
    assert settle(once, roster) == once


def test_settling_a_domestic_meeting_twice_is_settling_it_once() -> None:
    told = mention(kind=Kind.DOMESTIC_MEETING, countries=("NOR",), participants=(HALVORSEN,))
    once = settle(told, AT_HOME)
    assert settle(once, AT_HOME) == once


@given(_MENTIONS, _ROSTERS)
def test_what_was_supplied_can_be_taken_back(told: Mention, roster: Roster) -> None:
    assert unsettle(settle(told, roster)) == told


@given(_MENTIONS, _ROSTERS, _ROSTERS)
def test_what_an_earlier_roster_supplied_leaves_no_trace(told: Mention, earlier: Roster, roster: Roster) -> None:
    assert settle(settle(told, earlier), roster) == settle(told, roster)


@given(_MENTIONS, _ROSTERS)
def test_settling_takes_nothing_away(told: Mention, roster: Roster) -> None:
    settled = settle(told, roster)
    assert set(told.countries) <= set(settled.countries)
    assert list(settled.countries) == sorted(set(settled.countries))
    assert [person.name for person in settled.participants] == [person.name for person in told.participants]
    known = [(old, new) for old, new in zip(told.participants, settled.participants, strict=True) if old.country]
    assert all(old == new for old, new in known)


@pytest.mark.parametrize(
    ("countries", "people", "kind"),
    [
        (("GHA", "NOR"), (), Kind.BILATERAL_MEETING),
        (("GHA", "NOR", "PER"), (), Kind.TRILATERAL_MEETING),
        (("GHA", "KEN", "NOR", "PER"), (), Kind.MULTILATERAL_MEETING),
        (("GHA",), (OWUSU,), Kind.BILATERAL_MEETING),
        (("GHA",), (OWUSU, person("Kofi Mensah", "GHA")), Kind.DOMESTIC_MEETING),
        (("GHA",), (OWUSU, person("Solveig Dahl", None)), Kind.BILATERAL_MEETING),
        (("GHA",), (OWUSU, FREITAS), Kind.BILATERAL_MEETING),
        (("GHA", "NOR"), (OWUSU, HALVORSEN, FREITAS), Kind.TRILATERAL_MEETING),
    ],
)
def test_the_sides_make_the_kind(countries: tuple[str, ...], people: tuple[Participant, ...], kind: Kind) -> None:
    assert settle(mention(countries=countries, participants=people), EMPTY).kind is kind


def test_one_side_is_all_of_it_only_in_a_feed_of_its_own() -> None:
    """Elsewhere a post that names one side has left the other out."""
    told = mention(countries=("GHA",), participants=(OWUSU,))
    assert settle(told, AT_HOME).kind is Kind.DOMESTIC_MEETING
    assert settle(told, EMPTY).kind is Kind.BILATERAL_MEETING
    assert settle(replace(told, place=None), AT_HOME).kind is Kind.DOMESTIC_MEETING


def test_abroad_one_side_is_half_of_it_in_any_feed() -> None:
    told = mention(countries=("GHA",), participants=(OWUSU,), place=LIMA)
    assert settle(told, AT_HOME).kind is Kind.BILATERAL_MEETING


@pytest.mark.parametrize("kind", [Kind.PHONE_CALL, Kind.SIGNING, Kind.MULTILATERAL_MEETING, Kind.VISIT])
def test_other_kinds_stay_whatever_the_sides(kind: Kind) -> None:
    assert settle(mention(kind=kind, countries=("GHA", "NOR", "PER"), participants=()), EMPTY).kind is kind


def test_a_bare_name_gets_the_country_that_other_posts_give() -> None:
    settled = settle(mention(countries=("NOR",), participants=(HALVORSEN, person("Owusu", None))), KNOWN)
    assert settled.participants[1] == person("Owusu", "GHA")
    assert settled.countries == ("GHA", "NOR")


def test_an_office_without_a_country_is_of_the_state_of_the_source() -> None:
    settled = settle(mention(countries=("NOR",), participants=(person("Owusu", None), HALVORSEN)), AT_HOME)
    assert settled.participants[0] == person("Owusu", "GHA")


@pytest.mark.parametrize(
    ("kind", "place", "country"),
    [
        (Kind.VISIT, ACCRA, None),
        (Kind.ARRIVAL, ACCRA, None),
        (Kind.VISIT, LIMA, "GHA"),
        (Kind.DEPARTURE, ACCRA, "GHA"),
        (Kind.BILATERAL_MEETING, ACCRA, "GHA"),
    ],
)
def test_who_comes_to_the_state_of_the_source_may_be_of_any(kind: Kind, place: Place, country: str | None) -> None:
    told = mention(
        kind=kind, place=place, countries=(), participants=(person("Solveig Dahl", None),), source="ministry"
    )
    assert settle(told, AT_HOME).participants[0].country == country


@pytest.mark.parametrize("role", [None, "Counterpart"])
def test_who_has_no_office_of_the_state_stays_open(role: str | None) -> None:
    bare = person("Dahl", None, role=role)
    settled = settle(mention(countries=("GHA",), participants=(OWUSU, bare)), AT_HOME)
    assert settled.participants[1] == bare
    assert settled.kind is Kind.BILATERAL_MEETING


def test_an_office_of_a_body_is_of_that_body() -> None:
    chief = person("Freitas", None, role="Secretary-General of the United Nations")
    settled = settle(mention(countries=("GHA",), participants=(OWUSU, chief)), AT_HOME)
    assert settled.participants[1] == replace(chief, organisation="UN")
    assert settled.organisations == ("UN",)


@pytest.mark.parametrize(("role", "body"), [("Secretary-General", "ASEAN"), ("Minister of Health", None)])
def test_the_channel_of_a_body_gives_its_officers_that_body(role: str, body: str | None) -> None:
    rojas = person("Rojas", None, role=role)
    settled = settle(mention(countries=("GHA",), participants=(OWUSU, rojas)), Roster({}, {"ministry": "ASEAN"}, {}))
    assert settled.participants[1] == replace(rojas, organisation=body)
    assert settled.countries == ("GHA",)


@pytest.mark.parametrize(("role", "country"), [("Ambassador", "KEN"), ("Minister of Health", None)])
def test_an_embassy_gives_its_diplomats_its_state(role: str, country: str | None) -> None:
    told = mention(countries=(), participants=(person("Rojas", None, role=role),), source="Embassy of Kenya in Ghana")
    assert settle(told, EMPTY).participants[0].country == country


@pytest.mark.parametrize(
    ("kind", "countries", "expected"),
    [
        (Kind.BILATERAL_MEETING, ("NOR",), ("GHA", "NOR")),
        (Kind.PHONE_CALL, ("NOR",), ("GHA", "NOR")),
        (Kind.CONDOLENCE, ("NOR",), ("GHA", "NOR")),
        (Kind.CONDOLENCE, (), ("GHA",)),
        (Kind.STATEMENT, (), ("GHA",)),
        (Kind.STATEMENT, ("NOR",), ("NOR",)),
        (Kind.BILATERAL_MEETING, ("GHA",), ("GHA",)),
        (Kind.BILATERAL_MEETING, ("NOR", "PER"), ("NOR", "PER")),
        (Kind.MULTILATERAL_MEETING, ("NOR",), ("NOR",)),
    ],
)
def test_a_ministry_leaves_out_its_own_side(kind: Kind, countries: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert settle(mention(kind=kind, countries=countries, participants=()), AT_HOME).countries == expected


def test_an_event_that_is_only_referred_to_is_not_of_the_source() -> None:
    told = replace(mention(countries=("NOR",), participants=()), is_main=False)
    assert settle(told, AT_HOME).countries == ("NOR",)


def test_the_next_briefing_is_of_the_source() -> None:
    told = mention(kind=Kind.BRIEFING, countries=(), participants=(), genre=Genre.ANNOUNCEMENT)
    assert settle(replace(told, is_main=False), AT_HOME).countries == ("GHA",)


@pytest.mark.parametrize(
    ("organisations", "countries"), [((), ("GHA", "NOR")), (("ASEAN",), ("NOR",))], ids=["country", "organisation"]
)
def test_the_host_is_a_party_of_a_visit_to_a_country(
    organisations: tuple[str, ...], countries: tuple[str, ...]
) -> None:
    told = mention(
        kind=Kind.VISIT, countries=("NOR",), participants=(HALVORSEN,), organisations=organisations, place=ACCRA
    )
    assert settle(told, EMPTY).countries == countries


def test_going_to_a_session_at_home_is_no_visit() -> None:
    told = mention(kind=Kind.VISIT, countries=("GHA",), participants=(OWUSU,), organisations=("AU",), place=ACCRA)
    assert settle(told, EMPTY).kind is Kind.MULTILATERAL_MEETING


@pytest.mark.parametrize(
    ("source", "home"),
    [
        ("Embassy of Kenya", "KEN"),
        ("Ministry of Foreign Affairs of Norway", "NOR"),
        ("ministry", "GHA"),
        ("Kenya and Norway", None),
        ("President of Kenya (English)", "KEN"),
        ("Telegram, Kenyan foreign ministry, English page", "KEN"),
        ("Embassy of Kenya in Norway", "KEN"),
        ("British Embassy Oslo (X)", "GBR"),
        ("Kenya High Commission, Singapore", "KEN"),
        ("X kenya_embassy_uk", "KEN"),
        ("X @KenyanPM", "KEN"),
        ("mfa.gov.ua", "UKR"),
        ("www.gov.uk", "GBR"),
        ("ASEAN Secretariat", "ASEAN"),
        ("worldnews.com", None),
    ],
)
def test_a_source_is_of_the_state_it_names_itself_by_or_its_posts_show(source: str, home: str | None) -> None:
    assert home_of(source, AT_HOME) == home
