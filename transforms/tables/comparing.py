"""What is compared of the mentions of a table, worked out once for every text and list that differs."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.elements import Basis, Kind, Precision, Status
from transforms.identity.coded import FAMILIES, KINDS, NO_ORDINAL, list_code
from transforms.identity.codes import NOTHING, code_of
from transforms.identity.features import (
    FAMILY_OF,
    TOGETHER,
    TRAVEL,
    fold_title,
    parties_of,
)
from transforms.identity.keys import FORMAT_OF
from transforms.identity.nodes import STATUSES
from transforms.identity.numbers import Numbers
from transforms.identity.sessions import Session, session_of, words_of
from transforms.identity.spans import Sort
from transforms.tables.distinct import coded_lists, distinct, in_order
from transforms.tables.marks import list_codes, list_marks, mark_of
from transforms.tables.people import tell_persons
from transforms.tables.schemas import CODE_LISTS, COMPARED, NUMBERS

_TWO = 2
_EPOCH = 719163
"""The ordinal of the day from which tables count days."""


def compared_table(mentions: pa.Table) -> pa.Table:
    """Return what is compared of the mentions of a table, in the order of the table."""
    table = mentions.combine_chunks()
    columns: dict[str, Any] = {"mention_id": table["mention_id"], "told": table["told"]}
    _tell_texts(table, columns)
    _tell_days(table, columns)
    _tell_sides(table, columns)
    _tell_sessions(table, columns)
    tell_persons(table, columns)
    _tell_rest(table, columns)
    columns["alike"] = _mixed(columns)
    lists = [list_marks(columns[name]) for name in ("named_list", "around_list")]
    columns["beside"] = mark_of(*(columns[name] for name in ("status", "published", "home")), *lists)
    return pa.table({name: columns[name] for name in COMPARED.names}).cast(COMPARED)


def _tell_texts(table: pa.Table, columns: dict[str, Any]) -> None:
    """Tell kind, status, place and words."""
    kinds = distinct(table, "kind")
    columns["kind"] = kinds.numbers([KINDS[Kind(kind)] for (kind,) in kinds.rows])
    columns["family"] = kinds.numbers([FAMILIES[FAMILY_OF[Kind(kind)]] for (kind,) in kinds.rows])
    statuses = distinct(table, "status")
    columns["status"] = statuses.numbers([STATUSES[Status(status)] for (status,) in statuses.rows])
    columns["called_off"] = np.isin(columns["status"], [STATUSES[Status.CANCELLED], STATUSES[Status.POSTPONED]]).astype(
        np.int64
    )
    for name, column, told in (("city", "city", str.casefold), ("host", "country", str)):
        places = distinct(table, column)
        columns[name] = places.numbers([code_of(told(place)) if place else NOTHING for (place,) in places.rows])
    for name, column in (("words", "event_name"), ("sidelines", "sidelines_of")):
        texts = distinct(table, column)
        found = [words_of(text) if text else frozenset() for (text,) in texts.rows]
        columns[f"{name}_list"] = texts.lists([sorted(map(code_of, words)) for words in found])
        columns[name] = texts.numbers([list_code(sorted(words)) for words in found])
    papers = distinct(table, "documents")
    titles = [{fold_title(title) for title in listed} for (listed,) in papers.rows]
    columns["documents_list"] = papers.lists([sorted(map(code_of, each)) for each in titles])


def _tell_days(table: pa.Table, columns: dict[str, Any]) -> None:
    """Tell spans and when posts were published, as `span_of` and `features_of` do."""
    start, end, published = (_days(table[name]) for name in ("date_start", "date_end", "published_on"))
    basis = _is(table["date_basis"], Basis.PUBLICATION.value)
    planned = columns["status"] == STATUSES[Status.PLANNED]
    precisions = distinct(table, "date_precision")
    sort = precisions.numbers([Sort[Precision(each).name] if each else 0 for (each,) in precisions.rows])
    exact = (sort == Sort.DAY) | (start == end)
    sort = np.where(basis, Sort.IMPUTED, np.where(exact, Sort.DAY, sort))
    sort = np.where((start == 0) | (basis & planned), 0, sort)
    first = np.where(basis | exact, start, np.minimum(start, end))
    last = np.where(basis, end, np.where(exact, start, np.maximum(start, end)))
    columns["sort"], columns["published"] = sort, published
    columns["start"], columns["stop"] = np.where(sort, first, 0), np.where(sort, last, 0)
    columns["told_on"] = np.where(sort, 0, published)
    columns["is_ahead"] = ((columns["told_on"] > 0) & planned).astype(np.int64)


def _tell_sides(table: pa.Table, columns: dict[str, Any]) -> None:
    """Tell the parties, and the keys of all but sessions."""
    named = coded_lists(table["countries"])
    columns["named_list"] = named
    many = np.diff(named.offsets.to_numpy())
    travels = np.isin(columns["family"], [FAMILIES[family] for family in TRAVEL])
    hangs = np.flatnonzero(travels | ((columns["kind"] == KINDS[Kind.BILATERAL_MEETING]) & (many > _TWO)))
    others = distinct(table.take(pa.array(hangs)), "kind", "country", "countries", "person_countries")
    parties = [parties_of(Kind(kind), countries, persons, host) for kind, host, countries, persons in others.rows]
    told = others.lists([list(map(code_of, each)) for each in parties])
    which = np.arange(len(table))
    which[hangs] = len(table) + np.arange(len(hangs))
    columns["parties_list"] = in_order(pa.concat_arrays([named, told]).take(pa.array(which)))
    columns["parties"] = list_codes(columns["parties_list"])
    columns["many_parties"] = np.diff(columns["parties_list"].offsets.to_numpy())
    gathers = (columns["kind"] == KINDS[Kind.MULTILATERAL_MEETING]) & (columns["host"] != NOTHING)
    kinds = distinct(table, "kind")
    formats = kinds.numbers([code_of(FORMAT_OF[Kind(kind)]) for (kind,) in kinds.rows])
    columns["key"] = mark_of(np.where(gathers, 1, formats), np.where(gathers, columns["host"], columns["parties"]))


def _tell_sessions(table: pa.Table, columns: dict[str, Any]) -> None:
    """Tell the sessions of bodies."""
    size = len(table)
    for name in ("body", "outsiders", "level", "is_worded"):
        columns[name] = np.zeros(size, np.int64)
    columns["ordinal"] = np.full(size, NO_ORDINAL)
    convened = np.flatnonzero(
        (columns["kind"] == KINDS[Kind.MULTILATERAL_MEETING])
        & (pc.list_value_length(table["organisations"]).to_numpy() > 0)
    )
    told = distinct(table.take(pa.array(convened)), "organisations", "countries", "event_name", "person_roles")
    sessions = [_session(*row) for row in told.rows]
    for name, found in (
        ("body", [code_of(each.organisation) for each in sessions]),
        ("outsiders", [list_code(each.outsiders) for each in sessions]),
        ("level", [code_of(each.level) for each in sessions]),
        ("is_worded", [int(each.is_worded) for each in sessions]),
        ("ordinal", [NO_ORDINAL if each.ordinal is None else each.ordinal for each in sessions]),
    ):
        columns[name][convened] = told.numbers(found)
    columns["key"][convened] = mark_of(
        np.full(len(convened), 2), columns["body"][convened], columns["outsiders"][convened]
    )
    topics: list[list[int]] = [[], *(sorted(map(code_of, each.topic)) for each in sessions)]
    which = np.zeros(size, np.int64)
    which[convened] = told.which + 1
    columns["topic_list"] = pa.array(topics, CODE_LISTS).take(pa.array(which))


def _session(
    organisations: list[str], countries: list[str], event_name: str | None, roles: list[str | None]
) -> Session:
    found = session_of(Kind.MULTILATERAL_MEETING, organisations, countries, event_name, roles)
    assert found is not None, "a body convenes it"  # noqa: S101  # tells mypy what the selection gives
    return found


def _tell_rest(table: pa.Table, columns: dict[str, Any]) -> None:
    """Tell what hangs on the other columns, as the properties of `Features` do."""
    convened, few = columns["body"] != NOTHING, columns["many_parties"] < _TWO
    travels = np.isin(columns["family"], [FAMILIES[family] for family in TRAVEL])
    columns["is_solo"] = (few & ~travels & ~convened).astype(np.int64)
    meets = np.isin(columns["family"], [FAMILIES[family] for family in TOGETHER])
    meets &= (columns["kind"] != KINDS[Kind.DOMESTIC_MEETING]) & ~convened & (columns["words"] == list_code(()))
    unsaid = (columns["many_parties"] > 0) | (columns["unplaced"] < _TWO)
    columns["lacks_counterpart"] = (meets & few & unsaid).astype(np.int64)
    lost = np.flatnonzero(columns["lacks_counterpart"])
    under = distinct(table.take(pa.array(lost)), "countries", "person_countries")
    columns["home"] = np.zeros(len(table), np.int64)
    first = [min({*named, *filter(None, persons)}, default=None) for named, persons in under.rows]
    columns["home"][lost] = under.numbers(list(map(code_of, first)))


def _mixed(columns: dict[str, Any]) -> Numbers:
    """Return a number of each row that differs wherever anything does that is compared."""
    lists = [columns[name] for name in ("topic_list", "sidelines_list", "documents_list", "person_marks")]
    return mark_of(*(columns[name] for name in (*NUMBERS, "key")), *map(list_marks, lists))


def _days(column: pa.ChunkedArray) -> Numbers:
    """Return days as ordinals, 0 where there is none."""
    days = column.combine_chunks().cast(pa.int32())
    return np.where(
        days.is_null().to_numpy(zero_copy_only=False), 0, days.fill_null(0).to_numpy().astype(np.int64) + _EPOCH
    )


def _is(column: pa.ChunkedArray, value: str) -> Numbers:
    return pc.fill_null(pc.equal(column.combine_chunks(), value), False).to_numpy(zero_copy_only=False)  # by place
