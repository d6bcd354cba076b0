"""Mentions as columns of numbers, in which any two can be compared."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.elements import Basis, Kind, Precision, Status
from transforms.identity.codes import code_of
from transforms.identity.names import parts_of
from transforms.identity.sessions import session_of, words_of

Numbers = Any
"""An array; numpy's own type says no more of what is in it."""
_TEXTS = pa.list_(pa.string())
MENTIONS = pa.schema(
    [
        ("mention_id", pa.string()),
        ("post_id", pa.string()),
        ("source", pa.string()),
        ("is_main", pa.bool_()),
        ("kind", pa.string()),
        ("status", pa.string()),
        ("published_on", pa.date32()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("date_precision", pa.string()),
        ("date_basis", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("event_name", pa.string()),
        ("sidelines_of", pa.string()),
        ("countries", _TEXTS),
        ("organisations", _TEXTS),
        ("persons", _TEXTS),
        ("person_countries", _TEXTS),
        ("documents", _TEXTS),
        ("words", pa.list_(pa.int32())),
    ]
)
"""What is read of mentions; `words` are `word_codes` of the post. No list is null."""
KINDS = {kind.value: place for place, kind in enumerate(Kind)}
STATUSES = {status.value: place for place, status in enumerate(Status)}
NEVER = 0
"""The day of what has none; days are counted as ordinals."""
STATED, RELATIVE, OF_THE_POST = range(3)
"""How a day was got: named, reckoned from the post, or taken from the publication of the post."""
_BASES = {
    Basis.EXPLICIT.value: STATED,
    Basis.INHERITED.value: STATED,
    Basis.RELATIVE.value: RELATIVE,
    Basis.PUBLICATION.value: OF_THE_POST,
}
_WIDE = frozenset({Precision.MONTH.value, Precision.YEAR.value})
_EPOCH = 719163
"""The ordinal of the day from which tables count days."""
_SHORTEST = 2
"""Letters of a part of a name that is compared; initials are not."""
_PERSONS = 5
"""Persons of a mention that are compared."""
_PARTS = 3
"""Parts of a name that are compared."""


class Lists(NamedTuple):
    """Lists of codes, cut to one width; `codes` are the smallest of each, and 0 fills them up.

    `size` counts all of a list, and `whole` is equal where lists are.
    """

    codes: Numbers
    size: Numbers
    whole: Numbers


class People(NamedTuple):
    """The first persons of mentions, by name: the codes of their countries and of the parts of their names.

    `countries` is mentions by persons, `parts` mentions by persons by parts; 0 fills them up. `size` counts the persons
    that are kept.
    """

    countries: Numbers
    parts: Numbers
    size: Numbers


class Columns(NamedTuple):
    """What is compared of mentions, by place; codes are 0 where a mention has none.

    `start` and `stop` are the days of the event, `is_wide` says that they are a month or a year, `basis` how they were
    got. `body` convenes a session, `bodies` are all organisations; `topic` and `margins` are words of the name of the
    event and of what it is beside.
    """

    post: Numbers
    source: Numbers
    is_main: Numbers
    kind: Numbers
    status: Numbers
    published: Numbers
    start: Numbers
    stop: Numbers
    is_wide: Numbers
    basis: Numbers
    city: Numbers
    country: Numbers
    parties: Lists
    people: People
    body: Numbers
    bodies: Lists
    topic: Lists
    margins: Lists
    documents: Lists
    words: Lists

    def taken(self, places: Numbers) -> "Columns":
        """Return the mentions at some places."""
        parts: Any = (
            each[places] if isinstance(each, np.ndarray) else type(each)(*(part[places] for part in each))
            for each in self
        )
        return Columns(*parts)


def columns_of(table: pa.Table) -> Columns:
    """Return the mentions of a table as columns, in its order."""
    table = table.combine_chunks()
    start, stop, basis, is_wide = _days_of(table)
    return Columns(
        post=_codes(table["post_id"]),
        source=_codes(table["source"]),
        is_main=_is_true(table["is_main"]),
        kind=_codes(table["kind"], KINDS.__getitem__),
        status=_codes(table["status"], STATUSES.__getitem__),
        published=_days(table["published_on"]),
        start=start,
        stop=stop,
        is_wide=is_wide,
        basis=basis,
        city=_codes(table["city"], lambda city: code_of(city.casefold())),
        country=_codes(table["country"]),
        parties=_lists(table["countries"], lambda country: (code_of(country),), 6),
        people=_people(table),
        body=_convening(table),
        bodies=_lists(table["organisations"], lambda body: (code_of(body),), 4),
        topic=_lists(_as_list(table["event_name"]), _word_codes, 8),
        margins=_lists(_as_list(table["sidelines_of"]), _word_codes, 8),
        documents=_lists(table["documents"], lambda title: (code_of(" ".join(sorted(words_of(title)))),), 4),
        words=_numbered(table["words"], 24),
    )


def _is_true(column: pa.ChunkedArray) -> Numbers:
    return np.array(column.combine_chunks().cast(pa.int8()).fill_null(0)) == 1


def _days_of(table: pa.Table) -> tuple[Numbers, ...]:
    """Return first and last days, how they were got, and whether they are no more than a month or a year."""
    start, stop = _days(table["date_start"]), _days(table["date_end"])
    basis = _codes(table["date_basis"], _BASES.__getitem__)
    is_planned = _codes(table["status"], STATUSES.__getitem__) == STATUSES[Status.PLANNED.value]
    # What is still to come does not happen on the day on which it is announced.
    dated = (start != NEVER) & ~((basis == OF_THE_POST) & is_planned)
    is_wide = _codes(table["date_precision"], lambda each: each in _WIDE) > 0
    return np.where(dated, start, NEVER), np.where(dated, np.maximum(start, stop), NEVER), basis, is_wide & dated


def _days(column: pa.ChunkedArray) -> Numbers:
    days = column.combine_chunks().cast(pa.int32())
    known = days.fill_null(-_EPOCH).to_numpy().astype(np.int64)
    return known + _EPOCH


def _codes(column: pa.ChunkedArray, code: Callable[[str], int] = code_of) -> Numbers:
    """Return the code of each text, 0 where there is none."""
    coded = column.combine_chunks().dictionary_encode()
    known = np.array([*(code(text) if text else 0 for text in coded.dictionary.to_pylist()), 0], np.int64)
    return known[coded.indices.fill_null(len(known) - 1).to_numpy()]


def _as_list(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts as lists of one text, and of none where there is none."""
    texts = column.combine_chunks()
    offsets = np.append(0, np.cumsum(texts.is_valid().to_numpy(zero_copy_only=False)))
    return pa.chunked_array([pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), texts.drop_null())])


def _word_codes(text: str) -> tuple[int, ...]:
    return tuple(map(code_of, words_of(text)))


def _people(table: pa.Table) -> People:
    """Return the persons that are named, each once; of many those whose names come first."""
    names, homes = table["persons"].combine_chunks(), table["person_countries"].combine_chunks()
    owner = np.repeat(np.arange(len(table)), np.diff(names.offsets.to_numpy()))
    coded = names.flatten().dictionary_encode()
    parts = np.array([_part_codes(name or "") for name in coded.dictionary.to_pylist()], np.int64).reshape(-1, _PARTS)
    country = _codes(pa.chunked_array([homes.flatten()]))
    which = coded.indices.fill_null(0).to_numpy()
    named = (parts[which, 0] != 0) if len(which) else np.zeros(0, np.bool_)
    owner, which, country = owner[named], which[named], country[named]
    order = np.lexsort((country, *parts[which].T[::-1], owner))
    owner, country, parts = owner[order], country[order], parts[which[order]]
    fresh = np.ones(len(owner), np.bool_)
    fresh[1:] = (owner[1:] != owner[:-1]) | (country[1:] != country[:-1]) | (parts[1:] != parts[:-1]).any(axis=1)
    owner, country, parts = owner[fresh], country[fresh], parts[fresh]
    nth = np.arange(len(owner)) - np.searchsorted(owner, owner)
    kept = nth < _PERSONS
    owner, nth = owner[kept], nth[kept]
    found = People(
        np.zeros((len(table), _PERSONS), np.int64),
        np.zeros((len(table), _PERSONS, _PARTS), np.int64),
        np.bincount(owner, minlength=len(table)),
    )
    found.countries[owner, nth], found.parts[owner, nth] = country[kept], parts[kept]
    return found


def _part_codes(name: str) -> tuple[int, ...]:
    """Return the codes of the parts of a name by which people are known, the last first."""
    told = [code_of(part.sound) for part in reversed(parts_of(name)) if len(part.folded) >= _SHORTEST][:_PARTS]
    return (*told, *[0] * (_PARTS - len(told)))


def _convening(table: pa.Table) -> Numbers:
    """Return the code of the body whose session a mention tells of."""
    rows = zip(*(table[name].to_pylist() for name in ("kind", "organisations", "event_name")), strict=True)
    return np.array([_body_code(kind, tuple(bodies), name) for kind, bodies, name in rows], np.int64)


@lru_cache(maxsize=65536)
def _body_code(kind: str, bodies: tuple[str, ...], name: str | None) -> int:
    session = session_of(Kind(kind), bodies, (), name, ())
    return code_of(session.organisation) if session else 0


def _lists(column: pa.ChunkedArray, codes: Callable[[str], Sequence[int]], width: int) -> Lists:
    """Return lists of texts as lists of codes, several for each text if need be."""
    lists = column.combine_chunks()
    coded = lists.flatten().dictionary_encode()
    told = [codes(text) if text else () for text in coded.dictionary.to_pylist()]
    sizes = np.array([len(each) for each in told], np.int64)
    texts = coded.indices.to_numpy()
    owner = np.repeat(np.arange(len(lists)), np.diff(lists.offsets.to_numpy()))
    begins = np.cumsum(sizes) - sizes
    values = np.array([code for each in told for code in each], np.int64)
    counts = sizes[texts]
    places = np.repeat(begins[texts] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    return _cut(np.repeat(owner, counts), values[places], len(lists), width)


def _numbered(column: pa.ChunkedArray, width: int) -> Lists:
    """Return lists of codes, in their order."""
    lists = column.combine_chunks()
    owner = np.repeat(np.arange(len(lists)), np.diff(lists.offsets.to_numpy()))
    return _cut(owner, lists.flatten().to_numpy().astype(np.int64), len(lists), width)


def _cut(owner: Numbers, values: Numbers, size: int, width: int) -> Lists:
    """Return the values of each owner, each once, by size."""
    order = np.lexsort((values, owner))
    owner, values = owner[order], values[order]
    fresh = np.ones(len(owner), np.bool_)
    fresh[1:] = (owner[1:] != owner[:-1]) | (values[1:] != values[:-1])
    owner, values = owner[fresh], values[fresh]
    nth = np.arange(len(owner)) - np.searchsorted(owner, owner)
    codes = np.zeros((size, width), np.int64)
    kept = nth < width
    codes[owner[kept], nth[kept]] = values[kept]
    whole = np.zeros(size, np.uint64)
    with np.errstate(over="ignore"):
        np.add.at(whole, owner, values.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return Lists(codes, np.bincount(owner, minlength=size), whole)
