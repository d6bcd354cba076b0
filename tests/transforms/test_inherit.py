from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import mention, on, published
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_history, a_published_event, write_run
from transforms.elements import Alias, Event, Mention, Traced
from transforms.gathering import Gathered
from transforms.identity.ids import minted_ids
from transforms.inherit import InheritIds, NamedCluster

KEPT, EARLY, LATE, GONE = (
    mention(name, dates=on(day), published_at=published(day)) for day, name in enumerate("kelg", 1)
)
LEFT, STAYED, AWAY = (mention(name, dates=on(9), published_at=published(9)) for name in "mnt")
NEW = mention("x", dates=on(20), published_at=published(20))
OLDER = Alias(alias_id="ev_older", event_id="ev_late", reason="merged")
EVENTS = {
    "ev_kept": (KEPT,),
    "ev_early": (EARLY,),
    "ev_late": (LATE,),
    "ev_gone": (GONE,),
    "ev_parted": (LEFT, STAYED, AWAY),
}


def _event(event_id: str) -> Event:
    return a_published_event(event_id, *EVENTS[event_id])[0]


def _gathered(*told: Traced) -> Gathered:
    return Gathered(told[0].mention.mention_id, told)


def _with_origin(gathered: Gathered, event_id: str) -> Gathered:
    return replace(gathered, told=tuple(replace(each, origin_id=event_id) for each in gathered.told))


def _was(mention: Mention, event_id: str) -> Traced:
    return Traced(mention, event_id)


CONTINUED = _gathered(_was(KEPT, "ev_kept"), Traced(NEW))
TOGETHER = _gathered(_was(EARLY, "ev_early"), _was(LATE, "ev_late"))
STAYING = _gathered(_was(LEFT, "ev_parted"), _was(STAYED, "ev_parted"))
PARTED = _gathered(_was(AWAY, "ev_parted"))


def _inherited(clusters: Sequence[Gathered], former: Sequence[Traced], folder: Path | None) -> dict[str, list[Any]]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        given = (
            root | "Clusters" >> beam.Create(clusters).with_output_types(Gathered),
            root | "Former" >> beam.Create(former).with_output_types(Traced),
            root | "Earlier" >> beam.Create([OLDER] if folder else []).with_output_types(Alias),
        )
        return (given | InheritIds(str(folder) if folder else None))._asdict()

    return outcome_of(build)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a run inherits in which an event goes on, two become one, one parts and one is gone."""
    folder = tmp_path_factory.mktemp("before")
    write_run(folder, [*a_history(EVENTS), OLDER])
    return _inherited([CONTINUED, TOGETHER, STAYING, PARTED], [_was(GONE, "ev_gone")], folder)


def _named(found: dict[str, Any], cluster_id: str) -> NamedCluster:
    [named] = [each for each in found["clusters"] if each.cluster.cluster_id == cluster_id]
    return named


def test_an_event_that_goes_on_keeps_its_id(found: dict[str, Any]) -> None:
    assert _named(found, "k") == NamedCluster("ev_kept", _event("ev_kept"), _with_origin(CONTINUED, "ev_kept"))


def test_of_two_events_that_become_one_the_older_id_stays(found: dict[str, Any]) -> None:
    assert _named(found, "e") == NamedCluster("ev_early", _event("ev_early"), TOGETHER)


def test_what_parts_from_an_event_says_from_which(found: dict[str, Any]) -> None:
    assert _named(found, "m") == NamedCluster("ev_parted", _event("ev_parted"), _with_origin(STAYING, "ev_parted"))
    minted = next(minted_ids([AWAY]))
    assert _named(found, "t") == NamedCluster(minted, None, _with_origin(PARTED, minted), ("ev_parted",))


def test_every_id_that_was_given_up_stands_for_another_or_for_itself(found: dict[str, Any]) -> None:
    merged = Alias(alias_id="ev_late", event_id="ev_early", reason="merged")
    withdrawn = Alias(alias_id="ev_gone", event_id="ev_gone", reason="withdrawn")
    followed = Alias(alias_id="ev_older", event_id="ev_early", reason="merged")
    assert found["aliases"] == [withdrawn, merged, followed]


def test_the_published_events_that_no_longer_stand_are_those_of_which_a_mention_was_given(
    found: dict[str, Any],
) -> None:
    assert found["touched"] == sorted(EVENTS)


def test_an_id_that_was_once_published_is_not_minted_again(tmp_path: Path) -> None:
    first, second = islice(minted_ids([NEW]), 2)
    write_run(tmp_path, [*a_history({first: (KEPT,)}), OLDER])
    assert _inherited([_gathered(Traced(NEW))], [], tmp_path) == {
        "clusters": [NamedCluster(second, None, _gathered(Traced(NEW, origin_id=second)))],
        "aliases": [OLDER],
        "touched": [],
    }


def test_in_a_first_run_all_ids_are_minted() -> None:
    minted = next(minted_ids([NEW]))
    assert _inherited([_gathered(Traced(NEW))], [], None) == {
        "clusters": [NamedCluster(minted, None, _gathered(Traced(NEW, origin_id=minted)))],
        "aliases": [],
        "touched": [],
    }
