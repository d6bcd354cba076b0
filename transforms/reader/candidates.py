"""What may fill a field of an event: the words that the gazetteer found or the model tagged, and what they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from transforms.elements import Phrase, WordedMention
from transforms.errors import UnusableError
from transforms.gazetteer.countries import CountryForm
from transforms.gazetteer.days import resolve_date
from transforms.grammar.namings import fold
from transforms.grammar.reading import Reading


class Slot(IntEnum):
    """A field of an event that words of the text fill."""

    PERSON = 0
    PARTY = 1
    PLACE = 2
    DATE = 3
    NAME = 4
    SIDELINES = 5
    VENUE = 6
    BODY = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may fill a slot; candidates of one slot and value mean the same."""

    slot: Slot
    start: int
    stop: int
    value: str


def known_candidates(reading: Reading, mentions: Sequence[WordedMention]) -> Iterator[Candidate]:
    """Yield the persons, states, bodies, places and days that the gazetteer found, and what the grammar reads."""
    for person in reading.people:
        yield named(Slot.PERSON, person.name)
    for country in reading.countries:
        yield Candidate(Slot.PARTY, country.start, country.stop, country.code)
        if country.form in (CountryForm.NAME, CountryForm.HASHTAG, CountryForm.FLAG):
            yield Candidate(Slot.PLACE, country.start, country.stop, country.code)
    for body in reading.organisations:
        yield Candidate(Slot.PARTY, body.start, body.stop, body.code)
    for city in reading.cities:
        yield Candidate(Slot.PLACE, city.start, city.stop, f"{city.city.name}, {city.city.country}")
    for day in reading.dates:
        yield Candidate(Slot.DATE, day.start, day.stop, _day(reading, day.text))

    for slot, words in (each for mention in mentions for each in worded(mention)):
        if slot not in (Slot.PARTY, Slot.PLACE, Slot.DATE):
            yield named(slot, words)


def worded(mention: WordedMention) -> Iterator[tuple[Slot, Phrase]]:
    """Yield the words that fill the fields of a mention."""
    for participant in mention.participants:
        yield Slot.PERSON, participant.name
        yield from ((Slot.PARTY, words) for words in (participant.country, participant.organisation) if words)
    yield from ((Slot.PARTY, words) for words in mention.parties)
    yield from ((Slot.BODY, words) for words in mention.organisations)
    fields = (
        (Slot.PLACE, mention.place), (Slot.DATE, mention.date), (Slot.NAME, mention.event_name),
        (Slot.SIDELINES, mention.sidelines), (Slot.VENUE, mention.venue),
    )  # fmt: skip
    yield from ((slot, words) for slot, words in fields if words)


def named(slot: Slot, words: Phrase) -> Candidate:
    """Return a candidate that means what its words say, whatever their case and accents."""
    return Candidate(slot, words.start, words.stop, " ".join(fold(words.text)) or words.text)


def _day(reading: Reading, words: str) -> str:
    post = reading.post
    try:
        found = resolve_date(words, published=post.published_on, year=post.reference_year)
    except UnusableError:
        found = None
    return f"{found.start}/{found.end}" if found else words
