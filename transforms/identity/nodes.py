"""What is compared: mentions that differ in nothing that counts, as one."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from transforms.elements import Status
from transforms.identity.coded import Coded, coded_of
from transforms.identity.compiling import call_each
from transforms.identity.features import Compared, Features
from transforms.identity.keys import key_code, key_of
from transforms.identity.numbers import Numbers
from transforms.identity.pins import Pins
from transforms.identity.scoring import matches

STATUSES = {status: place for place, status in enumerate(Status)}


class Mentions(NamedTuple):
    """Mentions of any keys, by id, each once.

    Attributes:
        ids: In order.
        keys: The codes of their keys.
        alike: Numbers that are equal where mentions differ in nothing that is compared, their key included.
        statuses: Their places in `STATUSES`.
        published: The days of their posts as ordinals, 0 where none is known.
        told: What is compared.
    """

    ids: Sequence[str]
    keys: Numbers
    alike: Numbers
    statuses: Numbers
    published: Numbers
    told: Coded


class Nodes(NamedTuple):
    """Mentions that differ in nothing that counts, by their first ids; `node` is that of every mention.

    `first` is the place of the first mention of each, `told` what is compared of it.
    """

    node: Numbers
    first: Numbers
    told: Coded


def mentions_of(compared: Iterable[Compared]) -> Mentions:
    """Return mentions as the resolver takes them."""
    found = each_once(compared)
    numbered: dict[Features, int] = {}
    return Mentions(
        ids=[mention.mention_id for mention in found],
        keys=np.array([key_code(key_of(mention.features)) for mention in found], np.int64),
        alike=np.array([numbered.setdefault(mention.features, len(numbered)) for mention in found], np.int64),
        statuses=np.array([STATUSES[mention.status] for mention in found], np.int64),
        published=np.array([day.toordinal() if (day := mention.published_on) else 0 for mention in found], np.int64),
        told=coded_of([mention.features for mention in found]),
    )


def each_once(mentions: Iterable[Compared]) -> list[Compared]:
    """Return every mention once, by id; of two that differ under one id the same one for any order."""
    unique: dict[str, Compared] = {}
    for mention in mentions:
        known = unique.setdefault(mention.mention_id, mention)
        if known is not mention and known != mention:
            unique[mention.mention_id] = min(known, mention, key=repr)
    return [mention for _, mention in sorted(unique.items())]


def nodes_of(mentions: Mentions, pins: Pins) -> Nodes:
    """Return every mention in one node; those that differ in nothing share one where that suffices to merge.

    What is pinned is a node of its own.
    """
    size = len(mentions.ids)
    own = np.arange(size)
    _, first, group = np.unique(mentions.alike, return_index=True, return_inverse=True)
    leader = first[group]
    shared = np.zeros(size, bool)
    shared[leader[leader != own]] = True
    repeated = np.flatnonzero(shared)
    (shared[repeated],) = call_each(match_themselves, mentions.told, (repeated,))
    leader = np.where(shared[leader], leader, own)
    if pins:
        pinned = np.array([mention_id in pins for mention_id in mentions.ids], bool)
        leader = _without(leader, pinned)
    first = np.flatnonzero(leader == own)
    place = np.zeros(size, np.int64)
    place[first] = np.arange(len(first))
    return Nodes(place[leader], first, taken(mentions.told, first))


def _without(leader: Numbers, pinned: Numbers) -> Numbers:
    """Return the leaders of nodes where what is pinned leads itself alone, and others go by the first of theirs."""
    own = np.arange(len(leader))
    free = np.flatnonzero(~pinned)
    _, first, group = np.unique(leader[free], return_index=True, return_inverse=True)
    found = own.copy()
    found[free] = free[first[group]]
    return found


def taken(told: Coded, places: Numbers) -> Coded:
    """Return the rows at some places beside the same lists."""
    rows: Any = told.rows
    return told._replace(rows=[rows[place] for place in places.tolist()] if isinstance(rows, list) else rows[places])


def match_themselves(told: Coded, places: Numbers) -> Numbers:
    """Return of which rows two with the same would be one event."""
    found = np.zeros(len(places), np.bool_)
    for order in range(len(places)):
        found[order] = matches(told, places[order], places[order])
    return found
