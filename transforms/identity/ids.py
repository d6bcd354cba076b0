"""Ids that are minted once and kept: which cluster inherits which id, and what became of the others."""

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from transforms.elements import Alias, Event, Mention, Past, Traced
from transforms.identity.chronology import FoundingOrder, founding_order

MERGED = "merged"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Membership:
    """That a mention which counts with a published id is in a cluster now.

    Attributes:
        cluster_id: The cluster.
        founding: The place of the mention in the order of publication.
        is_origin: Whether the id is the origin of the mention; otherwise the mention was published under it.
    """

    cluster_id: str
    founding: FoundingOrder
    is_origin: bool


@dataclass(frozen=True, slots=True)
class IdCandidate:
    """A published id that a cluster may take.

    Attributes:
        cluster_id: The cluster.
        event_id: The id.
        founding: That of the first mention by which the cluster may take it.
        before: The event as it was published under the id; None where the id was an alias.
        past: What the history tells of the id.
        alias_of: The event for which the id stood until now, where it was an alias.
    """

    cluster_id: str
    event_id: str
    founding: FoundingOrder
    before: Event | None = None
    past: Past | None = None
    alias_of: str | None = None


def minted_ids(mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield the ids that a cluster would mint, in the order in which it tries them, without end.

    They come from the mention that was published first, so that a rerun from nothing mints them again.
    """
    founder = min(mentions, key=founding_order).mention_id
    for salt in count():
        digest = hashlib.sha256(f"{founder}|{salt}".encode() if salt else founder.encode()).hexdigest()
        yield f"ev_{digest[:16]}"


def memberships(told: Iterable[Traced], cluster_id: str) -> Iterator[tuple[str, Membership]]:
    """Yield the published ids with which the mentions of a cluster count, each with that membership."""
    for each in told:
        founding = founding_order(each.mention)
        if each.origin_id is not None:
            yield each.origin_id, Membership(cluster_id, founding, is_origin=True)
        if each.event_id is not None:
            yield each.event_id, Membership(cluster_id, founding, is_origin=False)


def majority_cluster(found: Iterable[Membership]) -> tuple[str, FoundingOrder] | None:
    """Return the cluster that holds most mentions of an id, and the first of them; None where none is left.

    Mentions whose origin the id is count first, then those that were published under it, so that an event that took
    in another does not follow the mentions of the other. Of clusters that hold as many the smallest id counts.
    """
    held = list(found)
    counts = Counter((each.cluster_id, each.is_origin) for each in held)
    ranked = sorted((-counts[name, True], -counts[name, False], name) for name in {each.cluster_id for each in held})
    if not ranked:
        return None
    originated, _, cluster_id = ranked[0]
    is_origin = originated < 0
    founding = min(each.founding for each in held if (each.cluster_id, each.is_origin) == (cluster_id, is_origin))
    return cluster_id, founding


def inherit(candidates: Iterable[IdCandidate]) -> tuple[IdCandidate | None, tuple[Alias, ...]]:
    """Return the id that a cluster takes, the oldest, and aliases for the others.

    The oldest is what the earliest run minted, so that an event that was once split does not take the id of its part
    when the two are one again.
    """
    ranked = sorted(candidates, key=_oldest_first)
    if not ranked:
        return None, ()
    kept = ranked[0]
    return kept, tuple(Alias(alias_id=other.event_id, event_id=kept.event_id, reason=MERGED) for other in ranked[1:])


def _oldest_first(candidate: IdCandidate) -> tuple[str, FoundingOrder, str]:
    """Order ids by the run that minted them, then by first publication, then by id."""
    return candidate.past.run_id if candidate.past else "", candidate.founding, candidate.event_id


def with_origins(told: Iterable[Traced], event_id: str, *, is_minted: bool, is_alone: bool) -> tuple[Traced, ...]:
    """Return the mentions of a cluster with the id with which they count from now on.

    A minted id is the origin of all. Otherwise a mention keeps its origin; one without takes the id of the cluster,
    unless that stands for several events, since nobody knows yet of which of them the mention is.

    Args:
        told: The mentions.
        event_id: The id of the cluster.
        is_minted: Whether the id was minted for the cluster now.
        is_alone: Whether it is the only published id that the cluster may take.
    """
    return tuple(
        replace(each, origin_id=event_id) if is_minted or (is_alone and each.origin_id is None) else each
        for each in told
    )


def first_free(wanted: Iterator[str], taken: Container[str]) -> str:
    """Return the first id that was never published."""
    return next(candidate for candidate in wanted if candidate not in taken)
