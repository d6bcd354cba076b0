"""What people judged about mentions, whether it holds together, and what follows for the resolver."""

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations, product

from transforms.errors import UnusableError
from transforms.identity.pins import Pair, Pins

Side = tuple[str, ...]
"""Ids of mentions; the first stands for all."""
MOST_PINS = 100_000
"""Pairs of mentions that all judgements together may decide."""
_SHOWN = 5


class Ruling(StrEnum):
    """What a person judged about two sides."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That somebody judged two sides to be of one event, or that nothing of one is of an event of the other.

    A side is a mention, or all mentions that an event held when it was judged, the one that founded it first. Mentions
    are named because their ids are stable; the events are those that they were of.
    `number` counts the judgements of the file from 1 and `line` its lines; both are 0 for one that stands nowhere yet.
    """

    ruling: Ruling
    sides: tuple[Side, Side]
    event_ids: tuple[str | None, str | None] = (None, None)
    judged_at: datetime
    note: str = ""
    number: int = 0
    line: int = 0

    @property
    def mention_ids(self) -> Side:
        """The mentions of both sides."""
        return (*self.sides[0], *self.sides[1])

    @property
    def judgement_id(self) -> str:
        """The same for everybody who judges the same about the same, so that two files can be brought together."""
        return "ju_" + _digest((self,))[:8]

    def beyond(self, mention_id: str) -> Side:
        """Return the mentions about which it says something together with one of its own."""
        if self.ruling is Ruling.SAME:
            return self.mention_ids
        return self.sides[0] if mention_id in self.sides[1] else self.sides[1]

    def decides(self, one: str, other: str) -> bool:
        """Return whether it says of two mentions, by itself, that they are of one event or of two."""
        return one != other and one in self.mention_ids and other in self.beyond(one)


class ContradictionError(UnusableError):
    """Judgements that cannot all hold; the message names every one of them."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that mentions are of two events, and the chain of those by which two of them are of one."""

    different: Judgement
    chain: tuple[Judgement, ...]

    def __str__(self) -> str:
        """Name all of them, the longest chains shortened."""
        named = [named_by(judgement) for judgement in self.chain[:_SHOWN]]
        if len(self.chain) > _SHOWN:
            named.append(f"{len(self.chain) - _SHOWN} more")
        return f"{named_by(self.different)} contradicts {' with '.join(named)}"


def named_by(judgement: Judgement) -> str:
    """Return the words by which a user finds a judgement."""
    ruling = " ".join((judgement.ruling.value, *map(_shortened, judgement.sides)))
    if not judgement.number:
        return f"the new judgement ({ruling})"
    return f"judgement {judgement.number} ({judgement.judgement_id}, line {judgement.line}: {ruling})"


def fingerprint_of(judgements: Iterable[Judgement]) -> str:
    """Return a digest of what is judged; order, repetition, time and notes make no difference."""
    return _digest(judgements)[:16]


def contradiction_of(judgements: Sequence[Judgement]) -> Contradiction | None:
    """Return the first contradiction, also one through a chain; None where all judgements can hold."""
    groups = _groups(judgements)
    for judgement in judgements:
        if judgement.ruling is Ruling.DIFFERENT:
            ours = {groups[each]: each for each in reversed(judgement.sides[0]) if each in groups}
            for other in judgement.sides[1]:
                if groups.get(other) in ours:
                    pair = _sorted((ours[groups[other]], other))
                    return Contradiction(judgement, chain_between(judgements, *pair))
    return None


