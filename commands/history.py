"""How an event came on and what it was called before, in lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commands.formats import in_words

Row = Mapping[str, Any]

_STAGE = 13
_DAY = 12


def life_lines(life: Sequence[Row], event_id: str) -> Iterator[str]:
    """Yield a line for each stage that an event reached: the day of the post, the stage, and which post says so.

    Args:
        life: Rows of `life_cycle`, those under the id of the event first.
        event_id: The id under which nothing has to be said.
    """
    for row in life:
        under = "" if row["told_under"] == event_id else f", as {in_words(row['told_under'])}"
        told_on = in_words(row["told_on"]) or "–"
        stage = in_words(row["stage"])
        yield f"{told_on:<{_DAY}}{stage:<{_STAGE}}{_cause(row)} (revision {row['revision']}{under})"


def change_lines(history: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each other field that a revision changed."""
    for row in history:
        before, after = in_words(row["before"]) or "nothing", in_words(row["after"]) or "nothing"
        cause = f", {in_words(row['mention_id'])}" if row["mention_id"] else ""
        yield f"{in_words(row['field'])}: {before} → {after} (revision {row['revision']}{cause})"


def former_lines(aliases: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each id that an event had, and when it lost it."""
    for row in aliases:
        yield f"{in_words(row['alias_id'])}, {in_words(row['reason'])} by run {in_words(row['run_id'])}"


def _cause(row: Row) -> str:
    if row["mention_id"] is None:
        return "no post of its own"
    if row["post_id"] is None:
        return f"{in_words(row['mention_id'])}, which is gone"
    return " · ".join(in_words(row[name]) for name in ("source", "post_id", "mention_id"))
