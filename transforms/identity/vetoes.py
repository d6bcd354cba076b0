"""What forbids that two mentions are one event, however much else agrees."""

from collections.abc import Callable
from datetime import date

from transforms.elements import Kind
from transforms.identity.features import IN_PERSON, Family, Features
from transforms.identity.likeness import likeness
from transforms.identity.spans import Overlap, Sort, Span, overlap

UNKNOWN = "counterparts unknown"
"""The one veto that holds between two mentions alone: a third that names the counterpart may unite them."""
OTHER_PLACE = "different places"
OTHER_DAY = "different days"
OTHER_NEWS = "posts too far apart"
OTHER_AGE = "day too far from the post"
OTHER_TIME = "one over before the other"
OF_THE_DAY = frozenset({OTHER_PLACE, OTHER_DAY, OTHER_NEWS, OTHER_AGE, OTHER_TIME, UNKNOWN})
"""The vetoes that do not hold between two phases of an event that was moved."""
NEWS_DAYS = 60
"""Days between two posts, neither of which gives a day, up to which they may report one event."""
AGE_DAYS = 180
"""Days between a post that gives no day and an event, up to which it may tell of it: meetings recur."""

_TIME_ZONES = 1
"""Days that the day of a post may be off, seen from the place of the event."""
_SIZES = {
    Kind.DOMESTIC_MEETING: 1,
    Kind.BILATERAL_MEETING: 2,
    Kind.TRILATERAL_MEETING: 3,
    Kind.MULTILATERAL_MEETING: 4,
}
_LONG = frozenset({Family.VISIT})
_TALKS_AND_SIGNING = frozenset({Family.TALKS, Family.SIGNING})


def vetoes_of(left: Features, right: Features) -> tuple[str, ...]:
    """Return why two mentions cannot be one event, in the order of the rules; the same for either order."""
    return tuple(reason for reason, forbidden in _VETOES if forbidden(left, right))


def forbids(left: Features, right: Features) -> bool:
    """Return whether anything forbids that two mentions are in one event, a third between them or not."""
    for forbidden in _LASTING:  # noqa: SIM110  # a generator costs more than most of the rules
        if forbidden(left, right):
            return True
    return False


def forbids_move(left: Features, right: Features) -> bool:
    """Return whether anything forbids that two mentions tell of one event at its old date and at its new one."""
    return not OF_THE_DAY.issuperset(vetoes_of(left, right))


def is_vetoed(left: Features, right: Features) -> bool:
    """Return whether anything forbids that two mentions make one event by themselves."""
    return _nobody_known(left, right) or forbids(left, right)


def _other_format(left: Features, right: Features) -> bool:
    """Tell apart a call and a meeting, a reception and talks, an arrival and the visit."""
    if left.family is right.family:
        return False
    families = {left.family, right.family}
    return families != _TALKS_AND_SIGNING and not (Family.OTHER in families and families <= IN_PERSON)


def _other_size(left: Features, right: Features) -> bool:
    """Tell apart meetings of two, of three and of many."""
    if left.kind is right.kind:
        return False
    sizes = _SIZES.get(left.kind), _SIZES.get(right.kind)
    return None not in sizes and sizes[0] != sizes[1]


def _other_session(left: Features, right: Features) -> bool:
    """Tell apart sessions of different bodies, partners, worded levels, or counted differently."""
    first, second = left.session, right.session
    if first is None or second is None:
        return False
    if (first.organisation, first.outsiders) != (second.organisation, second.outsiders):
        return True
    if first.is_worded and second.is_worded and first.level != second.level:
        return True
    return first.ordinal is not None and second.ordinal is not None and first.ordinal != second.ordinal


def _other_topic(left: Features, right: Features) -> bool:
    """Tell apart sessions of one body on topics that share no word."""
    if left.session is None or right.session is None:
        return False
    first, second = left.session.topic, right.session.topic
    return bool(first and second and not first & second)


def _other_counterpart(left: Features, right: Features) -> bool:
    """Tell apart meetings at which one country is represented by persons of whom none fits."""
    return bool(left.persons and right.persons) and likeness(left.persons, right.persons).opposed


def _other_days(left: Features, right: Features) -> bool:
    """Tell apart events on two exact days, or more than a day from one another."""
    if left.span is None or right.span is None:
        return False
    found = overlap(left.span, right.span)
    return found is Overlap.APART or (found is Overlap.ADJACENT and left.span.sort is right.span.sort is Sort.DAY)


def _other_news(left: Features, right: Features) -> bool:
    """Tell apart what two posts of different months report without a day: annual meetings read alike."""
    if left.told_on is None or right.told_on is None:
        return False
    return abs(left.told_on.toordinal() - right.told_on.toordinal()) > NEWS_DAYS


def _other_age(left: Features, right: Features) -> bool:
    """Tell apart what a post tells without a day from what was long before, or is to be long after: meetings recur."""
    return _is_far(left.told_on, right.span) or _is_far(right.told_on, left.span)


def _is_far(told_on: date | None, span: Span | None) -> bool:
    if told_on is None or span is None:
        return False
    told = told_on.toordinal()
    return told - span.stop.toordinal() > AGE_DAYS or span.start.toordinal() - told > AGE_DAYS


def _other_time(left: Features, right: Features) -> bool:
    """Tell apart what a post without a day plans from what was then over, and what it reports from what was to come."""
    if left.told_on is None and right.told_on is None:
        return False
    return _latest(left) < _earliest(right) or _latest(right) < _earliest(left)


def _earliest(features: Features) -> int:
    """Return the first day, as an ordinal, on which an event may have been."""
    if features.span is not None:
        return features.span.earliest.toordinal()
    return features.told_on.toordinal() - _TIME_ZONES if features.told_on and features.is_ahead else 0


def _latest(features: Features) -> int:
    """Return the last day, as an ordinal, on which an event may have been."""
    if features.span is not None:
        return features.span.stop.toordinal()
    if features.told_on is None or features.is_ahead or features.called_off:
        return date.max.toordinal()
    return features.told_on.toordinal() + _TIME_ZONES


def _other_city(left: Features, right: Features) -> bool:
    """Tell apart events in two cities; a visit goes through several cities of one country."""
    if left.host and right.host and left.host != right.host:
        return True
    if left.family in _LONG and left.host and left.host == right.host:
        return False
    return bool(left.city and right.city and left.city != right.city)


def _nobody_known(left: Features, right: Features) -> bool:
    """Keep apart two mentions neither of which says with whom: they may be of any two meetings."""
    return left.lacks_counterpart and right.lacks_counterpart


# In the order in which they are reported, which is that of their cost.
_VETOES: tuple[tuple[str, Callable[[Features, Features], bool]], ...] = (
    ("different formats", _other_format),
    ("different numbers of parties", _other_size),
    (OTHER_PLACE, _other_city),
    (OTHER_DAY, _other_days),
    (OTHER_NEWS, _other_news),
    (OTHER_AGE, _other_age),
    (OTHER_TIME, _other_time),
    ("different sessions", _other_session),
    ("different topics", _other_topic),
    ("different counterparts", _other_counterpart),
    (UNKNOWN, _nobody_known),
)
_LASTING = tuple(forbidden for reason, forbidden in _VETOES if reason != UNKNOWN)
