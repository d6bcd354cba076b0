"""Cities: what they are also called, in which country they are, and where.

Singapore, Luxembourg, Monaco, Djibouti and the like are countries in running text; `city_of` knows them as cities.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.gazetteer.countries import countries
from transforms.gazetteer.lexicon import Lexicon, fold, items, rows
from transforms.gazetteer.surroundings import is_of_a_person

_SHORTEST_SOUGHT = 4
_LARGE = 100  # thousands of people
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class City:
    """A city; the country is alpha-3, the coordinates are degrees.

    A minor one is no capital, has fewer than 100,000 people and is no place where diplomacy is usual: many share their
    names with larger ones elsewhere.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class CityMatch:
    """A city named in a text: `text == whole[start:stop]`."""

    start: int
    stop: int
    text: str
    city: City


@dataclass(frozen=True, slots=True)
class _Entry:
    """A city as listed under one name; `usual` is a name by which English texts know it."""

    city: City
    thousands: int
    mark: str
    usual: bool


@lru_cache(maxsize=16384)
def city_of(name: str, country: str | None = None) -> City | None:
    """Return the city of this name.

    Where a country is given (alpha-3), the city must lie in it. Of several, a known city of that English
    name comes first, a capital before others, then a large city that bears the name in English, then the largest.
    """
    if len(name) > _LONGEST:
        return None
    entries = [entry for _, entry in _known().get(name) if country in (None, entry.city.country)]
    return max(entries, key=_rank).city if entries else None


@lru_cache(maxsize=64)
def find_cities(text: str) -> tuple[CityMatch, ...]:
    """Return the cities that a text names, in order, the longest name at each place, none inside another.

    Sought are capitals, cities of more than 300,000 people and places where diplomacy happens, written with capitals;
    names that are mostly people, words or countries are not sought. Countries that are cities are left to the caller.
    """
    found = []
    for name in _sought().scan(text):
        entry = name.value
        if entry is not None and (entry.mark == "c" or not is_of_a_person(text, name.start, name.stop)):
            found.append(CityMatch(name.start, name.stop, text[name.start : name.stop], entry.city))
    return tuple(found)


def _rank(entry: _Entry) -> tuple[bool, bool, bool, int]:
    return entry.usual and bool(entry.mark), entry.mark == "c", entry.usual and not entry.city.is_minor, entry.thousands


@cache
def _known() -> Lexicon[_Entry]:
    return Lexicon(_entries())


def _entries() -> Iterator[tuple[str, _Entry]]:
    for name, country, latitude, longitude, thousands, mark, usual, foreign in rows("cities.psv", 8):
        city = City(name, country, float(latitude), float(longitude), is_minor=not mark and int(thousands) < _LARGE)
        for other in (name, *items(usual)):
            yield other, _Entry(city, int(thousands), mark, usual=True)
        for other in items(foreign):
            yield other, _Entry(city, int(thousands), mark, usual=False)


@cache
def _sought() -> Lexicon[_Entry | None]:
    """Return what is sought in running text: the usual names of marked cities; None is something else."""
    names: list[tuple[str, _Entry | None]] = [(wording, None) for (wording,) in rows("traps.psv", 1)]
    names.extend((name, None) for name in _names_of_countries())
    names.extend((name, None) for row in rows("organisations.psv", 5) for name in (row[1], *items(row[4])))
    left_out = {fold(name) for (line,) in rows("homonyms.psv", 1) for name in items(line)}
    marked = [(name, entry) for name, entry in _entries() if entry.mark and entry.usual]
    marked.sort(key=lambda pair: _rank(pair[1]), reverse=True)
    names.extend(pair for pair in marked if fold(pair[0]) not in left_out)
    return Lexicon((name, entry) for name, entry in names if len(name) >= _SHORTEST_SOUGHT)


def _names_of_countries() -> Iterator[str]:
    for country in countries().values():
        yield from (name.strip("~*^") for name in (country.name, *country.names, *country.demonyms))
