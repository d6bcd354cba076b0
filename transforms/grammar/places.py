"""Where an event is, in the words of the post."""

import re
from collections.abc import Iterator

from transforms.elements import Phrase
from transforms.gazetteer.cities import city_of
from transforms.gazetteer.countries import CountryForm, capital_of, country_of, country_of_capital
from transforms.gazetteer.cues import shape
from transforms.grammar.reading import Reading, Sentence

_IN = re.compile(r"(?:\bin|[–—]) ((?:[A-ZÀ-Þİ][\w’'.-]*\w)(?: [A-ZÀ-Þ][\w’'.-]*\w)?)(?=[,.)\s]|$)")
_PIN = re.compile(r"\W*[📍🗓🖊📅]")
_PINNED = re.compile(r"[\W\ufe0f]*((?:[^\W\d_][\w’'.-]*[ ]?){1,4}?)(?=\s*(?:,|$|\n|–|-|\d))")
_DATELINE = re.compile(r"\W{0,4}([A-ZÀ-Þ][\w’' .-]{1,28}[\w]), (?=\w)")
_LONGEST_LINE = 90
_HEAD = 6
_LONGEST_HALL = 4
_FORMS = (CountryForm.NAME, CountryForm.CAPITAL)


def find_place(reading: Reading, start: int, stop: int) -> Phrase | None:
    """Return the place named between two offsets: a city with its country where that follows, else a country."""
    text = reading.text
    lived_in = [city.start for city in reading.cities if shape("resides").search(text, start, city.start)]
    cities = [city for city in reading.cities if start <= city.start < stop and city.start not in lived_in]
    for city in cities:
        if shape("at_place").search(text, max(0, city.start - 24), city.start) or shape("receives").match(
            text[city.stop : city.stop + 20]
        ):
            return with_country(reading, city.start, city.stop)
        if text[city.start - 2 : city.start] == ", " and any(date.start == city.stop + 2 for date in reading.dates):
            return with_country(reading, city.start, city.stop)
    return _capital_of(reading, start, stop) or _small_city(reading, start, stop) or _country(reading, start, stop)


def _small_city(reading: Reading, start: int, stop: int) -> Phrase | None:
    """Return a place named after `in` that is too small, or too much like other words, to be sought everywhere."""
    taken = _named(reading)
    for match in _IN.finditer(reading.text, start, stop):
        if not any(left <= match.start(1) < right for left, right in taken) and city_of(match.group(1)):
            return with_country(reading, match.start(1), match.end(1))
    return None


def city_name(place: Phrase) -> str | None:
    """Return the folded name of the city that the words mean, None where they mean a country."""
    capital = shape("capital").search(re.split(r"(?<=of) ", place.text)[0] + " ")
    if capital:
        code = country_of(place.text.split(" of ", 1)[-1])
        name = capital_of(code) if code else None
        return name.casefold() if name else None
    if country_of(place.text) and country_of_capital(place.text) is None:
        return None
    known = city_of(place.text.split(",")[0])
    return (known.name if known else place.text.split(",")[0]).casefold()


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
        cities = [city for city in reading.cities if sentence.start <= city.start < sentence.stop]
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
    date = next((date for date in reading.dates if match and date.start == match.end()), None)
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


def _named(reading: Reading) -> list[tuple[int, int]]:
    """Return where countries, cities, bodies and days stand."""
    return [
        *((country.start, country.stop) for country in reading.countries),
        *((city.start, city.stop) for city in reading.cities),
        *((body.start, body.stop) for body in reading.organisations),
        *((date.start, date.stop) for date in reading.dates),
    ]


def _bare_place(reading: Reading, start: int, stop: int) -> bool:
    """Tell whether nothing but places, dates and capitalised words stands on a line."""
    rest = list(reading.text[start:stop])
    for first, last in _named(reading):
        if start <= first and last <= stop:
            rest[first - start : last - start] = " " * (last - first)
    words = re.findall(r"[^\W\d_]+", "".join(rest))
    if not words:
        return True
    # Beside the name of a hall stands a city of a country that the post is about, not one that only sounds alike.
    about = {country.code for country in reading.countries if not start <= country.start < stop}
    cities = [city for city in reading.cities if start <= city.start < stop]
    hall = len(words) <= _LONGEST_HALL and all(word[0].isupper() for word in words)
    return hall and all(city.city.country in about for city in cities)


def with_country(reading: Reading, start: int, stop: int) -> Phrase:
    """Extend a city over the country or state that follows after a comma."""
    text = reading.text
    end = stop
    for country in reading.countries:
        if country.form in _FORMS and end <= country.start <= end + 2 and text[end : country.start].strip(" ") == ",":
            end = country.stop
    return Phrase(text[start:end], start, end)


def _capital_of(reading: Reading, start: int, stop: int) -> Phrase | None:
    text = reading.text
    for country in reading.countries:
        if start <= country.start < stop and country.form is not CountryForm.FLAG:
            match = shape("capital").search(text, max(start, country.start - 30), country.start)
            if match:
                return Phrase(text[match.start() : country.stop], match.start(), country.stop)
    return None


def _country(reading: Reading, start: int, stop: int) -> Phrase | None:
    text = reading.text
    for country in reading.countries:
        if not start <= country.start < stop or country.form not in (*_FORMS, CountryForm.METONYM):
            continue
        if shape("resides").search(text, start, country.start):
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
    return any(span[0] <= stop < span[1] for person in reading.people for span in person.spans)
