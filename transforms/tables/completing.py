"""Mentions that do not say with whom: each goes to the one event that it fits, where nothing there forbids it."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.identity.chains import chained
from transforms.identity.compiling import call
from transforms.identity.decisions import BY_CLUSTERS, BY_SEVERAL
from transforms.identity.numbers import Numbers
from transforms.identity.pins import Pins
from transforms.identity.placing import settle
from transforms.tables.rows import coded_table, each_by_id
from transforms.tables.schemas import COMPARED, DECISIONS, MEMBERS
from transforms.tables.verdicts import kept_apart, merged

_TOLD = 2
"""Events that are told of those that a mention fits, as two show that it could not choose."""


class Placed(NamedTuple):
    """Where mentions that do not say with whom go: to `joining` clusters, or each alone; with what was compared."""

    joining: pa.Table
    members: pa.Table
    decisions: pa.Table


def place_partial(partial: pa.Table, fits: pa.Table) -> Placed:
    """Give each mention that does not say with whom to the cluster that it fits; alone is who fits none or several."""
    mentions = each_by_id(partial).select(["mention_id", "told"])
    counts = fits.group_by("mention_id").aggregate([("cluster_id", "count")])
    single = counts.filter(pc.equal(counts["cluster_id_count"], 1))["mention_id"].combine_chunks()
    joining = pc.is_in(fits["mention_id"], single)
    alone = pc.invert(pc.is_in(mentions["mention_id"], single))
    several = _first_of_each(fits.filter(pc.invert(joining)))
    return Placed(fits.filter(joining), _alone(mentions.filter(alone)), kept_apart(several, BY_SEVERAL))


def complete_part(near: pa.Table, partial: pa.Table, joining: pa.Table, pins: Pins) -> tuple[pa.Table, pa.Table]:
    """Bring mentions to the clusters of a table that they fit; those that may not stay are alone.

    By id, each stays where nothing forbids it, those that stay before it included.

    Returns:
        The members of all clusters, and what was compared of those that were to join them.
    """
    joining = joining.filter(pc.is_in(joining["cluster_id"], near["cluster_id"].combine_chunks()))
    if not len(joining):
        return near.select(MEMBERS.names).sort_by("cluster_id"), DECISIONS.empty_table()
    near = near.sort_by([("cluster_id", "ascending"), ("phase", "ascending"), ("mention_id", "ascending")])
    joining = joining.sort_by([("cluster_id", "ascending"), ("mention_id", "ascending")]).combine_chunks()
    mentions = each_by_id(partial)
    rows = mentions.take(pc.index_in(joining["mention_id"], mentions["mention_id"].combine_chunks()))
    stays, phase = _settled(near, rows, joining["cluster_id"], pins)
    columns = {name: joining[name] for name in ("mention_id", "cluster_id")}
    going = pa.table({**columns, "phase": pa.array(phase), "told": rows["told"]}, MEMBERS)
    stay, leave = pa.array(stays), pa.array(~stays)
    staying = pa.concat_tables([near.select(MEMBERS.names), going.filter(stay)])
    return (
        pa.concat_tables([staying.sort_by("cluster_id"), _alone(going.filter(leave))]),
        pa.concat_tables([merged(joining.filter(stay)), kept_apart(joining.filter(leave), BY_CLUSTERS)]),
    )


def _settled(near: pa.Table, rows: pa.Table, homes: pa.ChunkedArray, pins: Pins) -> tuple[Numbers, Numbers]:
    """Return which mentions stay in the clusters of a table, which stand by cluster and phase, and in which phase."""
    together = pa.concat_tables([each.select(COMPARED.names) for each in (near, rows)])
    cluster, known = _coded(near["cluster_id"])
    phase, size = near["phase"].to_numpy(), len(near)
    begins = np.flatnonzero((np.diff(cluster, prepend=-1) != 0) | (np.diff(phase, prepend=0) != 0))
    chain = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, size)))
    chain = np.append(chain, len(begins) + np.arange(len(rows)))
    clusters = chained(chain, together["mention_id"].to_pylist() if pins else (), pins)
    home = pc.index_in(homes, known).to_numpy()
    first, stop = (np.searchsorted(cluster[begins], home, side=side) for side in ("left", "right"))
    found = call(settle, coded_table(together), clusters, size + np.arange(len(rows)), begins, first, stop)
    return found >= 0, phase[begins[np.maximum(found, 0)]]


def _first_of_each(fits: pa.Table) -> pa.Table:
    """Return the first of the events that each mention fits, by day."""
    ranked = fits.sort_by([("mention_id", "ascending"), ("day", "ascending"), ("cluster_id", "ascending")])
    which, _ = _coded(ranked["mention_id"])
    return ranked.filter(pa.array(np.arange(len(which)) - np.searchsorted(which, which) < _TOLD))


def _alone(mentions: pa.Table) -> pa.Table:
    """Return mentions as clusters of their own."""
    ids = mentions["mention_id"]
    phase = pa.array(np.zeros(len(mentions), np.int64))
    return pa.table({"mention_id": ids, "cluster_id": ids, "phase": phase, "told": mentions["told"]}, MEMBERS)


def _coded(column: pa.ChunkedArray) -> tuple[Numbers, pa.Array]:
    """Return the places of values, which stand in order, among those that differ, and these."""
    coded = column.combine_chunks().dictionary_encode()
    return coded.indices.to_numpy(), coded.dictionary
