from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.matching.mentions import row, table
from transforms.identity.pins import NO_PINS, Pins
from transforms.matching.blocking import candidates
from transforms.matching.columns import columns_of
from transforms.matching.constraints import constraints_of
from transforms.matching.resolving import resolve
from transforms.matching.weights import weights

Row = dict[str, Any]


def clusters(*rows: Row, pins: Pins = NO_PINS) -> set[frozenset[str]]:
    mentions = table(*rows)
    columns, ids = columns_of(mentions), mentions["mention_id"].combine_chunks()
    found = resolve(columns, weights(), constraints_of(ids, columns, pins)).cluster
    return {
        frozenset(mention_id for mention_id, each in zip(ids.to_pylist(), found.tolist(), strict=True) if each == home)
        for home in set(found.tolist())
    }


def groups(*listed: str) -> set[frozenset[str]]:
    return {frozenset(each) for each in listed}


LATER = {"date_start": date(2024, 9, 4), "date_end": date(2024, 9, 4), "published_on": date(2024, 9, 4)}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, groups("ab")),
        ({"source": "Agency"}, groups("ab")),
        (LATER, groups("a", "b")),
        (
            {"persons": ["Igor Petrov", "Li Na"], "person_countries": ["RUS", "CHN"], "countries": ["CHN", "RUS"]},
            groups("a", "b"),
        ),
        ({"kind": "phone_call"}, groups("a", "b")),
    ],
)
def test_two_mentions_are_one_event_where_enough_agrees(other: Row, expected: set[frozenset[str]]) -> None:
    assert clusters(row("a"), row("b", **other)) == expected


@pytest.mark.parametrize(
    "slip",
    [
        {"country": "CZE", "city": None},
        {"countries": ["AUT", "CZE", "DEU"]},
        {"persons": ["Anton Berger", "Jana Dvorakova", "Vienna Graz"], "person_countries": ["AUT", "CZE", "AUT"]},
        {"date_start": date(2024, 5, 5), "date_end": date(2024, 5, 5), "date_basis": "relative"},
        {"countries": ["AUT"]},
        {"kind": "multilateral_meeting"},
    ],
)
def test_one_wrong_value_does_not_split_an_event(slip: Row) -> None:
    assert clusters(row("a"), row("b", source="Agency"), row("c", source="Wire", **slip)) == groups("abc")


def test_two_main_events_of_one_post_are_two() -> None:
    assert clusters(row("a", post_id="p"), row("b", post_id="p")) == groups("a", "b")
    assert clusters(row("a", post_id="p"), row("b", post_id="p", is_main=False)) == groups("ab")


def test_a_judgement_outweighs_all_evidence() -> None:
    same, different = Pins(same=frozenset({("a", "b")})), Pins(different=frozenset({("a", "b")}))
    assert clusters(row("a"), row("b", **LATER), pins=same) == groups("ab")
    assert clusters(row("a"), row("b"), pins=different) == groups("a", "b")


def test_a_judgement_about_what_is_not_there_says_nothing() -> None:
    assert clusters(row("a"), row("b"), pins=Pins(different=frozenset({("a", "z")}))) == groups("ab")


mention = st.fixed_dictionaries(
    {
        "city": st.sampled_from(["Vienna", "Graz", None]),
        "countries": st.sampled_from([["AUT", "CZE"], ["AUT"], ["CZE", "DEU"], []]),
        "persons": st.sampled_from([["Anton Berger", "Jana Dvorakova"], ["Berger", "Petr Novak"]]),
        "kind": st.sampled_from(["bilateral_meeting", "phone_call", "signing"]),
        "date_start": st.sampled_from([date(2024, 5, 4), date(2024, 5, 5), date(2024, 5, 20)]),
        "post_id": st.sampled_from(["p", "q", "r", "s"]),
    }
).map(lambda found: {**found, "date_end": found["date_start"], "published_on": found["date_start"]})


@given(st.lists(mention, max_size=12), st.randoms())
def test_clusters_do_not_depend_on_the_order(found: list[Row], random: Random) -> None:
    rows = [row(f"m{place:02}", **each) for place, each in enumerate(found)]
    assert clusters(*random.sample(rows, len(rows))) == clusters(*rows)


def test_mentions_meet_where_they_share_any_key() -> None:
    others = {
        "countries": ["BEL", "FRA"],
        "persons": ["Marc Dubois"],
        "person_countries": ["FRA"],
        "city": "Paris",
        "words": [],
    }
    columns = columns_of(table(row("a"), row("b", **others), row("c", **others | {"city": "Vienna"})))
    left, right = candidates(columns)
    assert sorted(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 2), (1, 2)]


def test_no_mention_meets_none() -> None:
    columns = columns_of(table())
    assert [len(each) for each in candidates(columns)] == [0, 0]
    assert (
        resolve(
            columns, weights(), constraints_of(table()["mention_id"].combine_chunks(), columns, NO_PINS)
        ).cluster.tolist()
        == []
    )


def test_mentions_far_apart_do_not_meet() -> None:
    left, _ = candidates(columns_of(table(row("a"), row("b", **LATER))))
    assert np.array_equal(left, [])
