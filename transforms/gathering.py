"""Mentions gathered into a cluster, as they travel between the steps that make an event of it."""

from dataclasses import dataclass

from transforms.elements import Mention, Traced
from transforms.packing import packed


@packed
@dataclass(frozen=True, slots=True)
class Gathered:
    """Mentions of one event, by id, each with what the run before made of it.

    The id of the cluster is the smallest of those mentions that say with whom.
    """

    cluster_id: str
    told: tuple[Traced, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions alone."""
        return tuple(each.mention for each in self.told)
