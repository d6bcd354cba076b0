"""What people judged about pairs of mentions, as the resolver takes it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from transforms.identity.keys import CandidateKey

Pair = tuple[str, str]
"""The ids of two mentions, the smaller first."""
_T = TypeVar("_T", str, CandidateKey, int)
_K = TypeVar("_K", CandidateKey, int)
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pins:
    """Pairs of mentions, the smaller id first, that are one event or never are, whatever the evidence says.

    What is pinned as the same, directly or through others, is one component; it goes by the smallest id in it. No pair
    of `different` may lie in one component.
    """

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    _components: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _apart: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        components = _components(self.same)
        apart: dict[str, set[str]] = defaultdict(set)
        for left, right in self.different:
            one, other = components.get(left, left), components.get(right, right)
            apart[one].add(other)
            apart[other].add(one)
        object.__setattr__(self, "_components", components)
        object.__setattr__(self, "_apart", {component: frozenset(others) for component, others in apart.items()})

    def __bool__(self) -> bool:
        """Return whether anything is pinned."""
        return bool(self.same or self.different)

    def __contains__(self, mention_id: str) -> bool:
        """Return whether anything is pinned about a mention."""
        return mention_id in self._components or mention_id in self._apart

    def is_joined(self, mention_id: str) -> bool:
        """Return whether a mention is pinned as the same as another."""
        return mention_id in self._components

    def component_of(self, mention_id: str) -> str:
        """Return the component of a mention; one that is pinned to none is a component of its own."""
        return self._components.get(mention_id, mention_id)

    def apart(self, mention_id: str) -> frozenset[str]:
        """Return the components that may not share an event with that of a mention."""
        return self._apart.get(self.component_of(mention_id), _NOTHING)


def linked_keys(pinned: Iterable[tuple[str, _K]], pins: Pins) -> dict[_K, _K]:
    """Return, for the key of every mention that is pinned as the same as another, the key under which all meet.

    Keys that pins link, directly or through other keys, have one representative: the smallest. `pinned` are mention ids
    with the keys of the mentions; those that nothing is pinned about may be among them.
    """
    keys: dict[str, list[_K]] = defaultdict(list)
    for mention_id, key in pinned:
        if pins.is_joined(mention_id):
            keys[pins.component_of(mention_id)].append(key)
    leaders: dict[_K, _K] = {}
    for linked in keys.values():
        for key in linked:
            _join(leaders, linked[0], key)
    return {key: _leader(leaders, key) for key in leaders}


def _components(pairs: Iterable[Pair]) -> dict[str, str]:
    leaders: dict[str, str] = {}
    for left, right in pairs:
        _join(leaders, left, right)
    return {mention_id: _leader(leaders, mention_id) for mention_id in leaders}


def _join(leaders: dict[_T, _T], left: _T, right: _T) -> None:
    """Let the smaller leader of two lead both."""
    first, second = sorted((_leader(leaders, left), _leader(leaders, right)))
    leaders[second] = leaders[first] = first


def _leader(leaders: dict[_T, _T], each: _T) -> _T:
    leader = leaders.setdefault(each, each)
    while leaders[leader] != leader:
        leader = leaders[leader]
    leaders[each] = leader
    return leader


NO_PINS = Pins()
