"""What a staged run amounts to: its counts, whether they add up, and what is new in it."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pyarrow.compute as pc

from transforms.counts import counted
from transforms.elements import Reject
from transforms.errors import DEFECT
from transforms.storage.schemas import TABLES
from transforms.storage.tables import count_rows, read_columns, read_rows, table_path
from transforms.storage.validation import miscounts, problems
from transforms.storage.values import stored_reject

KEPT = "kept "
"""How the counter of the rows begins that a table takes over from the run before."""


def inspect(folder: Path, published: Path | None, counters: Mapping[str, int]) -> tuple[dict[str, int], list[str]]:
    """Return the rows of every table, with what became of the posts, and what is wrong with the run.

    Args:
        folder: The staged tables.
        published: The run before.
        counters: What the steps counted, as `Step.counter`.
    """
    counts = {table.name: count_rows(table_path(folder, table.name)) for table in TABLES}
    written = _of_step(counters, "WriteTables")
    carried = {name.removeprefix(KEPT): count for name, count in written.items() if name.startswith(KEPT)}
    posts = _of_step(counters, "SettlePosts")
    found = [*miscounts(counts, written, carried), *_uneven(counts, posts), *problems(folder, published)]
    counts["defects"] = _defects(folder)
    return counts | {f"posts_{name}": number for name, number in sorted(posts.items())}, found


def languages(folder: Path) -> dict[str, int]:
    """Return the number of posts in each language."""
    found = pc.value_counts(read_columns(table_path(folder, "posts"), "lang")["lang"]).to_pylist()
    return {each["values"]: each["counts"] for each in found}


def compare_events(folder: Path, published: Path | None) -> tuple[int, int]:
    """Return how many events the run before did not have, and how many it had in another revision."""
    before = _revisions(published) if published else {}
    after = _revisions(folder)
    new = sum(event_id not in before for event_id in after)
    return new, sum(before.get(event_id, revision) != revision for event_id, revision in after.items())


def first_rejects(folder: Path, run_id: str | None, limit: int) -> tuple[Reject, ...]:
    """Return the first rejects that stand, or of them those that a run met itself."""
    found = map(stored_reject, read_rows(table_path(folder, "rejects")))
    return tuple(islice((each.reject for each in found if run_id in {None, each.run_id}), limit))


def refused_files(folder: Path, run_id: str, reason: str) -> frozenset[str]:
    """Return the files that a run itself refused for a reason that begins like this."""
    columns = read_columns(table_path(folder, "rejects"), "file", "reason", "run_id")
    rows = zip(*(columns[name].to_pylist() for name in ("file", "reason", "run_id")), strict=True)
    return frozenset(file for file, said, run in rows if run == run_id and said.startswith(reason))


def _defects(folder: Path) -> int:
    reasons = read_columns(table_path(folder, "rejects"), "reason")["reason"]
    return pc.sum(pc.starts_with(reasons, DEFECT)).as_py() or 0


def _of_step(counters: Mapping[str, int], step: str) -> dict[str, int]:
    return {name.removeprefix(f"{step}."): count for name, count in counters.items() if name.startswith(f"{step}.")}


def _uneven(counts: Mapping[str, int], posts: Mapping[str, int]) -> list[str]:
    """Return whether posts were lost on the way: all that were read stand, but for those that repeat another."""
    standing = posts.get("read", 0) - posts.get("repeated", 0) + posts.get("carried", 0)
    if counts["posts"] == standing:
        return []
    return [f"posts has {counted(counts['posts'], 'row')} and should have {standing:,}, the posts read or carried over"]


def _revisions(folder: Path) -> dict[str, int]:
    columns = read_columns(table_path(folder, "events"), "event_id", "revision")
    return dict(zip(columns["event_id"].to_pylist(), columns["revision"].to_pylist(), strict=True))
