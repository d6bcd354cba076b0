"""The states that take part without a person being named: offices, delegations, joined names, flags."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.elements import Phrase
from transforms.gazetteer.countries import CountryForm, CountryMatch
from transforms.gazetteer.cues import cue_pattern, shape
from transforms.gazetteer.spans import starting_within
from transforms.grammar.clauses import Clause
from transforms.grammar.namings import Person
from transforms.grammar.reading import Reading, Sentence

_ACTOR = (CountryForm.NAME, CountryForm.CAPITAL, CountryForm.METONYM)
_LOOK_BACK = 16
_TWO_SIDES = 2
_WORD = re.compile(r"[^\W_]")
_AND = re.compile(r"\s*(?:,|and|, and|&)(?: the)?\s+")


def find_parties(
    reading: Reading, clause: Clause, start: int, stop: int, people: Sequence[Person]
) -> tuple[Phrase, ...]:
    """Return the words for the states that take part in what a clause tells, besides those of the people."""
    found = [*_offices(reading, start, stop, tellers=False), *_bare(reading, start, stop)]
    if len(people) + len(found) < _TWO_SIDES:
        found.extend(_offices(reading, start, stop, tellers=True))
    if clause.head.kind in ("meeting", "phone_call", "signing", "ceremony"):
        found.extend(_flags(reading, clause, people))
    unique: dict[int, Phrase] = {phrase.start: phrase for phrase in found}
    return tuple(unique[start] for start in sorted(unique))


def _offices(reading: Reading, start: int, stop: int, *, tellers: bool) -> Iterator[Phrase]:
    """Yield the states of offices and groups: of those that say what happened, or of the others."""
    for office in starting_within(reading.offices, start, stop):
        says = cue_pattern("clause", "saying").match(reading.text, office.stop + 1) is not None
        if says is tellers:
            yield from office.countries


def _bare(reading: Reading, start: int, stop: int) -> Iterator[Phrase]:
    """Yield the countries that act or are acted with: `X and Y agree`, `talks with Z`, `the X delegation`."""
    text = reading.text
    chain_end = -1
    countries = starting_within(reading.countries, start, stop)
    for country, chain in zip(countries, _chains(text, countries), strict=True):
        if reading.named_people.around(country.start):
            continue
        follows = chain_end >= 0 and _AND.fullmatch(text[chain_end : country.start]) is not None
        acts = country.form in _ACTOR and _acts(text, country, start)
        sends = country.form is CountryForm.DEMONYM and shape("sends").match(text, country.stop)
        chained = country.form is not CountryForm.FLAG and chain is not None and _lead_on(text, chain)
        if follows or acts or sends or chained:
            chain_end = country.stop
            yield Phrase(country.text, country.start, country.stop)


def _acts(text: str, country: CountryMatch, start: int) -> bool:
    """Tell whether a state takes part as itself, and not as the place or the host of what others do."""
    first = max(start, country.start - _LOOK_BACK)
    if shape("placed").search(text, first, country.start):
        return False
    if country.form is CountryForm.CAPITAL and shape("hosts").match(text, country.stop):
        return False
    return bool(shape("acted_with").search(text, first, country.start) or shape("acts").match(text, country.stop))


def _chains(text: str, countries: Sequence[CountryMatch]) -> Sequence[int | None]:
    """Return for each country where the list ends that it opens, `X, Y and Z`, None where no other follows."""
    ends: list[int | None] = [None] * len(countries)
    for index in range(len(countries) - 2, -1, -1):
        following = countries[index + 1]
        if _AND.fullmatch(text, countries[index].stop, following.start):
            ends[index] = ends[index + 1] or following.stop
    return ends


def _lead_on(text: str, end: int) -> bool:
    """Tell whether an actor's verb or noun follows."""
    return bool(shape("acts").match(text, end) or shape("sends").match(text, end))


def _flags(reading: Reading, clause: Clause, people: Sequence[Person]) -> Sequence[Phrase]:
    """Return the flags that open the line, where they say more than the people do."""
    flags = _opening_flags(reading, clause.sentence)
    return flags if len(flags) > 1 or not any(person.country for person in people) else ()


@lru_cache(maxsize=64)
def _opening_flags(reading: Reading, sentence: Sentence) -> tuple[Phrase, ...]:
    """Return the flags that open a sentence, each once."""
    flags: dict[str, Phrase] = {}
    position = sentence.start
    for country in starting_within(reading.countries, position, sentence.stop):
        if country.form is not CountryForm.FLAG or _WORD.search(reading.text, position, country.start):
            break
        flags.setdefault(country.text, Phrase(country.text, country.start, country.stop))
        position = country.stop
    return tuple(flags.values())
