"""`communique evaluate`: how well a published run agrees with gold annotations."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.asking import answering, published
from commands.formats import AnyFormat, Format, print_rows
from commands.paths import path
from commands.terminal import OutputFolder, ends_quietly, err
from transforms.counts import counted

if TYPE_CHECKING:
    from warehouse.evaluation.measures import Measure
    from warehouse.evaluation.scoring import Evaluation

_COLUMNS = ("figure", "precision", "recall", "f1", "gold", "found")
_MISTAKES = ("mistake", "post", "field", "gold", "found")


@ends_quietly
def evaluate(
    gold: Annotated[
        Path, typer.Option(help="Folder of gold annotations.", show_default=False, parser=path, metavar="<path>")
    ],
    mistakes: Annotated[bool, typer.Option("--mistakes", help="List all that is wrong instead of figures.")] = False,
    form: AnyFormat = Format.TABLE,
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
    if posts := evaluation.uncovered:
        verb, what = ("is", "it counts") if posts == 1 else ("are", "each counts")
        err().print(f"{counted(posts, 'post')} {verb} in files that the gold does not name; {what} as spurious")
    if mistakes:
        rows = [(each.fault.value, each.post, each.field, each.wanted, each.given) for each in evaluation.mistakes]
        print_rows(_MISTAKES, rows, form)
    else:
        print_rows(_COLUMNS, [_row(name, measure, form) for name, measure in _figures(evaluation)], form)


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


def _row(name: str, measure: "Measure", form: Format) -> tuple[object, ...]:
    shares = (_share(each, form) for each in (measure.precision, measure.recall, measure.f1))
    return (name, *shares, measure.wanted, measure.given)


def _share(value: float | None, form: Format) -> object:
    """Return a share for people in four digits, for programs as it is."""
    return value if value is None or form.nests or form is Format.CSV else f"{value:.4f}"
