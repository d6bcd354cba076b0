"""What people judged about pairs of mentions, whether it holds together, and what follows for the resolver."""

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations, product

from transforms.errors import UnusableError
from transforms.identity.pins import Pair, Pins

MOST_PINS = 100_000
"""Pairs of mentions that all judgements together may decide."""
_SHOWN = 5


class Ruling(StrEnum):
    """What a person judged about two mentions."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That somebody judged two mentions to be of one event, or of two.

    Mentions are named because their ids are stable; the events are those that they were of when it was judged.
    `number` counts the judgements of the file from 1 and `line` its lines; both are 0 for one that stands nowhere yet.
    """

    ruling: Ruling
    mention_ids: Pair
    event_ids: tuple[str | None, str | None] = (None, None)
    judged_at: datetime
    note: str = ""
    number: int = 0
    line: int = 0

    @property
    def pair(self) -> Pair:
        """The mentions, the smaller id first."""
        one, other = self.mention_ids
        return (one, other) if one < other else (other, one)

    @property
    def judgement_id(self) -> str:
        """The same for everybody who judges the same about the same two, so that two files can be brought together."""
        return "ju_" + _digest((self,))[:8]


class ContradictionError(UnusableError):
    """Judgements that cannot all hold; the message names every one of them."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that two mentions are of two events, and the chain of those by which they are of one."""

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
    ruling = f"{judgement.ruling.value} {judgement.mention_ids[0]} {judgement.mention_ids[1]}"
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
        one, other = judgement.pair
        if judgement.ruling is Ruling.DIFFERENT and one in groups and groups[one] == groups.get(other):
            return Contradiction(judgement, chain_between(judgements, one, other))
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
    apart = {_apart(judgement, groups) for judgement in judgements if judgement.ruling is Ruling.DIFFERENT}
    sizes = {group: len(each) for group, each in members.items()}
    decided = sum(size * (size - 1) // 2 for size in sizes.values())
    decided += sum(sizes.get(one, 1) * sizes.get(other, 1) for one, other in apart)
    if decided > MOST_PINS:
        raise UnusableError(f"the judgements decide {decided:,} pairs of mentions, more than {MOST_PINS:,}")
    same = (pair for each in members.values() for pair in combinations(each, 2))
    different = (pair for one, other in apart for pair in product(members.get(one, [one]), members.get(other, [other])))
    return Pins(frozenset(same), frozenset(_sorted(pair) for pair in different))


def grounds_of(judgements: Sequence[Judgement], one: str, other: str) -> tuple[Judgement, ...]:
    """Return the fewest judgements by which two mentions are pinned, none where nothing follows for them.

    One judgement where these two were judged; else a chain of which one at most says that two are different.
    """
    links = _links(judgements)
    came: dict[tuple[str, bool], tuple[tuple[str, bool], Judgement] | None] = {(one, False): None}
    queue = deque([(one, False)])
    while queue:
        at = queue.popleft()
        if at[0] == other and at[0] != one:
            return tuple(_back(came, at))
        for judgement, beyond in links.get(at[0], ()):
            crossed = judgement.ruling is Ruling.DIFFERENT
            step = beyond, at[1] or crossed
            if step not in came and not (at[1] and crossed):
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


def _links(judgements: Iterable[Judgement]) -> dict[str, list[tuple[Judgement, str]]]:
    links: dict[str, list[tuple[Judgement, str]]] = defaultdict(list)
    for judgement in judgements:
        one, other = judgement.pair
        links[one].append((judgement, other))
        links[other].append((judgement, one))
    return links


def _groups(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return for each mention that was judged the same as another the smallest id of its group."""
    links = _links(judgement for judgement in judgements if judgement.ruling is Ruling.SAME)
    groups: dict[str, str] = {}
    for start in sorted(links):
        if start in groups:
            continue
        groups[start] = start
        queue = deque([start])
        while queue:
            for _, beyond in links[queue.popleft()]:
                if beyond not in groups:
                    groups[beyond] = start
                    queue.append(beyond)
    return groups


def _apart(judgement: Judgement, groups: dict[str, str]) -> Pair:
    """Return the groups that a judgement keeps apart; a mention alone is its own."""
    one, other = judgement.pair
    return _sorted((groups.get(one, one), groups.get(other, other)))


def _sorted(pair: Pair) -> Pair:
    return pair if pair[0] < pair[1] else (pair[1], pair[0])


def _digest(judgements: Iterable[Judgement]) -> str:
    said = sorted({f"{each.ruling.value} {each.pair[0]} {each.pair[1]}" for each in judgements})
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
