"""What mentions cost inside Beam before any rule looks at them; run as a process of its own.

python -m benchmarks.bare MENTIONS

Each mention of a file becomes a value, as in every run, and meets those of the same kind and parties. Nothing is
compared, and nothing but ids travels: this is spent before the first rule of any resolver that takes values.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

import apache_beam as beam
from apache_beam.metrics.metric import Metrics

from benchmarks.reading import ReadMentions, pipeline_of
from pipelines.environment import collecting_seldom
from transforms.elements import Mention

_GROUPED = Metrics.counter("benchmark", "grouped")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, group, and print what it took as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bare", description="Group mentions, compare none.")
    parser.add_argument("mentions", type=Path)
    asked = parser.parse_args(arguments)
    began = perf_counter()
    with collecting_seldom():
        group_file(asked.mentions)
    print(json.dumps({"seconds": perf_counter() - began}))


def group_file(mentions: Path) -> None:
    """Make a value of every mention of a file and group them by kind and parties."""
    pipeline = pipeline_of(mentions)
    keyed = pipeline | ReadMentions(mentions) | "KeyByParties" >> beam.Map(_keyed)
    _ = keyed | "Group" >> beam.GroupByKey() | "CountGrouped" >> beam.Map(_count)
    pipeline.run().wait_until_finish()


def _keyed(mention: Mention) -> tuple[str, str]:
    return " ".join((mention.kind.value, *mention.countries)), mention.mention_id


def _count(element: tuple[str, Iterable[str]]) -> None:
    _GROUPED.inc(sum(1 for _ in element[1]))


if __name__ == "__main__":
    main()
