"""Markdown tables on stdout."""

from collections.abc import Iterable, Sequence


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, each row as soon as it is known."""
    for cells in (head, ["---"] * len(head)):
        print("| " + " | ".join(cells) + " |", flush=True)
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
