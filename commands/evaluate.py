"""`communique evaluate`: how well a published run agrees with gold annotations."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.asking import answering, published
from commands.formats import Format, print_rows, to_json
from commands.paths import path
from commands.terminal import OutputFolder, ends_quietly, err

if TYPE_CHECKING:
    from warehouse.evaluation.measures import Measure
    from warehouse.evaluation.scoring import Evaluation

_COLUMNS = ("figure", "precision", "recall", "f1", "gold", "found")
_MISTAKES = ("mistake", "post", "field", "gold", "found")


class _Form(StrEnum):
    TABLE = "table"
    JSON = "json"


@ends_quietly
def evaluate(
    gold: Annotated[
        Path, typer.Option(help="Folder of gold annotations.", show_default=False, parser=path, metavar="<path>")
    ],
    mistakes: Annotated[bool, typer.Option("--mistakes", help="List everything that is wrong too.")] = False,
    form: Annotated[_Form, typer.Option("--format", "-f", help="How to print.")] = _Form.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """Compare the published run with gold annotations.

    The folder holds posts.jsonl (post, file, first_line, last_line) and mentions.jsonl (post, event, main and the
    fields of the table mentions), or, for texts that have ids, gold.jsonl (id, events) and, optionally, pairs.jsonl
    (id_a, id_b, label: same, different or ignore).

    Example: communique evaluate --gold gold --mistakes
    """
    from warehouse.evaluation.found import read_found  # noqa: PLC0415  # --help answers without DuckDB
    from warehouse.evaluation.gold import read_gold  # noqa: PLC0415  # as above
    from warehouse.evaluation.scoring import evaluate as compare  # noqa: PLC0415  # as above

    with answering():
        wanted = read_gold(gold)
    with published(output) as connection:
        evaluation = compare(wanted, read_found(connection))
    if evaluation.uncovered:
        err().print(f"{evaluation.uncovered:,} posts are in files that the gold does not name; each counts as spurious")
    if form is _Form.JSON:
        sys.stdout.write(to_json(_as_object(evaluation, mistakes=mistakes), indent=2) + "\n")
        return
    print_rows(_COLUMNS, [_row(name, measure) for name, measure in _figures(evaluation)], Format.TABLE)
    if mistakes and evaluation.mistakes:
        sys.stdout.write("\nMISTAKES\n")
        sys.stdout.flush()
        print_rows(_MISTAKES, _mistakes(evaluation), Format.TABLE)


def _figures(evaluation: "Evaluation") -> "Iterator[tuple[str, Measure]]":
    yield "posts", evaluation.posts
    yield "slots", evaluation.slots
    yield from evaluation.fields.items()
    yield "detection", evaluation.detection
    yield "exact", evaluation.exact
    yield "main_events", evaluation.main_events
    yield "pairs", evaluation.pairs
    if evaluation.listed_pairs is not None:
        yield "listed_pairs", evaluation.listed_pairs
    yield "b_cubed", evaluation.b_cubed


def _row(name: str, measure: "Measure") -> tuple[object, ...]:
    shares = (_share(each) for each in (measure.precision, measure.recall, measure.f1))
    return (name, *shares, measure.wanted, measure.given)


def _share(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"


def _mistakes(evaluation: "Evaluation") -> list[tuple[str, ...]]:
    return [(each.fault.value, each.post, each.field, each.wanted, each.given) for each in evaluation.mistakes]


def _as_object(evaluation: "Evaluation", *, mistakes: bool) -> dict[str, object]:
    figures: dict[str, object] = {
        name: {
            "precision": measure.precision,
            "recall": measure.recall,
            "f1": measure.f1,
            "gold": measure.wanted,
            "found": measure.given,
        }
        for name, measure in _figures(evaluation)
    }
    if mistakes:
        figures["mistakes"] = [dict(zip(_MISTAKES, each, strict=True)) for each in _mistakes(evaluation)]
    return figures
