import pickle
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.identity.builders import HALVORSEN, LIMA, mention, on, resolved
from tests.transforms.identity.memory import clusters_of, resolution_of
from tests.transforms.identity.strategies import judged, mentions
from transforms.elements import Kind, Mention, Verdict
from transforms.identity.checking import violations
from transforms.identity.clustering import Resolution
from transforms.identity.keys import candidate_key
from transforms.identity.pins import NO_PINS, Pins, linked_keys

Judged = tuple[list[Mention], Pins]
OTHER_KEY: dict[str, Any] = {"countries": ("GHA", "PER"), "participants": (), "place": LIMA}


def _same(*pairs: tuple[str, str]) -> Pins:
    return Pins(same=frozenset(pairs))


def _different(*pairs: tuple[str, str]) -> Pins:
    return Pins(different=frozenset(pairs))


def _partition(resolution: Resolution) -> list[list[str]]:
    return [[each.mention_id for each in cluster.mentions] for cluster in resolution.clusters]


def test_a_component_is_what_is_pinned_directly_or_through_others() -> None:
    pins = _same(("b", "c"), ("a", "c"), ("x", "y"))
    assert [pins.component_of(each) for each in "abcxyz"] == ["a", "a", "a", "x", "x", "z"]
    assert pins.is_joined("c")
    assert not pins.is_joined("z")


def test_what_is_apart_is_apart_from_the_whole_component() -> None:
    pins = Pins(frozenset({("a", "b")}), frozenset({("b", "c")}))
    assert pins.apart("a") == {"c"}
    assert pins.apart("c") == {"a"}
    assert pins.apart("z") == frozenset()
    assert "c" in pins
    assert "z" not in pins


def test_pins_travel() -> None:
    pins = Pins(frozenset({("a", "b")}), frozenset({("b", "c")}))
    assert pickle.loads(pickle.dumps(pins)).component_of("b") == "a"  # noqa: S301  # our own bytes
    assert not NO_PINS
    assert pins


def test_keys_are_linked_through_each_other() -> None:
    keyed = [
        ("a", ("call", "1")),
        ("b", ("call", "2")),
        ("c", ("call", "2")),
        ("d", ("call", "3")),
        ("e", ("call", "4")),
    ]
    assert linked_keys(keyed, _same(("a", "b"), ("c", "d"))) == {
        ("call", "1"): ("call", "1"),
        ("call", "2"): ("call", "1"),
        ("call", "3"): ("call", "1"),
    }


def test_what_is_pinned_the_same_is_one_event_whatever_forbids_it() -> None:
    resolution = resolved([mention("a", dates=on(5)), mention("b", dates=on(12), place=LIMA)], _same(("a", "b")))
    assert _partition(resolution) == [["a", "b"]]
    (decision,) = resolution.decisions
    assert (decision.decision, decision.event_id) == (Verdict.PINNED, "a")
    assert decision.vetoes == ("different places", "different days")


def test_what_is_pinned_different_is_two_events_whatever_speaks_for_one() -> None:
    resolution = resolved([mention("a", dates=on(5)), mention("b", dates=on(5))], _different(("a", "b")))
    assert _partition(resolution) == [["a"], ["b"]]
    (decision,) = resolution.decisions
    assert (decision.decision, decision.event_id, decision.vetoes) == (Verdict.PINNED, None, ())


def test_a_third_does_not_unite_what_is_pinned_different() -> None:
    found = [mention(name, dates=on(5)) for name in "abc"]
    assert _partition(resolved(found, _different(("a", "b")))) == [["a", "c"], ["b"]]


def test_what_one_of_a_component_allows_the_component_allows() -> None:
    found = [
        mention("a", dates=on(5)),
        mention("b", dates=on(12)),
        mention("c", dates=on(12)),
    ]
    assert _partition(resolved(found, _same(("a", "b")))) == [["a", "b", "c"]]


def test_what_matches_either_of_two_that_are_pinned_as_the_same_is_one_event_with_both() -> None:
    found = [*(mention(name, dates=on(5)) for name in "ac"), *(mention(name, dates=on(12)) for name in "bd")]
    assert _partition(resolved(found, _same(("a", "b")))) == [["a", "b", "c", "d"]]


