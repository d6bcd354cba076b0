"""The project's resolver inside Beam, over a file of synthetic mentions; run as a process of its own.

python -m benchmarks.ours MENTIONS CLUSTERS [--workers N]
"""

import argparse
import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.metrics.metric import Metrics, MetricsFilter

from benchmarks.reading import ReadMentions, pipeline_of
from pipelines.environment import collecting_seldom
from transforms.elements import Decision, Traced
from transforms.gathering import Gathered
from transforms.resolve import ResolveMentions

_CLUSTERS = pa.schema([("unique_id", pa.string()), ("cluster", pa.string())])
_COMPARED = Metrics.counter("benchmark", "decisions")
_BATCH = 50_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Resolve, write who is with whom, and print what it took as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ours", description="Resolve synthetic mentions.")
    parser.add_argument("mentions", type=Path)
    parser.add_argument("clusters", type=Path, help="a folder for the clusters found")
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args(arguments)
    asked.clusters.mkdir(parents=True, exist_ok=True)
    began = perf_counter()
    with collecting_seldom():
        decisions = resolve_file(asked.mentions, asked.clusters, asked.workers)
    print(json.dumps({"seconds": perf_counter() - began, "decisions": decisions}))


def resolve_file(mentions: Path, clusters: Path, workers: int = 1) -> int:
    """Resolve the mentions of a file inside Beam as a run does, and return how many decisions were made."""
    pipeline = pipeline_of(mentions, workers)
    found = pipeline | ReadMentions(mentions) | "NeverPublished" >> beam.Map(Traced) | ResolveMentions()
    _ = found.clusters | "WriteClusters" >> beam.ParDo(_WriteClusters(str(clusters)))
    _ = found.decisions | "CountDecisions" >> beam.Map(_count)
    result = pipeline.run()
    result.wait_until_finish()
    counters = result.metrics().query(MetricsFilter().with_name("decisions"))["counters"]
    return sum(counter.committed or counter.attempted or 0 for counter in counters)


def _count(_: Decision) -> None:
    _COMPARED.inc()


class _WriteClusters(beam.DoFn):
    """Writes the clusters of a bundle as files of rows."""

    _rows: list[tuple[str, str]]

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def start_bundle(self) -> None:
        self._rows = []

    def process(self, element: Gathered) -> None:
        self._rows.extend((mention.mention_id, element.cluster_id) for mention in element.mentions)
        if len(self._rows) >= _BATCH:
            self._write()

    def finish_bundle(self) -> None:
        self._write()

    def _write(self) -> None:
        ids, clusters = [row[0] for row in self._rows], [row[1] for row in self._rows]
        table = pa.table({"unique_id": ids, "cluster": clusters}, _CLUSTERS)
        pq.write_table(table, Path(self._folder) / f"{uuid.uuid4().hex}.parquet")
        self._rows = []


if __name__ == "__main__":
    main()
