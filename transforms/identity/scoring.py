"""What each field says for or against two mentions being one event, in log-odds: all weights stand here."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transforms.elements import Kind, Mention, Weight
from transforms.identity.features import TRAVEL, Family, Features, features_of
from transforms.identity.keys import key_of
from transforms.identity.likeness import likeness
from transforms.identity.spans import Overlap, Span, overlap
from transforms.identity.vetoes import is_vetoed, vetoes_of

RULE_VERSION = "5"
"""Raised with every change of a weight, a veto or the threshold."""
THRESHOLD = 3.0
"""The least score at which two mentions are one event: it takes two fields that agree well."""

SAME_PARTIES = 2.0  # the same two or more countries, or the same travellers
PARTY_MISSING = -1.0  # one names a party that the other does not, where there are few
SAME_SIDE = 0.5  # one does not say with whom, and its own country is a party of the other
SAME_SESSION = 2.0  # the same body with the same partners
SAME_LEVEL = 1.0  # both at the same level
OTHER_LEVEL = -2.0  # at different levels, one of them read from the rank of those who take part
SAME_KIND = 0.2  # so that parties, kind and the days of two posts do not suffice
OTHER_KIND = -0.7  # talks in one post, a signing in the other
SAME_CITY = 1.0
SAME_HOST = 0.7  # the same country, a city known to one side at most
OTHER_STOP = -1.0  # a visit with two cities of one country
SAME_SIDELINES = 0.8
SAME_NAME = 1.5  # each, two at most
FAMILY_NAME = 0.75  # a family name alone that fits
NO_NAME = -3.0  # two names each and none that fits
SAME_DOCUMENT = 1.0
SAME_FATE = 1.0  # both were called off, which few events are
TOLD_TOGETHER = 0.7  # neither gives a day, and the posts are at most three days apart
MOVED = 1.0  # one was put off and the other takes its place: instead of what dates and places say
SAME_TITLE = 2.0  # all words of the event's name, two at least; sessions of a body and briefings share theirs
SAME_WORDS = 1.0  # half of the words of the event's name
OTHER_WORDS = -2.0  # no word in common, where one side acts alone and its words are all there is to tell
DAYS = {
    Overlap.SAME_DAY: 2.5,
    Overlap.SAME_RANGE: 2.0,
    Overlap.NEAR_DAY: 1.2,  # one side's day is that of its post
    Overlap.CONTAINS: 1.0,
    Overlap.SAME_MONTH: 1.0,
    Overlap.IMPUTED: 0.7,  # the post came one to three days later
    Overlap.WIDE: 0.5,
    Overlap.ADJACENT: -1.5,  # time zones
    Overlap.APART: -5.0,
}
FIELDS = (
    "organisations",
    "level",
    "countries",
    "kind",
    "date",
    "published",
    "status",
    "place",
    "sidelines_of",
    "participants",
    "event_name",
    "documents",
)
"""What is weighed, in the order in which it is told."""
_PARTICIPANTS = FIELDS.index("participants")
_MOST_NAMES = 2 * SAME_NAME
_MOVING = frozenset({"date", "published", "status", "place"})
_SPEECH = frozenset({Family.PRESS, Family.STATEMENT})
_HALF = 0.5
_TOGETHER_DAYS = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two mentions being one event; without `same_key` they never met in a run."""

    score: float
    evidence: tuple[Weight, ...]
    vetoes: tuple[str, ...]
    same_key: bool


def compare(left: Mention, right: Mention) -> Comparison:
    """Compare any two mentions; the result is the same for either order."""
    return compare_features(features_of(left), features_of(right))


def compare_features(left: Features, right: Features) -> Comparison:
    """Compare two mentions of which the features are known."""
    weights = weights_of(left, right)
    same_key = key_of(left) == key_of(right)
    return Comparison(total(weights), evidence_of(weights), vetoes_of(left, right), same_key)


def score_of(left: Features, right: Features) -> float:
    """Return the score of two mentions, as their comparison has it."""
    return total(weights_of(left, right))


def weights_from(left: Features, right: Features, least: float) -> tuple[float, ...] | None:
    """Return what every one of `FIELDS` says; None where that is less than wanted, which most pairs tell soon."""
    weights = _without_names(left, right)
    if sum(weights) + _MOST_NAMES < least:
        return None
    weights = _with_names(weights, left, right)
    return weights if total(weights) >= least else None


def is_match(left: Features, right: Features) -> bool:
    """Return whether the comparison of two mentions alone would make one event of them."""
    return score_of(left, right) >= THRESHOLD and not is_vetoed(left, right)


def undated(left: Features, right: Features) -> tuple[float, ...]:
    """Return what every one of `FIELDS` but dates, places and fate says, which a move changes."""
    weights = weights_of(left, right)
    return tuple(0.0 if field in _MOVING else weight for field, weight in zip(FIELDS, weights, strict=True))


def total(weights: tuple[float, ...]) -> float:
    """Return the sum of weights, free of the noise of binary fractions."""
    return round(sum(weights), 6)


