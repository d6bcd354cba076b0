"""Mentions as rules compare them: rows of whole numbers, beside lists of codes, persons and parts of names."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from transforms.elements import Kind
from transforms.identity.codes import NOTHING, code_of, stirred
from transforms.identity.compiling import is_compiled
from transforms.identity.features import Family, Features, Person
from transforms.identity.numbers import kinds_of
from transforms.identity.spelling import Names, in_arrays, names_of

NO_ORDINAL = -1
_WORD = 1 << 64
KINDS = {kind: place for place, kind in enumerate(Kind, 1)}
FAMILIES = {family: place for place, family in enumerate(Family, 1)}


class Row(NamedTuple):
    """`Features` as numbers: codes of texts, ordinals of days, 1 for yes, and 0 for what is not there.

    Lists stand in `Coded.values` from `…_first` up to `…_stop`, persons in `Coded.people`; `parties` and `words` are
    the codes of those lists, so that equal lists need not be gone through.
    """

    kind: int
    family: int
    is_solo: int
    lacks_counterpart: int
    parties: int
    parties_first: int
    parties_stop: int
    body: int
    outsiders: int
    level: int
    is_worded: int
    ordinal: int
    topic_first: int
    topic_stop: int
    start: int
    stop: int
    sort: int
    city: int
    host: int
    people_first: int
    people_stop: int
    words: int
    words_first: int
    words_stop: int
    sidelines_first: int
    sidelines_stop: int
    documents_first: int
    documents_stop: int
    called_off: int
    told_on: int
    is_ahead: int


class CodedPerson(NamedTuple):
    """A person as compared; `name` is the place of the name in `Coded.names`, `key` the code of the folded name."""

    name: int
    key: int
    is_full: int
    country: int


class Coded(NamedTuple):
    """Mentions by place; in lists for rules that Python runs, in arrays for those that are compiled."""

    rows: Sequence[Row]
    values: Sequence[int]
    people: Sequence[CodedPerson]
    names: Names


CODES = ("parties", "body", "outsiders", "level", "city", "host", "words")
"""The fields of a row that hold codes."""
ROW, PERSON = kinds_of(Row, CODES), kinds_of(CodedPerson, ("key", "country"))


def coded_of(features: Sequence[Features], *, many: bool | None = None) -> Coded:
    """Return what is compared of mentions as numbers; by default in arrays where they are many."""
    values: list[int] = []
    people: list[CodedPerson] = []
    known: dict[str, int] = {}
    rows = [_row(each, values, people, known) for each in features]
    names = names_of(list(known))
    if not (is_compiled(len(rows)) if many is None else many):
        return Coded(rows, values, people, names)
    return Coded(
        rows=np.array(rows, ROW),  # type: ignore[arg-type]  # as compiled rules read them
        values=np.array(values, np.int64),  # type: ignore[arg-type]  # as above
        people=np.array(people, PERSON),  # type: ignore[arg-type]  # as above
        names=in_arrays(names),
    )


def list_code(texts: Iterable[str]) -> int:
    """Return the code of a list of texts, whatever their order: the same as `transforms.tables.marks` gives."""
    return sum(stirred(code_of(text)) for text in texts) % _WORD >> 1


def _row(features: Features, values: list[int], people: list[CodedPerson], known: dict[str, int]) -> Row:
    session, span = features.session, features.span
    people_first = len(people)
    people.extend(_person(who, known) for who in features.persons)
    places = list(
        chain.from_iterable(
            _added(values, texts)
            for texts in (
                features.parties,
                session.topic if session else (),
                features.words,
                features.sidelines,
                features.documents,
            )
        )
    )
    return Row(
        kind=KINDS[features.kind],
        family=FAMILIES[features.family],
        is_solo=int(features.is_solo),
        lacks_counterpart=int(features.lacks_counterpart),
        parties=list_code(features.parties),
        parties_first=places[0],
        parties_stop=places[1],
        body=code_of(session.organisation) if session else NOTHING,
        outsiders=list_code(session.outsiders) if session else NOTHING,
        level=code_of(session.level) if session else NOTHING,
        is_worded=int(session.is_worded) if session else 0,
        ordinal=NO_ORDINAL if session is None or session.ordinal is None else session.ordinal,
        topic_first=places[2],
        topic_stop=places[3],
        start=span.start.toordinal() if span else 0,
        stop=span.stop.toordinal() if span else 0,
        sort=int(span.sort) if span else 0,
        city=code_of(features.city),
        host=code_of(features.host),
        people_first=people_first,
        people_stop=len(people),
        words=list_code(sorted(features.words)),
        words_first=places[4],
        words_stop=places[5],
        sidelines_first=places[6],
        sidelines_stop=places[7],
        documents_first=places[8],
        documents_stop=places[9],
        called_off=int(features.called_off),
        told_on=features.told_on.toordinal() if features.told_on else 0,
        is_ahead=int(features.is_ahead),
    )


def _person(who: Person, known: dict[str, int]) -> CodedPerson:
    name = known.setdefault(who.name, len(known))
    return CodedPerson(name, code_of(who.key), int(" " in who.key), code_of(who.country))


def _added(values: list[int], texts: Iterable[str]) -> tuple[int, int]:
    first = len(values)
    values.extend(sorted(map(code_of, texts)))
    return first, len(values)


def in_lists(told: Coded) -> Coded:
    """Return mentions that stand in arrays, but for the names, as rules read them that Python runs."""
    rows, values, people, names = told
    return Coded(
        rows=[Row._make(row) for row in rows.tolist()],  # type: ignore[attr-defined]  # it is an array
        values=values.tolist(),  # type: ignore[attr-defined]  # as above
        people=[CodedPerson._make(who) for who in people.tolist()],  # type: ignore[attr-defined]  # as above
        names=names,
    )
