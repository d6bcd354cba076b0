"""The namings of one person in a post: the full name once, then shorter forms, which are the same person."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.elements import Phrase
from transforms.gazetteer.countries import country_of

_SEVERAL = 2


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A person of a post: the longest form of the name, every title, and all stretches that name the person, in order.

    Equal only to itself: a post that names a person a thousand times compares persons as fast as any other.
    """

    name: Phrase
    titles: tuple[Phrase, ...]
    country: Phrase | None
    organisation: Phrase | None
    spans: tuple[tuple[int, int], ...]

    def named_within(self, start: int, stop: int) -> Sequence[tuple[int, int]]:
        """Return the stretches that name the person and start between two offsets."""
        return self.spans[bisect_left(self.spans, (start,)) : bisect_left(self.spans, (stop,))]


@dataclass(frozen=True, slots=True)
class Naming:
    """One stretch that names a person."""

    start: int
    stop: int
    person: Person


def first_naming(person: Person) -> int:
    """Return where a person is named first."""
    return person.spans[0][0]


def fold(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, hyphens and dots."""
    bare = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()
    return tuple(re.sub(r"[^\w\s]", "", letters.replace("-", "")).split())


def gather(titled: list[Person], bare: list[Person]) -> tuple[Person, ...]:
    """Join the namings of one person: the fullest first, then every shorter form that fits exactly one of them."""
    gathering = _Gathering()
    for person in sorted([*titled, *bare], key=_fullest):
        gathering.add(person)
    return tuple(sorted(gathering.people(), key=first_naming))


def _fullest(person: Person) -> tuple[int, bool, int]:
    return -len(fold(person.name.text)), not person.titles, person.name.start


class _Gathering:
    """The persons gathered so far, by the words of their names."""

    def __init__(self) -> None:
        self._people: list[Person] = []
        self._words: list[tuple[str, ...]] = []
        self._spans: list[set[tuple[int, int]]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_last: dict[str, list[int]] = defaultdict(list)

    def people(self) -> Iterator[Person]:
        """Yield the persons, each with every stretch that names it."""
        for person, spans in zip(self._people, self._spans, strict=True):
            yield replace(person, spans=tuple(sorted(spans)))

    def add(self, person: Person) -> None:
        """Join a naming to the one person whom it fits, else take it for another person."""
        words = fold(person.name.text)
        known = self._meant(person, words)
        if known is None:
            for word in set(words):
                self._by_word[word].append(len(self._people))
            self._by_last[words[-1] if words else ""].append(len(self._people))
            self._people.append(person)
            self._words.append(words)
            self._spans.append(set(person.spans))
        else:
            self._people[known] = _join(self._people[known], person)
            self._spans[known].update(person.spans)

    def _meant(self, person: Person, words: tuple[str, ...]) -> int | None:
        """Return the person whom a naming fits; of several the only one of its country, else of its last word."""
        having = self._having_rarest(words)
        if len(words) == 1 and person.country is None and len(having) > _SEVERAL:
            return _only(self._by_last.get(words[0], []))
        fits = [index for index in sorted(set(having)) if self._is_named(index, person, words)]
        if len(fits) < _SEVERAL:
            return _only(fits)
        state = person.country.text if person.country else None
        shared = [index for index in fits if (country := self._people[index].country) and country.text == state]
        if len(shared) == 1:
            return shared[0]
        return _only([index for index in fits if self._words[index][-1] == words[-1]])

    def _having_rarest(self, words: tuple[str, ...]) -> Sequence[int]:
        """Return the persons who have the rarest word of a name or its initial, those who have both twice."""
        known = [self._by_word.get(word, []) + self._by_word.get(word[0], []) for word in words if len(word) > 1]
        return min(known, key=len, default=())

    def _is_named(self, index: int, person: Person, words: tuple[str, ...]) -> bool:
        known = self._people[index]
        if not all(any(_fits(word, whole) for whole in self._words[index]) for word in words):
            return False
        if known.country and person.country and len(words) == 1:
            return country_of(known.country.text) == country_of(person.country.text)
        return True


def _only(found: Sequence[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _fits(word: str, whole: str) -> bool:
    return word == whole or (len(word) == 1 and whole.startswith(word)) or (len(whole) == 1 and word.startswith(whole))


def _join(known: Person, other: Person) -> Person:
    return replace(
        known,
        titles=known.titles or other.titles,
        country=known.country or other.country,
        organisation=known.organisation or other.organisation,
    )
