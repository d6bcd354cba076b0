"""The namings of one person in a post: the full name once, then shorter forms, which are the same person."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.elements import Phrase
from transforms.gazetteer.countries import country_of


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a post: the longest form of the name, every title, and all stretches that name the person."""

    name: Phrase
    titles: tuple[Phrase, ...]
    country: Phrase | None
    organisation: Phrase | None
    spans: tuple[tuple[int, int], ...]


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
    everyone = sorted([*titled, *bare], key=_fullest)
    people: list[Person] = []
    for person in everyone:
        fits = [i for i, known in enumerate(people) if _same(known, person)]
        if len(fits) > 1:
            fits = _closest(people, fits, person)
        if len(fits) == 1:
            people[fits[0]] = _join(people[fits[0]], person)
        else:
            people.append(person)
    return tuple(sorted(people, key=first_naming))


def _fullest(person: Person) -> tuple[int, bool, int]:
    return -len(fold(person.name.text)), not person.titles, person.name.start


def _same(known: Person, other: Person) -> bool:
    left, right = fold(known.name.text), fold(other.name.text)
    if not right or not all(any(_fits(word, whole) for whole in left) for word in right):
        return False
    if max(map(len, right)) == 1:
        return False
    if known.country and other.country and len(right) == 1:
        return country_of(known.country.text) == country_of(other.country.text)
    return True


def _fits(word: str, whole: str) -> bool:
    return word == whole or (len(word) == 1 and whole.startswith(word)) or (len(whole) == 1 and word.startswith(whole))


def _closest(people: Sequence[Person], fits: Sequence[int], person: Person) -> list[int]:
    state = person.country.text if person.country else None
    shared = [i for i in fits if (country := people[i].country) and country.text == state]
    if len(shared) == 1:
        return shared
    last = [i for i in fits if fold(people[i].name.text)[-1] == fold(person.name.text)[-1]]
    return last if len(last) == 1 else []


def _join(known: Person, other: Person) -> Person:
    return replace(
        known,
        titles=known.titles or other.titles,
        country=known.country or other.country,
        organisation=known.organisation or other.organisation,
        spans=tuple(sorted({*known.spans, *other.spans})),
    )