def pins_of(judgements: Sequence[Judgement]) -> Pins:
    """Return every pair that the judgements decide, those too that follow from several.

    What follows stands in them so that a chain holds where a mention in its middle is no longer told of.

    Raises:
        ContradictionError: Some cannot all hold.
        UnusableError: They decide more than MOST_PINS pairs.
    """
    found = contradiction_of(judgements)
    if found is not None:
        raise ContradictionError(str(found))
    groups = _groups(judgements)
    members: dict[str, list[str]] = defaultdict(list)
    for mention_id, group in sorted(groups.items()):
        members[group].append(mention_id)
    apart: set[Pair] = set()
    for judgement in judgements:
        if judgement.ruling is Ruling.DIFFERENT:
            _demand_few(len(judgement.sides[0]) * len(judgement.sides[1]))
            apart.update(_apart(judgement, groups))
    sizes = {group: len(each) for group, each in members.items()}
    decided = sum(size * (size - 1) // 2 for size in sizes.values())
    _demand_few(decided + sum(sizes.get(one, 1) * sizes.get(other, 1) for one, other in apart))
    same = (pair for each in members.values() for pair in combinations(each, 2))
    different = (pair for one, other in apart for pair in product(members.get(one, [one]), members.get(other, [other])))
    return Pins(frozenset(same), frozenset(_sorted(pair) for pair in different))


def grounds_of(judgements: Sequence[Judgement], one: str, other: str) -> tuple[Judgement, ...]:
    """Return the fewest judgements by which two mentions are pinned, none where nothing follows for them.

    One judgement where these two were judged; else a chain of which one at most says that two are different.
    """
    naming = _naming(judgements)
    came: _Came = {(one, False): None}
    queue = deque([(one, False)])
    while queue:
        at = queue.popleft()
        if at[0] == other and at[0] != one:
            return tuple(_back(came, at))
        for judgement in naming.get(at[0], ()):
            crossed = judgement.ruling is Ruling.DIFFERENT
            if at[1] and crossed:
                continue
            for beyond in judgement.beyond(at[0]):
                step = beyond, at[1] or crossed
                if step not in came:
                    came[step] = at, judgement
                    queue.append(step)
    return ()


def chain_between(judgements: Iterable[Judgement], one: str, other: str) -> tuple[Judgement, ...]:
    """Return the fewest judgements that make one event of two mentions, none where none do."""
    return grounds_of([each for each in judgements if each.ruling is Ruling.SAME], one, other)


_Came = dict[tuple[str, bool], tuple[tuple[str, bool], Judgement] | None]


def _back(came: _Came, at: tuple[str, bool]) -> Iterator[Judgement]:
    """Return the judgements on the way to a mention, the first one first."""
    way: list[Judgement] = []
    step = came[at]
    while step is not None:
        way.append(step[1])
        step = came[step[0]]
    return reversed(way)


def _naming(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return for each mention the judgements that name it."""
    naming: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for mention_id in judgement.mention_ids:
            naming[mention_id].append(judgement)
    return naming


def _groups(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return for each mention that was judged the same as another the smallest id of its group."""
    links: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.ruling is Ruling.SAME:
            first, *others = judgement.mention_ids
            links[first].update(others)
            for other in others:
                links[other].add(first)
    groups: dict[str, str] = {}
    for start in sorted(links):
        if start in groups:
            continue
        groups[start] = start
        queue = deque([start])
        while queue:
            for beyond in links[queue.popleft()]:
                if beyond not in groups:
                    groups[beyond] = start
                    queue.append(beyond)
    return groups


def _apart(judgement: Judgement, groups: dict[str, str]) -> Iterator[Pair]:
    """Yield the groups that a judgement keeps apart; a mention alone is its own."""
    one, other = ({groups.get(mention_id, mention_id) for mention_id in side} for side in judgement.sides)
    yield from map(_sorted, product(one, other))


def _demand_few(decided: int) -> None:
    if decided > MOST_PINS:
        raise UnusableError(f"the judgements decide {decided:,} pairs of mentions, more than {MOST_PINS:,}")


def _sorted(pair: Pair) -> Pair:
    return pair if pair[0] < pair[1] else (pair[1], pair[0])


def _shortened(side: Side) -> str:
    """Return how a side begins in the file."""
    return side[0] + (",…" if side[1:] else "")


def _digest(judgements: Iterable[Judgement]) -> str:
    said = sorted({_said(each) for each in judgements})
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _said(judgement: Judgement) -> str:
    return " ".join((judgement.ruling.value, *sorted(",".join(sorted(side)) for side in judgement.sides)))
