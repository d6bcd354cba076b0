from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnusableError
from transforms.identity import judgements as module
from transforms.identity.judgements import (
    ContradictionError,
    Judgement,
    Ruling,
    chain_between,
    contradiction_of,
    fingerprint_of,
    grounds_of,
    pins_of,
)

_NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


def judged(*said: str) -> tuple[Judgement, ...]:
    """Return judgements: `a=b` that two mentions are of one event, `a!b` that they are not; a side may be `a,b`."""
    return tuple(_judged(words, number) for number, words in enumerate(said, start=1))


def _judged(words: str, number: int) -> Judgement:
    ruling = Ruling.SAME if "=" in words else Ruling.DIFFERENT
    one, other = words.replace("!", "=").split("=")
    sides = tuple(one.split(",")), tuple(other.split(","))
    return Judgement(ruling=ruling, sides=sides, judged_at=_NOON, number=number, line=number + 2)


def _numbers(found: Iterable[Judgement]) -> list[int]:
    return [judgement.number for judgement in found]


def _decided(judgement: Judgement) -> list[tuple[str, str]]:
    return [pair for pair in combinations("abcdef", 2) if judgement.decides(*pair)]


_SIDES = [*"abcdef", "b,a", "c,d", "f,e,d"]
_DISJOINT = [(one, other) for one, other in combinations(_SIDES, 2) if not set(one) & set(other) - {","}]
_PAIRS = st.sets(st.sampled_from([f"{one}{sign}{other}" for one, other in _DISJOINT for sign in "=!"]))


def test_what_follows_from_several_judgements_is_pinned_too() -> None:
    pins = pins_of(judged("b=a", "b=c", "d!c", "e=d", "x!y"))
    assert pins.same == {("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")}
    assert pins.different == {(one, other) for one in "abc" for other in "de"} | {("x", "y")}


def test_judgements_of_events_pin_all_that_the_events_held() -> None:
    pins = pins_of(judged("a,b=c,d", "e,f!a,x"))
    assert pins.same == set(combinations("abcd", 2))
    assert pins.different == {(min(one, other), max(one, other)) for one in "abcdx" for other in "ef"}


def test_nothing_judged_pins_nothing() -> None:
    pins = pins_of(())
    assert (pins.same, pins.different) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("said", "different", "chain"),
    [
        (("a=b", "b!a"), 2, [1]),
        (("a!b", "a=b"), 1, [2]),
        (("a=b", "b=c", "a!c"), 3, [1, 2]),
        (("a!c", "c=b", "x=y", "b=a"), 1, [4, 2]),
        (("a=b", "b=c", "c=d", "a=d", "d!a"), 5, [4]),
        (("a,b=c,d", "b!d"), 2, [1]),
        (("a,b!c,d", "x=d", "x=b"), 1, [3, 2]),
        (("a,b=c", "c=d,e", "e!x,b"), 3, [1, 2]),
    ],
)
def test_a_contradiction_names_both_sides(said: tuple[str, ...], different: int, chain: list[int]) -> None:
    found = contradiction_of(judged(*said))
    assert found is not None
    assert (found.different.number, _numbers(found.chain)) == (different, chain)
    with pytest.raises(ContradictionError):
        pins_of(judged(*said))


@pytest.mark.parametrize(
    "said", [("a=b", "b!c"), ("a!b", "b!c", "a!c"), ("a=b", "a=b", "c=d", "a!c", "b!d"), ("a!b",), ("a,b!c,d", "a=x")]
)
def test_what_can_hold_together_is_no_contradiction(said: tuple[str, ...]) -> None:
    assert contradiction_of(judged(*said)) is None


def test_a_contradiction_is_told_by_numbers_ids_lines_and_mentions() -> None:
    one, new = judged("m1=m2", "m2!m1")
    fresh = Judgement(ruling=new.ruling, sides=new.sides, judged_at=_NOON)
    assert str(contradiction_of((one, fresh))) == (
        f"the new judgement (different m2 m1) contradicts judgement 1 ({one.judgement_id}, line 3: same m1 m2)"
    )


def test_a_long_chain_is_shortened() -> None:
    links = [f"m{place:02}=m{place + 1:02}" for place in range(40)]
    said = str(contradiction_of(judged(*links, "m00!m40")))
    assert said.endswith("with judgement 5 (" + judged(*links)[4].judgement_id + ", line 7: same m04 m05) with 35 more")


