"""What forbids that two mentions are one event, however much else agrees."""

from datetime import date

from transforms.elements import Kind
from transforms.identity.coded import FAMILIES, KINDS, NO_ORDINAL, Coded, Row, coded_of
from transforms.identity.features import IN_PERSON, Family, Features
from transforms.identity.likeness import is_opposed
from transforms.identity.rules import rule
from transforms.identity.sets import are_disjoint
from transforms.identity.spans import Overlap, Sort, earliest, overlap

UNKNOWN = "counterparts unknown"
"""The one veto that holds between two mentions alone: a third that names the counterpart may unite them."""
OTHER_PLACE = "different places"
OTHER_DAY = "different days"
OTHER_NEWS = "posts too far apart"
OTHER_AGE = "day too far from the post"
OTHER_TIME = "one over before the other"
VETOES = (
    "different formats",
    "different numbers of parties",
    OTHER_PLACE,
    OTHER_DAY,
    OTHER_NEWS,
    OTHER_AGE,
    OTHER_TIME,
    "different sessions",
    "different topics",
    "different counterparts",
    UNKNOWN,
)
"""All reasons, in the order in which they are told; a set of them is a number with their bits."""
NEWS_DAYS = 60
"""Days between two posts, neither of which gives a day, up to which they may report one event."""
AGE_DAYS = 180
"""Days between a post that gives no day and an event, up to which it may tell of it: meetings recur."""

_UNKNOWN = 1 << VETOES.index(UNKNOWN)
_OF_THE_DAY = _UNKNOWN | sum(
    1 << VETOES.index(each) for each in (OTHER_PLACE, OTHER_DAY, OTHER_NEWS, OTHER_AGE, OTHER_TIME)
)
"""The vetoes that do not hold between two phases of an event that was moved."""
_COUNTERPART = 1 << VETOES.index("different counterparts")
_TIME_ZONES = 1
"""Days that the day of a post may be off, seen from the place of the event."""
_LAST = date.max.toordinal()
_ONE, _TWO, _THREE, _MANY = (
    KINDS[kind]
    for kind in (
        Kind.DOMESTIC_MEETING,
        Kind.BILATERAL_MEETING,
        Kind.TRILATERAL_MEETING,
        Kind.MULTILATERAL_MEETING,
    )
)
_TALKS, _SIGNING, _OTHER, _VISIT = (
    FAMILIES[family] for family in (Family.TALKS, Family.SIGNING, Family.OTHER, Family.VISIT)
)
_IN_PERSON = tuple(sorted(FAMILIES[family] for family in IN_PERSON))


def vetoes_of(left: Features, right: Features) -> tuple[str, ...]:
    """Return why two mentions cannot be one event, in the order of the rules; the same for either order."""
    return told_vetoes(vetoes(coded_of((left, right)), 0, 1))


def told_vetoes(found: int) -> tuple[str, ...]:
    """Return the reasons of which a number holds the bits."""
    return tuple(reason for bit, reason in enumerate(VETOES) if found >> bit & 1)


@rule
def vetoes(told: Coded, one: int, other: int) -> int:
    """Return the bits of all that forbids that two mentions are one event."""
    left, right = told.rows[one], told.rows[other]
    return _of_rows(told, left, right) | (is_opposed(told, left, right) * _COUNTERPART)


@rule
def forbids(told: Coded, one: int, other: int) -> bool:
    """Return whether anything forbids that two mentions are in one event, a third between them or not."""
    left, right = told.rows[one], told.rows[other]
    return (_of_rows(told, left, right) & ~_UNKNOWN) != 0 or is_opposed(told, left, right)


@rule
def forbids_move(told: Coded, one: int, other: int) -> bool:
    """Return whether anything forbids that two mentions tell of one event at its old date and at its new one."""
    return (vetoes(told, one, other) & ~_OF_THE_DAY) != 0


@rule
def is_vetoed(told: Coded, one: int, other: int) -> bool:
    """Return whether anything forbids that two mentions make one event by themselves."""
    left, right = told.rows[one], told.rows[other]
    return _of_rows(told, left, right) != 0 or is_opposed(told, left, right)


