from dataclasses import replace
from typing import Any

import pytest

from tests.transforms.identity.builders import HALVORSEN, LIMA, cluster, mention, on, person, resolved
from tests.transforms.identity.memory import clusters_of
from transforms.elements import Mention, Status, Verdict
from transforms.identity.checking import violations
from transforms.identity.pins import Pins

SOLBERG = person("Ingrid Solberg", "NOR", "Prime Minister")


def _told(name: str, published: int, day: int, status: Status = Status.PLANNED, **fields: Any) -> Mention:  # noqa: ANN401  # any field
    """Return what a post of one day says of a meeting on another."""
    return mention(name, published_on=on(published).start, dates=on(day), status=status, **fields)


PLANNED = _told("a", 1, 10)
PUT_OFF = _told("b", 5, 10, Status.POSTPONED)
HELD = _told("c", 21, 20, Status.HELD)


def _partition(*mentions: Mention) -> list[list[str]]:
    return [[each.mention_id for each in found.mentions] for found in resolved(mentions).clusters]


def test_what_was_put_off_and_takes_place_later_is_one_event() -> None:
    (found,) = resolved([PLANNED, PUT_OFF, HELD]).clusters
    assert found.phases == (("a", "b"), ("c",))
    assert violations(found) == []


def test_why_it_is_one_is_told() -> None:
    (decision,) = (each for each in resolved([PUT_OFF, HELD]).decisions if each.decision is Verdict.MERGED)
    assert {weight.field: weight.weight for weight in decision.evidence} == {
        "countries": 2.0,
        "kind": 0.2,
        "participants": 3.0,
        "moved": 1.0,
    }
    assert decision.score == 6.2
    assert decision.vetoes == ()


def test_it_may_take_place_in_another_city() -> None:
    assert _partition(PLANNED, PUT_OFF, _told("c", 21, 20, Status.HELD, place=LIMA)) == [["a", "b", "c"]]


def test_parties_and_kind_suffice() -> None:
    assert _partition(PUT_OFF, _told("c", 21, 20, Status.HELD, participants=())) == [["b", "c"]]


def test_what_was_put_off_twice_has_three_phases_where_nothing_is_in_doubt() -> None:
    once = _told("c", 6, 110, Status.PLANNED)
    again = _told("d", 100, 110, Status.POSTPONED)
    (found,) = resolved([PLANNED, PUT_OFF, once, again, _told("e", 200, 250, Status.HELD)]).clusters
    assert found.phases == (("a", "b"), ("c", "d"), ("e",))


AGAIN = _told("c", 6, 20), _told("d", 15, 20, Status.POSTPONED)


def test_what_was_put_off_twice_goes_from_date_to_date() -> None:
    (found,) = resolved([PLANNED, PUT_OFF, *AGAIN, _told("e", 31, 30, Status.HELD)]).clusters
    assert found.phases == (("a", "b"), ("c", "d"), ("e",))
    assert violations(found) == []


def test_of_what_was_put_off_twice_the_last_date_is_in_doubt_where_two_could_be_it() -> None:
    last = _told("e", 31, 30, Status.HELD), _told("f", 36, 35, Status.HELD)
    assert _partition(PLANNED, PUT_OFF, *AGAIN, *last) == [["a", "b", "c", "d"], ["e"], ["f"]]


def test_no_date_between_brings_together_what_forbids_each_other() -> None:
    unnamed = [replace(each, participants=()) for each in AGAIN]
    other = _told("e", 31, 30, Status.HELD, participants=(SOLBERG,))
    assert _partition(PLANNED, PUT_OFF, *unnamed, other) == [["a", "b", "c", "d"], ["e"]]


@pytest.mark.parametrize(
    "other",
    [
        _told("c", 3, 20),
        _told("c", 21, 9, Status.HELD),
        _told("c", 199, 200, Status.HELD),
        _told("c", 21, 20, Status.HELD, participants=(SOLBERG,)),
        mention("c", dates=on(20)),
    ],
    ids=["announced before", "an earlier day", "half a year later", "somebody else", "nobody knows when told"],
)
def test_what_does_not_take_its_place(other: Mention) -> None:
    assert _partition(PLANNED, PUT_OFF, other) == [["a", "b"], ["c"]]


def test_it_is_not_joined_where_two_could_take_its_place() -> None:
    assert _partition(PUT_OFF, HELD, _told("d", 26, 25, Status.HELD)) == [["b"], ["c"], ["d"]]


def test_it_is_not_joined_to_what_could_take_the_place_of_two() -> None:
    other = _told("d", 5, 12, Status.POSTPONED)
    assert _partition(PUT_OFF, other, HELD) == [["b"], ["c"], ["d"]]


def test_what_took_place_after_all_was_not_moved() -> None:
    assert _partition(PUT_OFF, _told("a", 11, 10, Status.HELD), HELD) == [["a", "b"], ["c"]]


def test_a_post_that_gives_the_new_day_joins_both_sides() -> None:
    moved = _told("b", 5, 20, Status.POSTPONED)
    (found,) = resolved([PLANNED, moved, HELD]).clusters
    assert found.phases == (("a",), ("b", "c"))


def test_the_new_day_alone_says_nothing_of_what_was_over_before() -> None:
    assert _partition(_told("a", 1, 3), _told("b", 5, 20, Status.POSTPONED)) == [["a"], ["b"]]


def test_people_may_tell_the_two_dates_apart() -> None:
    pins = Pins(different=frozenset({("b", "c")}))
    assert [cluster.phases for cluster in resolved([PLANNED, PUT_OFF, HELD], pins).clusters] == [(), ()]


def test_a_mention_without_counterpart_goes_to_the_phase_that_it_fits() -> None:
    partial = _told("p", 21, 20, Status.HELD, countries=("NOR",), participants=(HALVORSEN,))
    (found,) = clusters_of([PLANNED, PUT_OFF, HELD, partial])
    assert found.phases == (("a", "b"), ("c", "p"))
    assert violations(found) == []


def test_a_cluster_that_did_not_move_has_one_phase() -> None:
    planned = cluster(PLANNED, PUT_OFF)
    assert planned.by_phase() == [list(planned.mentions)]
    assert violations(cluster(PUT_OFF, HELD)) == [("b", "c")]
