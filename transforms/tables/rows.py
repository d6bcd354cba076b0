"""Tables of what is compared of mentions, as the resolver takes them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.identity.coded import PERSON, ROW, Coded, in_lists
from transforms.identity.compiling import is_compiled
from transforms.identity.nodes import Mentions
from transforms.identity.numbers import Numbers
from transforms.identity.spelling import in_arrays, names_of
from transforms.tables.schemas import LISTS, NUMBERS


def each_by_id(table: pa.Table) -> pa.Table:
    """Return a table of what is compared by id, each once; of two that differ under one id the same for any order."""
    found = table.take(pc.sort_indices(table["mention_id"])).combine_chunks()
    if not _again(found).any():
        return found
    ranked = [(name, "ascending") for name in ("mention_id", "alike", "beside", "told")]
    found = table.take(pc.sort_indices(table, ranked)).combine_chunks()
    return found.filter(pa.array(~_again(found))).combine_chunks()


def _again(table: pa.Table) -> Numbers:
    """Return which rows have the id of the row before."""
    ids = table["mention_id"].combine_chunks()
    again = np.zeros(len(ids), np.bool_)
    if len(ids) > 1:
        again[1:] = pc.equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)
    return again


def mentions_of_table(table: pa.Table, told: Coded) -> Mentions:
    """Return the mentions of a table that holds each once, by id, as the resolver takes them."""
    keys, alike, statuses, published = (table[name].to_numpy() for name in ("key", "alike", "status", "published"))
    return Mentions(Ids(table["mention_id"].combine_chunks()), keys, alike, statuses, published, told)


class Ids(Sequence[str]):
    """Ids that stay in a table until one is asked for."""

    def __init__(self, column: pa.Array) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401  # a place or a slice
        return self._column[place].as_py()

    def __iter__(self) -> Iterator[str]:
        yield from self._column.to_pylist()


def coded_table(table: pa.Table) -> Coded:
    """Return what is compared, in arrays; in lists where the mentions are few."""
    table = table.combine_chunks()
    rows = np.empty(len(table), ROW)
    for name in NUMBERS:
        rows[name] = table[name].to_numpy()
    values: list[Numbers] = []
    size = 0
    for name in LISTS:
        column = table[f"{name}_list"].combine_chunks()
        offsets = column.offsets.to_numpy()
        rows[f"{name}_first"], rows[f"{name}_stop"] = offsets[:-1] + size, offsets[1:] + size
        values.append(column.values.to_numpy())
        size += len(values[-1])
    names = table["names"].combine_chunks()
    offsets = names.offsets.to_numpy()
    rows["people_first"], rows["people_stop"] = offsets[:-1], offsets[1:]
    coded = names.values.dictionary_encode()
    people = np.empty(len(names.values), PERSON)
    people["name"] = coded.indices.to_numpy()
    for name in ("key", "is_full", "country"):
        people[name] = table[f"person_{name}"].combine_chunks().values.to_numpy()
    names_told = names_of(coded.dictionary.to_pylist())
    if is_compiled(len(rows)):
        return Coded(rows, np.concatenate(values), people, in_arrays(names_told))  # type: ignore[arg-type]  # arrays
    return in_lists(Coded(rows, np.concatenate(values), people, names_told))  # type: ignore[arg-type]  # arrays