@rule
def _of_rows(told: Coded, left: Row, right: Row) -> int:
    """Return the bits of what forbids it without a look at the persons, in the order of `VETOES`."""
    return (
        _other_format(left, right)
        | _other_size(left, right) << 1
        | _other_city(left, right) << 2
        | _other_days(left, right) << 3
        | _other_news(left, right) << 4
        | _other_age(left, right) << 5
        | _other_time(left, right) << 6
        | _other_session(left, right) << 7
        | _other_topic(told, left, right) << 8
        | (left.lacks_counterpart & right.lacks_counterpart) << 10  # neither says with whom: it may be of any two
    )


@rule
def _other_format(left: Row, right: Row) -> int:
    """Tell apart a call and a meeting, a reception and talks, an arrival and the visit."""
    if left.family == right.family:
        return 0
    if left.family in (_TALKS, _SIGNING) and right.family in (_TALKS, _SIGNING):
        return 0
    other = _OTHER in (left.family, right.family)
    return int(not (other and left.family in _IN_PERSON and right.family in _IN_PERSON))


@rule
def _size(kind: int) -> int:
    """Return how many sides a meeting has: one, two, three or many; 0 for other kinds."""
    if kind == _ONE:
        return 1
    if kind == _TWO:
        return 2
    if kind == _THREE:
        return 3
    return 4 if kind == _MANY else 0


@rule
def _other_size(left: Row, right: Row) -> int:
    """Tell apart meetings of one side, of two, of three and of many."""
    one, other = _size(left.kind), _size(right.kind)
    return int(one > 0 and other > 0 and one != other)


@rule
def _other_city(left: Row, right: Row) -> int:
    """Tell apart events in two cities; a visit goes through several cities of one country."""
    if left.host and right.host:
        if left.host != right.host:
            return 1
        if left.family == _VISIT:
            return 0
    return int(bool(left.city) and bool(right.city) and left.city != right.city)


@rule
def _other_days(left: Row, right: Row) -> int:
    """Tell apart events on two exact days, or more than a day from one another."""
    if left.sort == 0 or right.sort == 0:
        return 0
    found = overlap(left, right)
    exact = left.sort == Sort.DAY and right.sort == Sort.DAY
    return int(found == Overlap.APART or (found == Overlap.ADJACENT and exact))


@rule
def _other_news(left: Row, right: Row) -> int:
    """Tell apart what two posts of different months report without a day: annual meetings read alike."""
    return int(left.told_on > 0 and right.told_on > 0 and abs(left.told_on - right.told_on) > NEWS_DAYS)


@rule
def _other_age(left: Row, right: Row) -> int:
    """Tell apart what a post tells without a day from what was long before, or is to be long after: meetings recur."""
    return int(_is_far(left.told_on, right) or _is_far(right.told_on, left))


@rule
def _is_far(told_on: int, row: Row) -> bool:
    if told_on == 0 or row.sort == 0:
        return False
    return told_on - row.stop > AGE_DAYS or row.start - told_on > AGE_DAYS


@rule
def _other_time(left: Row, right: Row) -> int:
    """Tell apart what a post without a day plans from what was then over, and what it reports from what was to come."""
    if left.told_on == 0 and right.told_on == 0:
        return 0
    return int(_latest(left) < _earliest(right) or _latest(right) < _earliest(left))


@rule
def _earliest(row: Row) -> int:
    """Return the first day on which an event may have been."""
    if row.sort:
        return earliest(row)
    return row.told_on - _TIME_ZONES if row.told_on and row.is_ahead else 0


@rule
def _latest(row: Row) -> int:
    """Return the last day on which an event may have been."""
    if row.sort:
        return row.stop
    if row.told_on == 0 or row.is_ahead or row.called_off:
        return _LAST
    return row.told_on + _TIME_ZONES


@rule
def _other_session(left: Row, right: Row) -> int:
    """Tell apart sessions of different bodies, partners, worded levels, or counted differently."""
    if not left.body or not right.body:
        return 0
    if left.body != right.body or left.outsiders != right.outsiders:
        return 1
    if left.is_worded and right.is_worded and left.level != right.level:
        return 1
    return int(NO_ORDINAL not in (left.ordinal, right.ordinal) and left.ordinal != right.ordinal)


@rule
def _other_topic(told: Coded, left: Row, right: Row) -> int:
    """Tell apart sessions of one body on topics that share no word."""
    if left.topic_first == left.topic_stop or right.topic_first == right.topic_stop:
        return 0
    ours, theirs = (left.topic_first, left.topic_stop), (right.topic_first, right.topic_stop)
    return int(are_disjoint(told.values, ours, theirs))
