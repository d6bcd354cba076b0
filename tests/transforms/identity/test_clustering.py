from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, MARCH, mention, on, person, resolved
from transforms.elements import Basis, Kind, Mention, Place, Status, Verdict
from transforms.identity.clustering import Resolution
from transforms.identity.decisions import SEVERAL
from transforms.identity.joining import NEIGHBOURS

BARE = {"participants": (), "place": None}


def _partition(mentions: Iterable[Mention]) -> list[list[str]]:
    return [[each.mention_id for each in cluster.mentions] for cluster in resolved(mentions).clusters]


def test_posts_of_one_meeting_are_one_event() -> None:
    found = [
        mention("a", dates=on(5)),
        mention("b", dates=on(5), participants=()),
        mention("c", dates=on(6, basis=Basis.PUBLICATION)),
        mention("d", dates=on(4, until=6), status=Status.PLANNED),
        mention("e"),
        mention("f", dates=MARCH, participants=()),
    ]
    assert _partition(found) == [["a", "b", "c", "d", "e", "f"]]


def test_two_names_without_countries_are_one_meeting_by_name_and_day() -> None:
    names = person("Bjørn Halvorsen", None), person("Akua Owusu", None)
    others = person("Rosa Fuentes", None), person("Grace Otieno", None)
    told: dict[str, Any] = {"countries": (), "place": None}
    found = [
        mention("a", dates=on(5), participants=names, **told),
        mention("b", dates=on(5), participants=names, **told),
        mention("c", dates=on(5), participants=others, **told),
    ]
    assert _partition(found) == [["a", "b"], ["c"]]


def test_a_week_later_is_another_event() -> None:
    assert _partition([mention("a", dates=on(5)), mention("b", dates=on(12))]) == [["a"], ["b"]]


def test_two_exact_days_are_never_bridged() -> None:
    between = mention("b", dates=on(6, basis=Basis.PUBLICATION))
    found = _partition([mention("a", dates=on(5)), between, mention("c", dates=on(6))])
    assert found == [["a"], ["b", "c"]]


def test_a_post_between_two_meetings_is_of_the_one_nearest_before_it() -> None:
    post = mention("c", dates=on(8, basis=Basis.PUBLICATION))
    assert _partition([mention("a", dates=on(5)), mention("b", dates=on(7)), post]) == [["a"], ["b", "c"]]
    assert _partition([mention("a", dates=on(7)), mention("b", dates=on(5)), post]) == [["a", "c"], ["b"]]


def test_a_plan_without_a_day_is_no_meeting_that_was_before_it() -> None:
    found = [mention("a", dates=on(5)), mention("b", status=Status.PLANNED, published_on=on(20).start)]
    assert _partition(found) == [["a"], ["b"]]
    assert _partition([*found, mention("c", dates=on(40))]) == [["a"], ["b", "c"]]


def test_talks_and_the_dinner_after_them_are_two_events() -> None:
    assert _partition([mention("a", dates=on(5)), mention("b", kind=Kind.CEREMONY)]) == [["a"], ["b"]]


def test_a_mention_without_a_date_that_fits_two_events_stays_alone() -> None:
    resolution = resolved([mention("a", dates=on(5)), mention("b", dates=on(12)), mention("c")])
    assert [cluster.cluster_id for cluster in resolution.clusters] == ["a", "b", "c"]
    several = [decision for decision in resolution.decisions if decision.vetoes == (SEVERAL,)]
    assert [(each.left_mention_id, each.right_mention_id, each.decision) for each in several] == [
        ("a", "c", Verdict.VETOED),
        ("b", "c", Verdict.VETOED),
    ]


def test_the_day_of_a_post_tells_which_event_it_is_of() -> None:
    plan = mention("c", status=Status.PLANNED, published_on=on(38).start)
    found = [mention("a", dates=on(41)), mention("b", dates=on(70)), plan]
    assert _partition(found) == [["a", "c"], ["b"]]
    assert _partition([*found, mention("d", dates=on(43))]) == [["a"], ["b"], ["c"], ["d"]]


def test_what_fits_several_events_is_of_none_that_has_but_a_month() -> None:
    plan = mention("c", status=Status.PLANNED, published_on=on(1).start)
    april, may = (
        mention(name, dates=replace(MARCH, start=date(2031, month, 1), end=date(2031, month, 30)))
        for name, month in (("d", 4), ("e", 5))
    )
    assert _partition([plan, may]) == [["c", "e"]]
    assert _partition([plan, april, may]) == [["c"], ["d"], ["e"]]
    dated = mention("a", dates=on(40)), mention("b", dates=on(45))
    assert _partition([*dated, plan, may]) == [["a"], ["b"], ["c"], ["e"]]


def test_two_posts_that_fit_several_events_are_still_of_one() -> None:
    plans = [mention(name, status=Status.PLANNED, published_on=on(1).start) for name in "cd"]
    found = [mention("a", dates=on(40)), mention("b", dates=on(45)), *plans]
    assert _partition(found) == [["a"], ["b"], ["c", "d"]]


