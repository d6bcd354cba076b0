"""From hidden states to mentions: triggers, candidates for what fills their slots, and the words for each field."""

from collections.abc import Iterator, Sequence

import numpy as np

from transforms.elements import Evidence, Phrase, WordedMention, WordedParticipant
from transforms.gazetteer.organisations import organisation_of
from transforms.grammar.namings import Person, gather
from transforms.grammar.reading import Reading
from transforms.reader.candidates import Candidate, Slot, known_candidates, named
from transforms.reader.drafts import FILLER, Draft, fill, merge
from transforms.reader.model import GENRES, KINDS, STATUSES, TAGGED, Floats, Model, Span, apart, means
from transforms.reader.pieces import Pieces

# The surest trigger of a post is believed above the first probability, any other only above the second.
_TRIGGER, _FURTHER_TRIGGER = 0.3, 0.5
_MOST_TRIGGERS = 60


def decode(
    reading: Reading, read: Sequence[WordedMention], pieces: Pieces, states: Floats, model: Model
) -> tuple[WordedMention, ...]:
    """Return the mentions of a post, what it is about first; none where it tells of no event.

    Args:
        reading: The annotated post.
        read: What the grammar reads in it.
        pieces: Its word pieces, which know both.
        states: Their hidden states.
        model: What scores them.
    """
    tags = model.tags(states)
    triggers = _triggers(tags[:, 0], pieces)
    if not triggers:
        return ()
    candidates = _candidates(reading, read, pieces, tags)
    people = _people(reading, candidates)
    persons = [_person_at(people, candidate) for candidate in candidates]
    spans = [pieces.span(candidate.start, candidate.stop) or (0, 1) for candidate in candidates]
    fillers = means(states, spans)
    drafts = _drafts(pieces, states, model, triggers)
    links = model.links(
        means(states, [span for span, _ in triggers]),
        fillers,
        [candidate.slot for candidate in candidates],
        apart(pieces, [span for span, _ in triggers], spans),
    )
    events = merge(
        event for draft, row in zip(drafts, links, strict=True) for event in fill(draft, candidates, persons, row)
    )
    homes = dict(_homes(model, pieces, fillers, list(zip(candidates, spans, persons, strict=True))))
    return tuple(_mention(reading, event, ordinal, people, homes) for ordinal, event in enumerate(events))


def _triggers(tags: Floats, pieces: Pieces) -> list[tuple[Span, float]]:
    found = list(_spans(tags, pieces, _TRIGGER))
    surest = max((sure for _, sure in found), default=0.0)
    return [(span, sure) for span, sure in found if sure >= min(surest, _FURTHER_TRIGGER)][:_MOST_TRIGGERS]


def _drafts(pieces: Pieces, states: Floats, model: Model, triggers: Sequence[tuple[Span, float]]) -> Iterator[Draft]:
    heads = means(states, [span for span, _ in triggers])
    whole = np.broadcast_to(states.mean(0), heads.shape)
    scores = [model.attribute(name, heads) for name in ("kind", "status", "genre")]
    scores.append(model.attribute("main", np.concatenate([heads, whole], -1)))
    for ((start, stop), sure), kind, status, genre, main in zip(triggers, *scores, strict=True):
        yield Draft(
            start=int(pieces.starts[start]),
            stop=int(pieces.stops[stop - 1]),
            sure=sure,
            kind=KINDS[int(kind.argmax())],
            status=STATUSES[int(status.argmax())],
            genre=GENRES[int(genre.argmax())],
            main=float(main[1]),
        )


def _spans(tags: Floats, pieces: Pieces, least: float) -> Iterator[tuple[Span, float]]:
    """Yield the spans of whole words that one tag marks, and how surely; each piece counts as its word's first does."""
    starts = np.flatnonzero(pieces.opens)
    stops = [*starts[1:].tolist(), len(pieces)][: len(starts)]
    begun, last, sure = None, 0, 0.0
    for start, stop, (outside, begin, inside) in zip(starts.tolist(), stops, tags[starts].tolist(), strict=True):
        marked = 1 - outside > least
        if begun is not None and (not marked or begin > inside):
            yield (begun, last), sure
            begun = None
        if marked:
            begun, sure = (start, 1 - outside) if begun is None else (begun, max(sure, 1 - outside))
            last = stop
    if begun is not None:
        yield (begun, last), sure


