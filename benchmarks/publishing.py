"""One run over mentions in memory: what it publishes, from what the run before published."""

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from pipelines.options import RunOptions
from pipelines.runners import choose_runner
from transforms.deduplicate import DeduplicateMentions, Mentions
from transforms.elements import Alias, Edit, Event, Mention, Post, Reject, Seen, Traced
from transforms.newest import FindNewestDay
from transforms.persons import NamePersons
from transforms.published import ReadStanding
from transforms.storage.published import published_aliases, published_events, published_ids
from transforms.storage.settling import Carry
from transforms.storage.tables import read_rows, table_path
from transforms.write import Tables, WriteTables


@dataclass(frozen=True, slots=True)
class Published:
    """What a run leaves for the next.

    Attributes:
        folder: Where its tables are, None before the first run.
        homes: The event of every mention.
    """

    folder: Path | None = None
    homes: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    aliases: tuple[Alias, ...] = ()


def publish(before: Published, fresh: list[Mention], folder: Path) -> Published:
    """Deduplicate what is new beside what was published, into tables in a folder of its own."""
    folder.mkdir(parents=True)
    runner, flags = choose_runner(RunOptions(seeds=(folder,), output=folder))
    pipeline = Pipeline(runner=runner, options=flags)
    given = folder / "mentions.given"
    with given.open("wb") as file:
        pickle.dump(fresh, file)
    _build(pipeline, given, str(before.folder) if before.folder else None)
    pipeline.run().wait_until_finish()
    return Published(
        folder,
        {row["mention_id"]: row["event_id"] for row in read_rows(table_path(folder, "mentions"))},
        tuple(published_events(folder, published_ids(folder))),
        tuple(published_aliases(folder)),
    )


def _build(root: Pipeline, given: Path, before: str | None) -> None:
    """Wire mentions to the tables of a run; nothing is edited, refused or gone."""
    mentions = root | "Name" >> beam.Create([str(given)]) | "Load" >> beam.FlatMap(_loaded)
    posts = mentions | "PostOf" >> beam.Map(_post_of)
    changed = mentions | "Trace" >> beam.Map(_traced)
    former = _nothing(root, "Former", Traced)
    named = (changed, former) | NamePersons(before)
    given_now = Mentions(
        changed=(changed, named.mentions) | "GatherChanged" >> beam.Flatten(),
        former=former,
        names=named.names,
        aliases=(root | ReadStanding(before, Carry())).aliases,
        edits=_nothing(root, "Edits", Edit),
        as_of=(posts, _nothing(root, "Left", str)) | FindNewestDay(before),
    )
    found = given_now | DeduplicateMentions(before)
    _ = Tables(
        posts=posts,
        rejects=_nothing(root, "Rejects", Reject),
        persons=named.names,
        sightings=_nothing(root, "Sightings", Seen),
        **found._asdict(),
    ) | WriteTables(str(given.parent), given.parent.name, before)


def _nothing(root: Pipeline, name: str, kind: type) -> PCollection[Any]:
    return root | f"No{name}" >> beam.Create([], reshuffle=False).with_output_types(kind)


def _loaded(path: str) -> Iterator[Mention]:
    with Path(path).open("rb") as file:
        yield from pickle.load(file)  # noqa: S301  # written by `publish`


def _post_of(mention: Mention) -> Post:
    """Return a post that has nothing but what a mention takes from it."""
    return Post(
        post_id=mention.post_id,
        source=mention.source,
        published_at=mention.published_at,
        published_on=mention.published_on,
        file="",
        first_line=0,
        last_line=0,
        ordinal=0,
        text="",
    )


def _traced(mention: Mention) -> Traced:
    return Traced(mention)
