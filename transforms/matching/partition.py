"""All mentions, given as a table, with the cluster of each and what was decided about pairs of them."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.identity.pins import Pins
from transforms.matching.columns import columns_of
from transforms.matching.constraints import constraints_of
from transforms.matching.decisions import decisions_of
from transforms.matching.resolving import resolve
from transforms.matching.weights import weights


class Partition(NamedTuple):
    """The given mentions with `cluster_id`, those of a cluster together, and what became of pairs of them."""

    members: pa.Table
    decisions: pa.Table


def partition(mentions: pa.Table, pins: Pins) -> Partition:
    """Cluster mentions, given as `transforms.matching.columns.MENTIONS` and what else travels with them.

    Each id counts once; the id of a cluster is the smallest of its mentions.
    """
    table = _each_once(mentions)
    ids, columns, learned = table["mention_id"].combine_chunks(), columns_of(table), weights()
    constraints = constraints_of(ids, columns, pins)
    found = resolve(columns, learned, constraints)
    order = pa.array(np.argsort(found.cluster, kind="stable"))
    members = table.append_column("cluster_id", ids.take(pa.array(found.cluster))).take(order)
    return Partition(members, decisions_of(ids, columns, learned, constraints, found))


def _each_once(mentions: pa.Table) -> pa.Table:
    """Return mentions by id, each once; of several under one id the first by what they say, whatever their order."""
    table = mentions.take(pc.sort_indices(mentions["mention_id"])).combine_chunks()
    ids = table["mention_id"].to_pylist()
    again = [left == right for left, right in zip(ids[1:], ids, strict=False)]
    if not any(again):
        return table
    kept: dict[str, int] = {}
    rows = table.drop_columns(["told"]).to_pylist() if "told" in table.column_names else table.to_pylist()
    for place, mention_id in enumerate(ids):
        known = kept.setdefault(mention_id, place)
        if repr(rows[place]) < repr(rows[known]):
            kept[mention_id] = place
    return table.take(pa.array(list(kept.values()), pa.int64()))
