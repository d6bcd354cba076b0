from datetime import date
from random import Random

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.matching.mentions import row, table
from transforms.identity.pins import NO_PINS, Pins
from transforms.matching.decisions import ON_AVERAGE, ONE_POST, with_events
from transforms.matching.partition import partition
from transforms.matching.weights import weights

LATER = {"date_start": date(2024, 5, 8), "date_end": date(2024, 5, 8), "published_on": date(2024, 5, 8)}


def test_a_cluster_goes_by_the_smallest_id_of_its_mentions() -> None:
    found = partition(table(row("b"), row("a"), row("c", kind="phone_call", post_id="po_a")), NO_PINS).members
    assert dict(zip(found["mention_id"].to_pylist(), found["cluster_id"].to_pylist(), strict=True)) == {
        "a": "a",
        "b": "a",
        "c": "c",
    }


def test_a_decision_tells_what_every_field_said() -> None:
    (decision,) = partition(table(row("a"), row("b")), NO_PINS).decisions.to_pylist()
    assert (decision["decision"], decision["event_id"], decision["vetoes"]) == ("merged", "a", [])
    said = {each["field"]: each["weight"] for each in decision["evidence"]}
    learned = weights()
    assert said["prior"] == learned.prior / 100
    assert said["countries"] == learned.levels["countries"][1] / 100
    assert round(sum(said.values()), 2) == decision["score"]
    assert decision["rule_version"] == learned.version


def test_two_of_one_post_are_told_apart_with_the_reason() -> None:
    (decision,) = partition(table(row("a", post_id="p"), row("b", post_id="p")), NO_PINS).decisions.to_pylist()
    assert (decision["decision"], decision["event_id"], decision["vetoes"]) == ("vetoed", None, [ONE_POST])


def test_a_pair_is_told_that_its_events_keep_apart() -> None:
    mentions = table(row("a", post_id="p"), row("b", post_id="q"), row("c", post_id="p", source="Agency"))
    decisions = partition(mentions, Pins(same=frozenset({("a", "b")}))).decisions.to_pylist()
    found = {(each["left_mention_id"], each["right_mention_id"]): each for each in decisions}
    assert found["a", "b"]["decision"] == "pinned"
    assert (found["b", "c"]["decision"], found["b", "c"]["vetoes"]) == ("vetoed", [ON_AVERAGE])


def test_decisions_are_given_the_events_of_their_clusters() -> None:
    decisions = partition(table(row("a"), row("b")), NO_PINS).decisions
    names = pa.table({"cluster_id": ["z", "a"], "event_id": ["ev_z", "ev_a"]})
    assert with_events(decisions, names)["event_id"].to_pylist() == ["ev_a"]


@given(st.randoms(), st.integers(1, 3))
def test_repetition_and_order_change_nothing(random: Random, times: int) -> None:
    rows = [row("a"), row("b"), row("b", city="Graz"), row("c", **LATER), row("d", kind="visit")]
    given_often = random.sample(rows * times, len(rows) * times)
    found, expected = (partition(table(*each), NO_PINS) for each in (given_often, rows))
    assert found.members.equals(expected.members)
    assert found.decisions.equals(expected.decisions)
