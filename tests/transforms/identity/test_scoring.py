import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, OWUSU, mention, on, person
from tests.transforms.identity.strategies import mentions
from transforms.elements import Basis, Kind, Mention, Place
from transforms.identity.scoring import THRESHOLD, compare

HELD = mention("a", dates=on(5))
SOLBERG = person("Ingrid Solberg", "NOR", "Prime Minister")


def _weights(left: Mention, right: Mention) -> dict[str, float]:
    return {weight.field: weight.weight for weight in compare(left, right).evidence}


def test_every_field_that_agrees_speaks_for_one_event() -> None:
    other = mention("b", dates=on(5), sidelines_of="African Union summit")
    assert _weights(mention("a", dates=on(5), sidelines_of="AU summit, African Union"), other) == {
        "countries": 2.0,
        "kind": 0.2,
        "date": 2.5,
        "place": 1.0,
        "sidelines_of": 0.8,
        "participants": 3.0,
    }


def test_the_score_is_the_sum_of_the_evidence() -> None:
    found = compare(HELD, mention("b", dates=on(5)))
    assert found.score == pytest.approx(sum(weight.weight for weight in found.evidence)) == pytest.approx(8.7)
    assert found.same_key


def test_a_missing_field_is_no_evidence() -> None:
    assert _weights(HELD, mention("b", place=None, participants=())) == {"countries": 2.0, "kind": 0.2}


def test_parties_alone_do_not_make_one_event() -> None:
    bare = mention("b", participants=(), place=None, dates=on(7, basis=Basis.PUBLICATION))
    other = mention("c", participants=(), place=None, dates=on(5, basis=Basis.PUBLICATION))
    assert compare(bare, other).score < THRESHOLD


def test_posts_of_two_days_are_one_event_where_names_and_place_agree() -> None:
    left, right = (mention("b", dates=on(day, basis=Basis.PUBLICATION)) for day in (5, 7))
    assert compare(left, right).score >= THRESHOLD
    assert compare(left, right).vetoes == ()


def test_two_names_at_most_count() -> None:
    crowd = (HALVORSEN, OWUSU, SOLBERG)
    assert _weights(mention("a", participants=crowd), mention("b", participants=crowd))["participants"] == 3.0


def test_a_family_name_counts_half() -> None:
    assert _weights(HELD, mention("b", participants=(person("Halvorsen", "NOR"),)))["participants"] == 0.75


def test_two_names_of_which_none_fits_speak_against() -> None:
    others = (person("Ama Boateng", "GHA"), SOLBERG)
    assert _weights(HELD, mention("b", participants=others))["participants"] == -3.0


def test_each_side_naming_its_own_does_not_speak_against() -> None:
    theirs = (OWUSU, person("Kofi Mensah", "GHA"))
    assert "participants" not in _weights(
        mention("a", participants=(HALVORSEN, SOLBERG)), mention("b", participants=theirs)
    )


def test_the_same_country_is_worth_less_than_the_same_city() -> None:
    assert _weights(HELD, mention("b", place=Place(country="GHA")))["place"] == 0.7


def test_equal_parties_say_nothing_where_one_side_acts_alone() -> None:
    left, right = (
        mention(name, kind=Kind.STATEMENT, countries=("NOR",), place=ACCRA, participants=()) for name in "ab"
    )
    assert "countries" not in _weights(left, right)


def test_daily_briefings_are_not_one() -> None:
    left, right = (
        mention(
            name,
            kind=Kind.BRIEFING,
            countries=("NOR",),
            participants=(HALVORSEN,),
            dates=on(day, basis=Basis.PUBLICATION),
        )
        for name, day in (("a", 4), ("b", 5))
    )
    assert compare(left, right).score < THRESHOLD


def test_a_visit_is_compared_by_who_travels() -> None:
    guest = mention("a", kind=Kind.VISIT, countries=("NOR",), participants=(HALVORSEN,))
    both = mention("b", kind=Kind.VISIT, countries=("GHA", "NOR"), participants=(HALVORSEN,))
    assert _weights(guest, both)["countries"] == 2.0
    assert compare(guest, both).same_key


def test_a_session_is_compared_by_body_and_level() -> None:
    named = {"kind": Kind.MULTILATERAL_MEETING, "organisations": ("EAS",)}
    left = mention("a", event_name="East Asia Summit foreign ministers' meeting", **named)  # type: ignore[arg-type]  # a dict of two of many fields
    right = mention("b", event_name="EAS ministerial meeting", **named)  # type: ignore[arg-type]  # as above
    found = _weights(left, right)
    assert (found["organisations"], found["level"]) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("kind", "name", "other", "expected"),
    [
        (Kind.CEREMONY, "Day of Unity parade", "parade of the Day of Unity", 2.0),
        (Kind.CEREMONY, "Day of Unity parade", "ball of the Day of Unity", 1.0),
        (Kind.CEREMONY, "parade", "parade", 1.0),
        (Kind.BRIEFING, "weekly press briefing", "weekly press briefing", 1.0),
        (Kind.STATEMENT, "statement on nuclear safety", "statement on nuclear safety", 2.0),
    ],
)
def test_the_whole_name_of_an_event_counts_twice(kind: Kind, name: str, other: str, expected: float) -> None:
    left, right = mention("a", kind=kind, event_name=name), mention("b", kind=kind, event_name=other)
    assert _weights(left, right)["event_name"] == expected


@pytest.mark.parametrize(
    ("kind", "others", "expected"),
    [
        (Kind.MULTILATERAL_MEETING, ("GHA", "PER"), None),
        (Kind.MULTILATERAL_MEETING, ("FJI", "PER"), -1.0),
        (Kind.BILATERAL_MEETING, ("GHA", "PER"), -1.0),
    ],
)
def test_a_gathering_has_more_parties_than_posts_name(
    kind: Kind, others: tuple[str, ...], expected: float | None
) -> None:
    left, right = mention("a", kind=kind), mention("b", kind=kind, countries=others)
    assert _weights(left, right).get("countries") == expected


def test_any_two_mentions_can_be_compared() -> None:
    found = compare(HELD, mention("b", kind=Kind.PHONE_CALL, place=LIMA, dates=on(20)))
    assert not found.same_key
    assert found.vetoes == ("different formats", "different places", "different days")


@given(mentions, st.data())
def test_either_order_gives_the_same(found: list[Mention], data: st.DataObject) -> None:
    if found:
        left, right = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(found))
        assert compare(left, right) == compare(right, left)
