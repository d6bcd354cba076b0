import pytest

from tests.warehouse.evaluation.building import telling
from warehouse.evaluation.found import Found, FoundPost
from warehouse.evaluation.gold import Gold, GoldPair, GoldPost, Lines
from warehouse.evaluation.measures import Measure
from warehouse.evaluation.mistakes import Fault, Mistake
from warehouse.evaluation.scoring import Evaluation, evaluate
from warehouse.evaluation.slots import Person, Telling


def _texts(**told: list[Telling]) -> Gold:
    return Gold(tuple(GoldPost(name, None, None, tuple(each)) for name, each in told.items()), None, segmented=False)


def _found(**told: list[Telling]) -> Found:
    posts = tuple(FoundPost(f"po_{name}", name, "a.jsonl", 1, 1) for name in told)
    return Found(posts, {f"po_{name}": tuple(each) for name, each in told.items()})


def _dump(*places: tuple[str, str, int | None]) -> Gold:
    return Gold(
        tuple(GoldPost(name, file, Lines(line, line) if line else None, ()) for name, file, line in places),
        None,
        segmented=True,
    )


def test_what_is_found_as_it_should_be_is_perfect() -> None:
    told = {"a": [telling("E1", party=("NOR", "PER"))], "b": [telling("E1", kind="signing")]}
    evaluation = evaluate(_texts(**told), _found(**told))
    assert _perfect(evaluation) == {1.0}
    assert evaluation.mistakes == ()


def test_every_kind_of_slot_mistake_counts() -> None:
    gold = _texts(a=[telling("E1", city=("Lima",), participant=(Person("Ana Sousa"),))], b=[telling("E2")])
    found = _found(a=[telling("x", city=("Cusco",)), telling("y", kind="signing", party=("NOR", "PER"))], b=[])
    evaluation = evaluate(gold, found)
    assert evaluation.slots == Measure.of_hits(1, given=5, wanted=4)
    assert evaluation.fields["kind"] == Measure.of_hits(1, given=2, wanted=2)
    assert evaluation.fields["city"] == Measure.of_hits(0, given=1, wanted=1)
    assert evaluation.fields["participant"] == Measure.of_hits(0, given=0, wanted=1)
    assert evaluation.fields["party"] == Measure.of_hits(0, given=2, wanted=0)
    assert evaluation.detection == Measure(1, 2, 1, 2)
    assert evaluation.exact.recall == 0.0
    assert evaluation.mistakes == (
        Mistake(Fault.WRONG, "a", "city", "Lima", "Cusco"),
        Mistake(Fault.WRONG, "a", "participant", "Ana Sousa", ""),
        Mistake(Fault.SPURIOUS, "a", "", "", "signing, y"),
        Mistake(Fault.MISSING, "b", "", "visit, E2", ""),
    )


def test_parties_do_not_make_an_event_inexact() -> None:
    evaluation = evaluate(_texts(a=[telling(party=("NOR",))]), _found(a=[telling()]))
    assert evaluation.exact.recall == 1.0
    assert evaluation.slots.recall == 0.5


def test_only_referred_to_events_are_neither_wanted_nor_spurious_but_may_be_what_was_wanted() -> None:
    gold = _texts(a=[telling("E1"), telling("E2", kind="signing", is_main=False)])
    evaluation = evaluate(gold, _found(a=[telling("x", is_main=False), telling("y", kind="briefing", is_main=False)]))
    assert evaluation.detection == Measure(0, 0, 1, 1)
    assert evaluation.slots.f1 == 1.0


def test_clusters_of_mentions_are_compared_and_the_lost_are_alone() -> None:
    gold = _texts(a=[telling("E1")], b=[telling("E1")], c=[telling("E2")], d=[telling("E2")], e=[telling(None)])
    evaluation = evaluate(gold, _found(a=[telling("x")], b=[telling("x")], c=[telling("x")], e=[telling("x")]))
    assert evaluation.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert evaluation.b_cubed.recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert evaluation.pairs == Measure.of_hits(1, given=3, wanted=2)
    assert evaluation.main_events == Measure.of_hits(0, given=2, wanted=2)
    assert Mistake(Fault.JOINED, "", "", "E1; E2", "x") in evaluation.mistakes
    assert Mistake(Fault.SPLIT, "", "", "E2", "not found d 0; x") in evaluation.mistakes


def test_listed_pairs_are_the_same_where_main_mentions_meet() -> None:
    pairs = (GoldPair("a", "b", same=True), GoldPair("a", "c", same=True), GoldPair("b", "c", same=False))
    gold = Gold(_texts(a=[]).posts, pairs, segmented=False)
    told = {"a": [telling("x"), telling("y", is_main=False)], "b": [telling("x")], "c": [telling("x"), telling("y")]}
    evaluation = evaluate(gold, _found(**told))
    assert evaluation.listed_pairs == Measure.of_hits(2, given=3, wanted=2)
    assert Mistake(Fault.PAIRED, "b, c", "", "", "") in evaluation.mistakes


def test_posts_are_found_by_their_lines_their_ids_or_as_a_whole_file() -> None:
    gold = _dump(
        ("P1", "a.txt", 1), ("P2", "a.txt", 5), ("P3", "b.txt", 9), ("id4", "c.jsonl", None), ("P5", "d.txt", 1)
    )
    found = Found(
        (
            FoundPost("po_1", None, "a.txt", 1, 1),
            FoundPost("po_2", None, "a.txt", 4, 5),
            FoundPost("po_3", None, "b.txt", 1, 30),
            FoundPost("po_4", "id4", "c.jsonl", 7, 7),
            FoundPost("po_5", None, "e.txt", 1, 1),
        ),
        {},
    )
    evaluation = evaluate(gold, found)
    assert evaluation.posts == Measure.of_hits(3, given=5, wanted=5)
    assert evaluation.uncovered == 1
    assert [each.wanted for each in evaluation.mistakes] == ["a.txt, lines 5 to 5", "d.txt, lines 1 to 1"]


def _perfect(evaluation: Evaluation) -> set[float | None]:
    figures = (
        evaluation.posts,
        evaluation.slots,
        evaluation.fields["party"],
        evaluation.detection,
        evaluation.exact,
        evaluation.pairs,
        evaluation.b_cubed,
        evaluation.main_events,
    )
    return {figure.f1 for figure in figures}
