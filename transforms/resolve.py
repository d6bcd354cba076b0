"""ResolveMentions: which of all mentions are one event, why, and which events are not what was published."""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
import pyarrow as pa
import pyarrow.compute as pc
from apache_beam.pvalue import AsIter, PCollection, TaggedOutput
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from transforms.composite import Composite
from transforms.corpus import ResolveCorpus
from transforms.elements import Traced
from transforms.gathering import Gathered
from transforms.identity.pins import NO_PINS, Pins
from transforms.storage.recall import mentions_where
from transforms.tables.given import mentions_table
from transforms.tables.ipc import Packed, opened, packed
from transforms.tables.published import compare_clusters, published_homes, published_mentions

_ROWS = 20_000
"""Mentions of a table."""
_Standing = TaggedOutput[Literal["standing"], Packed]
_Incomplete = TaggedOutput[Literal["incomplete"], Packed]


class Changing(NamedTuple):
    """What may change which mentions are one event.

    Attributes:
        changed: Mentions that are new, or that tell something else than they did.
        former: What was published in the place of those, and what is gone.
        rebuilt: Published events that are built again though none of their mentions changed.
    """

    changed: PCollection[Traced]
    former: PCollection[Traced]
    rebuilt: PCollection[str]


class Resolved(NamedTuple):
    """Which of all mentions are one event.

    Attributes:
        clusters: Those that are no published event as it stands.
        standing: The others, each with its event, as `NAMES` of `transforms.tables.schemas`.
        decisions: What was compared, as its `DECISIONS`.
    """

    clusters: PCollection[Gathered]
    standing: PCollection[Packed]
    decisions: PCollection[Packed]


@dataclass
class ResolveMentions(Composite[Changing, Resolved]):
    """Find which of all mentions are one event, those that were published and still stand among them.

    The result depends on the set of mentions alone. Only the mentions of clusters that are not what was published
    travel on; all others are rows of tables from end to end.

    Attributes:
        folder: The folder of the run before, or None where there is none.
        pins: What people judged.
    """

    folder: str | None = None
    pins: Pins = NO_PINS

    def expand(self, given: Changing) -> Resolved:
        """Put all mentions into tables, resolve these, join them with what was published."""
        folders = given.changed.pipeline | "LocateMentions" >> beam.Create([self.folder] if self.folder else [])
        renewed = (given.changed, given.former) | "GatherRenewed" >> beam.Flatten() | "ListRenewed" >> beam.Map(_id_of)
        tables = (
            given.changed | "Tabulate" >> beam.ParDo(_TabulateFn()),
            folders | "ReadStanding" >> beam.FlatMap(_standing, AsIter(renewed)),
        )
        found = tables | "GatherTables" >> beam.Flatten() | ResolveCorpus(self.pins)
        homes = folders | "ReadHomes" >> beam.Map(_homes)
        compared = found.members | "Compare" >> beam.FlatMap(
            _compared, AsIter(homes), AsIter(given.rebuilt)
        ).with_outputs("standing", "incomplete", main="complete")
        recalled = folders | "Recall" >> beam.FlatMap(_recalled, AsIter(compared.incomplete))
        return Resolved(
            (compared.complete, recalled) | "GatherClusters" >> beam.Flatten(), compared.standing, found.decisions
        )


class _TabulateFn(beam.DoFn):
    """Gathers the mentions of a bundle in tables."""

    def __init__(self) -> None:
        self._waiting: list[Traced] = []

    def start_bundle(self) -> None:
        self._waiting = []

    def process(self, element: Traced) -> Iterator[pa.Table]:
        self._waiting.append(element)
        if len(self._waiting) == _ROWS:
            yield self._table()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        if self._waiting:
            yield GlobalWindows.windowed_value(self._table())

    def _table(self) -> pa.Table:
        told, self._waiting = self._waiting, []
        return mentions_table([each.mention for each in told], [pickle.dumps(each) for each in told])


def _id_of(told: Traced) -> str:
    return told.mention.mention_id


def _standing(folder: str, renewed: Iterable[str]) -> Iterator[pa.Table]:
    """Yield the published mentions that nothing stands in the place of."""
    table = published_mentions(Path(folder))
    gone = pc.is_in(table["mention_id"], value_set=pa.array(sorted(set(renewed)), pa.string()))
    table = table.filter(pc.invert(gone))
    for first in range(0, len(table), _ROWS):
        yield table.slice(first, _ROWS)


def _homes(folder: str) -> Packed:
    return packed(published_homes(Path(folder)))


def _compared(
    content: Packed, homes: Iterable[Packed], rebuilt: Iterable[str]
) -> Iterator[Gathered | _Standing | _Incomplete]:
    """Yield the clusters that were not published, if all of their mentions travel with them; beside them all others."""
    members = opened(content).sort_by([("cluster_id", "ascending"), ("mention_id", "ascending")])
    known = next(iter(homes), None)
    if known is not None:
        standing, members = compare_clusters(members, opened(known), rebuilt)
        partly = pc.unique(members["cluster_id"].filter(pc.is_null(members["told"])))
        is_partly = pc.is_in(members["cluster_id"], value_set=partly)
        yield _Standing("standing", packed(standing))
        yield _Incomplete("incomplete", packed(members.filter(is_partly)))
        members = members.filter(pc.invert(is_partly))
    yield from _gathered(members, {})


def _recalled(folder: str, incomplete: Iterable[Packed]) -> Iterator[Gathered]:
    """Yield clusters with those of their mentions that were published and have not changed."""
    tables = [opened(content) for content in incomplete]
    wanted = {each for table in tables for each in table.filter(pc.is_null(table["told"]))["mention_id"].to_pylist()}
    known = {told.mention.mention_id: told for told in mentions_where(Path(folder), "mention_id", wanted)}
    for table in tables:
        yield from _gathered(table, known)


def _gathered(members: pa.Table, known: dict[str, Traced]) -> Iterator[Gathered]:
    """Yield clusters of mentions that travel with them, or are known."""
    rows = zip(*(members[name].to_pylist() for name in ("cluster_id", "mention_id", "told")), strict=True)
    for cluster_id, group in groupby(rows, key=itemgetter(0)):
        # What travels are our own bytes, between the steps of one run.
        told = [known[mention_id] if each is None else pickle.loads(each) for _, mention_id, each in group]  # noqa: S301
        yield Gathered(cluster_id, tuple(told))
