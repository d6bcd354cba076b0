"""Comparison levels: how much two mentions agree in each field."""

from collections.abc import Callable

import numpy as np

from transforms.elements import Kind, Status
from transforms.matching.columns import KINDS, NEVER, STATUSES, Columns, Lists, Numbers

UNKNOWN = 0
"""The level of a field that one side lacks: it says nothing."""
LEVELS: dict[str, tuple[str, ...]] = {
    "countries": (
        "the same, several",
        "the same one",
        "one side names more, several shared",
        "one side names more, one shared",
        "some shared, others on both sides",
        "none shared",
    ),
    "participants": (
        "several, all of one side",
        "one, and nobody else",
        "one, the only one of one side",
        "several, others on both sides",
        "one, others on both sides",
        "none shared",
    ),
    "counterparts": ("one country sends the same persons", "one country sends other persons"),
    "kind": (
        "the same",
        "talks of two and of three",
        "both meetings",
        "a meeting and another event in person",
        "a meeting or signing and a visit",
        "a call and an event in person",
        "a statement or briefing and another",
        "others",
    ),
    "date": (
        "same day, stated",
        "same day, relative",
        "same day, of a post",
        "days overlap",
        "within a month or year",
        "a day apart, stated",
        "a day apart, relative",
        "a day apart, of a post",
        "2 to 3 days apart, stated",
        "2 to 3 days apart, relative",
        "2 to 3 days apart, of a post",
        "4 to 10 days apart, stated",
        "4 to 10 days apart, relative",
        "4 to 10 days apart, of a post",
        "further apart, stated",
        "further apart, relative",
        "further apart, of a post",
    ),
    "published": (
        "same day",
        "a day apart",
        "2 to 3 days apart",
        "4 to 7 days apart",
        "8 to 20 days apart",
        "21 to 60 days apart",
        "further apart",
    ),
    "place": (
        "same city",
        "same country",
        "other city of the country",
        "other country",
    ),
    "event_name": ("all words of one", "half or more", "fewer than half", "none shared"),
    "sidelines_of": ("some shared", "none shared", "one is the name of the other"),
    "organisations": (
        "sessions of one body",
        "sessions of two bodies",
        "a session of a body and another gathering",
        "some shared",
        "none shared",
    ),
    "documents": ("some shared", "none shared"),
    "status": ("the same", "planned and held", "called off and held", "called off and planned"),
    "source": ("the same", "others"),
    "rank": ("both main", "one main", "neither main"),
    "words": ("under a tenth", "under a fifth", "under a third", "under a half", "under 7 tenths", "more"),
}
"""The levels of each field, best first where they have an order; the place of a level counts from 1."""
LADDERS: dict[str, tuple[tuple[int, ...], ...]] = {
    "date": ((1, 6, 9, 12, 15), (2, 7, 10, 13, 16), (3, 8, 11, 14, 17)),
    "published": ((1, 2, 3, 4, 5, 6, 7),),
    "words": ((1, 2, 3, 4, 5, 6),),
}
"""Levels that stand in an order, for which few pairs of one level can be helped by those of its neighbours."""
FIELDS = tuple(LEVELS)
_CHUNK = 1 << 16
"""Pairs that are compared at a time, so that what is in hand stays in the processor's cache."""
_MEETINGS = [
    KINDS[each.value]
    for each in (Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING, Kind.MULTILATERAL_MEETING, Kind.DOMESTIC_MEETING)
]
_IN_PERSON = [KINDS[each.value] for each in (Kind.SIGNING, Kind.CEREMONY, Kind.OTHER)]
_TRAVEL = [KINDS[each.value] for each in (Kind.VISIT, Kind.ARRIVAL, Kind.DEPARTURE)]
_SPEECH = [KINDS[each.value] for each in (Kind.STATEMENT, Kind.BRIEFING, Kind.PRESS_CONFERENCE)]
_GATHERING = KINDS[Kind.MULTILATERAL_MEETING.value]
_CALL = KINDS[Kind.PHONE_CALL.value]
_TABLE_SIZE = len(KINDS)


def levels_of(columns: Columns, left: Numbers, right: Numbers) -> Numbers:
    """Return the level of every field for every pair of places, pairs by fields; the same for either order."""
    found = np.zeros((len(left), len(FIELDS)), np.int8)
    for first in range(0, len(left), _CHUNK):
        stop = first + _CHUNK
        ours, theirs = columns.taken(left[first:stop]), columns.taken(right[first:stop])
        for place, compare in enumerate(_COMPARE):
            found[first:stop, place] = compare(ours, theirs)
    return found


