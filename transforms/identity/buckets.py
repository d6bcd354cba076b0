"""Where a mention that does not say with whom meets the events that it may be of: a country and a stretch of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transforms.elements import Kind, Mention
from transforms.identity.clustering import Cluster
from transforms.identity.features import Features, features_of
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.spans import Span, span_of

Bucket = tuple[str, int]
"""A country and the number of a stretch of time."""
STRETCH = 60
"""Days in a bucket: few events lie in two of them."""
LONGEST = 10
"""Days that a partial mention may name at most; whoever says only the month fits too many events."""
_FEW = 4
"""Mentions up to which it costs less to send all than to find those that say the same."""
_SLACK = 1
"""Days that dates may lie apart and mean one day, for time zones."""
_HOLDING = frozenset(
    {
        Kind.BILATERAL_MEETING,
        Kind.TRILATERAL_MEETING,
        Kind.MULTILATERAL_MEETING,
        Kind.PHONE_CALL,
        Kind.SIGNING,
        Kind.OTHER,
    }
)
"""Kinds that a meeting or call without a counterpart can turn out to be."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One phase of a cluster as partial mentions meet it: what is compared of its mentions, each that differs once.

    `first` and `last` are the ordinals of the days within which a partial mention must be.
    """

    cluster_id: str
    first: int
    last: int
    mentions: tuple[Mention, ...]


def is_whole(mention: Mention, pins: Pins = NO_PINS) -> bool:
    """Return whether a mention can be resolved under its key: it says with whom, or is pinned the same as another."""
    return pins.is_joined(mention.mention_id) or not features_of(mention).lacks_counterpart


def partial_bucket(mention: Mention) -> Bucket | None:
    """Return the one bucket in which a partial mention looks for its event; None where it can only stay alone.

    It looks under its country, about its days; it stays alone where it lacks either.
    """
    country, span = home_country(mention), span_of(mention)
    if not country or span is None or _days(span) > LONGEST:
        return None
    return country, span.earliest.toordinal() // STRETCH


def keyed_outlines(cluster: Cluster, pins: Pins = NO_PINS) -> Iterator[tuple[Bucket, Outline]]:
    """Yield the outline of each phase of a cluster under every bucket in which a partial mention may look for it."""
    for phase in cluster.by_phase():
        buckets = _buckets(phase)
        if buckets:
            outline = _outline(cluster.cluster_id, phase, pins)
            for bucket in buckets:
                yield bucket, outline


def cluster_buckets(cluster: Cluster) -> tuple[Bucket, ...]:
    """Return all buckets in which a partial mention may look for a cluster; none where it can hold none."""
    return tuple(dict.fromkeys(bucket for phase in cluster.by_phase() for bucket in _buckets(phase)))


def _buckets(mentions: list[Mention]) -> list[Bucket]:
    days = _narrowest(mentions)
    if days is None or all(mention.kind not in _HOLDING for mention in mentions):
        return []
    first, last = days
    stretches = range((first - LONGEST) // STRETCH, last // STRETCH + 1)
    return [(country, stretch) for country in countries_of(mentions) for stretch in stretches]


def _outline(cluster_id: str, mentions: list[Mention], pins: Pins) -> Outline:
    """Return mentions as light as placing allows."""
    if len(mentions) > _FEW:
        unique: dict[Features | str, Mention] = {}
        for mention in mentions:
            unique.setdefault(mention.mention_id if mention.mention_id in pins else features_of(mention), mention)
        mentions = list(unique.values())
    first, last = _narrowest(mentions) or (0, 0)
    return Outline(cluster_id, first, last, tuple(_bare(mention) for mention in mentions))


def home_country(mention: Mention) -> str:
    """Return the country under which a partial mention looks for its event; empty where it names none."""
    return min(_countries(mention), default="")


def countries_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the countries under which mentions of one event are found."""
    return tuple(sorted({country for mention in mentions for country in _countries(mention)}))


def _countries(mention: Mention) -> Iterator[str]:
    yield from mention.countries
    for who in mention.participants:
        if who.country:
            yield who.country


def _days(span: Span) -> int:
    return span.stop.toordinal() - span.earliest.toordinal() + 1


def _narrowest(mentions: list[Mention]) -> tuple[int, int] | None:
    """Return the shortest days that a mention names, widened by one; who is outside them is forbidden by it."""
    spans = [span for span in map(span_of, mentions) if span is not None]
    if not spans:
        return None
    days, first = min((_days(span), span.earliest.toordinal()) for span in spans)
    return first - _SLACK, first + days - 1 + _SLACK


def _bare(mention: Mention) -> Mention:
    """Return a mention without most of what is not compared."""
    return replace(mention, evidence=(), inferred=())