def _candidates(reading: Reading, read: Sequence[WordedMention], pieces: Pieces, tags: Floats) -> list[Candidate]:
    """Return what the gazetteer knows and what the model tags, each stretch and slot once."""
    found = {(c.slot, c.start, c.stop): c for c in known_candidates(reading, read) if pieces.span(c.start, c.stop)}
    for column, slot in enumerate(TAGGED):
        if slot is None:
            continue
        for (first, last), _ in _spans(tags[:, column], pieces, FILLER):
            start, stop = _whole(reading, slot, int(pieces.starts[first]), int(pieces.stops[last - 1]))
            if slot is Slot.PLACE and not reading.text[start].isupper():
                continue  # no name of a place: the capital, here
            found.setdefault((slot, start, stop), named(slot, Phrase(reading.text[start:stop], start, stop)))
    return sorted(found.values(), key=lambda candidate: (candidate.start, candidate.stop, candidate.slot))


def _whole(reading: Reading, slot: Slot, start: int, stop: int) -> Span:
    """Return the whole city, or run of capitalised words, where only a part of it is tagged."""
    known = [(city.start, city.stop) for city in reading.cities if slot is Slot.PLACE]
    known += [(run.start, run.stop) for run in reading.runs]
    return next((span for span in known if span[0] <= start and stop <= span[1]), (start, stop))


def _people(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Person, ...]:
    """Return the persons of a post: those whom titles show, and the other names that the model tags."""
    bare = [
        Person(_phrase(reading, candidate), (), None, None, ((candidate.start, candidate.stop),))
        for candidate in candidates
        if candidate.slot is Slot.PERSON and _person_at(reading.people, candidate) is None
    ]
    return gather(list(reading.people), bare)


def _person_at(people: Sequence[Person], candidate: Candidate) -> int | None:
    """Return the place of the person whom a candidate names."""
    if candidate.slot is not Slot.PERSON:
        return None
    overlaps = (
        place
        for place, person in enumerate(people)
        if any(start < candidate.stop and candidate.start < stop for start, stop in person.spans)
    )
    return next(overlaps, None)


def _homes(
    model: Model, pieces: Pieces, fillers: Floats, candidates: Sequence[tuple[Candidate, Span, int | None]]
) -> Iterator[tuple[int, Candidate]]:
    """Yield persons, by their place, with the words for the country or body that they stand for; the surest last."""
    namings = [index for index, (_, _, person) in enumerate(candidates) if person is not None]
    parties = [index for index, (candidate, _, _) in enumerate(candidates) if candidate.slot is Slot.PARTY]
    if not namings or not parties:
        return
    distance = apart(pieces, [candidates[i][1] for i in namings], [candidates[i][1] for i in parties])
    scores = model.homes(fillers[namings], fillers[parties], distance)
    for row in np.argsort(scores.max(-1), kind="stable").tolist():
        person = candidates[namings[row]][2]
        if person is not None and scores[row].max() > 0:
            yield person, candidates[parties[int(scores[row].argmax())]][0]


def _mention(
    reading: Reading, event: Draft, ordinal: int, people: Sequence[Person], homes: dict[int, Candidate]
) -> WordedMention:
    words = {slot: _phrase(reading, found) if (found := event.first(slot)) else None for slot in Slot}
    persons = sorted(filler.person for filler in event.fillers[Slot.PERSON] if filler.person is not None)
    parties = [_phrase(reading, filler.candidate) for filler in event.fillers[Slot.PARTY]]
    bodies = [_phrase(reading, filler.candidate) for filler in event.fillers[Slot.BODY]]
    return WordedMention(
        post=reading.post,
        ordinal=ordinal,
        is_main=event.is_main,
        kind=event.kind,
        genre=event.genre,
        status=event.status,
        date=words[Slot.DATE],
        place=words[Slot.PLACE],
        venue=words[Slot.VENUE],
        event_name=words[Slot.NAME],
        sidelines=words[Slot.SIDELINES],
        participants=tuple(_participant(reading, people[person], homes.get(person)) for person in persons),
        parties=tuple(party for party in parties if not organisation_of(party.text)),
        organisations=tuple(dict.fromkeys((*bodies, *(party for party in parties if organisation_of(party.text))))),
        cues=tuple(Evidence(field, event.start, event.stop) for field in ("kind", "status", "genre")),
        confidence=round(event.sure, 2),
        extractor="model",
    )


def _participant(reading: Reading, person: Person, home: Candidate | None) -> WordedParticipant:
    country, body = person.country, person.organisation
    if home is not None and country is None and body is None:
        words = _phrase(reading, home)
        country, body = (None, words) if organisation_of(words.text) else (words, None)
    return WordedParticipant(name=person.name, titles=person.titles, country=country, organisation=body)


def _phrase(reading: Reading, candidate: Candidate) -> Phrase:
    return Phrase(reading.text[candidate.start : candidate.stop], candidate.start, candidate.stop)
