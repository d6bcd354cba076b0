"""The weights that splink fits to judged pairs, beside ours, field by field, as a Markdown table.

    python -m benchmarks.weights [--mentions N] [--gold DIR --output RUN]

An audit: no run reads it. docs/weights.md says how to read it.
"""

import argparse
import logging
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.judged import gold_pairs, synthetic_pairs
from benchmarks.levels import Levels, described, levels_of, order
from benchmarks.tables import print_table

_HEAD = ("field", "what", "our weight", "same", "different", "m", "u", "fitted, ln", "fitted, log2")
_TOO_FEW = 5


@dataclass(frozen=True, slots=True)
class Fitted:
    """One level of one field: how many pairs of each sort are at it, and the share of either that splink fits."""

    field: str
    level: float
    same: int
    different: int
    m: float | None
    u: float | None

    @property
    def log_odds(self) -> float | None:
        """The natural logarithm of m / u; None where one sort was hardly seen."""
        if not self.m or not self.u or min(self.same, self.different) < _TOO_FEW:
            return None
        return math.log(self.m / self.u)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weights", description="Fit weights to judged pairs.")
    parser.add_argument("--mentions", type=int, default=30_000, help="synthetic ones, of which the truth is known")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gold", type=Path, help="a folder of gold annotations that list pairs")
    parser.add_argument("--output", type=Path, help="the published run over the texts of that folder")
    asked = parser.parse_args(arguments)
    if (asked.gold is None) != (asked.output is None):
        parser.error("--gold needs --output, and --output needs --gold")
    if find_spec("splink") is None:
        print("splink is not installed, so no weights are fitted: pip install 'communique[bench]'")
        return
    pairs = gold_pairs(asked.gold, asked.output) if asked.gold else synthetic_pairs(asked.mentions, asked.seed)
    compared = [(levels, pair.same) for pair in pairs if (levels := levels_of(pair)) is not None]
    same = sum(is_same for _, is_same in compared)
    print(f"{same:,} pairs of one event and {len(compared) - same:,} pairs of two, of one key each.\n")
    print_table(_HEAD, map(_row, fit(compared)))


def fit(compared: Sequence[tuple[Levels, bool]]) -> Iterator[Fitted]:
    """Yield what splink fits for every level of every field.

    m is what it estimates from labels of pairs that are one event; u the same from labels of pairs that are not. With
    random pairs instead, u would tell how rarely two mentions agree that never meet in a run.
    """
    from benchmarks.fitting import shares_of  # noqa: PLC0415  # the only part that needs splink

    logging.disable(logging.WARNING)
    m, u = (shares_of([levels for levels, same in compared if same is wanted]) for wanted in (True, False))
    counts = Counter((field, level, same) for levels, same in compared for field, level in levels.items())
    for field, level in sorted({(field, level) for field, level, _ in counts}, key=order):
        yield Fitted(
            field,
            level,
            counts[field, level, True],
            counts[field, level, False],
            m.get((field, level)),
            u.get((field, level)),
        )


def _row(fitted: Fitted) -> list[str]:
    odds = fitted.log_odds
    return [
        fitted.field,
        described(fitted.field, fitted.level),
        f"{fitted.level:+.2f}" if fitted.level else "0",
        f"{fitted.same:,}",
        f"{fitted.different:,}",
        *("–" if share is None else f"{share:.4f}" for share in (fitted.m, fitted.u)),
        *("–" if odds is None else f"{value:+.2f}" for value in (odds or 0.0, (odds or 0.0) / math.log(2))),
    ]


if __name__ == "__main__":
    main()
