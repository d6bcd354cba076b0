"""Which nodes have anything in common with one that gives no day, so that not all need to be compared with all."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import merge

from transforms.identity.features import Features, Person
from transforms.identity.names import HINT, first_letters, name_similarity

Clue = tuple[str, str]


class Clues:
    """The nodes of a list by what they say.

    Without a day on both sides, the parties, the kind and the country of the place make 2.9 together, which is below
    the threshold: whoever matches shares a city, a level, a person, a paper, words or that it was called off.
    """

    def __init__(self, ordered: Iterable[tuple[int, Features]]) -> None:
        """Take in nodes with their places, in the order in which they are to be given back."""
        self._of: dict[Clue, list[tuple[int, int]]] = defaultdict(list)
        self._persons: dict[Person, list[tuple[int, int]]] = defaultdict(list)
        self._letters: dict[str, dict[Person, None]] = defaultdict(dict)
        self._alike: dict[Person, list[Person]] = {}
        for order, (place, features) in enumerate(ordered):
            for clue in _clues(features):
                self._of[clue].append((order, place))
            for who in features.persons:
                self._persons[who].append((order, place))
                for letter in first_letters(who.name):
                    self._letters[letter][who] = None

    def sharing(self, features: Features, first: int, stop: int) -> Iterator[int]:
        """Yield the places of the nodes that share a clue with another, in their order, within a stretch of it."""
        found = [self._of[clue] for clue in _clues(features) if clue in self._of]
        found += [self._persons[who] for one in features.persons for who in self._fitting(one)]
        last = -1
        for order, place in merge(*(_within(nodes, first, stop) for nodes in found)):
            if order != last:
                yield place
            last = order

    def _fitting(self, one: Person) -> list[Person]:
        """Return the persons whose names fit; names that do share a letter that a part may begin with."""
        if one not in self._alike:
            near = {who: None for letter in sorted(first_letters(one.name)) for who in self._letters.get(letter, ())}
            self._alike[one] = [who for who in near if _is_alike(one, who)]
        return self._alike[one]


def _within(nodes: list[tuple[int, int]], first: int, stop: int) -> list[tuple[int, int]]:
    return nodes[bisect_left(nodes, (first, 0)) : bisect_left(nodes, (stop, 0))]


def _clues(features: Features) -> Iterator[Clue]:
    if features.city:
        yield "city", features.city
    if features.session is not None and features.session.level:
        yield "level", features.session.level
    if features.called_off:
        yield "status", "called off"
    for field, words in (
        ("sidelines", features.sidelines),
        ("words", features.words),
        ("documents", features.documents),
    ):
        for word in words:
            yield field, word


def _is_alike(one: Person, other: Person) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    return one.key == other.key or name_similarity(one.name, other.name) >= HINT
