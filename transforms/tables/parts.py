"""All mentions of some keys, clustered, and brought together with those that do not say with whom."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from transforms.identity.buckets import LONGEST
from transforms.identity.clustering import Outcome, resolve_group
from transforms.identity.compiling import call_each
from transforms.identity.decisions import decide, weigh_fields
from transforms.identity.nodes import taken
from transforms.identity.numbers import Numbers, marked
from transforms.identity.pins import Pins
from transforms.identity.reaching import Lookers, find_fits
from transforms.identity.spans import BACK, Sort
from transforms.tables.rows import coded_table, each_by_id, mentions_of_table
from transforms.tables.schemas import MEMBERS
from transforms.tables.verdicts import decisions_table, fits_table


class Part(NamedTuple):
    """What came of some of the mentions.

    Attributes:
        members: Of the clusters that no mention without a counterpart fits.
        near: Of the others, with what is compared of them.
        fits: Which of these such mentions fit.
        decisions: What was compared, but for those mentions.
        crowded: How many mentions had more neighbours than are compared.
    """

    members: pa.Table
    near: pa.Table
    fits: pa.Table
    decisions: pa.Table
    crowded: int


def is_partial(compared: pa.Table, pins: Pins) -> Numbers:
    """Return which mentions no key can hold: those that do not say with whom, and are not pinned the same as others."""
    partial = compared["lacks_counterpart"].to_numpy() == 1
    if pins.same:
        joined = [pins.is_joined(mention_id) for mention_id in compared["mention_id"].to_pylist()]
        partial &= ~np.array(joined, bool)
    return partial


def resolve_part(whole: pa.Table, partial: pa.Table, pins: Pins) -> Part:
    """Cluster all mentions of some keys, and find which of the clusters the mentions fit that no key can hold."""
    table = each_by_id(whole)
    lookers, rows = _lookers(partial)
    every = pa.concat_tables([table, rows])
    told, ids = coded_table(every), every["mention_id"].combine_chunks()
    own = told._replace(rows=told.rows[: len(table)])
    group, outcome = resolve_group(mentions_of_table(table, own), pins)
    nodes = np.concatenate((group.nodes.first, len(table) + np.arange(len(rows))))
    fits = find_fits(group, taken(told, nodes), lookers, _countries(table))
    is_near = marked(len(table), fits.cluster)[outcome.cluster]
    apart = np.flatnonzero(~is_near)
    apart = apart[np.argsort(outcome.cluster[apart], kind="stable")]
    looker = len(table) + fits.looker
    weights, vetoes = call_each(weigh_fields, told, (looker, fits.speaking, np.ones(len(looker), np.bool_)))
    return Part(
        members=_clustered(table.select(["mention_id", "told"]), apart, outcome).select(MEMBERS.names),
        near=_clustered(table, np.flatnonzero(is_near), outcome),
        fits=fits_table(ids, fits._replace(looker=looker), weights, vetoes),
        decisions=decisions_table(ids, decide(group)),
        crowded=outcome.crowded,
    )


def _clustered(table: pa.Table, places: Numbers, outcome: Outcome) -> pa.Table:
    """Return some rows with their clusters and phases."""
    phase = np.zeros(len(table), np.int64)
    for phases in outcome.phases.values():
        for number, members in enumerate(phases, 1):
            phase[members] = number
    heads = table["mention_id"].combine_chunks().take(pa.array(outcome.cluster[places]))
    found = table.take(pa.array(places))
    return found.append_column("cluster_id", heads).append_column("phase", pa.array(phase[places]))


def _lookers(partial: pa.Table) -> tuple[Lookers, pa.Table]:
    """Return the mentions that can look for their event, each once, and what is compared of them."""
    table = each_by_id(partial)
    sort, start, stop, home = (table[name].to_numpy() for name in ("sort", "start", "stop", "home"))
    first = np.where(sort == Sort.IMPUTED, np.maximum(start - BACK, 1), start)
    can_look = (home != 0) & (sort > 0) & (stop - first < LONGEST)
    rows = table.filter(pa.array(can_look))
    return Lookers(rows["mention_id"], home[can_look], first[can_look], stop[can_look]), rows


def _countries(table: pa.Table) -> tuple[Numbers, Numbers]:
    """Return mentions, by place, with the codes of the countries under which they are found."""
    lists = [table[name].combine_chunks() for name in ("named_list", "around_list")]
    mentions = [np.repeat(np.arange(len(each)), np.diff(each.offsets.to_numpy())) for each in lists]
    return np.concatenate(mentions), np.concatenate([each.values.to_numpy() for each in lists])
