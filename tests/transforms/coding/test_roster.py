from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import HALVORSEN, OWUSU, mention, person
from transforms.coding.roster import Roster, Sighting, build_roster, sightings, sightings_of_post, states_of
from transforms.elements import Mention
from transforms.identity.names import person_key

_NAMES = ("akua owusu", "bjorn halvorsen", "kofi owusu", "owusu")
_SEEN = st.dictionaries(
    st.tuples(
        st.sampled_from(
            [
                *(f"name|{name}|President|2031-0{month}-01" for name in _NAMES for month in (1, 7)),
                "posts|a",
                "own people|a",
                "named|a",
                "posts|b",
                "named|b",
            ]
        ),
        st.sampled_from(["GHA", "NOR", ""]),
    ),
    st.integers(min_value=1, max_value=9),
    max_size=12,
)


def _roster(*mentions: Mention) -> Roster:
    return build_roster(Counter(sight for told in mentions for sight in sightings(told)).items())


def _names(counts: dict[str, dict[str, int]]) -> Roster:
    seen: list[tuple[Sighting, int]] = []
    for name, found in counts.items():
        seen.extend(((f"name|{person_key(name)}|President|", state), count) for state, count in found.items())
    return build_roster(seen)


def test_only_people_with_office_and_country_and_what_posts_are_about_are_seen() -> None:
    told = mention(participants=(OWUSU, person("Kofi Owusu", None), person("Solveig Dahl", "NOR", role=None)))
    day = told.dates.start if told.dates else ""
    owusu = (f"name|{person_key('Akua Owusu')}|{OWUSU.role}|{told.published_on or day}", "GHA")
    assert sorted(sightings(told)) == [owusu, ("own people|ministry", "GHA"), ("own people|ministry", "NOR")]
    assert list(sightings(replace(told, is_main=False))) == [owusu]


@pytest.mark.parametrize(
    ("role", "day", "country"),
    [
        ("President", date(2031, 5, 1), "GHA"),
        ("Minister of Foreign Affairs", date(2031, 5, 1), "NOR"),
        ("President", date(2020, 5, 1), "FJI"),
        (None, date(2020, 5, 1), "FJI"),
        (None, date(2031, 5, 1), None),
        (None, None, None),
    ],
)
def test_office_and_day_tell_bearers_of_one_name_apart(role: str | None, day: date | None, country: str | None) -> None:
    seen: list[tuple[Sighting, int]] = [
        ((f"name|{person_key('Akua Owusu')}|President|2031-01-01", "GHA"), 1),
        ((f"name|{person_key('Berit Owusu')}|Minister of Foreign Affairs|2031-01-01", "NOR"), 1),
        ((f"name|{person_key('Semi Owusu')}|President|2020-01-01", "FJI"), 1),
    ]
    assert build_roster(seen).country_of("Owusu", role, day) == country


def test_a_post_shows_which_states_it_names() -> None:
    states = states_of("Kenya and the Kenyan people thank Norway and the African Union.")
    assert states == ("AU", "KEN", "NOR")
    assert sorted(sightings_of_post("a", states)) == [
        ("named|a", "AU"),
        ("named|a", "KEN"),
        ("named|a", "NOR"),
        ("posts|a", ""),
    ]


@pytest.mark.parametrize(
    ("found", "country"),
    [
        ({"GHA": 1}, "GHA"),
        ({"GHA": 4, "NOR": 1}, "GHA"),
        ({"GHA": 3, "NOR": 1}, None),
        ({"GHA": 1, "NOR": 1}, None),
    ],
)
def test_doubts_leave_a_name_out(found: dict[str, int], country: str | None) -> None:
    assert _names({"Akua Owusu": found}).country_of("Akua Owusu") == country


def test_a_family_name_is_that_of_its_only_bearer() -> None:
    assert _roster(mention()).country_of("Owusu") == "GHA"
    assert _roster(mention()).country_of("OWUSU Akua") == "GHA"
    assert _roster(mention()).country_of("Mensah") is None


@pytest.mark.parametrize(("second", "country"), [("GHA", "GHA"), ("NOR", None)])
def test_a_family_name_of_two_is_sure_only_in_one_country(second: str, country: str | None) -> None:
    roster = _roster(mention(participants=(OWUSU, person("Kofi Owusu", second))))
    assert roster.country_of("Owusu") == country
    assert roster.country_of("Kofi Owusu") == second


def test_a_name_that_holds_more_than_the_roster_does_is_unknown() -> None:
    assert _roster(mention()).country_of("Akua Owusu Mensah") is None
    assert _roster(mention()).country_of("") is None


def _home(posts: int, people: dict[str, int], named: dict[str, int]) -> str | None:
    return build_roster(
        [
            (("posts|a", ""), posts),
            *((("own people|a", state), count) for state, count in people.items()),
            *((("named|a", state), count) for state, count in named.items()),
        ]
    ).home_of("a")


@pytest.mark.parametrize(
    ("posts", "people", "named", "home"),
    [
        (10, {"GHA": 8, "NOR": 2}, {"GHA": 9, "NOR": 2}, "GHA"),
        (10, {}, {"GHA": 9, "NOR": 2}, "GHA"),
        (10, {"NOR": 2}, {"GHA": 4, "NOR": 2}, "GHA"),
        (5, {}, {"GHA": 5}, "GHA"),
        (4, {"GHA": 4}, {"GHA": 4}, None),
        (10, {"GHA": 6, "NOR": 6}, {"GHA": 6, "NOR": 6}, None),
        (10, {}, {"GHA": 5, "NOR": 4}, None),
        (10, {}, {"GHA": 3}, None),
        (10, {}, {}, None),
    ],
)
def test_a_source_has_a_home_only_where_its_posts_show_it(
    posts: int, people: dict[str, int], named: dict[str, int], home: str | None
) -> None:
    assert _home(posts, people, named) == home


@given(_SEEN, st.randoms(use_true_random=False))
def test_the_order_of_sightings_is_of_no_account(seen: dict[Sighting, int], random: object) -> None:
    shuffled = list(seen.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types its generators as object
    assert build_roster(shuffled) == build_roster(seen.items())


@given(_SEEN)
def test_counts_may_come_in_parts(seen: dict[Sighting, int]) -> None:
    parts = [(sight, 1) for sight, count in seen.items() for _ in range(count)]
    assert build_roster(parts) == build_roster(seen.items())


def test_the_people_of_one_mention_are_in_the_roster() -> None:
    roster = _roster(mention())
    assert {name: {tenure.country for tenure in tenures} for name, tenures in roster.people.items()} == {
        person_key(OWUSU.name): {"GHA"},
        person_key(HALVORSEN.name): {"NOR"},
    }
