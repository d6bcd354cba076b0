"""Mentions that do not say with whom, among the events of all keys at once: which of these each may be of."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from transforms.elements import Kind
from transforms.identity.buckets import HOLDING, LONGEST, SLACK
from transforms.identity.chains import chained
from transforms.identity.clusters import Clusters
from transforms.identity.coded import KINDS, Coded
from transforms.identity.compiling import call_each
from transforms.identity.groups import Group
from transforms.identity.numbers import Numbers, are_in, each_once, firsts_of
from transforms.identity.pins import Pins
from transforms.identity.placing import speaking_for
from transforms.identity.windows import pairs_within, shelf_of

_HOLDING = np.array(sorted(KINDS[Kind(kind)] for kind in HOLDING))


class Lookers(NamedTuple):
    """Mentions that look for their event under one country, about their days; `first` to `stop`, as ordinals."""

    ids: pa.ChunkedArray
    home: Numbers
    first: Numbers
    stop: Numbers


class Fits(NamedTuple):
    """Which events mentions fit: the place of the mention, that of the first of the event, that of who speaks for it.

    `day` is the first on which who is of the event must be.
    """

    looker: Numbers
    cluster: Numbers
    speaking: Numbers
    day: Numbers


class _Reach(NamedTuple):
    """The days within which who is of a chain must be; a chain that people pinned together may have several."""

    chain: Numbers
    first: Numbers
    last: Numbers


def find_fits(group: Group, told: Coded, lookers: Lookers, countries: tuple[Numbers, Numbers]) -> Fits:
    """Return the events of a group that mentions fit as a whole, each with the first mention that speaks for it.

    `told` are the nodes of the group, and after them those that look; `countries` the mentions and the codes of the
    countries under which they are found.
    """
    chains, of_node = _chains(group, lookers, group.pins)
    reach = _reach(group, of_node)
    who, near = _meet(group, of_node, reach, lookers, countries)
    size = len(group.keys)
    (speaking,) = call_each(speaking_for, told, (size + who, reach.chain[near]), chains)
    fits = np.flatnonzero(speaking >= 0)
    first, home = group.nodes.first, np.asarray(group.home)
    pairs = np.stack((who[fits], home[reach.chain[near[fits]]], speaking[fits]), axis=1)
    if not len(pairs):
        return Fits(pairs[:, 0], pairs[:, 1], pairs[:, 2], reach.first[:0])
    days = reach.first[near[fits]], reach.last[near[fits]]
    order = np.lexsort((*reversed(days), pairs[:, 1], pairs[:, 0]))
    pairs = pairs[order]
    fresh = np.append(True, (np.diff(pairs[:, :2], axis=0) != 0).any(axis=1))  # the first is new
    return Fits(pairs[fresh, 0], first[pairs[fresh, 1]], first[pairs[fresh, 2]], days[0][order][fresh])


def _chains(group: Group, lookers: Lookers, pins: Pins) -> tuple[Clusters, Numbers]:
    """Return the phases of the clusters as chains, those who look alone after them, and the head of every node."""
    size, more = len(group.keys), len(lookers.ids)
    head = np.asarray(group.home).copy()
    for phases in group.phases.values():
        for phase in phases:
            head[phase] = min(phase)
    ids: list[str] = []
    if pins:
        ids = group.ids + lookers.ids.to_pylist()
    return chained(np.append(head, size + np.arange(more)), ids, pins), head


def _reach(group: Group, of_node: Numbers) -> _Reach:
    """Return the fewest days that a node of each chain names, widened by one; of what is pinned, all that any names."""
    days = group.days
    nodes = np.flatnonzero(days.sort > 0)
    chain, first, last = of_node[nodes], days.first[nodes], days.stop[nodes]
    order = np.lexsort((first, last - first, chain))
    best = order[firsts_of(chain[order])]
    if group.clusters.is_pinned:
        joined = np.unique(of_node[np.asarray(group.clusters.component) != np.arange(len(of_node))])
        best = np.union1d(best, np.flatnonzero(np.isin(chain, joined)))
    return _Reach(chain[best], first[best] - SLACK, last[best] + SLACK)


def _meet(
    group: Group, of_node: Numbers, reach: _Reach, lookers: Lookers, countries: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Return the pairs of one who looks and a reach that lies under its country and about its days."""
    homes, home = np.unique(lookers.home, return_inverse=True)
    mention, country = countries
    wanted = are_in(country, homes)
    chain = of_node[group.nodes.node[mention[wanted]]]
    place = np.searchsorted(homes, country[wanted])
    kinds = np.zeros(len(of_node), np.bool_)
    kinds[of_node[np.isin(group.days.kind, _HOLDING)]] = True
    under = each_once((chain * len(homes) + place)[kinds[chain]])
    by_chain = np.argsort(reach.chain, kind="stable")
    chains = reach.chain[by_chain]
    begin, end = (np.searchsorted(chains, under // len(homes), side=side) for side in ("left", "right"))
    which, near = pairs_within(begin, end, len(chains))
    near, place = by_chain[near], (under % len(homes))[which]
    shelf = shelf_of(np.arange(len(home)), home, lookers.first)
    begin, end = shelf.between(place, reach.first[near] - LONGEST, reach.last[near])
    pair, looker = pairs_within(begin, end, len(home))
    who, near = shelf.nodes[looker], near[pair]
    kept = (lookers.stop[who] >= reach.first[near]) & (lookers.first[who] <= reach.last[near])
    return who[kept], near[kept]
