"""Which of the events that a run published time or others may have changed, found without reading any as a value."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Stage
from transforms.identity.containment import WholeKey
from transforms.identity.sessions import bodies_in
from transforms.identity.stages import AHEAD, PATIENCE
from transforms.storage.tables import read_columns, table_path


def overdue_events(folder: Path, as_of: date | None) -> frozenset[str]:
    """Return the published events that have become unconfirmed by that day if nothing new was told of them."""
    if as_of is None:
        return frozenset()
    events = read_columns(table_path(folder, "events"), "event_id", "stage", "date_end")
    ahead = pc.is_in(events["stage"], value_set=pa.array(sorted(AHEAD), pa.string()))
    return _ids(events, pc.and_kleene(ahead, _is_past(events, as_of)))


def premature_events(folder: Path, as_of: date | None) -> frozenset[str]:
    """Return the published events that were given up too early as seen from that day; pruned posts may set it back."""
    events = read_columns(table_path(folder, "events"), "event_id", "stage", "date_end")
    given_up = pc.equal(events["stage"], Stage.UNCONFIRMED.value)
    if as_of is None:
        return _ids(events, given_up)
    return _ids(events, pc.and_kleene(given_up, pc.invert(pc.fill_null(_is_past(events, as_of), fill_value=False))))


def _is_past(events: pa.Table, as_of: date) -> pa.ChunkedArray:
    return pc.less(events["date_end"], pa.scalar(as_of - PATIENCE, pa.date32()))


def events_under(folder: Path, keys: Iterable[WholeKey]) -> frozenset[str]:
    """Return the published events that may meet others under one of these keys: all that do, and some more."""
    named = list(keys)
    if not named:
        return frozenset()
    bodies = frozenset(key[1] for key in named if key[0] == "margins")
    hosts = {key[2] if key[0] == "visit" else key[1] for key in named if key[0] != "margins"}
    events = read_columns(table_path(folder, "events"), "event_id", "country", "organisations", "sidelines_of")
    found = pc.is_in(events["country"], value_set=pa.array(sorted(hosts), pa.string()))
    if bodies:
        texts = filter(None, pc.unique(events["sidelines_of"]).to_pylist())
        beside = [text for text in texts if not bodies.isdisjoint(bodies_in(text))]
        found = pc.or_(found, pc.is_in(events["sidelines_of"], value_set=pa.array(beside, pa.string())))
        lists = events["organisations"].combine_chunks()
        of_bodies = pc.is_in(lists.flatten(), value_set=pa.array(sorted(bodies), pa.string()))
        rows = pc.list_parent_indices(lists).filter(of_bodies)
        return _ids(events, found) | frozenset(events["event_id"].take(rows).to_pylist())
    return _ids(events, found)


def _ids(events: pa.Table, which: pa.ChunkedArray) -> frozenset[str]:
    return frozenset(events["event_id"].filter(which).to_pylist())
