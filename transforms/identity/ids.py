"""Ids that are minted once and kept: which cluster inherits which id, and what became of the others."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from transforms.elements import Alias, Event, Mention
from transforms.identity.chronology import founding_order

SALTS = 8
"""Ids that a founding mention can mint, one after the other is taken."""
MERGED = "merged"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Claim:
    """That a cluster holds most mentions of a published id; `before` is the event as published, where known."""

    cluster_id: str
    event_id: str
    before: Event | None


def minted_ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the ids that a cluster would mint, in the order in which it tries them.

    They come from the mention that was published first, so that a rerun from nothing mints them again.
    """
    founder = min(mentions, key=founding_order).mention_id
    return tuple(_minted(founder, salt) for salt in range(SALTS))


def _minted(founder: str, salt: int) -> str:
    digest = hashlib.sha256(f"{founder}|{salt}".encode() if salt else founder.encode()).hexdigest()
    return f"ev_{digest[:16]}"


def heir(votes: Iterable[str]) -> str | None:
    """Return the cluster that holds most mentions of an id, the smallest id of several; None where none is left."""
    counted = sorted(Counter(votes).items(), key=_most_first)
    return counted[0][0] if counted else None


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def inherit(claims: Iterable[Claim]) -> tuple[Claim | None, tuple[Alias, ...]]:
    """Return the claim that gives a cluster its id, the oldest, and aliases for the other ids that it holds."""
    ranked = sorted(claims, key=_oldest_first)
    if not ranked:
        return None, ()
    kept = ranked[0]
    return kept, tuple(Alias(alias_id=claim.event_id, event_id=kept.event_id, reason=MERGED) for claim in ranked[1:])


def _oldest_first(claim: Claim) -> tuple[bool, float, str]:
    """Order claims by first publication of the event, then by id."""
    first: datetime | None = claim.before.first_published_at if claim.before else None
    return first is None, first.timestamp() if first else 0.0, claim.event_id


def first_free(wanted: Iterable[str], taken: Iterable[str]) -> str:
    """Return the first id that was never published.

    Raises:
        ValueError: All are taken.
    """
    known = set(taken)
    for candidate in wanted:
        if candidate not in known:
            return candidate
    raise ValueError(f"all ids are taken, up to {candidate}")
