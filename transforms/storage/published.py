"""What a published run says, as values."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from transforms.elements import Alias, Event, Identity
from transforms.storage.rows import Row, StoredReject
from transforms.storage.settling import Carry, PublishedPost
from transforms.storage.tables import read_columns, read_rows, table_path
from transforms.storage.values import alias, event, mention, stored_post, stored_reject

READING = "read"


def published_posts(folder: Path) -> Iterator[PublishedPost]:
    """Yield the posts of a run with their mentions."""
    for row, told in _joined(folder, "posts", "mentions", "post_id"):
        post = stored_post(row)
        yield PublishedPost(post, tuple(mention(each, post.post) for each in told))


def published_events(folder: Path) -> Iterator[Event]:
    """Yield the events of a run."""
    for row, told in _joined(folder, "events", "event_posts", "event_id"):
        yield event(row, tuple(sorted(each["mention_id"] for each in told)))


def published_identities(folder: Path) -> Iterator[Identity]:
    """Yield of which event each mention of a run was found to be."""
    for row in read_columns(table_path(folder, "mentions"), "mention_id", "event_id").to_pylist():
        yield Identity(row["mention_id"], row["event_id"])


def published_aliases(folder: Path) -> Iterator[Alias]:
    """Yield the aliases that stand since this run or an earlier one."""
    for row in read_rows(table_path(folder, "event_aliases")):
        yield alias(row)


def standing_rejects(folder: Path, carry: Carry) -> Iterator[StoredReject]:
    """Yield what of the refused still is: in files that are not read again, by steps that are not done again."""
    for row in read_rows(table_path(folder, "rejects")):
        if row["file"] in carry.kept and (carry.trusted or row["step"] == READING):
            yield stored_reject(row)


def troubled_files(folder: Path) -> frozenset[str]:
    """Return the files of which some post was refused after it was read."""
    rows = read_columns(table_path(folder, "rejects"), "file", "step").to_pylist()
    return frozenset(row["file"] for row in rows if row["step"] != READING)


def alias_runs(folder: Path) -> dict[str, str]:
    """Return for every alias of a run the run that made it."""
    return {row["alias_id"]: row["run_id"] for row in read_rows(table_path(folder, "event_aliases"))}


def _joined(folder: Path, one: str, many: str, key: str) -> Iterator[tuple[Row, Iterable[Row]]]:
    """Yield the rows of one table, each with the rows of another that point to it; both are sorted by the key."""
    groups = groupby(read_rows(table_path(folder, many)), key=itemgetter(key))
    ahead = next(groups, None)
    for row in read_rows(table_path(folder, one)):
        if ahead is None or ahead[0] != row[key]:
            yield row, ()
            continue
        yield row, list(ahead[1])
        ahead = next(groups, None)
