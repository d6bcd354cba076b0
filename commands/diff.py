"""`communique diff`: what one run says otherwise than another."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from commands.asking import answering
from commands.formats import in_words, to_json
from commands.runs import find
from commands.switches import OUTPUT
from commands.terminal import OutputFolder, ends_quietly, in_line, out

if TYPE_CHECKING:
    from warehouse.connection import Row
    from warehouse.differences import Differences

_LONGEST = 160


@ends_quietly
def diff(
    old: Annotated[
        str, typer.Argument(help="A run: its id, the beginning of one, published, or previous.")
    ] = "previous",
    new: Annotated[str, typer.Argument(help="The run that is compared with it.")] = "published",
    limit: Annotated[int, typer.Option(help="How many events of each sort at most; 0 for all.", min=0)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    output: OutputFolder = OUTPUT,
) -> None:
    """Tell which events one run has that another had not, and which were changed, merged, split or renamed.

    Example: communique diff previous published
    """
    from warehouse.differences import compare_runs  # noqa: PLC0415  # --help answers without DuckDB

    with answering():
        found = compare_runs(output, find(output, old), find(output, new), limit or None)
    if as_json:
        record = {"old": found.old, "new": found.new, "posts": found.posts, "counts": found.counts, **found.sections}
        sys.stdout.write(to_json(record, indent=2) + "\n")
        return
    _print(found)


def _print(found: "Differences") -> None:
    console, posts, counts = out(), found.posts, found.counts
    console.print(f"{found.old} → {found.new}")
    news = ", ".join(f"{posts[name]:,} {name}" for name in ("added", "edited", "removed") if posts[name])
    console.print(f"posts   {posts['old']:,} → {posts['new']:,}{f'  ({news})' if news else ''}")
    told = ", ".join(f"{counts[name]:,} {name}" for name in found.sections if counts[name])
    console.print(f"events  {counts['old']:,} → {counts['new']:,}  ({told or 'no difference'})")
    for name, rows in found.sections.items():
        if not rows:
            continue
        console.print(f"\n[bold]{name.upper()}[/bold]")
        for row in rows:
            _print_event(console, row)
        if counts[name] > len(rows):
            console.print(f"  and {counts[name] - len(rows):,} more")


def _print_event(console: Console, row: "Row") -> None:
    event: dict[str, Any] = row
    day = f"  {event['date']}" if event["date"] else ""
    console.print(f"  {event['event_id']}{day}  {_words(event['name'])}")
    if "into_event_id" in event:
        console.print(f"    into {event['into_event_id']}  {_words(event['into_name'])}")
    if "new_event_id" in event:
        console.print(f"    is now {event['new_event_id']}")
    for part in event.get("parts", ()):
        mentions = part["mentions"]
        console.print(f"    {mentions} mention{'s' * (mentions != 1)} in {part['event_id']}  {_words(part['name'])}")
    for change in event.get("changes", ()):
        console.print(f"    {change['field']}: {_words(change['before'])} → {_words(change['after'])}")


def _words(value: object) -> str:
    if value is None:
        return "nothing"
    words = in_words(value)
    return in_line(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
