"""Mentions that come in several runs give, row by row, what one run over all of them gives."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam import Pipeline
from apache_beam.pvalue import AsDict, PCollection

from tests.transforms.identity.builders import ACCRA, HALVORSEN, LIMA, MARCH, OWUSU, mention, on, person, published
from tests.transforms.outcome import outcome_of
from tests.transforms.storage.building import the_post_of
from transforms.deduplicate import DeduplicateMentions, Mentions
from transforms.elements import Kind, Mention, Place, Post, Reject, Status
from transforms.identify import IdentifyParticipants
from transforms.newest import FindNewestDay
from transforms.persons import NamePersons
from transforms.published import ReadStanding, SettlePosts
from transforms.storage.rows import Row
from transforms.storage.settling import Carry
from transforms.storage.tables import read_rows, table_path
from transforms.storage.validation import problems
from transforms.write import Tables, WriteTables

COMPARED = (
    "posts",
    "mentions",
    "events",
    "event_participants",
    "event_posts",
    "documents",
    "decisions",
    "persons",
    "sightings",
)
_OF_THE_HISTORY = frozenset(("run_id", "revision", "origin_id"))
_PEOPLE = (
    (),
    (HALVORSEN, OWUSU),
    (HALVORSEN,),
    (person("Halvorsen", "NOR"), OWUSU),
    (person("Akua Serwaa Owusu", "GHA"), HALVORSEN),
    (person("Owusu", None), HALVORSEN),
)
_KINDS = (Kind.BILATERAL_MEETING, Kind.BILATERAL_MEETING, Kind.PHONE_CALL, Kind.VISIT, Kind.MULTILATERAL_MEETING)


def _mentions(number: int, seed: int) -> list[Mention]:
    """Return mentions of few people on few days, so that they collide in every way."""
    chance = random.Random(seed)  # noqa: S311  # the same mentions every time
    return [
        replace(
            mention(
                f"m{place:02}",
                kind=chance.choice(_KINDS),
                status=chance.choice([Status.HELD, Status.HELD, Status.PLANNED]),
                dates=chance.choice([None, MARCH, *(on(chance.randint(1, 9)) for _ in range(6))]),
                place=chance.choice([ACCRA, ACCRA, LIMA, Place(country="GHA"), None]),
                participants=chance.choice(_PEOPLE),
                countries=chance.choice([("GHA", "NOR"), ("GHA", "NOR"), ("NOR",)]),
                organisations=chance.choice([(), (), ("AU",)]),
                source=chance.choice(["ministry", "wire"]),
            ),
            published_on=published(day := chance.randint(1, 28)).date(),
            published_at=published(day),
        )
        for place in range(number)
    ]


def _publish(told: Sequence[Mention], file: str, folder: Path, before: Path | None, kept: Iterable[str]) -> Path:
    """Run over a file whose posts tell these mentions, one each."""
    folder.mkdir()
    published, carry = str(before) if before else None, Carry(kept=frozenset(kept))

    def build(root: Pipeline) -> dict[str, PCollection[Any]]:
        words = root | "Told" >> beam.Create([(each.post_id, each) for each in told])
        posts = [the_post_of(each, file=file, text=f"{each.mention_id} of Ghana.") for each in told]
        given = root | "Given" >> beam.Create([file]).with_output_types(str)
        read = root | "Read" >> beam.Create(posts).with_output_types(Post)
        settled = (read, given) | SettlePosts(published, carry)
        fresh = settled.fresh | "Extract" >> beam.Map(_told, AsDict(words)).with_output_types(Mention)
        identified = (fresh, settled.fresh, settled.retold) | IdentifyParticipants(published)
        named = (identified.mentions, identified.former) | NamePersons(published)
        changed = Mentions(
            changed=(identified.mentions, named.mentions) | "GatherChanged" >> beam.Flatten(),
            former=identified.former,
            names=named.names,
            aliases=(root | ReadStanding(published, carry)).aliases,
            edits=settled.edits,
            as_of=(settled.posts, settled.left) | FindNewestDay(published),
        )
        found = changed | DeduplicateMentions(published)
        left = settled.left | "TakePosts" >> beam.Map(_post_taken)
        tables = Tables(
            posts=settled.posts,
            rejects=root | "Rejects" >> beam.Create([]).with_output_types(Reject),
            persons=named.names,
            sightings=identified.sightings,
            **(found._asdict() | {"taken": (found.taken, left) | "GatherTaken" >> beam.Flatten()}),
        )
        return {"written": tables | WriteTables(str(folder), folder.name, published)}

    outcome_of(build)
    assert list(problems(folder, before)) == []
    return folder


def _told(post: Post, words: dict[str, Mention]) -> Mention:
    return words[post.post_id]


def _post_taken(post_id: str) -> tuple[str, str]:
    return "posts", post_id


def _comparable(folder: Path) -> dict[str, list[str]]:
    """Return the tables as lines in which an event is named by its first mention."""
    first: dict[str, str] = {}
    for row in read_rows(table_path(folder, "mentions")):
        first[row["event_id"]] = min(row["mention_id"], first.get(row["event_id"], row["mention_id"]))
    return {name: sorted(_lines(read_rows(table_path(folder, name)), first)) for name in COMPARED}


def _lines(rows: Iterable[Row], first: dict[str, str]) -> Iterator[str]:
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in _OF_THE_HISTORY | {"file"}}
        for name in ("event_id", "parent_event_id"):
            if name in kept:
                kept[name] = first.get(kept[name], kept[name])
        yield json.dumps(kept, default=str, ensure_ascii=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what one run over all mentions publishes."""
    return _publish(_mentions(40, 1), "all.txt", tmp_path_factory.mktemp("whole") / "run", None, ())


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the last of two runs publishes, of which each reads a half."""
    folder, told = tmp_path_factory.mktemp("parts"), _mentions(40, 1)
    first = _publish(told[::2], "even.txt", folder / "even", None, ())
    return _publish(told[1::2], "odd.txt", folder / "odd", first, {"even.txt"})


def test_two_halves_give_what_all_at_once_gives(whole: Path, parts: Path) -> None:
    assert _comparable(parts) == _comparable(whole)


@pytest.mark.slow
def test_what_was_taken_back_leaves_no_trace(parts: Path, tmp_path: Path) -> None:
    told = _mentions(40, 1)
    after = _publish((), "odd.txt", tmp_path / "after", parts, {"even.txt"})
    alone = _publish(told[::2], "even.txt", tmp_path / "alone", None, ())
    assert _comparable(after) == _comparable(alone)
