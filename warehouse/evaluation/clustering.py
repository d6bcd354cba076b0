"""Which mentions are of one event, by the gold and as found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from warehouse.evaluation.comparison import assign
from warehouse.evaluation.gold import Gold, GoldPair
from warehouse.evaluation.measures import Measure
from warehouse.evaluation.mistakes import Fault, Mistake
from warehouse.evaluation.slots import Telling

Told = Mapping[str, Sequence[Telling]]
Cluster = tuple[str, ...]
Key = TypeVar("Key")
Member = TypeVar("Member")


@dataclass(frozen=True, slots=True)
class Label:
    """A mention of the gold, its event there, and its cluster as found; not found, it is alone in one."""

    post: str
    is_main: bool
    event: str
    cluster: Cluster

    @property
    def sides(self) -> tuple[str, Cluster]:
        """The event in the gold and the cluster as found."""
        return self.event, self.cluster


def label(gold: Gold, told: Told) -> Iterator[Label]:
    """Yield the mentions of the gold that take part in the clustering."""
    for post in gold.posts:
        wanted = [each for each in post.tellings if each.is_main or gold.segmented]
        given = told.get(post.name, ())
        chosen = assign(wanted, given)
        for place, telling in enumerate(wanted):
            if telling.event is not None:
                found = given[chosen[place]].event if place in chosen else None
                cluster = (found,) if found else ("not found", post.name, str(place))
                yield Label(post.name, telling.is_main, telling.event, cluster)


def disagreements(labels: Sequence[Label]) -> Iterator[Mistake]:
    """Yield events of the gold that were found as several, and found ones that are several in the gold."""
    by_event, by_cluster = (
        _grouped((each.event, each.cluster) for each in labels),
        _grouped((each.cluster, each.event) for each in labels),
    )
    for event, clusters in by_event.items():
        if len(clusters) > 1:
            yield Mistake(Fault.SPLIT, "", "", event, "; ".join(sorted(" ".join(each) for each in clusters)))
    for cluster, events in by_cluster.items():
        if len(events) > 1:
            yield Mistake(Fault.JOINED, "", "", "; ".join(sorted(events)), " ".join(cluster))


def compare_pairs(pairs: Iterable[GoldPair], told: Told) -> tuple[Measure, list[Mistake]]:
    """Return how many of the listed pairs were told apart or together as the gold wants, and which were not."""
    hits = given = wanted = 0
    mistakes = []
    for pair in pairs:
        together = bool(_main_events(told, pair.left) & _main_events(told, pair.right))
        hits, given, wanted = hits + (together and pair.same), given + together, wanted + pair.same
        if together != pair.same:
            fault = Fault.PAIRED if together else Fault.UNPAIRED
            mistakes.append(Mistake(fault, f"{pair.left}, {pair.right}", "", "", ""))
    return Measure.of_hits(hits, given=given, wanted=wanted), mistakes


def _main_events(told: Told, post: str) -> set[str | None]:
    return {each.event for each in told.get(post, ()) if each.is_main}


def _grouped(items: Iterable[tuple[Key, Member]]) -> dict[Key, set[Member]]:
    groups: dict[Key, set[Member]] = defaultdict(set)
    for key, value in items:
        groups[key].add(value)
    return groups
