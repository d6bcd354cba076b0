"""Arrays of whole numbers, which stand for nodes, mentions or pairs of them."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

Numbers = Any
"""An array; numpy's own type says no more of what is in it."""


def marked(size: int, places: Numbers) -> Numbers:
    """Return which of so many places are among some."""
    found = np.zeros(size, np.bool_)
    found[places] = True
    return found


def each_once(values: Numbers) -> Numbers:
    """Return each value once, in order; numpy's own way by hashes takes longer for whole numbers."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered  # the first


def are_in(values: Numbers, ordered: Numbers) -> Numbers:
    """Return which values are among others, which stand in order."""
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return ordered[places] == values


def firsts_of(ordered: Numbers) -> Numbers:
    """Return where each value first stands among values in order, none of them negative."""
    return np.flatnonzero(np.diff(ordered, prepend=-1))


def joined(parts: Sequence[Any]) -> Any:  # noqa: ANN401  # one of the named tuples given
    """Return named tuples of arrays as one, the rows of each after those of the one before."""
    return type(parts[0])(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def kinds_of(row: type[tuple[Any, ...]], codes: Collection[str]) -> np.dtype[Any]:
    """Return how the rows of a named tuple of whole numbers stand in an array; those that are no codes are small."""
    fields: tuple[str, ...] = row._fields  # type: ignore[attr-defined]  # a named tuple has them
    return np.dtype([(name, np.int64 if name in codes else np.int32) for name in fields], align=True)
