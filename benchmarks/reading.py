"""ReadTables: the synthetic mentions of a file inside Beam, a group of rows at a time."""

from dataclasses import dataclass
from pathlib import Path

import apache_beam as beam
import pyarrow as pa
from apache_beam import Pipeline
from apache_beam.pvalue import PBegin, PCollection

from benchmarks.files import count_groups, read_table
from pipelines.options import RunOptions
from pipelines.runners import choose_runner


@dataclass
class ReadTables(beam.PTransform[PBegin, PCollection[pa.Table]]):
    """Read the mentions of a file as tables."""

    path: Path

    def expand(self, root: PBegin) -> PCollection[pa.Table]:
        """List the groups of rows, read each."""
        groups = [(str(self.path), group) for group in range(count_groups(self.path))]
        return root | "ListGroups" >> beam.Create(groups) | "ReadTable" >> beam.Map(_read_table)


def pipeline_of(mentions: Path, workers: int = 1) -> Pipeline:
    """Return a pipeline on the runner that a run would take, in so many processes."""
    runner, flags = choose_runner(RunOptions(seeds=(mentions,), output=mentions.parent, workers=workers))
    return Pipeline(runner=runner, options=flags)


def _read_table(place: tuple[str, int]) -> pa.Table:
    path, group = place
    return read_table(Path(path), group)
