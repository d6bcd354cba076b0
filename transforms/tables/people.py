"""The persons of the mentions of a table."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.identity.codes import NOTHING, code_of
from transforms.identity.features import MOST_PERSONS, person_of, person_order
from transforms.identity.numbers import each_once
from transforms.tables.distinct import distinct
from transforms.tables.marks import mark_of


class _Known(NamedTuple):
    """A person in the order in which those of a mention stand, with what a row tells of him or her."""

    order: tuple[str, str, str]
    name: str
    key: int
    is_full: int
    country: int


@lru_cache(maxsize=262144)
def _known(name: str, country: str | None) -> _Known:
    person = person_of(name, country)
    return _Known(person_order(person), name, code_of(person.key), int(" " in person.key), code_of(country))


def tell_persons(table: pa.Table, columns: dict[str, Any]) -> None:
    """Tell the persons, each once and in order."""
    names, countries = table["persons"].combine_chunks(), table["person_countries"].combine_chunks()
    owner = np.repeat(np.arange(len(table)), np.diff(names.offsets.to_numpy()))
    told = distinct(pa.table({"name": names.flatten(), "country": countries.flatten()}), "name", "country")
    people = [_known(name or "", country or None) for name, country in told.rows]
    order = sorted(range(len(people)), key=[each.order for each in people].__getitem__)
    ranks = np.empty(len(people), np.int64)
    ranks[order] = np.arange(len(people))
    named = told.numbers([1 if name else 0 for name, _ in told.rows]) > 0
    marks = each_once(owner[named] * max(1, len(people)) + ranks[told.which[named]])
    owner, rank = marks // max(1, len(people)), marks % max(1, len(people))
    nth = np.arange(len(owner)) - np.searchsorted(owner, owner)
    owner, rank = owner[nth < MOST_PERSONS], rank[nth < MOST_PERSONS]
    ordered = [people[place] for place in order]
    offsets = pa.array(np.searchsorted(owner, np.arange(len(table) + 1)), pa.int32())
    place = pa.array(rank)
    values = {
        "names": pa.array([each.name for each in ordered], pa.string()),
        "person_key": pa.array([each.key for each in ordered], pa.int64()),
        "person_is_full": pa.array([each.is_full for each in ordered], pa.int32()),
        "person_country": pa.array([each.country for each in ordered], pa.int64()),
    }
    texts = np.array([code_of(each.name) for each in ordered], np.int64)
    values["person_marks"] = pa.array(mark_of(values["person_key"], values["person_country"], texts))
    for name, column in values.items():
        columns[name] = pa.ListArray.from_arrays(offsets, column.take(place))
    homeless = np.array([each.country == NOTHING for each in ordered], bool)
    around = told.numbers([each.country for each in people])
    columns["around_list"] = pa.ListArray.from_arrays(countries.offsets, pa.array(around))
    columns["unplaced"] = np.bincount(owner[homeless[rank]], minlength=len(table))
