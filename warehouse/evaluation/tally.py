"""Slots and events counted over posts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from warehouse.evaluation.comparison import Compared, assign, compare
from warehouse.evaluation.measures import Measure
from warehouse.evaluation.mistakes import Fault, Mistake
from warehouse.evaluation.slots import FIELDS, Telling, Value


@dataclass(slots=True)
class Tally:
    """What was counted so far; the first three by field."""

    hits: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    events: int = 0
    detected: int = 0
    exact: int = 0
    mains: int = 0
    matched: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, post: str, wanted: Sequence[Telling], given: Sequence[Telling]) -> None:
        """Count what one post tells of: the main events of the gold, and all that was found."""
        chosen = assign(wanted, given)
        for place, event in enumerate(wanted):
            self._count_event(post, event, given[chosen[place]] if place in chosen else None)
        for place, mention in enumerate(given):
            self.mains += mention.is_main
            if mention.is_main and place not in chosen.values():
                self._count_surplus(post, mention)

    def slots(self) -> Measure:
        """Return the measure over the slots of all fields."""
        return Measure.of_hits(self.hits.total(), given=self.given.total(), wanted=self.wanted.total())

    def fields(self) -> dict[str, Measure]:
        """Return the measure of each field."""
        return {
            name: Measure.of_hits(self.hits[name], given=self.given[name], wanted=self.wanted[name]) for name in FIELDS
        }

    def detection(self) -> Measure:
        """Return how many main mentions a gold event got, and how many gold events got one of their family."""
        return Measure(self.matched, self.mains, self.detected, self.events)

    def _count_event(self, post: str, event: Telling, mention: Telling | None) -> None:
        self.events += 1
        self.wanted.update({name: len(values) for name, values in event.slots.items()})
        if mention is None:
            self.mistakes.append(Mistake(Fault.MISSING, post, "", _named(event), ""))
            return
        self.matched += mention.is_main
        self.detected += mention.family == event.family
        compared = compare(event, mention)
        self.exact += not any(each.missed for each in compared if each.field != "party")
        for each in compared:
            self._count_field(post, each)

    def _count_field(self, post: str, compared: Compared) -> None:
        self.hits[compared.field] += compared.hits
        self.given[compared.field] += compared.hits + len(compared.surplus)
        if compared.missed or compared.surplus:
            fault = Fault.WRONG if compared.missed else Fault.SURPLUS
            self.mistakes.append(
                Mistake(fault, post, compared.field, _listed(compared.missed), _listed(compared.surplus))
            )

    def _count_surplus(self, post: str, mention: Telling) -> None:
        self.given.update({name: len(values) for name, values in mention.slots.items()})
        self.mistakes.append(Mistake(Fault.SPURIOUS, post, "", "", _named(mention)))


def _named(telling: Telling) -> str:
    return ", ".join(part for part in (telling.kind, telling.name, telling.event) if part)


def _listed(values: tuple[Value, ...]) -> str:
    return "; ".join(str(value) for value in values)
