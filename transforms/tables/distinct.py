"""Rows that differ, so that what hangs on a few columns is worked out once for each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.identity.codes import code_of
from transforms.identity.numbers import Numbers
from transforms.tables.marks import list_marks, mark_of
from transforms.tables.schemas import CODE_LISTS

_MOST_MARKS = 1 << 62


class Distinct(NamedTuple):
    """The rows that differ in some columns, as values, and which of them each row is."""

    rows: list[tuple[Any, ...]]
    which: Numbers

    def numbers(self, found: Sequence[int]) -> Numbers:
        """Return for every row what was found for the one that it is."""
        return np.array(found, np.int64)[self.which]

    def lists(self, found: Sequence[Sequence[int]]) -> pa.Array:
        """Return the same of lists."""
        return pa.array(found, CODE_LISTS).take(pa.array(self.which))


def distinct(table: pa.Table, *names: str) -> Distinct:
    """Return the rows of a table that differ in some columns."""
    marks, size = np.zeros(len(table), np.int64), 1
    for name in names:
        codes, count = _coded(table[name])
        if size * count >= _MOST_MARKS:
            _, marks = np.unique(marks, return_inverse=True)
            size = len(table)
        marks, size = marks * count + codes, size * count
    _, first, which = np.unique(marks, return_index=True, return_inverse=True)
    columns = [table[name].take(pa.array(first)).to_pylist() for name in names]
    return Distinct(list(zip(*columns, strict=True)), which)


def _coded(column: pa.ChunkedArray) -> tuple[Numbers, int]:
    """Return numbers that are equal where values are, and how many there are."""
    values = column.combine_chunks()
    if pa.types.is_list(values.type):
        _, codes = np.unique(_list_marks(values), return_inverse=True)
        return codes, len(codes) + 1
    coded = values.dictionary_encode()
    codes = pc.fill_null(coded.indices, len(coded.dictionary)).to_numpy(zero_copy_only=False)
    return codes.astype(np.int64), len(coded.dictionary) + 1


def _list_marks(lists: pa.Array) -> Numbers:
    """Return a number for each list that hangs on its length, its texts and their order; none is any text."""
    codes, _ = _coded(pa.chunked_array([lists.flatten()]))
    offsets = lists.offsets.to_numpy() - lists.offsets[0].as_py()
    places = np.arange(len(codes)) - np.repeat(offsets[:-1], np.diff(offsets))
    marks = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(mark_of(places, codes)))
    return mark_of(np.diff(offsets), list_marks(marks))


def coded_lists(column: pa.ChunkedArray) -> pa.Array:
    """Return lists of texts as lists of their codes."""
    lists = column.combine_chunks()
    coded = lists.flatten().dictionary_encode()
    codes = np.array([code_of(text) for text in coded.dictionary.to_pylist()], np.int64)
    offsets = pa.array(lists.offsets.to_numpy() - lists.offsets[0].as_py(), pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.array(codes[coded.indices.to_numpy()], pa.int64()))


def in_order(lists: pa.Array) -> pa.Array:
    """Return lists of codes in order, each code once."""
    size = len(lists)
    owner = np.repeat(np.arange(size), np.diff(lists.offsets.to_numpy()))
    values = lists.flatten().to_numpy()
    order = np.lexsort((values, owner))
    owner, values = owner[order], values[order]
    fresh = np.ones(len(values), np.bool_)
    fresh[1:] = (owner[1:] != owner[:-1]) | (values[1:] != values[:-1])
    owner, values = owner[fresh], values[fresh]
    offsets = pa.array(np.searchsorted(owner, np.arange(size + 1)), pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.array(values, pa.int64()))
