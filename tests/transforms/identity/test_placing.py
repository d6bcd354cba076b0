from collections.abc import Iterable
from typing import Any

from tests.transforms.identity.builders import HALVORSEN, LIMA, MARCH, OWUSU, cluster, mention, on, person
from transforms.elements import Basis, Kind, Mention, Verdict
from transforms.identity.buckets import (
    Outline,
    cluster_buckets,
    countries_of,
    home_country,
    is_whole,
    keyed_outlines,
    partial_bucket,
)
from transforms.identity.clustering import Cluster
from transforms.identity.decisions import INDIRECT, SEVERAL
from transforms.identity.features import compared_of
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.placing import Placement, complete, place

ALONE: dict[str, Any] = {"countries": ("NOR",), "participants": (HALVORSEN,)}
CHILE = person("Rosa Fuentes", "CHL")


def _place(partial: Iterable[Mention], *clusters: Cluster, pins: Pins = NO_PINS) -> list[Placement]:
    outlines = [outline for each in clusters for _, outline in keyed_outlines(each, pins)]
    return place(map(compared_of, partial), outlines, pins)


def _homes(placements: Iterable[Placement]) -> dict[str, str]:
    return {each.mention.mention_id: each.cluster_id for each in placements}


def _ids(outline: Outline) -> tuple[str, ...]:
    return tuple(each.mention_id for each in outline.mentions)


def test_a_meeting_without_counterpart_is_not_whole() -> None:
    assert not is_whole(compared_of(mention(**ALONE)))
    assert not is_whole(compared_of(mention(kind=Kind.PHONE_CALL, **ALONE)))


def test_what_needs_no_counterpart_is_whole() -> None:
    assert is_whole(compared_of(mention()))
    assert is_whole(compared_of(mention(kind=Kind.DOMESTIC_MEETING, **ALONE)))
    assert is_whole(compared_of(mention(kind=Kind.VISIT, **ALONE)))
    assert is_whole(compared_of(mention(kind=Kind.MULTILATERAL_MEETING, organisations=("EAS",), **ALONE)))
    assert is_whole(compared_of(mention(kind=Kind.MULTILATERAL_MEETING, event_name="Donors' round table", **ALONE)))


def test_two_names_say_with_whom_where_no_country_is_known() -> None:
    strangers = person("Bjørn Halvorsen", None), person("Akua Owusu", None)
    assert is_whole(compared_of(mention(countries=(), participants=strangers)))
    assert not is_whole(compared_of(mention(countries=(), participants=strangers[:1])))
    assert not is_whole(compared_of(mention(countries=("NOR",), participants=(HALVORSEN, strangers[1]))))


def test_who_is_pinned_to_another_is_whole() -> None:
    assert is_whole(compared_of(mention("p", **ALONE)), Pins(same=frozenset({("a", "p")})))
    assert not is_whole(compared_of(mention("p", **ALONE)), Pins(different=frozenset({("a", "p")})))


def test_it_goes_to_the_only_event_that_fits() -> None:
    near = cluster(mention("a", dates=on(5))), cluster(mention("b", dates=on(8)))
    (placement,) = _place([mention("p", dates=on(5), **ALONE)], *near)
    assert (placement.cluster_id, placement.mention.mention_id) == ("a", "p")
    (decision,) = placement.decisions
    assert (decision.left_mention_id, decision.right_mention_id) == ("a", "p")
    assert (decision.decision, decision.event_id) == (Verdict.MERGED, "a")


def test_its_side_and_one_more_field_beside_the_day_are_enough() -> None:
    event = cluster(mention("a", dates=on(5)))
    posted = on(5, basis=Basis.PUBLICATION)
    assert _homes(_place([mention("p", dates=posted, **ALONE)], event)) == {"p": "a"}
    silent = mention("p", dates=posted, countries=("NOR",), participants=(), place=None)
    assert _homes(_place([silent], event)) == {"p": "p"}
    stranger = mention("p", dates=on(5), countries=("GHA",), participants=(CHILE,), place=None)
    assert _homes(_place([stranger], cluster(mention("a", dates=on(5), countries=("CHL", "NOR"))))) == {"p": "p"}


def test_it_stays_alone_where_two_fit() -> None:
    other = mention("b", dates=on(5), countries=("CHL", "NOR"), participants=(HALVORSEN, CHILE))
    (placement,) = _place([mention("p", dates=on(5), **ALONE)], cluster(mention("a", dates=on(5))), cluster(other))
    assert placement.cluster_id == "p"
    assert [decision.vetoes for decision in placement.decisions] == [(SEVERAL,), (SEVERAL,)]