def test_who_does_not_say_with_whom_goes_to_either_day_of_what_is_pinned_as_the_same() -> None:
    found = [*(mention(name, dates=on(5)) for name in "ac"), *(mention(name, dates=on(12)) for name in "bd")]
    partial = [
        mention(name, dates=on(day), countries=("NOR",), participants=(HALVORSEN,))
        for name, day in (("p", 5), ("q", 12))
    ]
    (cluster,) = clusters_of([*found, *partial], _same(("a", "b")))
    assert [each.mention_id for each in cluster.mentions] == list("abcdpq")


def test_what_is_pinned_as_the_same_lifts_no_veto_from_what_matches_but_one_of_the_two() -> None:
    found = [mention("a", place=None), mention("b", place=LIMA), mention("c", dates=on(5)), mention("d", dates=on(12))]
    partition = _partition(resolved(found, _same(("a", "b"))))
    assert ["c", "d"] not in [sorted(set(each) & {"c", "d"}) for each in partition]


def test_pins_unite_mentions_of_two_keys_and_nothing_else_of_them() -> None:
    ours, theirs = mention("a", dates=on(5)), mention("b", dates=on(5), **OTHER_KEY)
    near = [mention("c", dates=on(9)), mention("d", dates=on(9), **OTHER_KEY)]
    assert _partition(resolved([ours, theirs, *near], _same(("a", "b")))) == [["a", "b"], ["c"], ["d"]]


def test_a_call_pinned_to_a_meeting_without_counterpart_is_one_event() -> None:
    found = [
        mention("a", dates=on(5)),
        mention("p", kind=Kind.PHONE_CALL, dates=on(5), place=None, countries=("NOR",), participants=(HALVORSEN,)),
    ]
    assert [[each.mention_id for each in cluster.mentions] for cluster in clusters_of(found, _same(("a", "p")))] == [
        ["a", "p"]
    ]


@given(judged())
@settings(max_examples=150)
def test_pins_always_hold(given_: Judged) -> None:
    found, pins = given_
    home = {each.mention_id: cluster.cluster_id for cluster in clusters_of(found, pins) for each in cluster.mentions}
    assert sorted(home) == [each.mention_id for each in found]
    assert all(home[left] == home[right] for left, right in pins.same)
    assert all(home[left] != home[right] for left, right in pins.different)


@given(judged(), st.randoms())
@settings(max_examples=100)
def test_order_does_not_matter_with_pins_either(given_: Judged, random: Random) -> None:
    found, pins = given_
    again = random.sample(found, len(found)) + random.sample(found, len(found) // 2)
    first, second = resolution_of(found, pins), resolution_of(again, pins)
    assert set(first.clusters) == set(second.clusters)
    assert set(first.decisions) == set(second.decisions)


@given(judged())
@settings(max_examples=100)
def test_nothing_is_forbidden_in_an_event_that_people_did_not_pin(given_: Judged) -> None:
    found, pins = given_
    for cluster in clusters_of(found, pins):
        assert violations(cluster, pins) == []


@given(mentions)
@settings(max_examples=50)
def test_pins_of_others_change_nothing(found: list[Mention]) -> None:
    pins = Pins(frozenset({("x", "y")}), frozenset({("x", "z")}))
    assert resolution_of(found, pins) == resolution_of(found)


@given(judged())
@settings(max_examples=100)
def test_each_pinned_pair_that_meets_is_told_once(given_: Judged) -> None:
    found, pins = given_
    resolution = resolved(found, pins)
    told = [(each.left_mention_id, each.right_mention_id) for each in resolution.decisions]
    assert len(told) == len(set(told))
    pinned = {pair for pair, each in zip(told, resolution.decisions, strict=True) if each.decision is Verdict.PINNED}
    keys = {each.mention_id: candidate_key(each) for each in found}
    links = linked_keys(keys.items(), pins)
    assert pinned == {
        (left, right)
        for left, right in pins.same | pins.different
        if links.get(keys[left], keys[left]) == links.get(keys[right], keys[right])
    }
