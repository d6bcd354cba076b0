"""What each field says for or against two mentions being one event, in log-odds: all weights stand here."""

import math
from dataclasses import dataclass

from transforms.elements import Kind, Mention, Weight
from transforms.identity.coded import FAMILIES, KINDS, Coded, Row, coded_of
from transforms.identity.features import TRAVEL, Family, Features, features_of
from transforms.identity.keys import key_of
from transforms.identity.likeness import likeness
from transforms.identity.rules import rule
from transforms.identity.sets import are_disjoint, in_common
from transforms.identity.spans import Overlap, overlap
from transforms.identity.vetoes import is_vetoed, told_vetoes, vetoes

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
DAYS = (  # by what two spans are to each other
    2.5,  # the same exact day
    1.2,  # one side's day is that of its post
    0.7,  # the post came one to three days later
    2.0,  # the same range
    1.0,  # a range that contains the day, or meets the range
    1.0,  # the same month
    0.5,  # a month or a year that contains it
    -1.5,  # a day apart: time zones
    -5.0,  # days apart
)
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
Weights = tuple[float, float, float, float, float, float, float, float, float, float, float, float]
"""What every one of `FIELDS` says; 0 where a side lacks it."""
MOVING = tuple(FIELDS.index(field) for field in ("date", "published", "status", "place"))
"""The places of the fields that a move changes."""
_MOST_NAMES = 2 * SAME_NAME
_NOISE = 1e6
_TRAVEL = tuple(sorted(FAMILIES[family] for family in TRAVEL))
_SPEECH = (FAMILIES[Family.PRESS], FAMILIES[Family.STATEMENT])
_PRESS = FAMILIES[Family.PRESS]
_GATHERING = KINDS[Kind.MULTILATERAL_MEETING]
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
    told = coded_of((left, right))
    weights = weights_of(told, 0, 1)
    same_key = key_of(left) == key_of(right)
    return Comparison(total(weights), evidence_of(weights), told_vetoes(vetoes(told, 0, 1)), same_key)


def score_of(left: Features, right: Features) -> float:
    """Return the score of two mentions, as their comparison has it."""
    return total(weights_of(coded_of((left, right)), 0, 1))


def is_match(left: Features, right: Features) -> bool:
    """Return whether the comparison of two mentions alone would make one event of them."""
    return matches(coded_of((left, right)), 0, 1)


def evidence_of(weights: Weights) -> tuple[Weight, ...]:
    """Return the weights that say something, each with its field."""
    return tuple([Weight(field, weight) for field, weight in zip(FIELDS, weights, strict=True) if weight])


@rule
def matches(told: Coded, one: int, other: int) -> bool:
    """Return whether the comparison of two mentions alone would make one event of them."""
    return total(weights_of(told, one, other)) >= THRESHOLD and not is_vetoed(told, one, other)


@rule
def total(weights: Weights) -> float:
    """Return the sum of weights, free of the noise of binary fractions."""
    found = 0.0
    for weight in weights:
        found += weight
    return _without_noise(found)


@rule
def _without_noise(score: float) -> float:
    return math.floor(score * _NOISE + 0.5) / _NOISE


@rule
def score_from(told: Coded, one: int, other: int, least: float) -> float:
    """Return the score of two mentions, or some less than the least where it is less, which most pairs tell soon."""
    left, right = told.rows[one], told.rows[other]
    found = total(_weights(told, left, right, 0.0))
    if found + _MOST_NAMES < least:
        return found
    return _without_noise(found + _names(told, left, right))


@rule
def weights_of(told: Coded, one: int, other: int) -> Weights:
    """Return what every field says about two mentions."""
    left, right = told.rows[one], told.rows[other]
    return _weights(told, left, right, _names(told, left, right))


@rule
def undated(told: Coded, one: int, other: int) -> Weights:
    """Return what every field but dates, places and fate says, which a move changes."""
    found = weights_of(told, one, other)
    return (*found[:4], 0.0, 0.0, 0.0, 0.0, *found[8:])


