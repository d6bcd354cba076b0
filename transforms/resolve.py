"""ResolveMentions: which of all mentions are one event, and why; values at either end and tables between."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import apache_beam as beam
import pyarrow as pa
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from transforms.corpus import Packed, ResolveCorpus, opened
from transforms.elements import Decision, Traced
from transforms.gathering import Gathered, Resolved
from transforms.identity.pins import NO_PINS, Pins
from transforms.tables.given import mentions_table
from transforms.tables.verdicts import decisions_in

_ROWS = 20_000
"""Mentions of a table."""


@dataclass
class ResolveMentions(beam.PTransform[PCollection[Traced], Resolved]):
    """Find which of all mentions are one event; the result depends on the set of mentions alone.

    Attributes:
        pins: What people judged.
    """

    pins: Pins = NO_PINS

    def expand(self, told: PCollection[Traced]) -> Resolved:
        """Put them into tables, resolve these, take the mentions out."""
        tables = told | "Tabulate" >> beam.ParDo(_TabulateFn())
        found = tables | ResolveCorpus(self.pins)
        return Resolved(
            found.members | "TakeOut" >> beam.FlatMap(_gathered),
            found.decisions | "TakeDecisions" >> beam.FlatMap(_decisions),
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


def _decisions(content: Packed) -> Iterator[Decision]:
    yield from decisions_in(opened(content))


def _gathered(content: Packed) -> Iterator[Gathered]:
    """Yield the clusters of a table."""
    members = opened(content).sort_by("cluster_id")
    rows = zip(*(members[name].to_pylist() for name in ("cluster_id", "mention_id", "phase", "told")), strict=True)
    for cluster_id, group in groupby(rows, key=itemgetter(0)):
        yield _cluster(cluster_id, sorted(group, key=itemgetter(1)))


def _cluster(cluster_id: str, rows: list[tuple[Any, ...]]) -> Gathered:
    told = tuple(pickle.loads(each) for *_, each in rows)  # noqa: S301  # our own bytes, between the steps of one run
    numbers = sorted({phase for *_, phase, _ in rows} - {0})
    phases = tuple(tuple(mention_id for _, mention_id, phase, _ in rows if phase == number) for number in numbers)
    return Gathered(cluster_id, told, phases)