def shared(left: Lists, right: Lists) -> Numbers:
    """Return how many of the codes that are kept two lists share."""
    found = np.zeros(len(left.codes), np.int64)
    known = np.flatnonzero((left.size > 0) & (right.size > 0))
    if not len(known):
        return found
    ours, theirs = left.codes[known], right.codes[known]
    ours, theirs = ours[:, : left.size[known].max()], theirs[:, : right.size[known].max()]
    for one in ours.T:
        is_code = one != 0
        for other in theirs.T:
            found[known] += (one == other) & is_code
    return found


def _kept(each: Lists) -> Numbers:
    return np.minimum(each.size, each.codes.shape[1])


def _countries(left: Columns, right: Columns) -> Numbers:
    ours, theirs = left.parties, right.parties
    common, least = shared(ours, theirs), np.minimum(_kept(ours), _kept(theirs))
    known = (ours.size > 0) & (theirs.size > 0)
    same = ours.whole == theirs.whole
    return _first(
        ~known,
        UNKNOWN,
        (same & (least > 1), 1),
        (same, 2),
        ((common == least) & (common > 1), 3),
        (common == least, 4),
        (common > 0, 5),
        otherwise=6,
    )


def _are_one(left: Columns, right: Columns) -> Numbers:
    """Return which persons share a part of their names, pairs by persons of one side by persons of the other."""
    found = np.zeros((len(left.post), left.people.parts.shape[1], right.people.parts.shape[1]), np.bool_)
    known = np.flatnonzero((left.people.size > 0) & (right.people.size > 0))
    ours, theirs = left.people.parts[known], right.people.parts[known]
    for one in range(left.people.size[known].max(initial=0)):
        for other in range(right.people.size[known].max(initial=0)):
            part = ours[:, one, :, None]
            found[known, one, other] = ((part == theirs[:, other, None, :]) & (part != 0)).any(axis=(1, 2))
    return found


def _participants(left: Columns, right: Columns) -> Numbers:
    are_one = _are_one(left, right)
    common = np.minimum(are_one.any(axis=2).sum(axis=1), are_one.any(axis=1).sum(axis=1))
    least = np.minimum(left.people.size, right.people.size)
    most = np.maximum(left.people.size, right.people.size)
    return _first(
        least == 0,
        UNKNOWN,
        ((common == least) & (common > 1), 1),
        ((common == least) & (most == 1), 2),
        (common == least, 3),
        (common > 1, 4),
        (common > 0, 5),
        otherwise=6,
    )


def _counterparts(left: Columns, right: Columns) -> Numbers:
    """Compare the persons of each country that both sides name any of."""
    ours, theirs = left.people.countries, right.people.countries
    together = (ours[:, :, None] == theirs[:, None, :]) & (ours[:, :, None] != 0)
    are_one = _are_one(left, right)
    met = (are_one & together).any(axis=2)
    strangers = together.any(axis=2) & ~met
    # One who is not named on the other side is no stranger where somebody else of the same country is.
    for one in range(ours.shape[1]):
        beside = (ours == ours[:, one : one + 1]) & met
        strangers[:, one] &= ~beside.any(axis=1)
    return _first(strangers.any(axis=1), 2, (met.any(axis=1), 1), otherwise=UNKNOWN)


def _kind_table() -> Numbers:
    """Return the level of each pair of kinds."""
    found = np.full((_TABLE_SIZE, _TABLE_SIZE), 8)
    for speech in _SPEECH:
        found[speech, :] = found[:, speech] = 7
    gathered = [*_MEETINGS, *_IN_PERSON]
    for one in (*gathered, *_TRAVEL):
        found[one, _CALL] = found[_CALL, one] = 6
    for one in gathered:
        for other in _TRAVEL:
            found[one, other] = found[other, one] = 5
        for other in gathered:
            found[one, other] = 4
    for one in _MEETINGS:
        found[one, _MEETINGS] = 3
    two, three = (KINDS[each.value] for each in (Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING))
    found[two, three] = found[three, two] = 2
    np.fill_diagonal(found, 1)
    return found


_KINDS = _kind_table()


def _kind(left: Columns, right: Columns) -> Numbers:
    return _KINDS[left.kind, right.kind]


def _gap(left: Columns, right: Columns) -> Numbers:
    """Return the days between two spans, 0 where they meet."""
    return np.maximum(0, np.maximum(left.start - right.stop, right.start - left.stop))


def _date(left: Columns, right: Columns) -> Numbers:
    known = (left.start != NEVER) & (right.start != NEVER)
    exact = (left.start == left.stop) & (right.start == right.stop)
    gap, basis = _gap(left, right), np.maximum(left.basis, right.basis)
    return _first(
        ~known,
        UNKNOWN,
        ((gap == 0) & (left.is_wide | right.is_wide), 5),
        ((gap == 0) & ~exact, 4),
        (gap == 0, 1 + basis),
        (gap == 1, 6 + basis),
        (gap <= _FEW, 9 + basis),
        (gap <= _SEVERAL, 12 + basis),
        otherwise=15 + basis,
    )


