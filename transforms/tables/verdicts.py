"""What became of pairs of mentions, from places in tables to what is published."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Verdict
from transforms.identity.decisions import NO_CLUSTER, VERDICTS, WEIGHED, Decided, decision_of
from transforms.identity.numbers import Numbers
from transforms.identity.reaching import Fits
from transforms.storage.rows import decision_row
from transforms.storage.schemas import DECISIONS as PUBLISHED
from transforms.tables.marks import mark_of
from transforms.tables.schemas import DECISIONS, FITS, HUNDREDTHS


def told_decisions(table: pa.Table, names: pa.Table) -> pa.Table:
    """Return decisions as a run publishes them, given as `DECISIONS` and with the event of each cluster as `NAMES`."""
    table = table.combine_chunks()
    weights = table["weights"].combine_chunks().flatten().to_numpy().reshape(-1, len(WEIGHED))
    numbers = [table[name].to_numpy() for name in ("verdict", "vetoes")]
    _, first, which = np.unique(mark_of(*numbers, *weights.T), return_index=True, return_inverse=True)
    rows = zip(*(each[first].tolist() for each in (*numbers, weights / HUNDREDTHS)), strict=True)
    unlike = [decision_row(decision_of(("", ""), None, verdict, said, vetoes)) for verdict, vetoes, said in rows]
    found = pa.Table.from_pylist(unlike, schema=PUBLISHED.schema).take(pa.array(which))
    place = pc.index_in(table["cluster_id"], names["cluster_id"].combine_chunks())
    own = {name: table[name] for name in ("left_mention_id", "right_mention_id")}
    own["event_id"] = names["event_id"].combine_chunks().take(place.combine_chunks())
    return pa.table({name: own.get(name, found[name]) for name in PUBLISHED.schema.names}, PUBLISHED.schema)


def fits_table(ids: pa.Array, fits: Fits, weights: Numbers, vetoes: Numbers) -> pa.Table:
    """Return what mentions fit, given the ids by place."""
    one, other, home = (ids.take(pa.array(places)) for places in (fits.looker, fits.speaking, fits.cluster))
    is_first = pc.less(one, other)
    return pa.table(
        {
            "mention_id": one,
            "cluster_id": home,
            "day": pa.array(fits.day),
            "left_mention_id": pc.if_else(is_first, one, other),
            "right_mention_id": pc.if_else(is_first, other, one),
            "weights": _weights(weights),
            "vetoes": pa.array(vetoes),
        },
        FITS,
    )


def decisions_table(ids: pa.Array, decided: Decided) -> pa.Table:
    """Return what became of pairs, given the ids by place."""
    held = np.where(decided.cluster == NO_CLUSTER, 0, decided.cluster)
    return pa.table(
        {
            "left_mention_id": ids.take(pa.array(decided.left)),
            "right_mention_id": ids.take(pa.array(decided.right)),
            "cluster_id": ids.take(pa.array(held, mask=decided.cluster == NO_CLUSTER)),
            "verdict": pa.array(decided.verdict),
            "weights": _weights(decided.weights),
            "vetoes": pa.array(decided.vetoes),
        },
        DECISIONS,
    )


def _weights(weights: Numbers) -> pa.Array:
    hundredths = np.rint(weights.reshape(-1) * HUNDREDTHS).astype(np.int16)
    return pa.FixedSizeListArray.from_arrays(pa.array(hundredths), len(WEIGHED))


def merged(fits: pa.Table) -> pa.Table:
    """Return what was compared of mentions that came to the cluster that they fit."""
    return _decided(fits, Verdict.MERGED, fits["cluster_id"], fits["vetoes"])


def kept_apart(fits: pa.Table, reason: int) -> pa.Table:
    """Return what was compared of mentions that did not come to a cluster that they fit."""
    found = fits["vetoes"].to_numpy()
    nowhere = pa.nulls(len(fits), pa.string())
    return _decided(fits, Verdict.VETOED, nowhere, pa.array(np.where(found, found, reason)))


def _decided(fits: pa.Table, verdict: Verdict, cluster: pa.Array, vetoes: pa.Array) -> pa.Table:
    known = {name: fits[name] for name in ("left_mention_id", "right_mention_id", "weights")}
    verdicts = pa.array(np.full(len(fits), VERDICTS.index(verdict)))
    columns = {**known, "cluster_id": cluster, "verdict": verdicts, "vetoes": vetoes}
    return pa.table({name: columns[name] for name in DECISIONS.names}, DECISIONS)