@given(_PAIRS)
def test_pins_are_closed_and_free_of_contradiction(said: set[str]) -> None:
    judgements = judged(*sorted(said))
    try:
        pins = pins_of(judgements)
    except ContradictionError:
        return
    assert all(one < other for one, other in pins.same | pins.different)
    assert not pins.same & pins.different
    assert all(
        set(_decided(each)) <= (pins.same if each.ruling is Ruling.SAME else pins.different) for each in judgements
    )
    both = pins.same | {(other, one) for one, other in pins.same}
    apart = pins.different | {(other, one) for one, other in pins.different}
    for one, other in both:
        assert {(one, last) for first, last in both if first == other and last != one} <= both
        assert {(one, last) for first, last in apart if first == other} <= apart


@given(_PAIRS)
def test_a_contradiction_is_found_where_no_partition_fits(said: set[str]) -> None:
    judgements = judged(*sorted(said))
    found = contradiction_of(judgements)
    if found is None:
        apart = (pair for each in judgements if each.ruling is Ruling.DIFFERENT for pair in _decided(each))
        assert not any(chain_between(judgements, *pair) for pair in apart)
    else:
        assert found.chain
        ours, theirs = found.different.sides
        reached = set(ours if set(ours) & set(found.chain[0].mention_ids) else theirs)
        for each in found.chain:
            assert each.ruling is Ruling.SAME
            assert reached & set(each.mention_ids)
            reached |= set(each.mention_ids)
        assert reached & set(ours)
        assert reached & set(theirs)


@given(_PAIRS)
def test_every_pin_has_its_grounds(said: set[str]) -> None:
    judgements = judged(*sorted(said))
    if contradiction_of(judgements) is not None:
        return
    pins = pins_of(judgements)
    for one, other in combinations("abcdef", 2):
        rulings = [each.ruling for each in grounds_of(judgements, one, other)]
        if (one, other) in pins.same:
            assert rulings
            assert set(rulings) == {Ruling.SAME}
        elif (one, other) in pins.different:
            assert rulings.count(Ruling.DIFFERENT) == 1
        else:
            assert rulings == []


def test_the_fewest_judgements_are_the_grounds() -> None:
    judgements = judged("a=b", "b=c", "c=d", "a=d", "d!e")
    assert _numbers(grounds_of(judgements, "a", "d")) == [4]
    assert _numbers(grounds_of(judgements, "e", "a")) == [5, 4]
    assert _numbers(chain_between(judgements, "a", "c")) == [1, 2]
    assert grounds_of(judgements, "a", "x") == ()
    assert grounds_of(judgements, "a", "a") == ()


def test_the_fingerprint_is_of_what_is_judged_alone() -> None:
    given_now = judged("a=b", "b!c")
    prints = {fingerprint_of(each) for each in permutations(given_now)}
    prints |= {fingerprint_of(judged("c!b", "b=a", "a=b"))}
    assert len(prints) == 1
    assert fingerprint_of(judged("a=b")) not in prints
    assert fingerprint_of(judged("a!b", "b!c")) not in prints


def test_the_id_of_a_judgement_does_not_depend_on_who_is_named_first() -> None:
    assert judged("a=b")[0].judgement_id == judged("b=a")[0].judgement_id
    assert judged("a=b")[0].judgement_id != judged("a!b")[0].judgement_id
    assert judged("a,b=c")[0].judgement_id == judged("c=b,a")[0].judgement_id
    assert judged("a,b=c")[0].judgement_id != judged("a=c")[0].judgement_id


@pytest.mark.parametrize(
    ("said", "decided"),
    [("a=b", {"ab"}), ("a!b", {"ab"}), ("a,b=c", {"ab", "ac", "bc"}), ("a,b!c,d", {"ac", "ad", "bc", "bd"})],
)
def test_a_judgement_decides_pairs(said: str, decided: set[str]) -> None:
    (judgement,) = judged(said)
    found = {one + other for one, other in product("abcdef", repeat=2) if judgement.decides(one, other)}
    assert found == decided | {pair[::-1] for pair in decided}


def test_judgements_that_decide_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PINS", 6)
    assert len(pins_of(judged("a=b", "b=c", "c!d")).different) == 3
    with pytest.raises(UnusableError, match="decide 7 pairs of mentions, more than 6"):
        pins_of(judged("a=b", "b=c", "c=d", "x!y"))
    with pytest.raises(UnusableError, match="decide 8 pairs of mentions, more than 6"):
        pins_of(judged("a,b,c,d!x,y"))
