from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from tests.transforms.identity.builders import HALVORSEN, MINISTER, OWUSU, mention, person
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import a_history, a_post, write_run
from transforms.elements import Inferred, Kind, Mention, Post, Traced
from transforms.identify import IdentifyParticipants
from transforms.identity.names import person_key

_FULL = mention("a")
_BARE = mention("b", participants=(person("Owusu", None), HALVORSEN), countries=("NOR",), source="wire")
_PLACED = replace(
    _BARE,
    participants=(person("Owusu", "GHA"), HALVORSEN),
    countries=("GHA", "NOR"),
    inferred=(Inferred("participants[0].country", None), Inferred("countries[GHA]", None)),
)
_NAMED = replace(_PLACED, participants=(replace(person("Owusu", "GHA"), person_id=OWUSU.person_id), HALVORSEN))
"""The same as it is published beside the full name."""
_ALONE = mention("c", participants=(), countries=("NOR",), kind=Kind.PHONE_CALL)
_WITH_HOME = replace(_ALONE, countries=("GHA", "NOR"), inferred=(Inferred("countries[GHA]", None),))
_POSTS = tuple(a_post(f"po_{number}", source="ministry", states=("GHA",)) for number in range(6))
_NOTHING = a_post("po_9", source="channel")
_OWUSU, _HALVORSEN = (f"name|{person_key(name)}|{MINISTER}|" for name in ("Akua Owusu", "Bjørn Halvorsen"))


def _identified(
    fresh: Sequence[Mention], posts: Sequence[Post] = (), gone: Sequence[str] = (), folder: Path | None = None
) -> dict[str, Any]:
    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        given = (
            root | "Mentions" >> beam.Create(fresh).with_output_types(Mention),
            root | "Posts" >> beam.Create(posts).with_output_types(Post),
            root | "Gone" >> beam.Create(gone).with_output_types(str),
        )
        return (given | IdentifyParticipants(str(folder) if folder else None))._asdict()

    found = outcome_of(build)
    return found | {"sightings": {(each.seen, each.state): each.times for each in found["sightings"]}}


def _new(*mentions: Mention) -> list[Traced]:
    return sorted((Traced(mention) for mention in mentions), key=repr)


@pytest.mark.parametrize("order", [1, -1])
def test_a_bare_name_is_placed_by_another_post(order: int) -> None:
    assert _identified([_FULL, _BARE][::order], [_NOTHING]) == {
        "mentions": _new(_FULL, _PLACED),
        "former": [],
        "sightings": {
            (_OWUSU, "GHA"): 1,
            (_HALVORSEN, "NOR"): 2,
            ("own people|ministry", "GHA"): 1,
            ("own people|ministry", "NOR"): 1,
            ("own people|wire", "NOR"): 1,
            ("posts|channel", ""): 1,
        },
    }


def test_a_bare_name_that_no_post_places_stays_open() -> None:
    assert _identified([_BARE], [_NOTHING])["mentions"] == _new(_BARE)


@pytest.mark.parametrize("order", [1, -1])
def test_the_side_that_a_ministry_leaves_out_is_its_own(order: int) -> None:
    assert _identified([_ALONE], _POSTS[::order])["mentions"] == _new(_WITH_HOME)


def test_posts_of_earlier_runs_show_whose_a_source_is(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({}, *_POSTS[:3]))
    found = _identified([_ALONE], _POSTS[3:], folder=tmp_path)
    assert found == {
        "mentions": _new(_WITH_HOME),
        "former": [],
        "sightings": {("named|ministry", "GHA"): 6, ("posts|ministry", ""): 6},
    }


def test_what_comes_twice_changes_nothing() -> None:
    found = _identified([_ALONE, _BARE, _FULL] * 2, [*_POSTS, *_POSTS])
    assert found["mentions"] == _new(*[_WITH_HOME, _PLACED, _FULL] * 2)


def test_without_posts_mentions_are_as_they_were() -> None:
    assert _identified([_FULL])["mentions"] == _new(_FULL)


def test_a_later_post_places_a_name_of_an_earlier_run(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_BARE,)}))
    found = _identified([_FULL], [_NOTHING], folder=tmp_path)
    assert found["mentions"] == sorted([Traced(_FULL), Traced(_PLACED, "ev1")], key=repr)
    assert found["former"] == [Traced(_BARE, "ev1")]


def test_what_a_post_showed_goes_with_the_post(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_FULL, _PLACED)}))
    assert _identified([], gone=["post-a"], folder=tmp_path) == {
        "mentions": [Traced(_BARE, "ev1")],
        "former": sorted([Traced(_FULL, "ev1"), Traced(_NAMED, "ev1")], key=repr),
        "sightings": {
            (_HALVORSEN, "NOR"): 1,
            ("own people|wire", "NOR"): 1,
            ("posts|wire", ""): 1,
        },
    }


def test_a_mention_that_is_told_anew_comes_with_its_event_and_its_former_self(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_FULL,), "ev2": (mention("d", kind=Kind.SIGNING),)}))
    edited = replace(_FULL, kind=Kind.PHONE_CALL)
    found = _identified([edited], [a_post("post-a", source="ministry")], ["post-a"], tmp_path)
    assert (found["mentions"], found["former"]) == ([Traced(edited, "ev1")], [Traced(_FULL, "ev1")])
    assert found["sightings"] == {
        (_OWUSU, "GHA"): 2,
        (_HALVORSEN, "NOR"): 2,
        ("own people|ministry", "GHA"): 2,
        ("own people|ministry", "NOR"): 2,
        ("posts|ministry", ""): 2,
    }


def test_what_an_earlier_version_did_not_count_is_counted_from_its_mentions(tmp_path: Path) -> None:
    write_run(tmp_path, a_history({"ev1": (_FULL,), "ev2": (_BARE,)}))
    (tmp_path / "sightings.parquet").unlink()
    assert _identified([_FULL], [a_post("post-a", source="ministry")], ["post-a"], tmp_path)["sightings"] == {
        (_OWUSU, "GHA"): 1,
        (_HALVORSEN, "NOR"): 2,
        ("own people|ministry", "GHA"): 1,
        ("own people|ministry", "NOR"): 1,
        ("own people|wire", "NOR"): 1,
        ("posts|ministry", ""): 1,
        ("posts|wire", ""): 1,
    }
