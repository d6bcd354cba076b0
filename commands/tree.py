"""The tree of events: what one is part of, itself, and what is part of it, in lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commands.formats import in_words

Row = Mapping[str, Any]

MOST_LINES = 50
"""How many lines a tree has at most; what it is part of is always told."""


def tree_lines(around: Sequence[Row], event: Row, parts: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each event, further in than what it is part of, and one that says how many more there are.

    Args:
        around: What the event is part of, the outermost first.
        event: The event itself.
        parts: What is part of it, as a tree is read; `step` says how many levels down.
    """
    own = len(around)
    yield from (_line(step, whole) for step, whole in enumerate(around))
    yield f"{_line(own, event)}  ← this one"
    room = max(MOST_LINES - own - 1, 1)
    shown = parts if len(parts) <= room else parts[: room - 1]
    yield from (_line(own + int(part["step"]), part) for part in shown)
    if more := len(parts) - len(shown):
        yield f"… and {more:,} more: FROM inside('{in_words(event['event_id'])}')"


def days_of(event: Row) -> str:
    """Return the days of an event, first and last where there are several."""
    if event["date_start"] is None:
        return "no date"
    days = str(event["date_start"])
    return days if event["date_end"] == event["date_start"] else f"{days} to {event['date_end']}"


def _line(step: int, event: Row) -> str:
    branch = "   " * (step - 1) + "└─ " if step else ""
    what = f"{in_words(event['kind'])}, {in_words(event['status'])}"
    return f"{branch}{in_words(event['event_id'])}  {days_of(event)}  {what}  {in_words(event['name'])}"
