"""Clusters of mentions at hand, each as a chain, for rules that compare whole clusters."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from transforms.identity.clusters import END, Clusters, clusters_of
from transforms.identity.coded import Coded, coded_of
from transforms.identity.features import Compared
from transforms.identity.numbers import Numbers, firsts_of
from transforms.identity.pins import Pins


class Chains(NamedTuple):
    """Mentions in clusters, which need not go by their first ids.

    Attributes:
        mentions: One cluster after the other.
        told: What is compared of them.
        clusters: Their chains.
        heads: The first node of each.
    """

    mentions: Sequence[Compared]
    told: Coded
    clusters: Clusters
    heads: Numbers


def chains_of(given: Sequence[Sequence[Compared]], pins: Pins) -> Chains:
    """Return clusters, none of them empty, as chains in the order given."""
    mentions = [mention for each in given for mention in each]
    sizes = np.array([len(each) for each in given], np.int64)
    clusters = chained(np.repeat(np.arange(len(given)), sizes), [mention.mention_id for mention in mentions], pins)
    return Chains(mentions, coded_of([mention.features for mention in mentions]), clusters, np.cumsum(sizes) - sizes)


def chained(chain: Numbers, ids: Sequence[str], pins: Pins) -> Clusters:
    """Return nodes as chains, given the number of that of each; the ids of the nodes are needed for pins alone."""
    size = len(chain)
    order = np.argsort(chain, kind="stable")
    begins = firsts_of(chain[order])
    ends = np.append(begins[1:], size) - 1 if size else begins
    following = np.empty(size, np.int64)
    following[order] = np.append(order[1:], END)
    following[order[ends]] = END
    sizes = ends - begins + 1
    home, last = np.empty(size, np.int64), np.empty(size, np.int64)
    home[order], last[order] = np.repeat(order[begins], sizes), np.repeat(order[ends], sizes)
    return clusters_of(ids if pins else range(size), pins)._replace(home=home, following=following, last=last)  # type: ignore[arg-type]  # arrays
