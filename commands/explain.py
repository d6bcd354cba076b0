"""`communique explain`: why mentions are, or are not, one event."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.asking import published
from commands.formats import in_words, to_json
from commands.show import PageFormat
from commands.terminal import OutputFolder, ends_quietly, plain

if TYPE_CHECKING:
    from warehouse.explanation import Explanation

    Row = Mapping[str, Any]

_LABEL = 16
_BLOCKS_A_POINT = 4
_MOST_BLOCKS = 60
_VERDICTS = {
    "merged": "merged: one event",
    "vetoed": "vetoed: never one event, whatever the score",
    "below_threshold": "below the threshold: too little speaks for it",
    "pinned": "pinned by hand",
    "not_compared": "not compared in the run, as nothing suggested one event; compared now",
}


@ends_quietly
def explain(
    ids: Annotated[
        list[str],
        typer.Argument(
            help="An event; or two posts, events or mentions. The beginning of an id will do.", metavar="ID [ID]"
        ),
    ],
    limit: Annotated[int, typer.Option(help="How many pairs at most.", min=1)] = 5,
    form: Annotated[PageFormat, typer.Option("--format", "-f", help="text for people, json for programs.")] = (
        PageFormat.TEXT
    ),
    output: OutputFolder = Path("output"),
) -> None:
    """Say what spoke for and against one event: weights, vetoes, threshold, and the nearest that was not merged.

    Example: communique explain ev_4f2a, or communique explain po_11c0 po_93ad
    """
    if len(ids) == 1:
        _explain_event(ids[0], limit, form, output)
    elif len(ids) == 2:  # noqa: PLR2004  # two sides
        _explain_pair(ids[0], ids[1], limit, form, output)
    else:
        raise typer.BadParameter("one event, or two posts, events or mentions", param_hint="ID")


def waterfall(evidence: "Sequence[Row]", score: float, threshold: float) -> Iterator[str]:
    """Yield one bar for each weight, each beginning where the one before ended, and then the sum."""
    reached = 0.0
    steps = []
    for row in evidence:
        steps.append((min(reached, reached + row["weight"]), row))
        reached += row["weight"]
    lowest = min((start for start, _ in steps), default=0.0)
    for start, row in steps:
        sign = "█" if row["weight"] > 0 else "░"
        bar = " " * _blocks(start - lowest) + sign * max(1, _blocks(abs(row["weight"])))
        yield f"    {plain(str(row['field'])):<{_LABEL}}{row['weight']:+7.2f}  {bar}"
    relation = "≥" if score >= threshold else "<"
    yield f"    {'score':<{_LABEL}}{score:+7.2f}  {relation} threshold {threshold:.2f}"


def _explain_event(given: str, limit: int, form: PageFormat, output: Path) -> None:
    from warehouse.explanation import explain_event  # noqa: PLC0415  # --help answers without DuckDB
    from warehouse.identify import find_event  # noqa: PLC0415  # as above

    with published(output) as connection:
        found = explain_event(connection, find_event(connection, given))
    if form is PageFormat.JSON:
        whole = {"event": found.event, "pairs": found.pairs[:limit], "nearest": found.nearest}
        sys.stdout.write(to_json(whole, indent=2) + "\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in _about_event(found, limit))


def _explain_pair(one: str, other: str, limit: int, form: PageFormat, output: Path) -> None:
    from warehouse.explanation import explain_pairs  # noqa: PLC0415  # as above
    from warehouse.identify import find_mentions  # noqa: PLC0415  # as above

    with published(output) as connection:
        pairs = explain_pairs(connection, find_mentions(connection, one), find_mentions(connection, other))
    if form is PageFormat.JSON:
        sys.stdout.write(to_json(pairs[:limit], indent=2) + "\n")
        return
    if not pairs:
        sys.stdout.write("there are no two mentions to compare\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in _about_pairs(pairs, limit))


def _about_event(found: "Explanation", limit: int) -> Iterator[str]:
    event = found.event
    yield f"{event['event_id']}  {in_words(event['name'])}"
    yield ""
    if found.pairs:
        yield f"WHY IT IS ONE EVENT: {len(found.pairs)} pairs of mentions were compared"
        yield from _about_pairs(found.pairs, limit)
    else:
        yield "one mention alone makes this event"
    yield ""
    if found.nearest is None:
        yield "no other event comes near"
        return
    nearest = found.nearest
    side = "right" if nearest["left_event_id"] == event["event_id"] else "left"
    yield f"NEAREST THAT WAS NOT MERGED: {nearest[side + '_event_id']}  {in_words(nearest[side + '_event'])}"
    yield from _about_pair(nearest)


def _about_pairs(pairs: "Sequence[Row]", limit: int) -> Iterator[str]:
    for pair in pairs[:limit]:
        yield from _about_pair(pair)
    if len(pairs) > limit:
        yield ""
        yield f"  and {len(pairs) - limit} more pairs; --limit shows more"


def _about_pair(pair: "Row") -> Iterator[str]:
    yield ""
    for side in ("left", "right"):
        ids = f"{pair[side + '_mention_id']} of {pair[side + '_post_id']}"
        yield f"  {ids} in {pair[side + '_event_id']} {in_words(pair[side + '_event'])}"
    yield f"  {_VERDICTS.get(str(pair['decision']), in_words(pair['decision']))}"
    yield from waterfall(pair["evidence"], pair["score"], pair["threshold"])
    yield from (f"    veto: {in_words(veto)}" for veto in pair["vetoes"])


def _blocks(weight: float) -> int:
    return min(_MOST_BLOCKS, round(weight * _BLOCKS_A_POINT))
