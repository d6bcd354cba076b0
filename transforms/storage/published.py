"""What a published run says, as values."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Alias, Event, Past, PersonName, Seen, Stage
from transforms.storage.rows import StoredReject
from transforms.storage.settling import Carry, KnownPost, known_post
from transforms.storage.tables import read_columns, read_rows, rows_where, table_path
from transforms.storage.values import alias, event, stored_post, stored_reject

READING = "read"


def known_posts(folder: Path, carry: Carry, read: Collection[str]) -> tuple[Iterator[KnownPost], int]:
    """Return of the posts of a run what settling must know, and how many others there are.

    The others stand as they are: posts of files that are not read, under ids that no file that is read gives.
    """
    path = table_path(folder, "posts")
    posts = read_columns(path, "post_id", "file")
    if carry.trusted:
        own = pc.is_in(posts["post_id"], value_set=pa.array(sorted(read), pa.string()))
        of_kept = pc.is_in(posts["file"], value_set=pa.array(sorted(carry.kept), pa.string()))
        posts, known = posts.filter(pc.or_(own, pc.invert(of_kept))), len(posts)
    else:
        known = len(posts)
    rows = rows_where(path, "post_id", posts["post_id"].to_pylist())
    return (known_post(stored_post(row), carry) for row in rows), known - len(posts)


def post_texts(folder: Path, post_ids: Collection[str]) -> dict[str, str]:
    """Return the texts of some posts."""
    rows = rows_where(table_path(folder, "posts"), "post_id", post_ids, ("post_id", "text"))
    return {row["post_id"]: row["text"] for row in rows}


def post_states(folder: Path, post_ids: Collection[str] | None = None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sources of all posts, or of those of these ids, each with the states that the post names.

    An earlier version of the tool did not look for states; its posts name none.
    """
    path = table_path(folder, "posts")
    rows = read_rows(path) if post_ids is None else rows_where(path, "post_id", post_ids, ("source", "states"))
    for row in rows:
        yield row["source"], tuple(row["states"] or ())


def newest_day(folder: Path, without: Collection[str]) -> date | None:
    """Return the last day on which a post of a run was published, some posts left out."""
    columns = read_columns(table_path(folder, "posts"), "post_id", "published_on")
    gone = pc.is_in(columns["post_id"], value_set=pa.array(sorted(without), pa.string()))
    newest: date | None = pc.max(columns["published_on"].filter(pc.invert(gone))).as_py()
    return newest


def published_events(folder: Path, event_ids: Collection[str]) -> Iterator[Event]:
    """Yield of the events of a run those of these ids."""
    links = sorted(rows_where(table_path(folder, "event_posts"), "event_id", event_ids), key=itemgetter("event_id"))
    told_of = {key: [each["mention_id"] for each in told] for key, told in groupby(links, key=itemgetter("event_id"))}
    for row in rows_where(table_path(folder, "events"), "event_id", event_ids):
        yield event(row, tuple(sorted(told_of.get(row["event_id"], ()))))


def published_ids(folder: Path) -> frozenset[str]:
    """Return every event id that was ever published, those that are aliases now among them."""
    events = read_columns(table_path(folder, "events"), "event_id")["event_id"].to_pylist()
    aliases = read_columns(table_path(folder, "event_aliases"), "alias_id")["alias_id"].to_pylist()
    return frozenset((*events, *aliases))


def parents_of(folder: Path) -> dict[str, str | None]:
    """Return the events of a run, each with the event that it is a part of."""
    columns = read_columns(table_path(folder, "events"), "event_id", "parent_event_id")
    return dict(zip(columns["event_id"].to_pylist(), columns["parent_event_id"].to_pylist(), strict=True))


def past_of_ids(folder: Path, event_ids: Collection[str]) -> Iterator[tuple[str, Past]]:
    """Yield for these ids, those of events and aliases, what the history of a run tells of them."""
    columns = ("event_id", "revision", "run_id", "field", "after")
    rows = list(rows_where(table_path(folder, "event_history"), "event_id", event_ids, columns))
    for event_id, told in groupby(sorted(rows, key=itemgetter("event_id", "revision")), key=itemgetter("event_id")):
        first, *others = told
        stages = [row["after"] for row in (first, *others) if row["field"] == "stage"]
        last = (first, *others)[-1]
        stage = Stage(stages[-1]) if stages else Stage.ANNOUNCED
        yield event_id, Past(first["run_id"], last["revision"], stage)


def published_aliases(folder: Path) -> Iterator[Alias]:
    """Yield the aliases that stand since this run or an earlier one."""
    for row in read_rows(table_path(folder, "event_aliases")):
        yield alias(row)


def published_names(folder: Path) -> Iterator[PersonName]:
    """Yield the forms in which the mentions of a run name persons."""
    for row in read_rows(table_path(folder, "persons")):
        yield PersonName(**row)


def has_counts(folder: Path) -> bool:
    """Return whether a run counted names and sightings; an earlier version of the tool did not."""
    return table_path(folder, "persons").exists() and table_path(folder, "sightings").exists()


def published_sightings(folder: Path) -> Iterator[Seen]:
    """Yield what the posts and mentions of a run showed of persons and sources."""
    for row in read_rows(table_path(folder, "sightings")):
        yield Seen(**row)


def standing_rejects(folder: Path, carry: Carry) -> Iterator[StoredReject]:
    """Yield what of the refused still is: in files that are not read again, by steps that are not done again."""
    for row in read_rows(table_path(folder, "rejects")):
        if row["file"] in carry.kept and (carry.trusted or row["step"] == READING):
            yield stored_reject(row)


def troubled_files(folder: Path) -> frozenset[str]:
    """Return the files of which some post was refused after it was read."""
    rows = read_columns(table_path(folder, "rejects"), "file", "step").to_pylist()
    return frozenset(row["file"] for row in rows if row["step"] != READING)


def files_with_posts(folder: Path) -> frozenset[str]:
    """Return the files that gave the posts of a run."""
    return frozenset(pc.unique(read_columns(table_path(folder, "posts"), "file")["file"]).to_pylist())


def files_without_ids(folder: Path) -> frozenset[str]:
    """Return the files of which some post has no id of its source."""
    columns = read_columns(table_path(folder, "posts"), "file", "native_id")
    return frozenset(pc.unique(columns["file"].filter(pc.is_null(columns["native_id"]))).to_pylist())


def alias_runs(folder: Path) -> dict[str, str]:
    """Return for every alias of a run the run that made it."""
    return {row["alias_id"]: row["run_id"] for row in read_rows(table_path(folder, "event_aliases"))}
