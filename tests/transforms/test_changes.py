from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import HALVORSEN, LIMA, mention, on, person, published
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_history, write_run
from transforms.changes import ResolveChanges
from transforms.elements import Decision, Kind, Traced, Verdict
from transforms.gathering import Gathered
from transforms.identity.pins import NO_PINS, Pins

FIRST, SECOND = mention("a", dates=on(5), published_at=published(5)), mention("b", dates=on(5))
LATER = mention("x", dates=on(15), published_at=published(15))
JOINING = mention("p", dates=on(5), participants=(HALVORSEN,), countries=("NOR",))
RIOS = person("Eva Ríos", "PER")
ELSEWHERE = mention(
    "z", kind=Kind.PHONE_CALL, place=LIMA, participants=(RIOS, person("Ivo Sanz", "CHL")), countries=("CHL", "PER")
)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run that published one event of two mentions."""
    folder = tmp_path_factory.mktemp("before")
    write_run(folder, a_history({"ev1": (FIRST, SECOND)}))
    return folder


def _resolved(
    changed: Sequence[Traced],
    former: Sequence[Traced] = (),
    folder: Path | None = None,
    pins: Pins = NO_PINS,
    *,
    afresh: bool = False,
) -> dict[str, list[Any]]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        given = (
            root | "Changed" >> beam.Create(changed).with_output_types(Traced),
            root | "Former" >> beam.Create(former).with_output_types(Traced),
        )
        return (given | ResolveChanges(str(folder) if folder else None, pins, afresh))._asdict()

    found = outcome_of(build)
    return found | {"decisions": [_pair(decision) for decision in found["decisions"]]}


def _pair(decision: Decision) -> tuple[str, str, Verdict, str | None]:
    return decision.left_mention_id, decision.right_mention_id, decision.decision, decision.event_id


def test_where_nothing_was_published_all_is_new() -> None:
    told = (Traced(FIRST), Traced(SECOND), Traced(JOINING))
    found = _resolved(told[::-1])
    assert (found["clusters"], found["standing"], found["heard"]) == ([Gathered("a", told)], [], [])
    assert {pair[:2] for pair in found["decisions"]} >= {("a", "b")}


def test_an_unrelated_mention_touches_nothing(before: Path) -> None:
    assert _resolved([Traced(ELSEWHERE)], folder=before) == {
        "clusters": [Gathered("z", (Traced(ELSEWHERE),))],
        "standing": [],
        "decisions": [],
        "heard": ["z"],
    }


def test_a_mention_of_a_known_event_brings_all_of_the_event(before: Path) -> None:
    new = mention("c", dates=on(5), published_at=published(6))
    found = _resolved([Traced(new)], folder=before)
    assert found["clusters"] == [Gathered("a", (Traced(FIRST, "ev1", 2), Traced(SECOND, "ev1", 2), Traced(new)))]
    assert (found["standing"], found["heard"]) == ([], ["a", "b", "c"])
    assert {pair[2:] for pair in found["decisions"]} == {(Verdict.MERGED, "a")}


def test_an_event_that_is_compared_again_and_stays_as_it_is_stands(before: Path) -> None:
    found = _resolved([Traced(LATER)], folder=before)
    assert (found["clusters"], found["standing"]) == ([Gathered("x", (Traced(LATER),))], [("a", "ev1")])
    assert found["heard"] == ["a", "b", "x"]
    assert ("a", "b", Verdict.MERGED, "a") in found["decisions"]


def test_a_mention_that_does_not_say_with_whom_joins_a_standing_event(before: Path) -> None:
    found = _resolved([Traced(JOINING)], folder=before)
    assert found["clusters"] == [Gathered("a", (Traced(FIRST, "ev1", 2), Traced(SECOND, "ev1", 2), Traced(JOINING)))]
    assert (found["standing"], found["heard"]) == ([], ["p"])
    assert {pair[2:] for pair in found["decisions"]} == {(Verdict.MERGED, "a")}


def test_a_new_event_beside_it_takes_a_standing_mention_back_that_fits_both(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (FIRST, JOINING)}))
    other = mention("q", dates=on(5), participants=(HALVORSEN, RIOS), countries=("NOR", "PER"))
    found = _resolved([Traced(other)], folder=tmp_path)
    assert found["clusters"] == [
        Gathered("a", (Traced(FIRST, "ev1"),)),
        Gathered("p", (Traced(JOINING, "ev1"),)),
        Gathered("q", (Traced(other),)),
    ]
    assert found["standing"] == []
    assert found["heard"] == ["p", "q"]


def test_a_mention_whose_event_is_gone_is_alone(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (FIRST, JOINING)}))
    assert _resolved([], [Traced(FIRST, "ev1", 1)], tmp_path) == {
        "clusters": [Gathered("p", (Traced(JOINING, "ev1"),))],
        "standing": [],
        "decisions": [],
        "heard": ["a", "p"],
    }


def test_what_joined_an_event_before_stays_with_it_when_it_gains_a_mention(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (FIRST, JOINING)}))
    found = _resolved([Traced(SECOND)], folder=tmp_path)
    [gathered] = found["clusters"]
    assert [(told.mention.mention_id, told.event_id) for told in gathered.told] == [
        ("a", "ev1"),
        ("b", None),
        ("p", "ev1"),
    ]
    assert found["heard"] == ["a", "b", "p"]


def test_a_judgement_brings_the_events_that_it_joins(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (FIRST, SECOND), "ev2": (LATER,), "ev3": (ELSEWHERE,)}))
    found = _resolved([], folder=tmp_path, pins=Pins(same=frozenset({("a", "x")})), afresh=True)
    assert found["clusters"] == [
        Gathered("a", (Traced(FIRST, "ev1", 2), Traced(SECOND, "ev1", 2), Traced(LATER, "ev2", 1)))
    ]
    assert found["standing"] == [("z", "ev3")]
    assert found["heard"] == ["a", "b", "x", "z"]


def test_what_does_not_say_with_whom_is_in_its_event_once_where_it_is_pinned_there(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (FIRST, JOINING)}))
    later = mention("q", dates=on(5), participants=(HALVORSEN,), countries=("NOR",), published_at=published(9))
    found = _resolved([Traced(later)], folder=tmp_path, pins=Pins(same=frozenset({("a", "p")})))
    (gathered,) = found["clusters"]
    assert [(told.mention.mention_id, told.event_id) for told in gathered.told] == [
        ("a", "ev1"),
        ("p", "ev1"),
        ("q", None),
    ]
