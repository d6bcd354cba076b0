"""`communique diff`: what one run says otherwise than another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.asking import answering
from commands.formats import AnyFormat, Format, print_rows
from commands.runs import find
from commands.switches import OUTPUT
from commands.terminal import OutputFolder, ends_quietly, err

if TYPE_CHECKING:
    from warehouse.differences import Differences

_COLUMNS = ("difference", "event_id", "field", "before", "after", "date", "name")
_RECORD = ("difference", "event_id", "date", "kind", "status", "name")
_WHOLE = (*_RECORD, "into_event_id", "into_name", "new_event_id", "parts", "changes")


@ends_quietly
def diff(
    old: Annotated[
        str, typer.Argument(help="A run: its id, the beginning of one, published, or previous.")
    ] = "previous",
    new: Annotated[str, typer.Argument(help="The run that is compared with it.")] = "published",
    limit: Annotated[int, typer.Option(help="How many events of each sort at most; 0 for all.", min=0)] = 20,
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = OUTPUT,
) -> None:
    """Tell which events one run has that another had not, and which were changed, merged, split or renamed.

    Example: communique diff previous published
    """
    from warehouse.differences import compare_runs  # noqa: PLC0415  # --help answers without DuckDB

    with answering():
        found = compare_runs(output, find(output, old), find(output, new), limit or None)
    _summarise(found)
    if form.nests:
        rows = ([{**event, "difference": name}.get(key) for key in _WHOLE] for name, event in _events(found))
        print_rows(_WHOLE, rows, form)
    else:
        print_rows(_COLUMNS, (row for name, event in _events(found) for row in _rows(name, event)), form)


def _summarise(found: "Differences") -> None:
    """Say how much each run has, and how much of the difference is shown."""
    console, posts, counts = err(), found.posts, found.counts
    console.print(f"{found.old} → {found.new}")
    news = ", ".join(f"{posts[name]:,} {name}" for name in ("added", "edited", "removed") if posts[name])
    console.print(f"posts   {posts['old']:,} → {posts['new']:,}{f'  ({news})' if news else ''}")
    said = ", ".join(f"{counts[name]:,} {name}" for name in found.sections if counts[name])
    console.print(f"events  {counts['old']:,} → {counts['new']:,}  ({said or 'no difference'})")
    left_out = {name: counts[name] - len(events) for name, events in found.sections.items()}
    more = ", ".join(f"{number:,} more {name}" for name, number in left_out.items() if number)
    if more:
        console.print(f"not shown: {more}; --limit 0 shows all")


def _events(found: "Differences") -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((name, event) for name, events in found.sections.items() for event in events)


def _rows(difference: str, event: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """Yield a row for each change of an event; where its id changed, for each id that it has now."""
    event_id, tail = event["event_id"], (event["date"], event["name"])
    now = [event[key] for key in ("into_event_id", "new_event_id") if key in event]
    now += [part["event_id"] for part in event.get("parts", ())]
    changes = [(change["field"], change["before"], change["after"]) for change in event.get("changes", ())]
    changes += [("event_id", event_id, each) for each in now]
    yield from ((difference, event_id, *change, *tail) for change in changes or [(None, None, None)])
