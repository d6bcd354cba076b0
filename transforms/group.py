"""GroupCandidates: the mentions of one key meet, many keys in one element."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

import apache_beam as beam
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from transforms.gathering import Candidate
from transforms.identity.keys import CandidateKey
from transforms.packing import Sealed, packed

Group = tuple[CandidateKey, tuple[Candidate, ...]]
SHARDS = 256
"""Elements into which the keys are dealt: enough for any number of workers, few enough that each is worth its cost."""
_MOST_WAITING = 20_000
"""Mentions that wait in memory for others of their shard."""


@packed
@dataclass(frozen=True, slots=True)
class Batch(Sealed):
    """Some of the mentions of one shard; sealed, because Beam unpacks whatever it groups and packs it again."""

    shard: int
    candidates: tuple[Candidate, ...]


@dataclass
class GroupCandidates(beam.PTransform[PCollection[Candidate], PCollection[Group]]):
    """Gather all mentions of each key, by id.

    Beam takes longer over an element than the resolver over a mention, so that mentions travel in batches of a shard,
    which holds many keys. In the global window alone.
    """

    def expand(self, candidates: PCollection[Candidate]) -> PCollection[Group]:
        """Deal into shards, group by shard, part by key."""
        return (
            candidates
            | "DealIntoShards" >> beam.ParDo(_DealFn())
            | "GroupShards" >> beam.GroupByKey()
            | "PartByKey" >> beam.FlatMap(_by_key)
        )


class _DealFn(beam.DoFn):
    """Gather the mentions of a bundle by shard."""

    def __init__(self) -> None:
        self._waiting: dict[int, list[Candidate]] = defaultdict(list)
        self._count = 0

    def process(self, element: Candidate) -> Iterator[tuple[int, Batch]]:
        self._waiting[shard_of(element.key)].append(element)
        self._count += 1
        if self._count == _MOST_WAITING:
            yield from self._dealt()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for batch in self._dealt():
            yield GlobalWindows.windowed_value(batch)

    def _dealt(self) -> Iterator[tuple[int, Batch]]:
        """Yield what waits, and wait for more."""
        for shard, candidates in self._waiting.items():
            yield shard, Batch(shard, tuple(candidates))
        self._waiting.clear()
        self._count = 0


def shard_of(key: CandidateKey) -> int:
    """Return the shard of a key, the same in every process."""
    return crc32(" ".join(key).encode()) % SHARDS


def _by_key(element: tuple[int, Iterable[Batch]]) -> Iterator[Group]:
    groups: dict[CandidateKey, list[Candidate]] = defaultdict(list)
    for batch in element[1]:
        for candidate in batch.candidates:
            groups[candidate.key].append(candidate)
    for key, candidates in groups.items():
        yield key, tuple(candidates)
