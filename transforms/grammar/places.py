"""Where an event is, in the words of the post."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from transforms.elements import Phrase
from transforms.gazetteer.cities import city_of
from transforms.gazetteer.countries import CountryForm, CountryMatch, capital_of, country_of, country_of_capital
from transforms.gazetteer.cues import precedes, shape
from transforms.gazetteer.spans import starting_within
from transforms.grammar.reading import Reading, Sentence

_IN = re.compile(r"(?:\bin|[–—]) ((?:[A-ZÀ-Þİ][\w’'.-]*\w)(?: [A-ZÀ-Þ][\w’'.-]*\w)?)(?=[,.)\s]|$)")
_PIN = re.compile(r"\W*[📍🗓🖊📅]")
_PINNED = re.compile(r"[\W\ufe0f]*+([^\W\d_][\w’'.-]*(?:[ ][^\W\d_][\w’'.-]*){0,3}?[ ]?)(?=\s*(?:,|$|\n|–|-|\d))")
_DATELINE = re.compile(r"\W{0,4}([A-ZÀ-Þ][\w’' .-]{1,28}[\w]), (?=\w)")
_LONGEST_LINE = 90
_HEAD = 6
_LONGEST_HALL = 4
_FORMS = (CountryForm.NAME, CountryForm.CAPITAL)


def find_place(reading: Reading, start: int, stop: int) -> Phrase | None:
    """Return the place named between two offsets: a city with its country where that follows, else a country."""
    text = reading.text
    for city in starting_within(reading.cities, start, stop):
        if precedes(shape("resides"), text, start, city.start):
            continue
        if shape("at_place").search(text, max(0, city.start - 24), city.start) or shape("receives").match(
            text[city.stop : city.stop + 20]
        ):
            return with_country(reading, city.start, city.stop)
        if text[city.start - 2 : city.start] == ", " and starting_within(reading.dates, city.stop + 2, city.stop + 3):
            return with_country(reading, city.start, city.stop)
    return _capital_of(reading, start, stop) or _small_city(reading, start, stop) or _country(reading, start, stop)


def _small_city(reading: Reading, start: int, stop: int) -> Phrase | None:
    """Return a place named after `in` that is too small, or too much like other words, to be sought everywhere."""
    for match in _IN.finditer(reading.text, start, stop):
        if reading.named_things.around(match.start(1)) is None and city_of(match.group(1)):
            return with_country(reading, match.start(1), match.end(1))
    return None


def city_name(place: Phrase) -> str | None:
    """Return the folded name of the city that the words mean, None where they mean a country."""
    return _city_name(place.text)


@lru_cache(maxsize=8192)
def _city_name(words: str) -> str | None:
    capital = shape("capital").search(re.split(r"(?<=of) ", words)[0] + " ")
    if capital:
        code = country_of(words.split(" of ", 1)[-1])
        name = capital_of(code) if code else None
        return name.casefold() if name else None
    if country_of(words) and country_of_capital(words) is None:
        return None
    known = city_of(words.split(",", maxsplit=1)[0])
    return (known.name if known else words.split(",", maxsplit=1)[0]).casefold()


def agree(left: Phrase, right: Phrase) -> bool:
    """Tell whether two places may be one: a city and itself, or a country and a city in it."""
    one, other = city_name(left), city_name(right)
    if one is not None and other is not None:
        return one == other
    if one is None and other is None:
        return country_of(left.text) == country_of(right.text)
    country, city = (left, other or "") if one is None else (right, one)
    code = country_of(country.text)
    return code is None or city_of(city) is None or city_of(city, code) is not None


def find_venue(reading: Reading, start: int, stop: int) -> Phrase | None:
    """Return the house, hotel or hall named between two offsets."""
    match = shape("venue").search(reading.text, start, stop)
    return Phrase(match.group(1), match.start(1), match.end(1)) if match else None


def place_line(reading: Reading) -> Phrase | None:
    """Return the place that stands on a line of its own near the head of the post, alone or with a date."""
    for sentence in place_lines(reading):
        cities = starting_within(reading.cities, sentence.start, sentence.stop)
        if cities:
            return with_country(reading, cities[0].start, cities[0].stop)
        match = _PINNED.match(reading.text, sentence.start, sentence.stop)
        if match and (
            "📍" in reading.text[max(0, sentence.start - 2) : match.start(1)]
            or city_of(match.group(1))
            or country_of(match.group(1))
        ):
            return Phrase(match.group(1), match.start(1), match.end(1))
    return None


def dateline(reading: Reading) -> tuple[Phrase, Phrase] | None:
    """Return city and day with which a story opens: `CITY, 4 May 2025 (AGENCY) --`."""
    match = _DATELINE.match(reading.text)
    date = next(iter(starting_within(reading.dates, match.end(), match.end() + 1)), None) if match else None
    if match is None or date is None or city_of(match.group(1).title()) is None:
        return None
    return Phrase(match.group(1), match.start(1), match.end(1)), Phrase(date.text, date.start, date.stop)


def place_lines(reading: Reading) -> Iterator[Sentence]:
    """Yield the lines that hold only a place or a day: after a pin or calendar, or bare near the head of the post."""
    for sentence in reading.sentences:
        text = reading.text[sentence.start : sentence.stop]
        if len(text) > _LONGEST_LINE or shape("publisher").search(text):
            continue
        pinned = _PIN.match(reading.text, sentence.start, sentence.stop) is not None
        if pinned or (0 < sentence.line <= _HEAD and _bare_place(reading, sentence.start, sentence.stop)):
            yield sentence


def _is_place(text: str, start: int) -> bool:
    return shape("at_place").search(text, max(0, start - 24), start) is not None


def _bare_place(reading: Reading, start: int, stop: int) -> bool:
    """Tell whether nothing but places, dates and capitalised words stands on a line."""
    rest = list(reading.text[start:stop])
    for things in (reading.countries, reading.cities, reading.organisations, reading.dates):
        for thing in starting_within(things, start, stop):
            if thing.stop <= stop:
                rest[thing.start - start : thing.stop - start] = " " * (thing.stop - thing.start)
    words = re.findall(r"[^\W\d_]+", "".join(rest))
    if not words:
        return True
    # Beside the name of a hall stands a city of a country that the post is about, not one that only sounds alike.
    about = _codes(reading) - Counter(country.code for country in starting_within(reading.countries, start, stop))
    cities = starting_within(reading.cities, start, stop)
    hall = len(words) <= _LONGEST_HALL and all(word[0].isupper() for word in words)
    return hall and all(city.city.country in about for city in cities)


@lru_cache(maxsize=4)
def _codes(reading: Reading) -> Counter[str]:
    """Return how often a post names each country."""
    return Counter(country.code for country in reading.countries)


def with_country(reading: Reading, start: int, stop: int) -> Phrase:
    """Extend a city over the country or state that follows after a comma."""
    text = reading.text
    end = stop
    while following := _after_comma(reading, end):
        end = following.stop
    return Phrase(text[start:end], start, end)


def _after_comma(reading: Reading, end: int) -> CountryMatch | None:
    found = starting_within(reading.countries, end, end + 3)
    near = (country for country in found if reading.text[end : country.start].strip(" ") == ",")
    return next((country for country in near if country.form in _FORMS), None)


def _capital_of(reading: Reading, start: int, stop: int) -> Phrase | None:
    text = reading.text
    for country in starting_within(reading.countries, start, stop):
        if country.form is not CountryForm.FLAG:
            match = shape("capital").search(text, max(start, country.start - 30), country.start)
            if match:
                return Phrase(text[match.start() : country.stop], match.start(), country.stop)
    return None


def _country(reading: Reading, start: int, stop: int) -> Phrase | None:
    text = reading.text
    for country in starting_within(reading.countries, start, stop):
        if country.form not in (*_FORMS, CountryForm.METONYM):
            continue
        if precedes(shape("resides"), text, start, country.start):
            continue
        before = shape("at_place").search(text, max(0, country.start - 24), country.start)
        hosts = country.form is CountryForm.NAME and shape("receives").match(text[country.stop : country.stop + 20])
        if hosts or (before and _is_where(reading, before.group(), country.stop)):
            return Phrase(country.text, country.start, country.stop)
    return None


def _is_where(reading: Reading, preposition: str, stop: int) -> bool:
    """Tell whether a country after a preposition is where: not in `to X's minister` or `in the X-Y format`."""
    after = reading.text[stop : stop + 3]
    if after.startswith(("-", "–")):
        return False
    if after.startswith(("’s", "'s")):
        return preposition.strip().casefold().startswith(("in", "at")) and not _titled(reading, stop + 3)
    return not _titled(reading, stop)


def _titled(reading: Reading, stop: int) -> bool:
    """Tell whether a person follows at once, so that the country is whose the person is and not where."""
    return reading.named_people.around(stop) is not None
