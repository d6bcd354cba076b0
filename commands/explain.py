"""`communique explain`: why mentions are, or are not, one event."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.asking import published
from commands.formats import in_words, to_json
from commands.show import PageFormat
from commands.terminal import OutputFolder, ends_quietly, err, in_line, plain
from transforms.counts import counted

if TYPE_CHECKING:
    from transforms.identity.judgements import Judgement
    from warehouse.explanation import Explanation

    Row = Mapping[str, Any]

_LABEL = 16
_BLOCKS_A_POINT = 4
_MOST_BLOCKS = 60
_VERDICTS = {
    "merged": "merged: one event",
    "vetoed": "vetoed: not one event, whatever the score",
    "below_threshold": "below the threshold: not one event",
    "pinned": "judged by hand",
    "not_compared": "compared now, as the run stored nothing of the two",
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
        found = explain_event(connection, find_event(connection, given), _judged(output), limit)
    if form is PageFormat.JSON:
        whole = {"event": found.event, "pairs": found.pairs, "nearest": found.nearest}
        sys.stdout.write(to_json(whole, indent=2) + "\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in _about_event(found))


def _explain_pair(one: str, other: str, limit: int, form: PageFormat, output: Path) -> None:
    from warehouse.explanation import explain_pairs  # noqa: PLC0415  # as above
    from warehouse.identify import find_mentions, find_thing  # noqa: PLC0415  # as above

    with published(output) as connection:
        named = {given: find_thing(connection, given)[1] for given in (one, other)}
        mentions = {given: find_mentions(connection, given) for given in (one, other)}
        pairs, found = explain_pairs(connection, mentions[one], mentions[other], _judged(output), limit)
    remarks = [_remark(named[given], mentions[given]) for given in dict.fromkeys((one, other))]
    if form is PageFormat.JSON:
        sys.stdout.write(to_json({"remarks": list(filter(None, remarks)), "pairs": pairs}, indent=2) + "\n")
        return
    sys.stdout.writelines(f"{remark}\n" for remark in remarks if remark)
    if not pairs:
        sys.stdout.write("there are no two mentions to compare\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in _about_pairs(pairs, found))


def _remark(named: str, mentions: Sequence[str]) -> str:
    """Return what to know of a side before its pairs: that it tells of no event, or of several."""
    if not mentions:
        return f"{named} tells of no event"
    return f"{named} has {len(mentions)} mentions; each is compared" if len(mentions) > 1 else ""


def _judged(output: Path) -> "Sequence[Judgement]":
    """Return what people judged; where their file is broken, explanations go on without it."""
    from pipelines.judging import read_judgements  # noqa: PLC0415  # as above
    from transforms.errors import UnusableError  # noqa: PLC0415  # as above

    try:
        return read_judgements(output)
    except (UnusableError, OSError) as error:
        err().print(f"[yellow]judgements are left aside:[/yellow] {in_line(str(error))}")
        return ()


def _about_event(found: "Explanation") -> Iterator[str]:
    event = found.event
    yield f"{event['event_id']}  {in_words(event['name'])}"
    yield ""
    if found.pairs:
        yield f"WHY IT IS ONE EVENT: {counted(found.found, 'pair')} of its mentions were decided"
        yield from _about_pairs(found.pairs, found.found)
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


def _about_pairs(pairs: "Sequence[Row]", found: int) -> Iterator[str]:
    for pair in pairs:
        yield from _about_pair(pair)
    if found > len(pairs):
        yield ""
        yield f"  and {counted(found - len(pairs), 'more pair')}; --limit shows more"


def _about_pair(pair: "Row") -> Iterator[str]:
    yield ""
    for side in ("left", "right"):
        passing = "" if pair[side + "_is_main"] else ", in passing,"
        ids = f"{pair[side + '_mention_id']} of {pair[side + '_post_id']}{passing}"
        yield f"  {ids} in {pair[side + '_event_id']} {in_words(pair[side + '_event'])}"
    yield f"  {_VERDICTS.get(str(pair['decision']), in_words(pair['decision']))}"
    yield from (f"    why: {in_words(reason)}" for reason in pair["because"])
    yield from waterfall(pair["evidence"], pair["score"], pair["threshold"])
    yield from (f"    veto: {in_words(veto)}" for veto in pair["vetoes"])


def _blocks(weight: float) -> int:
    return min(_MOST_BLOCKS, round(weight * _BLOCKS_A_POINT))