def evidence_of(weights: tuple[float, ...]) -> tuple[Weight, ...]:
    """Return the weights that say something, each with its field."""
    return tuple([_weight(field, weight) for field, weight in zip(FIELDS, weights, strict=True) if weight])


def evidence_of_move(left: Features, right: Features) -> tuple[Weight, ...]:
    """Return what says that one mention tells of the old date of an event and the other of the new."""
    return (*evidence_of(undated(left, right)), _weight("moved", MOVED))


def weights_of(left: Features, right: Features) -> tuple[float, ...]:
    """Return what every one of `FIELDS` says; a field that one side lacks says nothing."""
    return _with_names(_without_names(left, right), left, right)


def _with_names(weights: tuple[float, ...], left: Features, right: Features) -> tuple[float, ...]:
    """Return weights with that of the persons, which costs more than all others."""
    if not left.persons or not right.persons:
        return weights
    return *weights[:_PARTICIPANTS], _names(left, right), *weights[_PARTICIPANTS + 1 :]


def _without_names(left: Features, right: Features) -> tuple[float, ...]:
    """Return what every field but the persons says."""
    return (
        *_who(left, right),
        SAME_KIND if left.kind is right.kind else 0.0 if left.family is right.family else OTHER_KIND,
        _days(left, right, left.span, right.span) if left.span and right.span else 0.0,
        TOLD_TOGETHER if left.told_on and right.told_on and _told_together(left.told_on, right.told_on) else 0.0,
        SAME_FATE if left.called_off and right.called_off else 0.0,
        _place(left, right),
        SAME_SIDELINES if left.sidelines and left.sidelines & right.sidelines else 0.0,
        0.0,
        _words(left, right) if left.words and right.words else 0.0,
        SAME_DOCUMENT if left.documents and left.documents & right.documents else 0.0,
    )


@lru_cache(maxsize=1024)
def _weight(field: str, weight: float) -> Weight:
    return Weight(field, weight)


def _who(left: Features, right: Features) -> tuple[float, float, float]:
    """Return what the body that sits, its level and the parties say."""
    first, second = left.session, right.session
    if first is None or second is None:
        return 0.0, 0.0, _parties(left, right) if left.parties and right.parties else 0.0
    level = 0.0
    if first.level and second.level:
        level = SAME_LEVEL if first.level == second.level else OTHER_LEVEL
    return SAME_SESSION if first.organisation == second.organisation else 0.0, level, 0.0


def _parties(left: Features, right: Features) -> float:
    """Return what the parties say; travellers need one country in common, and one side alone says nothing.

    Of the many at a gathering each post names others, so that it says nothing who is missing while one is in common.
    """
    if left.family in TRAVEL and right.family in TRAVEL:
        return SAME_PARTIES if set(left.parties) & set(right.parties) else PARTY_MISSING
    if left.parties != right.parties:
        return _in_common(left, right) if not set(left.parties).isdisjoint(right.parties) else PARTY_MISSING
    return 0.0 if left.is_solo or right.is_solo else SAME_PARTIES


def _in_common(left: Features, right: Features) -> float:
    """Return what it says that some parties are the same."""
    if left.lacks_counterpart or right.lacks_counterpart:
        return SAME_SIDE
    return 0.0 if left.kind is right.kind is Kind.MULTILATERAL_MEETING else PARTY_MISSING


def _days(left: Features, right: Features, first: Span, second: Span) -> float:
    """Return what the dates say; daily briefings of one side are not told apart by anything else."""
    found = overlap(first, second)
    if found is Overlap.IMPUTED and _SPEECH.issuperset((left.family, right.family)) and left.is_solo and right.is_solo:
        found = Overlap.ADJACENT
    return DAYS[found]


def _told_together(left: date, right: date) -> bool:
    """Tell whether two posts, neither of which gives a day, were published about the same time."""
    return abs(left.toordinal() - right.toordinal()) <= _TOGETHER_DAYS


def _place(left: Features, right: Features) -> float:
    if left.city and right.city:
        return SAME_CITY if left.city == right.city else OTHER_STOP
    return SAME_HOST if left.host and left.host == right.host else 0.0


def _names(left: Features, right: Features) -> float:
    """Return what the persons say."""
    found = likeness(left.persons, right.persons)
    if found.strangers:
        return NO_NAME
    return found.sure * SAME_NAME + found.family * FAMILY_NAME


def _words(left: Features, right: Features) -> float:
    """Return what the names of the events say; sessions of one body are worded in too many ways to differ by them."""
    shared = len(left.words & right.words)
    if shared > 1 and left.words == right.words and _has_own_title(left) and _has_own_title(right):
        return SAME_TITLE
    if shared >= _HALF * min(len(left.words), len(right.words)):
        return SAME_WORDS
    return OTHER_WORDS if left.is_solo and right.is_solo and not shared else 0.0


def _has_own_title(features: Features) -> bool:
    """Return whether the name of an event is its own, and not that of the sessions of a body or of weekly briefings."""
    return features.session is None and features.family is not Family.PRESS
