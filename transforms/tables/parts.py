"""All mentions of some keys, clustered, and brought together with those that do not say with whom."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Verdict
from transforms.identity.buckets import LONGEST
from transforms.identity.chains import chained
from transforms.identity.clustering import resolve_group
from transforms.identity.compiling import call, call_each
from transforms.identity.decisions import (
    BY_CLUSTERS,
    BY_SEVERAL,
    VERDICTS,
    decide,
    weigh_fields,
)
from transforms.identity.nodes import taken
from transforms.identity.numbers import Numbers, marked
from transforms.identity.pins import Pins
from transforms.identity.placing import settle
from transforms.identity.reaching import Lookers, find_fits
from transforms.identity.spans import BACK, Sort
from transforms.tables.rows import coded_table, each_by_id, mentions_of_table
from transforms.tables.schemas import COMPARED, DECISIONS, MEMBERS
from transforms.tables.verdicts import decisions_table, fits_table, kept_apart


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


class Placed(NamedTuple):
    """Where mentions that do not say with whom go: to `joining` clusters, or each alone; with what was compared."""

    joining: pa.Table
    members: pa.Table
    decisions: pa.Table


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
    together = pa.concat_tables([table, rows])
    told = coded_table(together)
    group, outcome = resolve_group(mentions_of_table(table, taken(told, np.arange(len(table)))), pins)
    ids = table["mention_id"].combine_chunks()
    nodes = np.concatenate((group.nodes.first, len(table) + np.arange(len(rows))))
    fits = find_fits(group, taken(told, nodes), lookers, _countries(table))
    phase = np.zeros(len(table), np.int64)
    for phases in outcome.phases.values():
        for number, members in enumerate(phases, 1):
            phase[members] = number
    order = np.lexsort((np.arange(len(table)), outcome.cluster))
    is_near = marked(len(table), fits.cluster)[outcome.cluster]
    looker = len(table) + fits.looker
    weights, vetoes = call_each(weigh_fields, told, (looker, fits.speaking, np.ones(len(looker), np.bool_)))
    every = together["mention_id"].combine_chunks()
    return Part(
        members=_clustered(table.select(["mention_id", "told"]), order[~is_near[order]], outcome.cluster, phase).select(
            MEMBERS.names
        ),
        near=_clustered(table, np.flatnonzero(is_near), outcome.cluster, phase),
        fits=fits_table(every, fits._replace(looker=looker), weights, vetoes),
        decisions=decisions_table(ids, decide(group)),
        crowded=outcome.crowded,
    )


def place_partial(partial: pa.Table, fits: pa.Table) -> Placed:
    """Give each mention that does not say with whom to the cluster that it fits; alone is who fits none or several."""
    columns = ["mention_id", "told"]
    partial = _once(partial).select(columns)
    counts = fits.group_by("mention_id").aggregate([("cluster_id", "count"), ("cluster_id", "min")])
    single = counts.filter(pc.equal(counts["cluster_id_count"], 1))
    alone = pc.invert(pc.is_in(partial["mention_id"], single["mention_id"].combine_chunks()))
    several = fits.filter(pc.invert(pc.is_in(fits["mention_id"], single["mention_id"].combine_chunks())))
    ranked = several.sort_by(
        [("mention_id", "ascending"), ("day", "ascending"), ("cluster_id", "ascending")]
    ).combine_chunks()
    codes = ranked["mention_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    nth = np.arange(len(codes)) - np.searchsorted(codes, codes)
    told = ranked.filter(pa.array(nth < 2))  # noqa: PLR2004  # two show that it could not choose
    joining = fits.filter(pc.is_in(fits["mention_id"], single["mention_id"].combine_chunks()))
    return Placed(joining, _alone(partial.filter(alone)), kept_apart(told, BY_SEVERAL))


def complete_part(near: pa.Table, partial: pa.Table, joining: pa.Table, pins: Pins) -> tuple[pa.Table, pa.Table]:
    """Bring mentions to the clusters of a table that they fit; those that may not stay are alone.

    By id, each stays where nothing forbids it, those that stay before it included.
    """
    joining = joining.filter(pc.is_in(joining["cluster_id"], near["cluster_id"].combine_chunks()))
    if not len(joining):
        return near.select(MEMBERS.names), DECISIONS.empty_table()
    near = near.sort_by([("cluster_id", "ascending"), ("phase", "ascending"), ("mention_id", "ascending")])
    joining = joining.sort_by([("cluster_id", "ascending"), ("mention_id", "ascending")]).combine_chunks()
    places = pc.index_in(joining["mention_id"], partial["mention_id"].combine_chunks())
    rows = partial.take(places.combine_chunks())
    together = pa.concat_tables([near.select(COMPARED.names), rows.select(COMPARED.names)])
    cluster, phase = _codes(near["cluster_id"]), near["phase"].to_numpy()
    size = len(near)
    begins = np.flatnonzero(np.append(True, (np.diff(cluster) != 0) | (np.diff(phase) != 0)))  # the first
    of_cluster = cluster[begins]
    home = pc.index_in(joining["cluster_id"], _distinct(near["cluster_id"])).to_numpy()
    ids = together["mention_id"].to_pylist() if pins else ()
    chain = np.append(
        np.repeat(np.arange(len(begins)), np.diff(np.append(begins, size))), len(begins) + np.arange(len(rows))
    )
    clusters = chained(chain, ids, pins)
    first, stop = (np.searchsorted(of_cluster, home, side=side) for side in ("left", "right"))
    stays = call(settle, coded_table(together), clusters, size + np.arange(len(rows)), begins, first, stop)
    stay = pa.array(stays >= 0)
    number = phase[begins[np.maximum(stays, 0)]]
    going = pa.table(
        {
            "mention_id": joining["mention_id"],
            "cluster_id": joining["cluster_id"],
            "phase": pa.array(number),
            "told": rows["told"],
        },
        MEMBERS,
    )
    members = pa.concat_tables([near.select(MEMBERS.names), going.filter(stay)]).sort_by(
        [("cluster_id", "ascending"), ("mention_id", "ascending")]
    )
    refused = joining.filter(pc.invert(stay))
    merged = joining.filter(stay)
    decided = pa.table(
        {
            **{
                name: merged[name]
                for name in ("left_mention_id", "right_mention_id", "cluster_id", "weights", "vetoes")
            },
            "verdict": pa.array(np.full(len(merged), VERDICTS.index(Verdict.MERGED))),
        }
    ).select(DECISIONS.names)
    apart = kept_apart(refused, BY_CLUSTERS)
    lonely = _alone(going.filter(pc.invert(stay)))
    return pa.concat_tables([members, lonely]), pa.concat_tables([decided.cast(DECISIONS), apart])


def _clustered(table: pa.Table, places: Numbers, cluster: Numbers, phase: Numbers) -> pa.Table:
    """Return some rows with their clusters, given by place, and phases."""
    heads = table["mention_id"].combine_chunks().take(pa.array(cluster[places]))
    found = table.take(pa.array(places))
    return found.append_column("cluster_id", heads).append_column("phase", pa.array(phase[places]))


def _lookers(partial: pa.Table) -> tuple[Lookers, pa.Table]:
    """Return the mentions that can look for their event, each once, and what is compared of them."""
    table = _once(partial)
    sort, start, stop, home = (table[name].to_numpy() for name in ("sort", "start", "stop", "home"))
    first = np.where(sort == Sort.IMPUTED, np.maximum(start - BACK, 1), start)
    can_look = (home != 0) & (sort > 0) & (stop - first < LONGEST)
    rows = table.filter(pa.array(can_look))
    return Lookers(rows["mention_id"], home[can_look], first[can_look], stop[can_look]), rows


def _once(partial: pa.Table) -> pa.Table:
    """Return mentions that do not say with whom by id, each once."""
    return each_by_id(partial)


def _countries(table: pa.Table) -> tuple[Numbers, Numbers]:
    """Return mentions, by place, with the codes of the countries under which they are found."""
    lists = [table[name].combine_chunks() for name in ("named_list", "around_list")]
    mentions = [np.repeat(np.arange(len(each)), np.diff(each.offsets.to_numpy())) for each in lists]
    return np.concatenate(mentions), np.concatenate([each.values.to_numpy() for each in lists])


def _alone(mentions: pa.Table) -> pa.Table:
    """Return mentions as clusters of their own."""
    ids = mentions["mention_id"]
    phase = pa.array(np.zeros(len(mentions), np.int64))
    return pa.table({"mention_id": ids, "cluster_id": ids, "phase": phase, "told": mentions["told"]}, MEMBERS)


def _codes(column: pa.ChunkedArray) -> Numbers:
    return column.combine_chunks().dictionary_encode().indices.to_numpy()


def _distinct(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks().dictionary_encode().dictionary
