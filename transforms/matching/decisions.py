"""What is told of the pairs that were compared: every one that a reader may ask about, within bounds."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Verdict
from transforms.matching.columns import Columns, Numbers
from transforms.matching.constraints import Constraints
from transforms.matching.levels import FIELDS, levels_of
from transforms.matching.resolving import Compared, Resolution
from transforms.matching.weights import HUNDREDTHS, Weights

MOST_MERGED = 20
"""Pairs of one event that are told for a mention, the likeliest first: a summit may have hundreds of posts."""
RUNNERS_UP = 2
"""How many of the pairs of a mention that are not one event are told, the nearest first."""
NEAR = HUNDREDTHS
"""How far below the threshold a pair of two events is still told."""
ONE_POST = "two main events of one post"
ON_AVERAGE = "the average of their events"
"""Why two are apart of which the pair alone would be one event: what the other mentions of their events say."""
_PRIOR = "prior"


class _Pairs(NamedTuple):
    left: Numbers
    right: Numbers
    score: Numbers


def decisions_of(
    ids: pa.Array, columns: Columns, weights: Weights, constraints: Constraints, found: Resolution
) -> pa.Table:
    """Return what became of pairs, with the smallest id of the cluster that holds both as their event."""
    pairs = _told(found, constraints, len(ids), weights.threshold)
    cluster, is_one = found.cluster[pairs.left], found.cluster[pairs.left] == found.cluster[pairs.right]
    is_same, is_different = (_are_in(pairs, each, len(ids)) for each in constraints)
    of_one_post = is_different & (columns.post[pairs.left] == columns.post[pairs.right])
    pinned = is_same | (is_different & ~of_one_post)
    enough = pairs.score >= weights.threshold
    verdict = np.select(
        [pinned, is_one, of_one_post | enough],
        [Verdict.PINNED.value, Verdict.MERGED.value, Verdict.VETOED.value],
        Verdict.BELOW_THRESHOLD.value,
    )
    reason = np.select([pinned | is_one, of_one_post, enough], ["", ONE_POST, ON_AVERAGE], "")
    return pa.table(
        {
            "left_mention_id": ids.take(pa.array(pairs.left)),
            "right_mention_id": ids.take(pa.array(pairs.right)),
            "event_id": ids.take(pa.array(cluster, mask=~is_one)),
            "decision": pa.array(verdict.tolist(), pa.string()),
            "score": pa.array(pairs.score / HUNDREDTHS),
            "threshold": pa.array(np.full(len(pairs.left), weights.threshold / HUNDREDTHS)),
            "evidence": evidence_of(columns, weights, pairs.left, pairs.right),
            "vetoes": pa.array([[each] if each else [] for each in reason.tolist()], pa.list_(pa.string())),
            "rule_version": pa.array([weights.version] * len(pairs.left), pa.string()),
        }
    )


def evidence_of(columns: Columns, weights: Weights, left: Numbers, right: Numbers) -> pa.ListArray:
    """Return what each field says of each pair, where it says anything, after what is said of any two mentions."""
    said = weights.contributions(levels_of(columns, left, right))
    said = np.hstack((np.full((len(said), 1), weights.prior), said))
    speaks = said != 0
    names = pa.array(np.array((_PRIOR, *FIELDS))[np.nonzero(speaks)[1]].tolist(), pa.string())
    fields = pa.StructArray.from_arrays([names, pa.array(said[speaks] / HUNDREDTHS, pa.float64())], ["field", "weight"])
    offsets = np.append(0, np.cumsum(speaks.sum(axis=1)))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), fields)


def _told(found: Resolution, constraints: Constraints, size: int, threshold: int) -> _Pairs:
    """Return the pairs that are told, by place."""
    compared = found.compared
    is_one = found.cluster[compared.left] == found.cluster[compared.right]
    near = np.flatnonzero(~is_one & (compared.score >= threshold - NEAR))
    chosen = np.concatenate(
        (
            _best(compared, np.flatnonzero(is_one), MOST_MERGED),
            _best(compared, near, RUNNERS_UP),
            np.flatnonzero(_are_in(compared, np.concatenate(constraints), size)),
        )
    )
    chosen = np.unique(chosen)
    return _Pairs(*(each[chosen] for each in compared))


def _best(compared: Compared, places: Numbers, most: int) -> Numbers:
    """Return the pairs that are among the best of either of their mentions."""
    ranked = places[np.lexsort((compared.right[places], compared.left[places], -compared.score[places]))]
    kept = np.zeros(len(ranked), np.bool_)
    for side in (compared.left[ranked], compared.right[ranked]):
        order = np.argsort(side, kind="stable")
        nth = np.arange(len(order)) - np.searchsorted(side[order], side[order])
        kept[order[nth < most]] = True
    return ranked[kept]


def _are_in(pairs: Compared | _Pairs, listed: Numbers, size: int) -> Numbers:
    low, high = listed.min(axis=1, initial=size), listed.max(axis=1, initial=0)
    return np.isin(pairs.left * size + pairs.right, low * size + high)


def with_events(decisions: pa.Table, names: pa.Table) -> pa.Table:
    """Return decisions with the event in the place of its cluster, given `cluster_id` and `event_id` of each."""
    place = pc.index_in(decisions["event_id"], names["cluster_id"].combine_chunks())
    events = names["event_id"].combine_chunks().take(place.combine_chunks())
    return decisions.set_column(decisions.column_names.index("event_id"), "event_id", events)
