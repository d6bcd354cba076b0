"""What people judged about pairs of mentions, as the resolver takes it."""

from dataclasses import dataclass

from transforms.identity.groups import Pair


@dataclass(frozen=True, slots=True)
class Pins:
    """Pairs of mentions, the smaller id first, that are one event or never are, whatever the evidence says."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
