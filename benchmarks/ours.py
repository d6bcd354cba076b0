"""The project's resolver inside Beam, over a file of synthetic mentions; run as a process of its own.

python -m benchmarks.ours MENTIONS CLUSTERS [--workers N] [--compile]
"""

import argparse
import gc
import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.metrics.metric import Metrics, MetricsFilter

from benchmarks.reading import ReadTables, pipeline_of
from pipelines.environment import collecting_seldom
from transforms.corpus import ResolveCorpus
from transforms.identity import compiling
from transforms.tables.ipc import Packed, opened

_COMPARED = Metrics.counter("benchmark", "decisions")


def main(arguments: Sequence[str] | None = None) -> None:
    """Resolve, write who is with whom, and print what it took as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ours", description="Resolve synthetic mentions.")
    parser.add_argument("mentions", type=Path)
    parser.add_argument("clusters", type=Path, help="a folder for the clusters found")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--compile", action="store_true", help="compile every step, however few the mentions are")
    asked = parser.parse_args(arguments)
    if asked.compile:
        compiling.MANY = 1
    asked.clusters.mkdir(parents=True, exist_ok=True)
    began = perf_counter()
    with collecting_seldom():
        decisions = resolve_file(asked.mentions, asked.clusters, asked.workers)
    print(json.dumps({"seconds": perf_counter() - began, "decisions": decisions}))
    gc.freeze()  # the process ends here, and would go through all that it ever made once more to see what is garbage


def resolve_file(mentions: Path, clusters: Path, workers: int = 1) -> int:
    """Resolve the mentions of a file inside Beam as a run does, and return how many decisions were made."""
    pipeline = pipeline_of(mentions, workers)
    found = pipeline | ReadTables(mentions) | ResolveCorpus()
    _ = found.members | "WriteClusters" >> beam.Map(_write, str(clusters))
    _ = found.decisions | "CountDecisions" >> beam.Map(_count)
    result = pipeline.run()
    result.wait_until_finish()
    counters = result.metrics().query(MetricsFilter().with_name("decisions"))["counters"]
    return sum(counter.committed or counter.attempted or 0 for counter in counters)


def _count(decisions: Packed) -> None:
    _COMPARED.inc(len(opened(decisions)))


def _write(content: Packed, folder: str) -> None:
    """Write who is with whom."""
    members = opened(content)
    table = pa.table({"unique_id": members["mention_id"], "cluster": members["cluster_id"]})
    pq.write_table(table, Path(folder) / f"{uuid.uuid4().hex}.parquet")


if __name__ == "__main__":
    main()
