"""Published tables in a form in which two histories of the same posts can be compared."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from transforms.storage.rows import Row
from transforms.storage.runs import current_run, run_folder
from transforms.storage.tables import read_rows, table_path

COMPARED = (
    "posts",
    "mentions",
    "events",
    "event_participants",
    "event_posts",
    "documents",
    "decisions",
    "rejects",
)
# When something was found, and how often that changed since, is the history itself.
_OF_THE_HISTORY = frozenset(("run_id", "revision", "origin_id"))
_EVENTS = frozenset(("event_id", "parent_event_id"))


def rows(output: Path, table: str) -> list[Row]:
    """Return the rows of a published table."""
    run_id = current_run(output)
    assert run_id is not None
    return list(read_rows(table_path(run_folder(output, run_id), table)))


def comparable(output: Path) -> dict[str, list[str]]:
    """Return the tables as lines in which an event is named by its first mention, and a file without its folder."""
    names = _names(output)
    return {table: sorted(_line(row, names) for row in rows(output, table)) for table in COMPARED}


def differing(left: Path, right: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return by table the lines that only one of two outputs has."""
    ours, theirs = comparable(left), comparable(right)
    return {
        table: (_without(ours[table], theirs[table]), _without(theirs[table], ours[table]))
        for table in COMPARED
        if ours[table] != theirs[table]
    }


def living(output: Path) -> frozenset[str]:
    """Return the ids of the published events."""
    return frozenset(row["event_id"] for row in rows(output, "events"))


def resolved(output: Path) -> dict[str, str]:
    """Return for every id that resolves to which event."""
    aliases = {row["alias_id"]: row["event_id"] for row in rows(output, "event_aliases")}
    return aliases | {event_id: event_id for event_id in living(output)}


def history_faults(output: Path) -> list[str]:
    """Return the events whose history does not have a row for each of their revisions, and no other."""
    told: dict[str, set[int]] = {}
    for row in rows(output, "event_history"):
        told.setdefault(row["event_id"], set()).add(row["revision"])
    return [
        f"{row['event_id']}: revision {row['revision']}, but rows of {sorted(told.get(row['event_id'], ()))}"
        for row in rows(output, "events")
        if told.get(row["event_id"], set()) != set(range(1, row["revision"] + 1))
    ]


def _names(output: Path) -> dict[str, str]:
    members: dict[str, list[str]] = {}
    for row in rows(output, "mentions"):
        members.setdefault(row["event_id"], []).append(row["mention_id"])
    return {event_id: f"event of {min(mentions)}" for event_id, mentions in members.items()}


def _without(lines: list[str], others: list[str]) -> list[str]:
    return [line for line in lines if line not in others]


def _line(row: Row, names: Mapping[str, str]) -> str:
    kept: dict[str, Any] = {name: value for name, value in row.items() if name not in _OF_THE_HISTORY}
    for name in _EVENTS & kept.keys():
        kept[name] = names.get(kept[name], kept[name])
    if "file" in kept:
        kept["file"] = Path(kept["file"]).name
    return json.dumps(kept, ensure_ascii=False, default=str)
