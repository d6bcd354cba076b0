"""The stage of the synthetic world: countries by how busy they are, cities, offices, and the bodies they sit in."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random

from benchmarks.parameters import Shares, WorldParameters
from benchmarks.people import DEPUTIES, ROLES, Person, invent
from transforms.gazetteer.countries import capital_of, countries
from transforms.gazetteer.organisations import organisations

_BUSY = (
    "RUS USA CHN TUR FRA DEU GBR IND JPN SAU IRN ARE EGY KAZ BRA ITA KOR PAK IDN VNM ISR UZB QAT AZE SRB POL UKR "
    "HUN ZAF ESP MEX THA SGP MYS ARM GEO KGZ TJK BLR MNG"
)
_OTHER_CITIES = {
    "RUS": ("Saint Petersburg", "Sochi"),
    "USA": ("New York",),
    "CHN": ("Shanghai",),
    "TUR": ("Istanbul", "Antalya"),
    "DEU": ("Munich",),
    "IND": ("Mumbai",),
    "SAU": ("Jeddah",),
    "ARE": ("Dubai",),
    "KAZ": ("Almaty",),
    "BRA": ("Rio de Janeiro",),
    "CHE": ("Geneva",),
    "UZB": ("Samarkand",),
    "PAK": ("Karachi",),
    "ZAF": ("Johannesburg",),
}
_BODIES = "UN ASEAN EAS ARF EU NATO OSCE G20 BRICS SCO CIS CSTO EAEU OTS AU ECOWAS LAS GCC OIC CELAC MERCOSUR"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that sits in sessions; without members it is open to all."""

    code: str
    name: str
    members: tuple[str, ...]


class World:
    """Who exists, how busy they are, and who holds which office when; the same for the same seed."""

    def __init__(self, parameters: WorldParameters, seed: int) -> None:
        self.parameters = parameters
        self._seed = seed
        busy = _BUSY.split()
        rest = sorted(code for code in countries() if code not in busy and capital_of(code))
        self.countries = [*busy, *rest]
        self._reach = list(accumulate((rank + 2) ** -parameters.zipf for rank in range(len(self.countries))))
        self._holders: dict[tuple[str, int, int], Person] = {}
        known = organisations()
        self.bodies = tuple(
            Body(code, known[code].name, tuple(sorted(known[code].members))) for code in _BODIES.split()
        )

    def any_country(self, random: Random) -> str:
        """Return a country, busy ones more often."""
        return self.countries[min(bisect(self._reach, random.random() * self._reach[-1]), len(self.countries) - 1)]

    def partner(self, random: Random, *others: str) -> str:
        """Return a country that is none of the others, sometimes one of the first one's closest ten."""
        while True:
            if others and random.random() < self.parameters.neighbours:
                place = self.countries.index(others[0])
                found = self.countries[(place * 7 + random.randrange(1, 11)) % len(self.countries)]
            else:
                found = self.any_country(random)
            if found not in others:
                return found

    def city(self, country: str, random: Random) -> str:
        """Return a city of a country, mostly the capital."""
        others = _OTHER_CITIES.get(country, ())
        if others and random.random() < self.parameters.other_city:
            return random.choice(others)
        return capital_of(country) or others[0]

    def holder(self, country: str, rank: int, day: date, random: Random) -> Person:
        """Return who holds the office of a rank on a day; of deputies, any of them."""
        seat = rank + random.randrange(DEPUTIES) if rank == len(ROLES) - 1 else rank
        turn = sum(map(ord, country)) + 3 * seat
        term = (day.toordinal() + turn * 97) // (365 * self.parameters.term_years)
        if (country, seat, term) not in self._holders:
            invented = invent(Random(f"{self._seed} {country} {seat} {term}"))  # noqa: S311  # a world, not a secret
            self._holders[country, seat, term] = Person(invented, country, ROLES[rank])
        return self._holders[country, seat, term]

    def rank(self, random: Random) -> int:
        """Return a rank, as often as it acts."""
        return drawn(self.parameters.ranks, random)


def drawn(shares: Shares, random: Random) -> int:
    """Return the place of one of the shares, each as often as it says; they add up to about 1."""
    left = random.random() * sum(shares)
    for place, share in enumerate(shares):
        left -= share
        if left < 0:
            return place
    return len(shares) - 1
