"""ReadMentions: the synthetic mentions of a file inside Beam, a group of rows at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apache_beam as beam
from apache_beam import Pipeline
from apache_beam.pvalue import PBegin, PCollection

from benchmarks.files import count_groups, read_group
from pipelines.options import RunOptions
from pipelines.runners import choose_runner
from transforms.elements import Mention


@dataclass
class ReadMentions(beam.PTransform[PBegin, PCollection[Mention]]):
    """Make a value of every mention of a file."""

    path: Path

    def expand(self, root: PBegin) -> PCollection[Mention]:
        """List the groups of rows, read each."""
        groups = [(str(self.path), group) for group in range(count_groups(self.path))]
        return root | "ListGroups" >> beam.Create(groups) | "ReadGroup" >> beam.FlatMap(_read)


def pipeline_of(mentions: Path, workers: int = 1) -> Pipeline:
    """Return a pipeline on the runner that a run would take, in so many processes."""
    runner, flags = choose_runner(RunOptions(seeds=(mentions,), output=mentions.parent, workers=workers))
    return Pipeline(runner=runner, options=flags)


def _read(place: tuple[str, int]) -> Iterator[Mention]:
    path, group = place
    yield from read_group(Path(path), group)
