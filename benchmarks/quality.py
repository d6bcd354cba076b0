"""Quality and speed of the grammar alone and with each installed model, as a Markdown table.

    python -m benchmarks.quality [--gold DIR --seeds PATH … ]… [--model NAME …] [--repeat N]

Without a gold folder it runs on the two seed documents. Speed is the best of the repeats, which take turns, in seconds
of the processor, so that what else the machine does matters least; only the ratio of two lines of one table travels.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from time import process_time

from pipelines.launch import launch
from pipelines.options import RunOptions
from transforms.grammar.model import GRAMMAR_ALONE, choose_model
from warehouse.connection import open_published
from warehouse.evaluation.found import read_found
from warehouse.evaluation.gold import Gold, read_gold
from warehouse.evaluation.scoring import Evaluation, evaluate

_ROOT = Path(__file__).resolve().parents[1]
_HEAD = (
    "gold",
    "model",
    "slots F1",
    "detection precision",
    "detection recall",
    "exact",
    "pairs F1",
    "B-cubed F1",
    "posts/s",
    "time",
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Inputs, and what people found in them."""

    name: str
    seeds: tuple[Path, ...]
    gold: Gold


@dataclass(frozen=True, slots=True)
class Run:
    """What one run reached, and in how many seconds of the processor over how many posts."""

    evaluation: Evaluation
    seconds: float
    posts: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    asked = _parse(arguments)
    corpora = [Corpus("seeds", (_ROOT / "seeds",), read_gold(_ROOT / "tests" / "golden" / "seeds"))]
    corpora += [
        Corpus(gold.name, tuple(seeds), read_gold(gold)) for gold, seeds in zip(asked.gold, asked.seeds, strict=True)
    ]
    models = asked.model or [GRAMMAR_ALONE, *installed_models()]
    _print_row(_HEAD)
    _print_row(["---"] * len(_HEAD))
    for corpus in corpora:
        for row in compare(corpus, models, asked.repeat):
            _print_row(row)


def installed_models() -> list[str]:
    """Return the spaCy models for English that are installed, by name; the name of one is that of its package."""
    names = {found.metadata["Name"].replace("-", "_") for found in distributions()}
    return sorted(name for name in names if name.startswith("en_core_web_"))


def compare(corpus: Corpus, models: Sequence[str], repeat: int) -> Iterator[list[str]]:
    """Yield a row for each model; time is that of the first one times so much."""
    runs: dict[str, list[Run]] = {model: [] for model in models}
    for _ in range(repeat):
        for model, done in runs.items():
            done.append(_run(corpus, model))
    best = {model: min(done, key=lambda run: run.seconds) for model, done in runs.items()}
    first = best[models[0]].seconds
    for model, run in best.items():
        yield [
            corpus.name,
            model,
            *_shares(run.evaluation),
            f"{run.posts / run.seconds:.1f}",
            f"{run.seconds / first:.2f}",
        ]


def _run(corpus: Corpus, model: str) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        before = process_time()
        summary = launch(RunOptions(seeds=corpus.seeds, output=output, model=model))
        seconds = process_time() - before
        with open_published(output) as connection:
            return Run(evaluate(corpus.gold, read_found(connection)), seconds, summary.posts)


def _shares(evaluation: Evaluation) -> list[str]:
    pairs = evaluation.pairs if evaluation.listed_pairs is None else evaluation.listed_pairs
    shares = (
        evaluation.slots.f1,
        evaluation.detection.precision,
        evaluation.detection.recall,
        evaluation.exact.recall,
        pairs.f1,
        evaluation.b_cubed.f1,
    )
    return ["–" if share is None else f"{share:.3f}" for share in shares]


def _print_row(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description="Compare models on gold.")
    parser.add_argument("--gold", type=Path, action="append", default=[], help="a further folder of gold annotations")
    parser.add_argument("--seeds", type=Path, action="append", nargs="+", default=[], help="the inputs of that folder")
    parser.add_argument(
        "--model", type=choose_model, action="append", default=[], help="a model to run, instead of all installed ones"
    )
    parser.add_argument("--repeat", type=int, default=2, help="runs of each, of which the fastest counts")
    asked = parser.parse_args(arguments)
    if len(asked.gold) != len(asked.seeds):
        parser.error("each --gold needs its --seeds")
    if asked.repeat < 1:
        parser.error("--repeat must be at least 1")
    return asked


if __name__ == "__main__":
    main()
