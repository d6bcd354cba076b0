"""What a rerun costs against a full run: many synthetic posts, then one more file with one post, then nothing new.

    python -m benchmarks.reruns [--posts N] [--workers N]

Each run is `communique run` in a process of its own, one after the other, over the same folders.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Measured, measure
from benchmarks.posts import write_posts
from benchmarks.tables import print_table

_HEAD = ("run", "seconds", "of the full run", "peak GiB")
_OTHER_SEED = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what each run took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reruns", description="Measure reruns.")
    parser.add_argument("--posts", type=int, default=2_000, help="posts of the full run")
    parser.add_argument("--workers", type=int, default=1, help="processes of each run")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        seeds, output = Path(folder) / "seeds", Path(folder) / "output"
        seeds.mkdir()
        write_posts(seeds / "feed.jsonl", asked.posts)
        full = _run(seeds, output, asked.workers)
        write_posts(seeds / "one.jsonl", 1, _OTHER_SEED)
        one = _run(seeds, output, asked.workers)
        nothing = _run(seeds, output, asked.workers)
    named = ((f"{asked.posts:,} posts", full), ("one file with one post more", one), ("nothing new", nothing))
    print_table(_HEAD, (_row(name, run, full) for name, run in named))


def _run(seeds: Path, output: Path, workers: int) -> Measured:
    program = str(Path(sys.executable).with_name("communique"))
    command = [program, "run", str(seeds), "--output", str(output), f"--workers={workers}"]
    return measure(command)


def _row(name: str, run: Measured, full: Measured) -> list[str]:
    return [name, f"{run.seconds:.1f}", f"{run.seconds / full.seconds:.1%}", f"{run.gibibytes:.2f}"]


if __name__ == "__main__":
    main()
