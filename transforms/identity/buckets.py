"""Where a mention that does not say with whom meets the events that it may be of: a country and a stretch of time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from transforms.elements import Kind
from transforms.identity.clustering import Cluster
from transforms.identity.features import Compared, Features
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.spans import Span

Bucket = tuple[str, int]
"""A country and the number of a stretch of time."""
Days = tuple[int, int]
"""The first and the last day on which something may have been, both included, as ordinals."""
STRETCH = 60
"""Days in a bucket: few events lie in two of them."""
LONGEST = 10
"""Days that a partial mention may name at most; whoever says only the month fits too many events."""
_FEW = 4
"""Mentions up to which it costs less to send all than to find those that say the same."""
SLACK = 1
"""Days that dates may lie apart and mean one day, for time zones."""
HOLDING = frozenset(
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
    mentions: tuple[Compared, ...]


def is_whole(mention: Compared, pins: Pins = NO_PINS) -> bool:
    """Return whether a mention can be resolved under its key: it says with whom, or is pinned the same as another."""
    return pins.is_joined(mention.mention_id) or not mention.features.lacks_counterpart


def partial_bucket(mention: Compared) -> Bucket | None:
    """Return the one bucket in which a partial mention looks for its event; None where it can only stay alone.

    It looks under its country, about its days; it stays alone where it lacks either.
    """
    country, span = home_country(mention), mention.features.span
    if not country or span is None or _days(span) > LONGEST:
        return None
    return country, span.earliest.toordinal() // STRETCH


def asked_days(mention: Compared) -> Days:
    """Return the days on which a partial mention that has a bucket looks for its event."""
    span = mention.features.span
    return (span.earliest.toordinal(), span.stop.toordinal()) if span else (0, 0)


def keyed_outlines(
    cluster: Cluster, pins: Pins = NO_PINS, asked: Mapping[Bucket, Iterable[Days]] | None = None
) -> Iterator[tuple[Bucket, Outline]]:
    """Yield the outline of each phase of a cluster under every bucket in which a partial mention may look for it.

    A phase that may be of several days, as people judged, has an outline for each of them.

    With `asked`, only under the buckets in which some look for what was on the days of the phase.
    """
    for phase in cluster.by_phase():
        mentions: tuple[Compared, ...] = ()
        for days in _reach(phase, pins):
            buckets = _buckets(phase, days)
            if asked is not None:
                buckets = [bucket for bucket in buckets if _is_asked(days, asked.get(bucket, ()))]
            if buckets:
                mentions = mentions or _unlike(phase, pins)
                outline = Outline(cluster.cluster_id, *days, mentions)
                for bucket in buckets:
                    yield bucket, outline


def cluster_buckets(cluster: Cluster) -> tuple[Bucket, ...]:
    """Return all buckets in which a partial mention may look for a cluster; none where it can hold none."""
    found = (_buckets(phase, days) for phase in cluster.by_phase() for days in _reach(phase))
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _buckets(mentions: list[Compared], days: Days) -> list[Bucket]:
    if all(mention.features.kind not in HOLDING for mention in mentions):
        return []
    first, last = days
    stretches = range((first - LONGEST) // STRETCH, last // STRETCH + 1)
    return [(country, stretch) for country in countries_of(mentions) for stretch in stretches]


def _is_asked(days: Days, asked: Iterable[Days]) -> bool:
    return any(first <= days[1] and last >= days[0] for first, last in asked)


def _unlike(mentions: list[Compared], pins: Pins) -> tuple[Compared, ...]:
    """Return the mentions of a phase, in which those that differ in nothing that counts may stand once."""
    if len(mentions) > _FEW:
        unique: dict[Features | str, Compared] = {}
        for mention in mentions:
            unique.setdefault(mention.mention_id if mention.mention_id in pins else mention.features, mention)
        mentions = list(unique.values())
    return tuple(mentions)


def home_country(mention: Compared) -> str:
    """Return the country under which a partial mention looks for its event; empty where it names none."""
    return mention.countries[0] if mention.countries else ""


def countries_of(mentions: Iterable[Compared]) -> tuple[str, ...]:
    """Return the countries under which mentions of one event are found."""
    return tuple(sorted({country for mention in mentions for country in mention.countries}))


def _days(span: Span) -> int:
    return span.stop.toordinal() - span.earliest.toordinal() + 1


def _reach(mentions: list[Compared], pins: Pins = NO_PINS) -> list[Days]:
    """Return the fewest days that a mention names, widened by one; who is outside them is forbidden by it.

    Where some are pinned as the same, who is outside of those may fit others: then all days that any mention names.
    """
    named = {
        (span.earliest.toordinal(), span.stop.toordinal())
        for mention in mentions
        if (span := mention.features.span) is not None
    }
    if named and not any(pins.is_joined(mention.mention_id) for mention in mentions):
        named = {min(named, key=_length)}
    return [(first - SLACK, last + SLACK) for first, last in sorted(named)]


def _length(days: Days) -> tuple[int, int]:
    return days[1] - days[0], days[0]