def _published(left: Columns, right: Columns) -> Numbers:
    """Return how far posts are apart; it says nothing where both name the day, as it may be named long before."""
    known = (left.published != NEVER) & (right.published != NEVER)
    stated = (left.start != NEVER) & (right.start != NEVER) & (np.maximum(left.basis, right.basis) == 0)
    gap = np.abs(left.published - right.published)
    return np.where(known & ~stated, 1 + np.searchsorted((0, 1, 3, 7, 20, 60), gap), UNKNOWN)


def _place(left: Columns, right: Columns) -> Numbers:
    cities, countries = (left.city != 0) & (right.city != 0), (left.country != 0) & (right.country != 0)
    return _first(
        cities & (left.city == right.city),
        1,
        (countries & (left.country != right.country), 4),
        (cities, 3),
        (countries, 2),
        otherwise=UNKNOWN,
    )


def _event_name(left: Columns, right: Columns) -> Numbers:
    common, least = shared(left.topic, right.topic), np.minimum(_kept(left.topic), _kept(right.topic))
    return _first(
        least == 0,
        UNKNOWN,
        (common == least, 1),
        (2 * common >= least, 2),
        (common > 0, 3),
        otherwise=4,
    )


def _sidelines(left: Columns, right: Columns) -> Numbers:
    known = (left.margins.size > 0) & (right.margins.size > 0)
    crossed = (shared(left.margins, right.topic) > 0) | (shared(left.topic, right.margins) > 0)
    return _first(known & (shared(left.margins, right.margins) > 0), 1, (known, 2), (crossed, 3), otherwise=UNKNOWN)


def _overlap(left: Lists, right: Lists) -> Numbers:
    known = (left.size > 0) & (right.size > 0)
    return np.where(known, np.where(shared(left, right) > 0, 1, 2), UNKNOWN)


def _organisations(left: Columns, right: Columns) -> Numbers:
    convened = (left.body != 0) & (right.body != 0)
    gather = (left.kind == _GATHERING) & (right.kind == _GATHERING)
    beside = _overlap(left.bodies, right.bodies)
    return _first(
        convened & (left.body == right.body),
        1,
        (convened, 2),
        (gather & ((left.body != 0) | (right.body != 0)), 3),
        (beside != UNKNOWN, 3 + beside),
        otherwise=UNKNOWN,
    )


def _documents(left: Columns, right: Columns) -> Numbers:
    return _overlap(left.documents, right.documents)


_CALLED_OFF = [STATUSES[each.value] for each in (Status.CANCELLED, Status.POSTPONED)]
_HAPPENED = [STATUSES[each.value] for each in (Status.HELD, Status.ONGOING)]
_PLANNED = STATUSES[Status.PLANNED.value]


def _status_table() -> Numbers:
    found = np.full((len(STATUSES), len(STATUSES)), 1)
    for held in _HAPPENED:
        found[held, _PLANNED] = found[_PLANNED, held] = 2
        for off in _CALLED_OFF:
            found[held, off] = found[off, held] = 3
    for off in _CALLED_OFF:
        found[off, _PLANNED] = found[_PLANNED, off] = 4
    return found


_STATUSES = _status_table()


def _status(left: Columns, right: Columns) -> Numbers:
    return _STATUSES[left.status, right.status]


def _source(left: Columns, right: Columns) -> Numbers:
    return np.where(left.source == right.source, 1, 2)


def _rank(left: Columns, right: Columns) -> Numbers:
    return 3 - left.is_main.astype(np.int64) - right.is_main


def _words(left: Columns, right: Columns) -> Numbers:
    least = np.minimum(_kept(left.words), _kept(right.words))
    alike = shared(left.words, right.words) / np.maximum(least, 1)
    level = 1 + np.searchsorted((0.1, 0.2, 1 / 3, 0.5, 0.7), alike, side="right")
    return np.where(least < _FEWEST_WORDS, UNKNOWN, level)


_FEWEST_WORDS = 5
_FEW, _SEVERAL = 3, 10
_Compare = Callable[[Columns, Columns], Numbers]
_COMPARE: tuple[_Compare, ...] = (
    _countries,
    _participants,
    _counterparts,
    _kind,
    _date,
    _published,
    _place,
    _event_name,
    _sidelines,
    _organisations,
    _documents,
    _status,
    _source,
    _rank,
    _words,
)
"""How each of `FIELDS` is compared."""


def _first(
    condition: Numbers, value: Numbers | int, *further: tuple[Numbers, Numbers | int], otherwise: Numbers | int
) -> Numbers:
    """Return the value of the first condition that holds."""
    conditions, values = zip((condition, value), *further, strict=True)
    return np.select(conditions, values, otherwise)