@rule
def _weights(told: Coded, left: Row, right: Row, names: float) -> Weights:
    convened = left.body and right.body
    return (
        SAME_SESSION if convened and left.body == right.body else 0.0,
        _level(left, right) if convened else 0.0,
        0.0 if convened else _parties(told, left, right),
        SAME_KIND if left.kind == right.kind else 0.0 if left.family == right.family else OTHER_KIND,
        _days(left, right),
        TOLD_TOGETHER if _are_told_together(left, right) else 0.0,
        SAME_FATE if left.called_off and right.called_off else 0.0,
        _place(left, right),
        0.0 if are_disjoint(told.values, _sidelines(left), _sidelines(right)) else SAME_SIDELINES,
        names,
        _words(told, left, right),
        0.0 if are_disjoint(told.values, _documents(left), _documents(right)) else SAME_DOCUMENT,
    )


@rule
def _level(left: Row, right: Row) -> float:
    """Return what the levels of two sessions say."""
    if left.level and right.level:
        return SAME_LEVEL if left.level == right.level else OTHER_LEVEL
    return 0.0


@rule
def _parties(told: Coded, left: Row, right: Row) -> float:
    """Return what the parties say; travellers need one country in common, and one side alone says nothing.

    Of the many at a gathering each post names others, so that it says nothing who is missing while one is in common.
    """
    if left.parties_first == left.parties_stop or right.parties_first == right.parties_stop:
        return 0.0
    apart = are_disjoint(told.values, _sides(left), _sides(right))
    if left.family in _TRAVEL and right.family in _TRAVEL:
        return PARTY_MISSING if apart else SAME_PARTIES
    if left.parties == right.parties:
        return 0.0 if left.is_solo or right.is_solo else SAME_PARTIES
    if apart:
        return PARTY_MISSING
    if left.lacks_counterpart or right.lacks_counterpart:
        return SAME_SIDE
    return 0.0 if left.kind == right.kind == _GATHERING else PARTY_MISSING


@rule
def _days(left: Row, right: Row) -> float:
    """Return what the dates say; daily briefings of one side are not told apart by anything else."""
    if left.sort == 0 or right.sort == 0:
        return 0.0
    found = overlap(left, right)
    spoken = left.family in _SPEECH and right.family in _SPEECH
    if found == Overlap.IMPUTED and spoken and left.is_solo and right.is_solo:
        found = Overlap.ADJACENT
    return DAYS[found.value]


@rule
def _are_told_together(left: Row, right: Row) -> bool:
    """Return whether two posts, neither of which gives a day, were published about the same time."""
    return left.told_on > 0 and right.told_on > 0 and abs(left.told_on - right.told_on) <= _TOGETHER_DAYS


@rule
def _place(left: Row, right: Row) -> float:
    if left.city and right.city:
        return SAME_CITY if left.city == right.city else OTHER_STOP
    return SAME_HOST if left.host and left.host == right.host else 0.0


@rule
def _names(told: Coded, left: Row, right: Row) -> float:
    """Return what the persons say, which costs more than all other fields."""
    if left.people_first == left.people_stop or right.people_first == right.people_stop:
        return 0.0
    found = likeness(told, left, right)
    return NO_NAME if found.strangers else found.sure * SAME_NAME + found.family * FAMILY_NAME


@rule
def _words(told: Coded, left: Row, right: Row) -> float:
    """Return what the names of the events say; sessions of one body are worded in too many ways to differ by them."""
    ours, theirs = left.words_stop - left.words_first, right.words_stop - right.words_first
    if ours == 0 or theirs == 0:
        return 0.0
    shared = in_common(told.values, (left.words_first, left.words_stop), (right.words_first, right.words_stop))
    if shared > 1 and left.words == right.words and _has_own_title(left) and _has_own_title(right):
        return SAME_TITLE
    if 2 * shared >= min(ours, theirs):
        return SAME_WORDS
    return OTHER_WORDS if left.is_solo and right.is_solo and shared == 0 else 0.0


@rule
def _has_own_title(row: Row) -> bool:
    """Return whether the name of an event is its own, and not that of the sessions of a body or of weekly briefings."""
    return not row.body and row.family != _PRESS


@rule
def _sides(row: Row) -> tuple[int, int]:
    return row.parties_first, row.parties_stop


@rule
def _sidelines(row: Row) -> tuple[int, int]:
    return row.sidelines_first, row.sidelines_stop


@rule
def _documents(row: Row) -> tuple[int, int]:
    return row.documents_first, row.documents_stop
