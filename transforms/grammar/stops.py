"""The stops of a journey: the places that a clause lists, with the days that each has of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from transforms.elements import Phrase
from transforms.gazetteer.countries import CountryForm, country_of
from transforms.gazetteer.cues import shape
from transforms.gazetteer.spans import Coverage, starting_within
from transforms.grammar.places import agree, with_country
from transforms.grammar.reading import Reading, Sentence
from transforms.grammar.scene import Scene

_NEXT = re.compile(r"\s*(?:[,;]|and|[,;] and|&)\s+(?:to |then )?(?:the )?")
_TO_DAY = re.compile(r",? (?:on |from )?")
_TO_PLACE = re.compile(r",? (?:in |to |at )?(?:the )?")
_LOOK_BACK = 24
_LONGEST_GAP = 16


def find_stops(reading: Reading, first: Phrase, stop: int) -> tuple[tuple[Phrase, Phrase | None], ...]:
    """Return the places of a list that begins with `first`, each with its days: `A on 3 May, B on 4 May, and C`.

    Days that only the last of them has are those of the whole journey.
    """
    found = [(first, _day_after(reading, first.stop))]
    for place in starting_within(_places(reading), first.stop, stop):
        end = found[-1][1].stop if found[-1][1] else found[-1][0].stop
        if place.start < end:
            continue
        if not _NEXT.fullmatch(reading.text, end, place.start):
            break
        found.append((place, _day_after(reading, place.stop)))
    return tuple((place, day if found[0][1] else None) for place, day in found)


def with_stops(reading: Reading, stops: Sequence[Scene]) -> list[Scene]:
    """Return the stops of a journey with the city and the days that the text below gives each, else those of all."""
    first = stops[0]
    told = [stop if stop.status_is_said else _like(stop, first) for stop in stops]
    sentences = list(_of_one_stop(reading, told))
    return [_in_its_own_words(reading, replace(stop, date=stop.date or first.date), sentences) for stop in told]


def _like(stop: Scene, first: Scene) -> Scene:
    return replace(stop, status=first.status, status_is_said=first.status_is_said, cues=(stop.cues[0], first.cues[1]))


def _in_its_own_words(reading: Reading, stop: Scene, sentences: Sequence[tuple[int, list[Phrase]]]) -> Scene:
    """Take city and days from a sentence that tells of one stop alone: `In X on March 3, the minister will …`."""
    for start, there in sentences:
        if start <= stop.clause.start or stop.place is None or not agree(stop.place, there[0]):
            continue
        day = next((day for place in there if (day := _day_beside(reading, place))), None)
        city = stop.place if country_of(there[0].text) else there[0]
        stop = replace(stop, place=city if country_of(stop.place.text) else stop.place, date=day or stop.date)
        if day:
            break
    return stop


def _of_one_stop(reading: Reading, stops: Sequence[Scene]) -> Iterator[tuple[int, list[Phrase]]]:
    """Yield where a sentence starts that tells of one of the stops, and the places that it names."""
    numbers: dict[str, int | None] = {}
    for sentence in reading.sentences:
        found = starting_within(_places(reading), sentence.start, sentence.stop)
        there = [place for place in found if _is_told_of(reading, sentence, place)]
        for place in there:
            if place.text not in numbers:
                numbers[place.text] = _number(place, stops)
        if len({numbers[place.text] for place in there} - {None}) == 1:
            yield sentence.start, there


def _number(place: Phrase, stops: Sequence[Scene]) -> int | None:
    return next((number for number, stop in enumerate(stops) if stop.place and agree(stop.place, place)), None)


def _is_told_of(reading: Reading, sentence: Sentence, place: Phrase) -> bool:
    before = reading.text[max(sentence.start, place.start - _LOOK_BACK) : place.start]
    return shape("at_place").search(before) is not None


def _day_beside(reading: Reading, place: Phrase) -> Phrase | None:
    """Return the days that stand right after or before a place: `in X on 3 May`, `on 3 May, in X`."""
    before = starting_within(reading.dates, 0, place.start)
    date = before[-1] if before and _TO_PLACE.fullmatch(reading.text, before[-1].stop, place.start) else None
    return _day_after(reading, place.stop) or (Phrase(date.text, date.start, date.stop) if date else None)


def _day_after(reading: Reading, stop: int) -> Phrase | None:
    date = next(iter(starting_within(reading.dates, stop + 1, stop + _LONGEST_GAP)), None)
    near = date is not None and _TO_DAY.fullmatch(reading.text, stop, date.start)
    return Phrase(date.text, date.start, date.stop) if date and near else None


@lru_cache(maxsize=4)
def _places(reading: Reading) -> tuple[Phrase, ...]:
    """Return the cities and countries that a post names, a city with the country that follows it, in order."""
    found = [with_country(reading, city.start, city.stop) for city in reading.cities]
    covered = Coverage((city.start, city.stop) for city in found)
    found.extend(
        Phrase(country.text, country.start, country.stop)
        for country in reading.countries
        if country.form is CountryForm.NAME and covered.around(country.start) is None
    )
    return tuple(sorted(found, key=_start))


def _start(place: Phrase) -> int:
    return place.start
