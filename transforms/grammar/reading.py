"""One post, annotated: sentences, people, states, organisations, days and cities, each with its offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Doc

from transforms.elements import Post
from transforms.gazetteer.cities import CityMatch, find_cities
from transforms.gazetteer.countries import CountryForm, CountryMatch, find_countries
from transforms.gazetteer.cues import cue_pattern
from transforms.gazetteer.days import DatePhrase, find_dates
from transforms.gazetteer.organisations import OrganisationMatch, find_organisations
from transforms.gazetteer.spans import Coverage, Stretch, starting_within
from transforms.gazetteer.titles import (
    TitleMatch,
    find_titles,
    honorific_pattern,
    long_honorific_pattern,
    short_honorific_pattern,
)
from transforms.grammar.chunks import Chunk, chunk
from transforms.grammar.names import NameRun, find_runs
from transforms.grammar.namings import Naming, Person
from transforms.grammar.people import Office, find_offices, find_people
from transforms.grammar.plain import Plain

_LINE = re.compile(r"[^\n\r\u2028\u0085]+")
_NAMED = ("PERSON",)
# Honorifics of initials, which would else be read as those of the name: H.E., H.R.H.
_HONORIFIC = re.compile(r"\bH\. ?(?:[EHM]|R\. ?H)\.")
_WORD = re.compile(r"[^\W_]")
_SHORT, _NAME = 3, 24
_LETTERS = {
    CountryForm.NAME: "C",
    CountryForm.DEMONYM: "C",
    CountryForm.METONYM: "C",
    CountryForm.CAPITAL: "K",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line without one; `line` counts lines with text from 0."""

    start: int
    stop: int
    line: int


@dataclass(frozen=True, eq=False)
class Reading:
    """What a post names, in the order of the text; equal only to itself, so that what follows from it can be cached."""

    post: Post
    sentences: tuple[Sentence, ...]
    people: tuple[Person, ...]
    offices: tuple[Office, ...]
    countries: tuple[CountryMatch, ...]
    organisations: tuple[OrganisationMatch, ...]
    dates: tuple[DatePhrase, ...]
    cities: tuple[CityMatch, ...]
    runs: tuple[NameRun, ...]

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        return self.post.text

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        """Every stretch that names a person."""
        namings = [Naming(*span, person) for person in self.people for span in person.spans]
        return tuple(sorted(namings, key=attrgetter("start")))

    @cached_property
    def named_people(self) -> Coverage:
        """Where people stand."""
        return Coverage((naming.start, naming.stop) for naming in self.namings)

    @cached_property
    def named_things(self) -> Coverage:
        """Where countries, cities, bodies and days stand."""
        things: tuple[Stretch, ...] = (*self.countries, *self.cities, *self.organisations, *self.dates)
        return Coverage((thing.start, thing.stop) for thing in things)


def read(post: Post, plain: Plain, doc: Doc) -> Reading:
    """Return the annotated post; `doc` is the language's reading of its plain text."""
    text = post.text
    is_person = Coverage(
        (plain.origin(name.start_char), plain.origin(name.end_char - 1) + 1)
        for name in doc.ents
        if name.label_ in _NAMED
    )
    titles = tuple(title for title in find_titles(text) if not _ends_name(text, title))
    countries, organisations = find_countries(text), find_organisations(text)
    dates = find_dates(text)
    cities = tuple(city for city in find_cities(text) if not _is_part(city, is_person))
    known = _known(titles, countries, organisations, (*dates, *cities))
    taken = [(piece.start, piece.stop) for piece in known]
    taken.extend(found.span() for found in _HONORIFIC.finditer(text))
    known.extend(Chunk("e", *found.span()) for found in cue_pattern("clause", "organs").finditer(text))
    known.extend(Chunk("h", *found.span()) for found in long_honorific_pattern().finditer(text))
    runs = find_runs(text, taken)
    known.extend(Chunk("N", run.start, run.stop) for run in runs)
    chunks = chunk(text, known, honorific_pattern())
    people = find_people(text, chunks, is_person)
    return Reading(
        post=post,
        sentences=tuple(_sentences(text, plain, doc)),
        people=people,
        offices=find_offices(text, chunks, people),
        countries=countries,
        organisations=organisations,
        dates=dates,
        cities=cities,
        runs=runs,
    )


def _known(
    titles: tuple[TitleMatch, ...],
    countries: tuple[CountryMatch, ...],
    bodies: tuple[OrganisationMatch, ...],
    others: tuple[DatePhrase | CityMatch, ...],
) -> list[Chunk]:
    """Return the chunks that the gazetteer knows."""
    return [
        *(Chunk("T", title.start, title.stop) for title in titles),
        *(Chunk(letter, found.start, found.stop) for found in countries if (letter := _LETTERS.get(found.form))),
        *(Chunk("O", body.start, body.stop) for body in bodies if not _holds(body, titles)),
        *(Chunk("x", other.start, other.stop) for other in others),
    ]


def _ends_name(text: str, title: TitleMatch) -> bool:
    """Tell whether what reads like a short title is the end of a name: Hun Sen is no senator."""
    before = re.search(r"\b[A-Z]\w+ $", text[max(0, title.start - _NAME) : title.start])
    short = title.stop - title.start <= _SHORT and not title.text.isupper()
    return short and text[title.stop : title.stop + 1] != "." and before is not None


def _holds(body: OrganisationMatch, titles: tuple[TitleMatch, ...]) -> bool:
    """Tell whether a body is named by the office at its head: the UN High Commissioner for Refugees."""
    return any(title.stop <= body.stop for title in starting_within(titles, body.start, body.stop))


def _is_part(city: CityMatch, persons: Coverage) -> bool:
    """Tell whether a city is only a part of a person's name."""
    name = persons.around(city.start)
    return name is not None and city.stop <= name[1] and name != (city.start, city.stop)


def _sentences(text: str, plain: Plain, doc: Doc) -> Iterator[Sentence]:
    """Yield the sentences; no sentence goes on over the end of a line."""
    starts = sorted({plain.origin(found.start_char) for found in doc.sents if found.text.strip()})
    lines = (match for match in _LINE.finditer(text) if match[0].strip())
    for line, match in enumerate(lines):
        within = starts[bisect_right(starts, match.start()) : bisect_left(starts, match.end())]
        for start, stop in pairwise([*_cuts(text, match, within), match.end()]):
            if text[start:stop].strip():
                yield Sentence(start, stop, line)


def _cuts(text: str, line: re.Match[str], starts: Sequence[int]) -> Iterator[int]:
    """Yield where the sentences of a line begin; what is no word before one, such as a flag, is a part of it."""
    yield line.start()
    word = _WORD.search(text, line.start(), line.end())
    for start in starts:
        opens = word is not None and word.start() < start
        if opens and not short_honorific_pattern().search(text[max(0, start - _NAME) : start]):
            yield start
            word = _WORD.search(text, start, line.end())
