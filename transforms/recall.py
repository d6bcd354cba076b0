"""RecallMentions: a few mentions of the run before come back into the flow; all others stay where they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import apache_beam as beam
from apache_beam.pvalue import AsIter, PCollection

from transforms.elements import Traced
from transforms.storage.recall import all_mentions, mentions_where


@dataclass
class RecallMentions(beam.PTransform[PCollection[str], PCollection[Traced]]):
    """Recall the published mentions that have one of the given values in a column, each once.

    Attributes:
        folder: The folder of the run before, or None where there is none.
        column: A column of text of `mentions`.
        everything: That all mentions come back, whatever the values.
    """

    folder: str | None
    column: str
    everything: bool = False

    def expand(self, values: PCollection[str]) -> PCollection[Traced]:
        """Gather the values, read the rows that have one."""
        folders = values.pipeline | f"Locate {self.label}" >> beam.Create([self.folder] if self.folder else [])
        if self.everything:
            return folders | "ReadAll" >> beam.FlatMap(_read_all)
        return folders | "ReadBack" >> beam.FlatMap(_read_back, self.column, AsIter(values))


def _read_back(folder: str, column: str, values: Iterable[str]) -> Iterator[Traced]:
    return mentions_where(Path(folder), column, frozenset(values))


def _read_all(folder: str) -> Iterator[Traced]:
    return all_mentions(Path(folder))
