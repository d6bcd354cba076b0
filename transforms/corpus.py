"""ResolveCorpus: which of all mentions are one event, many mentions in an element."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

import apache_beam as beam
import numpy as np
import pyarrow as pa
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsIter, PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.identity.pins import NO_PINS, Pins, linked_keys
from transforms.tables.comparing import compared_table
from transforms.tables.completing import complete_part, place_partial
from transforms.tables.ipc import Packed, opened, packed
from transforms.tables.parts import is_partial, resolve_part
from transforms.tables.schemas import COMPARED, FITS

SHARDS = 16
"""Elements into which the keys are dealt: enough for a machine's workers, few enough that each is worth its cost."""
_Partial = TaggedOutput[Literal["partial"], Packed]
_Decided = TaggedOutput[Literal["decisions"], Packed]
_Near = TaggedOutput[Literal["near"], Packed]
_Fits = TaggedOutput[Literal["fits"], Packed]
_Joining = TaggedOutput[Literal["joining"], Packed]
_CROWDED = Metrics.counter("ResolveMentions", "crowded")


class ResolvedTables(NamedTuple):
    """Who is with whom, as `MEMBERS` of `transforms.tables.schemas`, and what was compared, as its `DECISIONS`."""

    members: PCollection[Packed]
    decisions: PCollection[Packed]


@dataclass
class ResolveCorpus(Composite[PCollection[pa.Table], ResolvedTables]):
    """Find which of all mentions are one event, given tables as `MENTIONS` of `transforms.tables.schemas`.

    The result depends on the set of mentions alone, and is what resolving them one by one gives: whatever shares a key
    is in one shard, and mentions that do not say with whom go to all shards, as they are few.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, tables: PCollection[pa.Table]) -> ResolvedTables:
        """Tell what is compared, deal into shards by key, resolve each; then place those that no key can hold."""
        compared = tables | "TellFeatures" >> beam.Map(compared_table)
        # What pins link must be known before anything is dealt, for which Beam keeps all tables: only if there are any.
        pinned = AsIter(compared | "ListPinned" >> beam.FlatMap(_pinned, self.pins)) if self.pins.same else ()
        dealt = compared | "DealTables" >> beam.FlatMap(_dealt, self.pins, pinned).with_outputs("partial", main="whole")
        found = (
            dealt.whole
            | "GroupTables" >> beam.GroupByKey()
            | "ResolveShard"
            >> beam.FlatMap(_resolved, self.pins, AsIter(dealt.partial)).with_outputs(
                "near", "fits", "decisions", main="members"
            )
        )
        once = tables.pipeline | "Once" >> beam.Create([""], reshuffle=False)
        placed = once | "PlaceAll" >> beam.FlatMap(_placed, AsIter(dealt.partial), AsIter(found.fits)).with_outputs(
            "joining", "decisions", main="members"
        )
        completed = found.near | "CompleteShard" >> beam.FlatMap(
            _completed, self.pins, AsIter(dealt.partial), AsIter(placed.joining)
        ).with_outputs("decisions", main="members")
        return ResolvedTables(
            (found.members, placed.members, completed.members) | "GatherMembers" >> beam.Flatten(),
            (found.decisions, placed.decisions, completed.decisions) | "GatherCompared" >> beam.Flatten(),
        )


def _pinned(compared: pa.Table, pins: Pins) -> Iterator[tuple[str, int]]:
    """Yield the mentions that are pinned as the same as others, with their keys."""
    for mention_id, key in zip(compared["mention_id"].to_pylist(), compared["key"].to_pylist(), strict=True):
        if pins.is_joined(mention_id):
            yield mention_id, key


def _dealt(
    compared: pa.Table, pins: Pins, pinned: Iterable[tuple[str, int]]
) -> Iterator[tuple[int, Packed] | _Partial]:
    """Yield the mentions of each shard; keys that pins link go to one. Beside, those that no key can hold."""
    partial = is_partial(compared, pins)
    shards = compared["key"].to_numpy() % SHARDS
    for key, leader in linked_keys(pinned, pins).items():
        shards[compared["key"].to_numpy() == key] = leader % SHARDS
    shards[partial] = SHARDS
    order = np.argsort(shards, kind="stable")
    rows, cuts = compared.take(pa.array(order)), np.searchsorted(shards[order], np.arange(SHARDS + 2))
    for shard, (first, stop) in enumerate(pairwise(cuts.tolist())):
        if stop > first:
            table = packed(rows.slice(first, stop - first))
            yield (shard, table) if shard < SHARDS else _Partial("partial", table)


def _resolved(
    element: tuple[int, Iterable[Packed]], pins: Pins, partial: Iterable[Packed]
) -> Iterator[Packed | _Near | _Fits | _Decided]:
    """Yield the clusters of a shard that are complete, and beside them the others, and what was compared."""
    part = resolve_part(_all(element[1], COMPARED), _all(partial, COMPARED), pins)
    _CROWDED.inc(part.crowded)
    yield packed(part.members)
    yield _Near("near", packed(part.near))
    yield _Fits("fits", packed(part.fits))
    yield _Decided("decisions", packed(part.decisions))


def _placed(_: str, partial: Iterable[Packed], fits: Iterable[Packed]) -> Iterator[Packed | _Joining | _Decided]:
    """Yield the mentions that stay alone of those that no key can hold, and beside them those that go to clusters."""
    placed = place_partial(_all(partial, COMPARED), _all(fits, FITS))
    yield packed(placed.members)
    yield _Joining("joining", packed(placed.joining))
    yield _Decided("decisions", packed(placed.decisions))


def _completed(
    near: Packed, pins: Pins, partial: Iterable[Packed], joining: Iterable[Packed]
) -> Iterator[Packed | _Decided]:
    members, decisions = complete_part(opened(near), _all(partial, COMPARED), _all(joining, FITS), pins)
    yield packed(members)
    yield _Decided("decisions", packed(decisions))


def _all(tables: Iterable[Packed], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([schema.empty_table(), *map(opened, tables)])
