"""What each field says for or against two mentions being one event, in log-odds: all weights stand here."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.elements import Mention, Weight
from transforms.identity.features import TRAVEL, Family, Features, Person, features_of
from transforms.identity.keys import key_of
from transforms.identity.names import HINT, SURE, name_similarity
from transforms.identity.spans import Overlap, overlap
from transforms.identity.vetoes import vetoes_of

RULE_VERSION = "2"
"""Raised with every change of a weight, a veto or the threshold."""
THRESHOLD = 3.0
"""The least score at which two mentions are one event: it takes two fields that agree well."""

SAME_PARTIES = 2.0  # the same two or more countries, or the same travellers
PARTY_MISSING = -1.0  # one names a party that the other does not
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
_SPEECH = frozenset({Family.PRESS, Family.STATEMENT})
_NAMES_COUNTED = 2
_HALF = 0.5
_NEWS_DAYS = 3
_MOST_PERSONS = 12


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
    evidence = tuple(weight for weight in _evidence(left, right) if weight.weight)
    score = round(sum(weight.weight for weight in evidence), 6)
    return Comparison(score, evidence, vetoes_of(left, right), key_of(left) == key_of(right))


def _evidence(left: Features, right: Features) -> Iterator[Weight]:
    """Yield what every field says; a field that one side lacks says nothing."""
    yield from _who(left, right)
    yield Weight("kind", SAME_KIND if left.kind is right.kind else 0.0 if left.family is right.family else OTHER_KIND)
    if left.span is not None and right.span is not None:
        yield Weight("date", _days(left, right))
    if _told_together(left, right):
        yield Weight("published", TOLD_TOGETHER)
    if left.called_off and right.called_off:
        yield Weight("status", SAME_FATE)
    yield Weight("place", _place(left, right))
    if left.sidelines & right.sidelines:
        yield Weight("sidelines_of", SAME_SIDELINES)
    yield Weight("participants", _names(left, right))
    yield Weight("event_name", _words(left, right))
    if left.documents & right.documents:
        yield Weight("documents", SAME_DOCUMENT)


def _who(left: Features, right: Features) -> Iterator[Weight]:
    """Yield what the parties, or the body that sits, say."""
    first, second = left.session, right.session
    if first is not None and second is not None:
        yield Weight("organisations", SAME_SESSION if first.organisation == second.organisation else 0.0)
        if first.level and second.level:
            yield Weight("level", SAME_LEVEL if first.level == second.level else OTHER_LEVEL)
    elif left.parties and right.parties:
        yield Weight("countries", _parties(left, right))


def _parties(left: Features, right: Features) -> float:
    """Return what the parties say; travellers need one country in common, and one side alone says nothing."""
    if left.family in TRAVEL and right.family in TRAVEL:
        return SAME_PARTIES if set(left.parties) & set(right.parties) else PARTY_MISSING
    if left.parties != right.parties:
        return PARTY_MISSING
    return 0.0 if left.is_solo or right.is_solo else SAME_PARTIES


def _days(left: Features, right: Features) -> float:
    """Return what the dates say; daily briefings of one side are not told apart by anything else."""
    if left.span is None or right.span is None:
        return 0.0
    found = overlap(left.span, right.span)
    if found is Overlap.IMPUTED and _SPEECH.issuperset((left.family, right.family)) and left.is_solo and right.is_solo:
        found = Overlap.ADJACENT
    return DAYS[found]


def _told_together(left: Features, right: Features) -> bool:
    """Tell whether neither side gives a day, and both were published about the same time."""
    if left.told_on is None or right.told_on is None:
        return False
    return abs((left.told_on - right.told_on).days) <= _NEWS_DAYS


def _place(left: Features, right: Features) -> float:
    if left.city and right.city:
        return SAME_CITY if left.city == right.city else OTHER_STOP
    return SAME_HOST if left.host and left.host == right.host else 0.0


def _names(left: Features, right: Features) -> float:
    """Return what the persons say; each person matches one of the other side, the best pairs first."""
    pairs = sorted(_fitting(left.persons[:_MOST_PERSONS], right.persons[:_MOST_PERSONS]), key=_best_first)
    taken: set[tuple[int, int]] = set()
    weights: list[float] = []
    for similarity, ours, theirs in pairs:
        if (0, ours) in taken or (1, theirs) in taken or len(weights) == _NAMES_COUNTED:
            continue
        taken |= {(0, ours), (1, theirs)}
        weights.append(SAME_NAME if similarity >= SURE else FAMILY_NAME)
    if weights:
        return sum(weights)
    comparable = {who.country for who in left.persons} & {who.country for who in right.persons}
    several = min(len(left.persons), len(right.persons)) >= _NAMES_COUNTED
    return NO_NAME if several and comparable else 0.0


def _fitting(left: tuple[Person, ...], right: tuple[Person, ...]) -> Iterator[tuple[float, int, int]]:
    """Yield similarity and places of the persons whose names fit and whose countries, where known, agree."""
    for ours, one in enumerate(left):
        for theirs, other in enumerate(right):
            if one.country and other.country and one.country != other.country:
                continue
            similarity = SURE if one.key == other.key and " " in one.key else name_similarity(one.name, other.name)
            if similarity >= HINT:
                yield similarity, ours, theirs


def _best_first(pair: tuple[float, int, int]) -> tuple[float, int, int]:
    """Order pairs so that the number and worth of matches does not depend on the side."""
    similarity, ours, theirs = pair
    return -min(similarity, SURE), ours + theirs, abs(ours - theirs)


def _words(left: Features, right: Features) -> float:
    """Return what the names of the events say; sessions of one body are worded in too many ways to differ by them."""
    if not left.words or not right.words:
        return 0.0
    shared = len(left.words & right.words)
    if shared >= _HALF * min(len(left.words), len(right.words)):
        return SAME_WORDS
    return OTHER_WORDS if left.is_solo and right.is_solo and not shared else 0.0
