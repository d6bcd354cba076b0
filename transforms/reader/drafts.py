"""Events as the model scores them: what fills the slots of each trigger, and one event where it is named twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transforms.elements import Genre, Kind, Status
from transforms.reader.candidates import Candidate, Slot
from transforms.reader.model import Floats

# Above this probability a candidate fills a slot.
FILLER = 0.5
# Most posts are about one event: the likeliest is it above the first probability, any other only above the second.
_MAIN, _ALSO_MAIN = 0.5, 0.95
MEETINGS = frozenset(
    (Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING, Kind.MULTILATERAL_MEETING, Kind.DOMESTIC_MEETING)
)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot, how sure that is, and whether it is of one of several events that a trigger names.

    `person` is the place of the person among those of the post, where it is one.
    """

    candidate: Candidate
    sure: float
    own: bool
    person: int | None = None

    @property
    def value(self) -> str | int:
        """What two fillers share that mean the same."""
        return self.candidate.value if self.person is None else self.person


Fillers = Mapping[Slot, tuple[Filler, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as read: the offsets of its trigger, what it is, and what fills its slots, surest first.

    `main` is the probability that the post is about it, `is_main` what was made of that beside the other events.
    """

    start: int
    stop: int
    sure: float
    kind: Kind
    status: Status
    genre: Genre
    main: float
    is_main: bool = False
    fillers: Fillers = field(default_factory=dict)

    def first(self, slot: Slot) -> Candidate | None:
        """Return what fills a slot most surely."""
        return next((filler.candidate for filler in self.fillers[slot]), None)


def fill(
    draft: Draft, candidates: Sequence[Candidate], persons: Sequence[int | None], links: Floats
) -> Iterator[Draft]:
    """Yield the events of one trigger: several where several candidates fill one slot, each for one event.

    Args:
        draft: What all of them share.
        candidates: What may fill slots.
        persons: For each candidate its place among the persons of the post.
        links: For each candidate the probabilities that it fills none, all or one of the events.
    """
    found = [
        Filler(candidate, float(1 - none), bool(own > shared), person)
        for candidate, person, (none, shared, own) in zip(candidates, persons, links, strict=True)
        if 1 - none > FILLER and (person is not None or candidate.slot is not Slot.PERSON)
    ]
    whole = replace(draft, fillers={slot: _distinct(f for f in found if f.candidate.slot is slot) for slot in Slot})
    for slot in (Slot.PLACE, Slot.PERSON, Slot.PARTY):
        own = [filler for filler in whole.fillers[slot] if filler.own]
        if len(own) > 1:
            for one in sorted(own, key=_position):
                yield replace(whole, fillers=_of_one(whole.fillers, slot, one))
            return
    yield whole


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """Return each event once, what the post is about first: a second trigger may name the same event again."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=_importance):
        if not any(_is_same(known, draft) for known in kept):
            kept.append(draft)
    told = [replace(draft, is_main=draft.main > (_ALSO_MAIN if place else _MAIN)) for place, draft in enumerate(kept)]
    return sorted(told, key=lambda draft: not draft.is_main)


def _importance(draft: Draft) -> tuple[float, float, int]:
    return -draft.main, -draft.sure, draft.start


def _position(filler: Filler) -> int:
    return filler.candidate.start


def _distinct(fillers: Iterable[Filler]) -> tuple[Filler, ...]:
    """Return the surest filler of each value."""
    best: dict[str | int, Filler] = {}
    for filler in sorted(fillers, key=lambda filler: -filler.sure):
        best.setdefault(filler.value, filler)
    return tuple(best.values())


def _of_one(fillers: Fillers, slot: Slot, one: Filler) -> Fillers:
    """Return what fills the slots of one of several events: of as many days the one in its place, else the nearest."""
    kept = {**fillers, slot: tuple(filler for filler in fillers[slot] if filler is one or not filler.own)}
    if slot is Slot.PLACE:
        kept[slot] = (one,)
    days = sorted((filler for filler in fillers[Slot.DATE] if filler.own), key=_position)
    events = sorted((filler for filler in fillers[slot] if filler.own), key=_position)
    if len(days) == len(events):
        kept[Slot.DATE] = (days[events.index(one)],)
    elif days:
        kept[Slot.DATE] = (min(days, key=lambda day: abs(_position(day) - _position(one))),)
    return kept


def _is_same(known: Draft, other: Draft) -> bool:
    """Tell whether two triggers name one event: of one sort, with nobody new, and nothing that contradicts."""
    if known.start == other.start or not (known.kind is other.kind or {known.kind, other.kind} <= MEETINGS):
        return False
    who, also = ({filler.value for filler in draft.fillers[Slot.PERSON]} for draft in (known, other))
    if not (also <= who if also else not who):
        return False
    for slot in (Slot.DATE, Slot.PLACE, Slot.PARTY):
        values = [{filler.value for filler in draft.fillers[slot]} for draft in (known, other)]
        if all(values) and not values[0] & values[1]:
            return False
    return True
