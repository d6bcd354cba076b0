"""One run over mentions in memory: what it publishes, from what the run before published."""

import pickle
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection

from pipelines.options import RunOptions
from pipelines.runners import choose_runner
from transforms.deduplicate import DeduplicateMentions
from transforms.elements import Alias, Event, Identity, Mention, ResolvedMention


@dataclass(frozen=True, slots=True)
class Published:
    """What a run leaves for the next."""

    mentions: tuple[Mention, ...] = ()
    identities: tuple[Identity, ...] = ()
    events: tuple[Event, ...] = ()
    aliases: tuple[Alias, ...] = ()


def publish(before: Published, fresh: list[Mention], folder: Path) -> Published:
    """Deduplicate what was known and what is new, through files in a folder of its own."""
    folder.mkdir(parents=True)
    runner, flags = choose_runner(RunOptions(seeds=(folder,), output=folder))
    pipeline = Pipeline(runner=runner, options=flags)
    given = {
        "mentions": (*before.mentions, *fresh),
        "identities": before.identities,
        "events": before.events,
        "aliases": before.aliases,
    }
    named = {name: _created(pipeline, folder / f"{name}.given", name, values) for name, values in given.items()}
    found = named["mentions"] | DeduplicateMentions(named["identities"], named["events"], named["aliases"])
    for name in ("mentions", "events", "aliases"):
        _ = getattr(found, name) | f"Keep {name}" >> beam.ParDo(_Keep(str(folder), name))
    pipeline.run().wait_until_finish()
    resolved: list[ResolvedMention] = list(_kept(folder, "mentions"))
    return Published(
        tuple(one.mention for one in resolved),
        tuple(Identity(one.mention.mention_id, one.event_id) for one in resolved),
        tuple(_kept(folder, "events")),
        tuple(_kept(folder, "aliases")),
    )


def _created(pipeline: Pipeline, path: Path, name: str, values: tuple[Any, ...]) -> PCollection[Any]:
    with path.open("wb") as file:
        pickle.dump(values, file)
    return pipeline | f"Name {name}" >> beam.Create([str(path)]) | f"Read {name}" >> beam.FlatMap(_loaded)


def _loaded(path: str) -> Iterator[Any]:
    with Path(path).open("rb") as file:
        yield from pickle.load(file)  # noqa: S301  # written by the function above


def _kept(folder: Path, name: str) -> Iterator[Any]:
    for path in sorted(folder.glob(f"{name}.*.kept")):
        yield from _loaded(str(path))


class _Keep(beam.DoFn):
    """Writes the elements of a bundle to a file."""

    _found: list[Any]

    def __init__(self, folder: str, name: str) -> None:
        self._folder = folder
        self._name = name

    def start_bundle(self) -> None:
        self._found = []

    def process(self, element: object) -> None:
        self._found.append(element)

    def finish_bundle(self) -> None:
        with (Path(self._folder) / f"{self._name}.{uuid.uuid4().hex}.kept").open("wb") as file:
            pickle.dump(self._found, file)
