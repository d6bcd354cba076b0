"""Which nodes stand near which: stretches of an order by key and day, and the pairs that they make."""

from typing import NamedTuple

import numpy as np

from transforms.identity.numbers import Numbers

_DAYS = 22
"""Bits that hold the day of any calendar."""


class Shelf(NamedTuple):
    """Nodes by key and day; `marks` tell both in one number."""

    nodes: Numbers
    marks: Numbers

    def between(self, keys: Numbers, first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
        """Return where the nodes of keys begin and end that stand on days, both included."""
        return (
            np.searchsorted(self.marks, marks_of(keys, first)),
            np.searchsorted(self.marks, marks_of(keys, last), side="right"),
        )


def shelf_of(nodes: Numbers, keys: Numbers, days: Numbers, *then: Numbers) -> Shelf:
    """Return nodes by key and day, those of one day by what comes then, and by their places; all are given by node."""
    marks = marks_of(keys[nodes], days[nodes])
    order = np.lexsort((nodes, *(each[nodes] for each in reversed(then)), marks))
    return Shelf(nodes[order], marks[order])


def marks_of(keys: Numbers, days: Numbers) -> Numbers:
    """Return keys, as numbers from 0, and days in one number each, by key and then by day."""
    return (keys << _DAYS) + np.clip(days, 0, (1 << _DAYS) - 1)


def pairs_within(first: Numbers, stop: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Return who is paired with which place of an order, given where each one's stretch begins and ends.

    Of a longer stretch than `most` the first alone.
    """
    counts = np.clip(stop - first, 0, most)
    who = np.repeat(np.arange(len(counts)), counts)
    begun = np.cumsum(counts) - counts
    return who, np.arange(len(who)) - begun[who] + first[who]