def test_it_stays_alone_where_anything_in_an_event_forbids_it() -> None:
    event = cluster(mention("a", dates=on(5), place=None), mention("b", dates=on(5)))
    assert _homes(_place([mention("p", dates=on(5), place=LIMA, **ALONE)], event)) == {"p": "p"}


def test_it_does_not_go_where_people_said_it_does_not_belong() -> None:
    event = cluster(mention("a", dates=on(5)), mention("b", dates=on(5)))
    pins = Pins(different=frozenset({("b", "p")}))
    assert _homes(_place([mention("p", dates=on(5), **ALONE)], event, pins=pins)) == {"p": "p"}


def test_the_neighbour_that_people_ruled_out_is_no_rival() -> None:
    other = mention("b", dates=on(5), countries=("CHL", "NOR"), participants=(HALVORSEN, CHILE))
    clusters = cluster(mention("a", dates=on(5))), cluster(other)
    pins = Pins(different=frozenset({("b", "p")}))
    assert _homes(_place([mention("p", dates=on(5), **ALONE)], *clusters, pins=pins)) == {"p": "a"}


def test_of_two_that_forbid_each_other_the_first_stays() -> None:
    event = cluster(mention("a", dates=on(5), place=None))
    found = [mention("p", dates=on(5), **ALONE), mention("q", dates=on(5), place=LIMA, **ALONE)]
    completed = complete(event, _place(found, event))
    assert [[each.mention_id for each in done.mentions] for done in completed.clusters] == [["a", "p"], ["q"]]
    refused = [decision for decision in completed.decisions if decision.event_id is None]
    assert [(each.right_mention_id, each.decision, each.vetoes) for each in refused] == [
        ("q", Verdict.VETOED, (INDIRECT,))
    ]


def test_two_that_people_told_apart_do_not_meet_in_an_event() -> None:
    event = cluster(mention("a", dates=on(5)))
    pins = Pins(different=frozenset({("p", "q")}))
    found = [mention(name, dates=on(5), **ALONE) for name in "pq"]
    completed = complete(event, _place(found, event, pins=pins), pins)
    assert [done.cluster_id for done in completed.clusters] == ["a", "q"]


def test_who_found_no_event_is_one_of_its_own() -> None:
    lonely = mention("p", dates=on(5), **ALONE)
    assert complete(None, _place([lonely])).clusters == (cluster(lonely),)


def test_a_mention_without_a_country_or_days_looks_nowhere() -> None:
    assert partial_bucket(compared_of(mention(**ALONE))) is None
    assert partial_bucket(compared_of(mention(dates=MARCH, **ALONE))) is None
    assert partial_bucket(compared_of(mention(dates=on(5), countries=(), participants=()))) is None


def test_a_mention_and_its_event_meet_in_a_bucket() -> None:
    for day in range(1, 90):
        event = cluster(mention("a", dates=on(day, until=day + 3)), mention("b", dates=on(day + 1)))
        for other in (on(day + 1), on(day + 4, basis=Basis.PUBLICATION), on(day - 2, until=day + 2)):
            bucket = partial_bucket(compared_of(mention("p", dates=other, **ALONE)))
            assert bucket is not None
            assert bucket in cluster_buckets(event)


def test_an_event_is_in_few_buckets() -> None:
    counts = [len(cluster_buckets(cluster(mention("a", dates=on(day))))) for day in range(1, 121)]
    assert max(counts) == 4
    assert sum(counts) / len(counts) < 2.6


def test_what_can_hold_no_meeting_is_in_none() -> None:
    assert cluster_buckets(cluster(mention("a", kind=Kind.VISIT, dates=on(5)))) == ()
    assert cluster_buckets(cluster(mention("a"))) == ()


def test_an_outline_tells_what_differs_once() -> None:
    found = [mention(name, dates=on(5)) for name in "abcde"]
    assert {_ids(outline) for _, outline in keyed_outlines(cluster(*found))} == {("a",)}
    pins = Pins(different=frozenset({("b", "z")}))
    assert {_ids(outline) for _, outline in keyed_outlines(cluster(*found), pins)} == {("a", "b")}


def test_countries_are_those_of_parties_and_persons() -> None:
    assert home_country(compared_of(mention(**ALONE))) == "NOR"
    assert home_country(compared_of(mention(countries=(), participants=()))) == ""
    assert countries_of([compared_of(mention("a", countries=("NOR",), participants=(HALVORSEN, OWUSU)))]) == (
        "GHA",
        "NOR",
    )
