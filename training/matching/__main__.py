"""python -m training.matching FOLDER=OUTPUT... [--out FILE]: learns the weights of comparison levels.

Each FOLDER holds texts.jsonl, gold.jsonl and pairs.jsonl, each OUTPUT what `communique run` published of its texts.
First each set is left out in turn and measured with weights that are learned from the others; then all are learned
from.
"""

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from training.matching.figures import Figures, figures_of
from training.matching.labels import LabelledPairs, label_pairs
from training.matching.regression import fit
from training.matching.sets import LabelledSet, read_annotated, read_set
from transforms.identity.pins import NO_PINS
from transforms.matching.columns import columns_of
from transforms.matching.constraints import constraints_of
from transforms.matching.levels import LEVELS
from transforms.matching.resolving import resolve
from transforms.matching.weights import HUNDREDTHS, Weights, written

ABSENT = -6.0
"""What counts for a pair that no key brings together: about what the pairs of two events say that share one."""
ANNOTATED = 0.5
"""How much a pair of annotated events counts beside one of mentions that a reader found: it has none of its slips."""


class Source(NamedTuple):
    """A labelled set, its pairs as a reader found them, and as people annotated them."""

    given: LabelledSet
    found: LabelledPairs
    annotated: LabelledPairs


def main(words: Sequence[str] | None = None) -> None:
    """Parse, measure each set left out, learn from all, write."""
    parser = argparse.ArgumentParser(prog="python -m training.matching", description=__doc__)
    parser.add_argument("sets", nargs="+", help="FOLDER=OUTPUT")
    parser.add_argument("--out", type=Path, help="the file to write the weights to")
    parser.add_argument(
        "--thresholds", type=float, nargs="*", default=[-0.5, -0.25, 0.0, 0.25, 0.5], help="those that are measured"
    )
    parser.add_argument("--threshold", type=float, default=0.25, help="the one that is written")
    args = parser.parse_args(words)
    sources = [_read(*map(Path, each.split("="))) for each in args.sets]
    if args.thresholds:
        print_left_out(sources, args.thresholds)
    if args.out:
        learned = learn(sources, args.threshold)
        names = ", ".join(source.given.name for source in sources)
        pairs = sum(int(source.found.same.sum()) for source in sources)
        remark = (
            f"Natural log-odds, learned by logistic regression from {names}:\n"
            f"{pairs} pairs of one event as mentions were found, and the annotated events themselves.\n"
            "`python -m training.matching` writes this file."
        )
        args.out.write_text("\n".join(written(learned, remark)) + "\n", "utf8")


def print_left_out(sources: Sequence[Source], thresholds: Iterable[float]) -> None:
    """Print the figures of each set with weights that are learned from the others."""
    rows: dict[float, list[Figures]] = {threshold: [] for threshold in thresholds}
    for source in sources:
        learned = learn([each for each in sources if each is not source], 0.0)
        for threshold, figures in rows.items():
            figures.append(measured(source.given, replace(learned, threshold=round(threshold * HUNDREDTHS))))
    print("threshold  precision  families  " + "  ".join(f"{source.given.name:>9}" for source in sources))
    for threshold, figures in rows.items():
        precision, families = np.mean(figures, axis=0)
        each = "  ".join(f"{one.precision:.2f}/{one.families:.2f}" for one in figures)
        print(f"{threshold:+9.2f}  {precision:9.3f}  {families:8.3f}  {each}", flush=True)


def measured(given: LabelledSet, weights: Weights) -> Figures:
    """Return the figures of a set that is resolved with some weights."""
    columns = columns_of(given.mentions)
    constraints = constraints_of(given.mentions["mention_id"].combine_chunks(), columns, NO_PINS)
    return figures_of(given, resolve(columns, weights, constraints).cluster)


def learn(sources: Sequence[Source], threshold: float) -> Weights:
    """Learn weights from labelled sets."""
    parts = [(source.found, 1.0) for source in sources] + [(source.annotated, ANNOTATED) for source in sources]
    fitted = fit(
        np.concatenate([pairs.levels for pairs, _ in parts]),
        np.concatenate([pairs.same for pairs, _ in parts]),
        np.concatenate([pairs.importance * factor for pairs, factor in parts]),
    )
    levels = {field: tuple(round(each * HUNDREDTHS) for each in fitted.weights[field]) for field in LEVELS}
    prior, least, absent = (round(each * HUNDREDTHS) for each in (fitted.prior, threshold, ABSENT))
    version = hashlib.sha256(repr((levels, prior, least, absent)).encode()).hexdigest()[:8]
    return Weights(version, prior, least, absent, levels)


def _read(annotated: Path, output: Path) -> Source:
    given = read_set(annotated, output)
    return Source(given, label_pairs(given), label_pairs(read_annotated(annotated)))


if __name__ == "__main__":
    main()
