"""The words for a place as a city with its country."""

import re

from transforms.elements import Phrase, Place
from transforms.gazetteer.cities import City, city_of, find_cities
from transforms.gazetteer.countries import CountryForm, capital_of, country_of, country_of_capital, find_countries
from transforms.gazetteer.organisations import find_organisations, seats

# The capital of Kenya, the Kenyan capital.
_CAPITAL = re.compile(r"(?:the )?(?:\w+ )?capital(?: city)? of(?: the)? (.+)|(?:the )?(.+) capital", re.IGNORECASE)


def code_place(place: Phrase | None, venue: Phrase | None, countries: frozenset[str]) -> Place | None:
    """Return the place that the words mean, None where there are none.

    `countries` are those that the mention names: of two cities of one name they choose. A city that the gazetteer does
    not know is kept as the post writes it, without coordinates.
    """
    hall = venue.text if venue else None
    if place is None:
        return _of_hall(hall) if hall else None
    words = " ".join(place.text.split())
    capital = _CAPITAL.fullmatch(words)
    if capital:
        code = country_of(capital[1] or capital[2])
        return _place(city_of(capital_of(code) or "", code) if code else None, None, code, hall)
    name, _, rest = (part.strip() for part in words.partition(","))
    code = country_of(rest) if rest else None
    if not rest and country_of(words) and country_of_capital(words) is None:
        return Place(country=country_of(words), venue=hall)
    city = _known(name, code, countries) or _seat(words)
    return _place(city, name, code, hall)


def _of_hall(hall: str) -> Place:
    """Return the place of a hall alone: a seat of government stands in its country, another in the city it names."""
    seat = next((found for found in find_countries(hall) if found.form is CountryForm.METONYM), None)
    if seat is not None:
        return Place(country=seat.code, venue=hall)
    return _place(next((found.city for found in find_cities(hall)), None) or _seat(hall), None, None, hall)


def _seat(words: str) -> City | None:
    """Return the city in which the organisation sits that the words name: the headquarters of NATO."""
    sitting = (seats().get(body.code) for body in find_organisations(words))
    return next((city_of(seat) for seat in sitting if seat), None)


def _known(name: str, code: str | None, countries: frozenset[str]) -> City | None:
    if code:
        return city_of(name, code)
    usual = city_of(name) or city_of(name.replace("-", " "))
    if usual is None or usual.country in countries:
        return usual
    here = (city_of(name, state) for state in sorted(countries))
    return next((city for city in here if city and usual.is_minor >= city.is_minor), usual)


def _place(city: City | None, name: str | None, code: str | None, hall: str | None) -> Place:
    if city is None:
        return Place(city=name, country=code, venue=hall)
    return Place(city=city.name, country=city.country, latitude=city.latitude, longitude=city.longitude, venue=hall)
