"""A worded mention as a coded one: each field resolved by the words of the post alone."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from transforms.coding.places import code_place
from transforms.elements import (
    Basis,
    DateRange,
    Document,
    Evidence,
    Kind,
    Mention,
    Participant,
    Phrase,
    Place,
    Precision,
    Status,
    WordedMention,
    WordedParticipant,
)
from transforms.gazetteer.countries import country_name, country_of, country_of_capital
from transforms.gazetteer.cues import cue_pattern, shape
from transforms.gazetteer.days import resolve_date
from transforms.gazetteer.organisations import organisation_of
from transforms.gazetteer.titles import standard_title
from transforms.identity.names import person_id

_BARE = ("the ", "this ", "that ")
_TIME_ZONES = timedelta(days=1)
_AHEAD = (Status.PLANNED, Status.CANCELLED, Status.POSTPONED)
_AT_DATELINE = (Kind.BRIEFING, Kind.PRESS_CONFERENCE, Kind.STATEMENT)


def code_mention(worded: WordedMention) -> Mention:
    """Return the mention with its words as codes; what only other posts can tell stays open.

    Raises:
        UnusableError: The words name a day that does not exist.
    """
    participants = tuple(_participant(person) for person in worded.participants)
    parties = frozenset(code for phrase in worded.parties if (code := state_of(phrase.text)))
    countries = parties | {person.country for person in participants if person.country}
    place = code_place(_place_words(worded), worded.venue, countries) or _at_dateline(worded)
    dates = _dates(worded)
    organisations = _organisations(worded, participants)
    return Mention(
        mention_id=mention_id(worded.post.post_id, worded.ordinal),
        post_id=worded.post.post_id,
        source=worded.post.source,
        published_at=worded.post.published_at,
        published_on=worded.post.published_on,
        ordinal=worded.ordinal,
        is_main=worded.is_main,
        kind=worded.kind,
        genre=worded.genre,
        status=worded.status,
        dates=dates,
        place=place,
        event_name=_event_name(worded, parties, organisations),
        sidelines_of=_tidy(worded.sidelines),
        participants=participants,
        countries=tuple(sorted(countries)),
        organisations=organisations,
        documents=tuple(
            Document(
                kind=paper.kind,
                title=" ".join(paper.title.text.split()),
                status=paper.status,
                parties=_codes(paper.parties),
            )
            for paper in worded.documents
        ),
        evidence=tuple(_evidence(worded, dates, place)),
        confidence=worded.confidence,
        extractor=worded.extractor,
    )


def mention_id(post_id: str, ordinal: int) -> str:
    """Return the id of the mention at this place in a post: the same in every run."""
    return f"me_{hashlib.sha256(f'{post_id}|{ordinal}'.encode()).hexdigest()[:16]}"


def state_of(words: str) -> str | None:
    """Return the country that the words mean as an actor: its name, demonym, seat of government or capital."""
    return country_of(words) or country_of_capital(words.strip())


def _participant(person: WordedParticipant) -> Participant:
    name = " ".join(person.name.text.split())
    country = state_of(person.country.text) if person.country else None
    body = organisation_of(person.organisation.text) if person.organisation else None
    roles = dict.fromkeys(role for title in person.titles for role in standard_title(title.text).split("; "))
    return Participant(
        person_id=person_id(name, country),
        name=name,
        role="; ".join(roles) or None,
        country=country,
        organisation=body.code if body else None,
    )


def _dates(worded: WordedMention) -> DateRange | None:
    """Return the days; what a post tells as done and dates by nothing else happened about when it was published."""
    post = worded.post
    if worded.date is not None:
        ahead = worded.status in _AHEAD
        found = resolve_date(worded.date.text, published=post.published_on, year=post.reference_year, ahead=ahead)
        if found is not None and not _lies_ahead(worded, found):
            return found
    if post.published_on is None or worded.status in _AHEAD or not (worded.is_main or worded.kind in _AT_DATELINE):
        return None
    return DateRange(start=post.published_on, end=post.published_on, precision=Precision.DAY, basis=Basis.PUBLICATION)


def _lies_ahead(worded: WordedMention, found: DateRange) -> bool:
    """Tell whether the days are after the post that tells of the event as over: they are those of something else."""
    told_on = worded.post.published_on
    return worded.status is Status.HELD and told_on is not None and found.start - told_on > _TIME_ZONES


def _place_words(worded: WordedMention) -> Phrase | None:
    """Return the words for the place; `here` is where a story is filed from."""
    if worded.place is None or worded.place.text.casefold() != "here":
        return worded.place
    return worded.post.dateline and replace(worded.post.dateline, text=worded.post.dateline.text.title())


def _at_dateline(worded: WordedMention) -> Place | None:
    """Return the city a wire story is filed from, for what was said there."""
    if worded.kind not in _AT_DATELINE or worded.post.dateline is None:
        return None
    return code_place(Phrase(worded.post.dateline.text.title(), 0, 0), None, frozenset())


def _organisations(worded: WordedMention, participants: Sequence[Participant]) -> tuple[str, ...]:
    found = {body.code for phrase in worded.organisations if (body := organisation_of(phrase.text))}
    return tuple(sorted(found | {person.organisation for person in participants if person.organisation}))


def _codes(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    return tuple(sorted({code for phrase in phrases if (code := state_of(phrase.text))}))


def _event_name(worded: WordedMention, parties: frozenset[str], organisations: Sequence[str]) -> str | None:
    """Return the name of a session; where the words name only who meets, the name that says so."""
    name = _tidy(worded.event_name)
    if name is None or not organisations or worded.kind is not Kind.MULTILATERAL_MEETING:
        return name
    body = organisation_of(organisations[0])
    if body is None:
        return name
    if name.casefold().startswith(_BARE):
        return body.name
    if shape("session_noun").search(name) or cue_pattern("clause", "session").search(name):
        return name
    return f"{'–'.join([*(country_name(code) for code in sorted(parties - body.members)), body.code])} meeting"


def _tidy(phrase: Phrase | None) -> str | None:
    return " ".join(phrase.text.replace("#", "").split()) if phrase else None


def _evidence(worded: WordedMention, dates: DateRange | None, place: Place | None) -> Iterator[Evidence]:
    """Yield the words behind every filled field, in the order of the fields."""
    yield from worded.cues
    if worded.date is not None and dates is not None and dates.basis is not Basis.PUBLICATION:
        yield _of("date", worded.date)
    if place is not None:
        yield from _place_evidence(worded, place)
    for field, phrase in (("event_name", worded.event_name), ("sidelines_of", worded.sidelines)):
        if phrase is not None:
            yield _of(field, phrase)
    for index, person in enumerate(worded.participants):
        yield from _person_evidence(f"participants[{index}]", person)
    for party in worded.parties:
        yield _of("countries", party)
    for body in worded.organisations:
        yield _of("organisations", body)
    for paper in worded.documents:
        yield _of("documents", paper.title)


def _place_evidence(worded: WordedMention, place: Place) -> Iterator[Evidence]:
    where = worded.place or worded.post.dateline
    if where is not None and place.city:
        yield _of("city", where)
    if where is not None and place.country:
        yield _of("country", where)
    if worded.venue is not None:
        yield _of("venue", worded.venue)


def _person_evidence(field: str, person: WordedParticipant) -> Iterator[Evidence]:
    yield _of(f"{field}.name", person.name)
    for title in person.titles:
        yield _of(f"{field}.role", title)
    if person.country is not None:
        yield _of(f"{field}.country", person.country)
    if person.organisation is not None:
        yield _of(f"{field}.organisation", person.organisation)


def _of(field: str, phrase: Phrase) -> Evidence:
    return Evidence(field, phrase.start, phrase.stop)
