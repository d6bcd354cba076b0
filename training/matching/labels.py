"""Labelled pairs of mentions, from what annotations say of mentions and of texts."""

from typing import NamedTuple

import numpy as np

from training.matching.sets import LabelledSet
from transforms.matching.blocking import candidates
from transforms.matching.columns import Numbers, columns_of
from transforms.matching.levels import levels_of

LISTED = 1.0
"""How much a pair counts that people looked at, or that is one event of two posts that are about it."""
UNLISTED = 0.2
"""How much two events count whose texts nobody set side by side: there are many, and most are easy to tell apart."""
IN_PASSING = 0.3
"""How much one event counts where a post only refers to it."""


class LabelledPairs(NamedTuple):
    """Pairs of mentions that a run would compare, by place; `importance` is 0 where the annotation does not tell."""

    left: Numbers
    right: Numbers
    levels: Numbers
    same: Numbers
    importance: Numbers


def label_pairs(given: LabelledSet) -> LabelledPairs:
    """Return the pairs that share a blocking key, with their levels and what the annotation says of them."""
    columns = columns_of(given.mentions)
    left, right = candidates(columns)
    apart = columns.post[left] != columns.post[right]
    left, right = left[apart], right[apart]
    told = [_label(given, columns.is_main, *pair) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    same, importance = (np.array(each) for each in zip(*told, strict=True)) if told else (np.zeros(0), np.zeros(0))
    return LabelledPairs(left, right, levels_of(columns, left, right), same.astype(np.bool_), importance)


def _label(given: LabelledSet, is_main: Numbers, one: int, other: int) -> tuple[bool, float]:
    """Return whether two mentions are one event, and how much that counts."""
    said = given.pairs.get(frozenset((given.texts[one], given.texts[other])))
    groups, are_main = (given.groups[one], given.groups[other]), bool(is_main[one] and is_main[other])
    if None not in groups and groups[0] == groups[1]:
        return True, LISTED if are_main else IN_PASSING
    if said == "ignore" or (said == "same" and None in groups):
        return False, 0.0
    if None in groups and not are_main:
        return False, 0.0
    return False, LISTED if said == "different" and are_main else UNLISTED
