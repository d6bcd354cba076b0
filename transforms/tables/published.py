"""The mentions that a run published, as a table, and which clusters of all mentions are the events that stand."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.identity.numbers import Numbers
from transforms.storage.tables import read_columns, table_path
from transforms.tables.schemas import MENTIONS, NAMES

_PLAIN = (
    "mention_id",
    "kind",
    "status",
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "city",
    "country",
    "event_name",
    "sidelines_of",
    "countries",
    "organisations",
)
_PERSONS = {"persons": "name", "person_roles": "role", "person_countries": "country"}
_UNKNOWN = -1


class Compared(NamedTuple):
    """Clusters beside what was published.

    Attributes:
        standing: Clusters that are a published event as it stands, as `NAMES`.
        others: The mentions of all other clusters, as `MEMBERS`; those of a cluster stand together.
    """

    standing: pa.Table
    others: pa.Table


def published_mentions(folder: Path) -> pa.Table:
    """Return the mentions of a run as `MENTIONS`; with none of them anything travels."""
    told = read_columns(table_path(folder, "mentions"), "post_id", "participants", "documents", *_PLAIN)
    posts = read_columns(table_path(folder, "posts"), "post_id", "published_on").combine_chunks()
    place = pc.index_in(told["post_id"], posts["post_id"].combine_chunks())
    columns = {name: told[name] for name in _PLAIN} | {"published_on": posts["published_on"].take(place)}
    people = told["participants"].combine_chunks()
    columns |= {name: _field_of(people, field) for name, field in _PERSONS.items()}
    columns["documents"] = _field_of(told["documents"].combine_chunks(), "title")
    columns["told"] = pa.nulls(len(told), pa.binary())
    return pa.table({name: columns[name] for name in MENTIONS.names}).cast(MENTIONS)


def _field_of(lists: pa.ListArray, field: str) -> pa.ListArray:
    """Return lists of one field of the structs in lists."""
    first = lists.offsets[0].as_py()
    offsets = pa.array(lists.offsets.to_numpy() - first, pa.int32())
    return pa.ListArray.from_arrays(offsets, pc.struct_field(lists.flatten(), field))


def published_homes(folder: Path) -> pa.Table:
    """Return the event of every mention of a run."""
    return read_columns(table_path(folder, "mentions"), "mention_id", "event_id").combine_chunks()


def compare_clusters(members: pa.Table, homes: pa.Table, rebuilt: Iterable[str] = ()) -> Compared:
    """Tell clusters that are a published event as it stands from all others.

    A cluster stands where none of its mentions is new or changed, all were of one event, and that event had no others.

    Args:
        members: Clusters as `MEMBERS`, the mentions of each together; with what is new or changed something travels.
        homes: The event of every mention that was published.
        rebuilt: Events that do not stand though none of their mentions changed.
    """
    members = members.combine_chunks()
    if not len(members):
        return Compared(NAMES.empty_table(), members)
    events = homes["event_id"].combine_chunks().dictionary_encode()
    codes, known = events.indices.to_numpy(), events.dictionary
    sizes = np.bincount(codes, minlength=len(known))
    sizes[pc.is_in(known, value_set=pa.array(sorted(rebuilt), pa.string())).to_numpy(zero_copy_only=False)] = 0
    place = pc.index_in(members["mention_id"], homes["mention_id"].combine_chunks()).combine_chunks()
    is_known = pc.and_(pc.is_valid(place), pc.is_null(members["told"].combine_chunks())).to_numpy(zero_copy_only=False)
    event = np.full(len(members), _UNKNOWN)
    event[is_known] = codes[place.drop_null().to_numpy()[is_known[place.is_valid().to_numpy(zero_copy_only=False)]]]
    first, which = _clusters(members)
    least, most = np.minimum.reduceat(event, first), np.maximum.reduceat(event, first)
    counts = np.diff(np.append(first, len(members)))
    stands = (least == most) & (least != _UNKNOWN)
    stands[stands] = counts[stands] == sizes[least[stands]]
    names = {
        "cluster_id": members["cluster_id"].take(pa.array(first[stands])),
        "event_id": known.take(pa.array(least[stands])),
    }
    return Compared(pa.table(names, NAMES), members.filter(pa.array(~stands[which])))


def _clusters(members: pa.Table) -> tuple[Numbers, Numbers]:
    """Return where each cluster begins, and which of them each row is of."""
    codes = members["cluster_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    begins = np.diff(codes, prepend=_UNKNOWN) != 0
    return np.flatnonzero(begins), np.cumsum(begins) - 1