def test_a_post_of_another_month_goes_to_the_only_event_that_fits() -> None:
    assert _partition([mention("a", dates=on(5)), mention("c", published_on=on(80).start)]) == [["a", "c"]]


def test_the_city_tells_which_event_a_mention_without_a_date_is_of() -> None:
    found = [mention("a", dates=on(5)), mention("b", dates=on(12), place=LIMA), mention("c", place=LIMA)]
    assert _partition(found) == [["a"], ["b", "c"]]


def test_of_two_events_that_fit_the_clearly_better_is_chosen() -> None:
    found = [
        mention("a", dates=on(5), place=ACCRA, participants=()),
        mention("b", dates=on(12), place=ACCRA),
        mention("c", place=ACCRA),
    ]
    assert _partition(found) == [["a"], ["b", "c"]]
    slightly = replace(found[2], place=None, participants=(person("Halvorsen", "NOR"),), sidelines_of="AU summit")
    both = [replace(each, sidelines_of="AU summit", place=None) for each in found[:2]]
    assert _partition([*both, slightly]) == [["a"], ["b"], ["c"]]


def test_an_event_that_forbids_a_mention_is_none_that_fits() -> None:
    premier = person("Ingrid Solberg", "NOR", "Prime Minister")
    found = [
        mention("a", dates=on(5), participants=(premier,)),
        mention("b", dates=on(5), participants=()),
        mention("c", dates=on(9), participants=()),
        mention("d", participants=(HALVORSEN,), published_on=on(9).start),
    ]
    assert _partition(found) == [["a", "b"], ["c", "d"]]


def test_an_announced_range_goes_to_the_session_held_in_it() -> None:
    session = {"kind": Kind.MULTILATERAL_MEETING, "organisations": ("EAS",), "countries": ("NOR",)}
    planned = mention("a", dates=on(4, until=5), status=Status.PLANNED, **session)  # type: ignore[arg-type]  # three of many fields
    held = mention("b", dates=on(5), **session)  # type: ignore[arg-type]  # as above
    assert _partition([planned, held]) == [["a", "b"]]


def test_announcements_of_one_visit_are_one_event() -> None:
    visit = {"kind": Kind.VISIT, "participants": (HALVORSEN,), "countries": ("NOR",)}
    first = mention("a", dates=on(4, until=6), **visit)  # type: ignore[arg-type]  # three of many fields
    second = mention("b", dates=on(5, until=7), **visit)  # type: ignore[arg-type]  # as above
    assert _partition([first, second]) == [["a", "b"]]


def test_mentions_without_a_date_find_one_another() -> None:
    assert _partition([mention("a"), mention("b"), mention("c", place=LIMA)]) == [["a", "b"], ["c"]]


def test_the_best_evidence_is_followed_first() -> None:
    premier = person("Ingrid Solberg", "NOR", "Prime Minister")
    found = [
        mention("a", dates=on(5), participants=()),
        mention("b", dates=on(5), participants=(premier,), place=Place(country="GHA")),
        mention("c", dates=on(5), participants=(HALVORSEN,), place=ACCRA),
    ]
    assert _partition(found) == [["a", "c"], ["b"]]


def _told(resolution: Resolution) -> list[tuple[str, str, Verdict, str | None]]:
    return [
        (each.left_mention_id, each.right_mention_id, each.decision, each.event_id) for each in resolution.decisions
    ]


def test_what_came_near_to_one_event_is_told() -> None:
    found = [mention("b", dates=on(5)), mention("a", dates=on(5), participants=()), mention("c", dates=on(6))]
    assert _told(resolved(found)) == [("a", "b", Verdict.MERGED, "a"), ("b", "c", Verdict.VETOED, None)]


def test_two_runners_up_are_told() -> None:
    days = [mention(f"m{day}", dates=on(5), place=Place(city=f"City {day}", country="GHA")) for day in range(5)]
    told = _told(resolved(days))
    assert {verdict for _, _, verdict, _ in told} == {Verdict.VETOED}
    assert len(told) == 7


def test_posts_that_give_no_day_and_lie_months_apart_are_two_events() -> None:
    first, second, third = (
        replace(mention(name), published_on=on(day).start) for name, day in (("a", 1), ("b", 20), ("c", 90))
    )
    assert _partition([first, second, third]) == [["a", "b"], ["c"]]


def test_mentions_that_say_the_same_are_compared_with_the_first_alone() -> None:
    resolution = resolved(mention(f"m{number:03}", dates=on(5)) for number in range(100))
    assert len(resolution.clusters) == 1
    assert [decision.left_mention_id for decision in resolution.decisions] == ["m000"] * 99


def test_a_crowd_is_compared_within_bounds_and_counted() -> None:
    crowd = [
        replace(mention(f"m{number:03}", dates=on(5), **BARE), event_name=f"talks{number}")  # type: ignore[arg-type]  # two of many fields
        for number in range(NEIGHBOURS + 50)
    ]
    resolution = resolved(crowd)
    assert resolution.crowded == 49
    assert len(resolution.clusters) == 1
