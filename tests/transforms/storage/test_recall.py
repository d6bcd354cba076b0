from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.transforms.identity.builders import HALVORSEN, LIMA, mention, on, person, published
from tests.transforms.storage.building import a_history, write_run
from transforms.elements import Inferred, Kind, Mention, Traced
from transforms.storage.recall import (
    all_mentions,
    mentions_naming,
    mentions_open,
    mentions_where,
)

WHOLE = mention("b", dates=on(5), published_at=published(5))
ALSO_WHOLE = mention("c", dates=on(5))
PARTIAL = mention("a", dates=on(5), participants=(HALVORSEN,), countries=("NOR",))
ELSEWHERE = mention(
    "d", dates=on(9), place=LIMA, participants=(person("Eva Ríos", "PER"), HALVORSEN), countries=("NOR", "PER")
)
SUPPLIED = mention("e", kind=Kind.PHONE_CALL, participants=(), inferred=(Inferred("countries[GHA]", None),))
UNPLACED = mention("f", kind=Kind.SIGNING, participants=(person("Owusu", None),), countries=("GHA", "NOR"))
NEWER = ("inferred", "origin_id")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run with an event of three mentions, one of which does not say with whom, and three of one each."""
    folder = tmp_path_factory.mktemp("run")
    events = {"ev1": (WHOLE, ALSO_WHOLE, PARTIAL), "ev2": (ELSEWHERE,), "ev3": (SUPPLIED,), "ev4": (UNPLACED,)}
    write_run(folder, a_history(events))
    return folder


def _ids(told: Iterator[Traced]) -> list[str]:
    return [each.mention.mention_id for each in told]


def test_mentions_come_back_as_they_were_published(folder: Path) -> None:
    found = list(mentions_where(folder, "mention_id", {"b", "d", "unknown"}))
    assert found == [Traced(WHOLE, "ev1"), Traced(ELSEWHERE, "ev2")]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("post_id", "post-c", ["c"]),
        ("event_id", "ev1", ["a", "b", "c"]),
    ],
)
def test_mentions_are_found_by_any_column(column: str, value: str, expected: list[str], folder: Path) -> None:
    assert _ids(mentions_where(folder, column, {value})) == expected


def test_all_mentions_can_come_back(folder: Path) -> None:
    assert _ids(all_mentions(folder)) == ["a", "b", "c", "d", "e", "f"]


def test_open_is_what_lacks_a_side_or_a_country_or_was_supplied(folder: Path) -> None:
    assert _ids(mentions_open(folder)) == ["a", "e", "f"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [({"Eva Ríos"}, ["d"]), ({"Eva Ríos", "Owusu"}, ["d", "f"]), ({"eva ríos"}, []), (set(), [])],
)
def test_mentions_are_found_by_the_form_of_a_name(names: set[str], expected: list[str], folder: Path) -> None:
    assert _ids(mentions_naming(folder, names)) == expected


def _of_an_earlier_version(folder: Path, told: Mention) -> Path:
    """Write a run of which the table of mentions has no column that came later."""
    write_run(folder, a_history({"ev1": (told,)}))
    path = folder / "mentions.parquet"
    pq.write_table(pq.read_table(path).drop_columns(NEWER), path)
    return folder


@pytest.mark.parametrize(
    "recall",
    [
        all_mentions,
        mentions_open,
        partial(mentions_naming, names={"Bjørn Halvorsen"}),
        partial(mentions_where, column="post_id", values={"post-a"}),
    ],
)
def test_columns_that_an_earlier_version_did_not_have_are_empty(
    recall: Callable[[Path], Iterator[Traced]], tmp_path: Path
) -> None:
    assert list(recall(_of_an_earlier_version(tmp_path, PARTIAL))) == [Traced(PARTIAL, "ev1")]
