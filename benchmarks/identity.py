"""The project's resolver against splink over the same synthetic mentions, in one call, as Markdown tables.

    python -m benchmarks.identity [--sizes N …] [--workers N] [--seed N]

Each runs in a process of its own over the same Parquet file, one after the other. The threshold of splink is the one
that is best on other mentions: a smaller set under another seed. Only ratios within one call may be compared.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.agreement import Agreement, agreement
from benchmarks.files import write_mentions
from benchmarks.measure import Measured, measure
from benchmarks.synthetic import synthetic_mentions
from benchmarks.tables import print_table

_OURS = "this project"
_THEIRS = "splink 5"
_TUNING_SEED = 1000
_HEAD = (
    "mentions",
    "resolver",
    "seconds",
    "of processors",
    "peak GiB",
    "clusters",
    "pairs P",
    "pairs R",
    "pairs F1",
    "B³ P",
    "B³ R",
    "B³ F1",
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one resolver took for one file, and how well it did."""

    mentions: int
    resolver: str
    seconds: float
    measured: Measured
    agreement: Agreement


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what both took and reached, then what the targets ask."""
    asked = _parse(arguments)
    with_splink = find_spec("splink") is not None
    if not with_splink:
        print("splink is not installed: pip install 'communique[bench]'; only this project is measured\n")
    with tempfile.TemporaryDirectory() as folder:
        mentions = Path(folder) / "tuning.parquet"
        write_mentions(mentions, synthetic_mentions(asked.tuning, asked.seed + _TUNING_SEED))
        compiling = _compile(mentions)
        threshold = tuned(mentions) if with_splink else None
        runs = list(_runs(Path(folder), asked, threshold))
    print_table(_HEAD, map(_row, runs))
    if threshold is not None:
        print(f"\nThreshold of splink: a match weight of {threshold:g}, the best of {asked.tuning:,} other mentions.")
    print(f"\nTo compile what was not, and resolve those, took this project {compiling:.1f} s.\n")
    print_table(("what", "figure"), comparisons(runs))


def _compile(mentions: Path) -> float:
    """Resolve mentions that are not measured by compiled rules, which stay so for later; return the seconds."""
    command = [sys.executable, "-m", "benchmarks.ours", str(mentions), str(mentions.with_name("first")), "--compile"]
    return measure(command).seconds


def tuned(mentions: Path) -> float:
    """Return the match weight at which splink agrees best with the truth of mentions that are not measured."""
    command = [sys.executable, "-m", "benchmarks.theirs", str(mentions), str(mentions.with_name("tuning")), "--tune"]
    best = json.loads(measure(command).printed)[0]
    return float(best[0])


def _runs(folder: Path, asked: argparse.Namespace, threshold: float | None) -> Iterator[Run]:
    for size in asked.sizes:
        mentions = _file(folder, size)
        write_mentions(mentions, synthetic_mentions(size, asked.seed))
        ours = ["benchmarks.ours", str(mentions), str(folder / f"ours{size}"), f"--workers={asked.workers}"]
        yield _run(size, _OURS, ours, mentions)
        if threshold is not None:
            theirs = ["benchmarks.theirs", str(mentions), str(folder / f"theirs{size}"), f"--threshold={threshold}"]
            yield _run(size, _THEIRS, theirs, mentions)


def _file(folder: Path, size: int) -> Path:
    return folder / f"{size}.parquet"


def _run(size: int, resolver: str, command: list[str], mentions: Path) -> Run:
    measured = measure([sys.executable, "-m", *command])
    found = agreement(mentions, Path(command[2]) / "*.parquet")
    run = Run(size, resolver, measured.seconds, measured, found)
    print(f"{resolver}: {size:,} mentions, {measured.seconds:.1f} s; {measured.printed.strip()}", file=sys.stderr)
    return run


def _row(run: Run) -> list[str]:
    pairs, b_cubed = run.agreement.pairs, run.agreement.b_cubed
    shares = (pairs.precision, pairs.recall, pairs.f1, b_cubed.precision, b_cubed.recall, b_cubed.f1)
    return [
        f"{run.mentions:,}",
        run.resolver,
        f"{run.seconds:.1f}",
        f"{run.measured.processor:.1f}",
        f"{run.measured.gibibytes:.2f}",
        f"{run.agreement.clusters:,}",
        *(f"{share:.4f}" for share in shares),
    ]


def comparisons(runs: Sequence[Run]) -> Iterator[list[str]]:
    """Yield what the two are to each other at each size, and how each grows from the first size to the last."""
    for size in dict.fromkeys(run.mentions for run in runs):
        ours, theirs = (_only(runs, size, name) for name in (_OURS, _THEIRS))
        if ours and theirs:
            yield [f"time of ours against splink's at {size:,}", f"{ours.seconds / theirs.seconds:.2f}"]
            spent = ours.measured.processor / theirs.measured.processor
            yield [f"time of processors of ours against splink's at {size:,}", f"{spent:.2f}"]
            gain = ours.agreement.b_cubed.f1 - theirs.agreement.b_cubed.f1
            yield [f"B³ F1 of ours less splink's at {size:,}", f"{gain:+.4f}"]
    sizes = sorted({run.mentions for run in runs})
    for name in (_OURS, _THEIRS):
        first, last = _only(runs, sizes[0], name), _only(runs, sizes[-1], name)
        if first and last and first is not last:
            grown = f"{last.seconds / first.seconds:.1f} times"
            yield [f"time of {name} from {sizes[0]:,} to {sizes[-1]:,}", grown]


def _only(runs: Iterable[Run], size: int, resolver: str) -> Run | None:
    return next((run for run in runs if (run.mentions, run.resolver) == (size, resolver)), None)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identity", description="Measure against splink.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000], help="how many mentions, once each")
    parser.add_argument("--tuning", type=int, default=20_000, help="mentions on which splink's threshold is chosen")
    parser.add_argument("--workers", type=int, default=1, help="processes of our runner")
    parser.add_argument("--seed", type=int, default=1, help="of the synthetic mentions")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
