"""Annotated texts as examples to learn from: tags over pieces, what fills which slot of which trigger, attributes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from transforms.elements import Phrase, Post, WordedMention
from transforms.grammar.language import load_language
from transforms.grammar.namings import fold
from transforms.grammar.plain import strip_ornaments
from transforms.grammar.reading import Reading, read
from transforms.grammar.telling import tell
from transforms.reader.candidates import Candidate, Slot, known_candidates, named
from transforms.reader.model import GENRES, KINDS, STATUSES, TAGGED, Span
from transforms.reader.pieces import Pieces, split

OUTSIDE, BEGIN, INSIDE, IGNORE = 0, 1, 2, -100
NONE, SHARED, OWN = 0, 1, 2

Event = dict[str, Any]
Tags = NDArray[np.int64]
# A slot of an event, and the offsets of the words that fill it.
Filled = tuple[Slot, int, int]
# What an event says in `<key>_words`.
_WORDED = {
    "place": Slot.PLACE, "date": Slot.DATE, "event_name": Slot.NAME, "sidelines": Slot.SIDELINES, "venue": Slot.VENUE,
}  # fmt: skip


@dataclass
class Trigger:
    """One trigger: where it stands, the attributes that are right, and how each candidate stands to it."""

    span: Span
    kinds: list[int]
    statuses: list[int]
    genre: int
    main: int
    links: list[int] = field(default_factory=list)


@dataclass
class Example:
    """One text, ready to learn from.

    `homes` holds persons, by their candidates, with a label for each candidate: 1 for words that say for whom one
    stands, 0 for other parties, IGNORE for what is neither; without a 1 the text does not say it.
    """

    id: str
    pieces: Pieces
    tags: Tags
    candidates: list[tuple[int, Span]]
    triggers: list[Trigger]
    homes: list[tuple[int, list[int]]]


def annotate(record: Event) -> Reading:
    """Return the reading of a text as the program makes it."""
    published = date.fromisoformat(record["published"][:10]) if record.get("published") else None
    post = Post(
        post_id=record["id"], source=record.get("source") or "", file="", first_line=1, last_line=1, ordinal=0,
        published_on=published, text=record["text"],
    )  # fmt: skip
    plain = strip_ornaments(post.text)
    return read(post, plain, load_language("none")(plain.text))


def load(folder: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the examples of an annotated set."""
    texts = {record["id"]: record for record in _lines(folder / "texts.jsonl")}
    for row in _lines(folder / "gold.jsonl"):
        reading = annotate(texts[row["id"]])
        read_before = tell(reading)
        yield example(reading, read_before, row["events"], split(tokenizer, reading, read_before))


def example(reading: Reading, read_before: Sequence[WordedMention], events: Sequence[Event], pieces: Pieces) -> Example:
    """Return what is to be learned from one text, of which the grammar reads certain mentions."""
    triggers = _triggers(reading.text, events, pieces)
    fillers = [list(_fillers(reading.text, event)) for event in events]
    candidates = _candidates(reading, read_before, fillers, pieces)
    return Example(
        id=reading.post.post_id,
        pieces=pieces,
        tags=_tags(reading.text, events, triggers, fillers, pieces),
        candidates=[(candidate.slot, span) for candidate, span in candidates],
        triggers=[
            _trigger(span, [events[i] for i in told], [fillers[i] for i in told], [found for found, _ in candidates])
            for span, told in triggers.items()
        ],
        homes=list(_homes(reading.text, [candidate for candidate, _ in candidates], events)),
    )


def _triggers(text: str, events: Sequence[Event], pieces: Pieces) -> dict[Span, list[int]]:
    """Return which events the words of each trigger name."""
    triggers: dict[Span, list[int]] = {}
    for index, event in enumerate(events):
        place = find(text, event.get("trigger"), event.get("trigger_nth"))
        span = pieces.span(*place) if place else None
        if span:
            triggers.setdefault(span, []).append(index)
    return triggers


def _candidates(
    reading: Reading, read_before: Sequence[WordedMention], fillers: Sequence[list[Filled]], pieces: Pieces
) -> list[tuple[Candidate, Span]]:
    """Return what the program finds by itself and what is annotated and can be tagged, each with its pieces."""
    found = list(known_candidates(reading, read_before))
    for slot, start, stop in (each for filled in fillers for each in filled):
        if slot not in (Slot.PARTY, Slot.DATE):
            found.append(named(slot, Phrase(reading.text[start:stop], start, stop)))
    return [(each, span) for each in _distinct(found) if (span := pieces.span(each.start, each.stop))]


def _tags(
    text: str, events: Sequence[Event], triggers: Iterable[Span], fillers: Sequence[list[Filled]], pieces: Pieces
) -> Tags:
    """Return the tags of all pieces; those that do not open a word, or may be what is not annotated, teach nothing."""
    tags = np.zeros((len(TAGGED), len(pieces)), dtype=np.int64)
    tags[:, ~pieces.opens] = IGNORE
    for participant in (each for event in events for each in event["participants"]):
        _ignore_other_namings(text, participant, tags[TAGGED.index(Slot.PERSON)], pieces)
    for span in triggers:
        _tag(tags[0], span, pieces)
    if any(not event.get("trigger") for event in events):
        tags[0, tags[0] == OUTSIDE] = IGNORE
    for slot, start, stop in (each for filled in fillers for each in filled):
        found = pieces.span(start, stop)
        if slot in TAGGED and found:
            _tag(tags[TAGGED.index(slot)], found, pieces)
    return tags


def _trigger(
    span: Span, events: Sequence[Event], fillers: Sequence[list[Filled]], candidates: Sequence[Candidate]
) -> Trigger:
    first = events[0]
    return Trigger(
        span=span,
        kinds=[KINDS.index(kind) for kind in (first["kind"], *(first.get("kind_alt") or ()))],
        statuses=[STATUSES.index(status) for status in (first["status"], *(first.get("status_alt") or ()))],
        genre=GENRES.index(first["genre"]),
        main=int(any(event["main"] for event in events)),
        links=_links(candidates, fillers, events),
    )


def find(text: str, words: str | None, nth: int | None) -> Span | None:
    """Return where the n-th occurrence of the words stands."""
    if not words:
        return None
    at = -1
    for _ in range(nth or 1):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def _lines(path: Path) -> Iterator[Event]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _fillers(text: str, event: Event) -> Iterator[Filled]:
    """Yield slots and the words that fill them in an event."""
    for participant in event["participants"]:
        said = find(text, participant.get("words"), participant.get("nth"))
        country = find(text, participant.get("country_words"), participant.get("country_nth"))
        if participant.get("name"):
            yield from ((Slot.PERSON, *place) for place in (said,) if place)
        elif participant.get("country_or_org"):
            yield from ((Slot.PARTY, *place) for place in (said, country) if place)
    for key, slot in _WORDED.items():
        nth = event.get(f"{key}_nth") or event.get(f"{key}_words_nth")
        if place := find(text, event.get(f"{key}_words"), nth):
            yield slot, *place
    for words in event.get("organisation_words") or ():
        if place := find(text, words, 1):
            yield Slot.BODY, *place


def _links(candidates: Sequence[Candidate], fillers: Sequence[list[Filled]], events: Sequence[Event]) -> list[int]:
    """Return for each candidate whether it fills none, all, or one of several events of a trigger.

    Other words for what fills an event are neither right nor wrong.
    """
    hits = [{candidate for candidate in candidates if _fills(candidate, filled)} for filled in fillers]
    again = {(candidate.slot, candidate.value) for hit in hits for candidate in hit} | set(_meant(events))
    names = {word for event in events for each in event["participants"] for word in fold(each.get("name") or "")}
    links = []
    for candidate in candidates:
        count = sum(candidate in hit for hit in hits)
        if count:
            links.append(SHARED if count == len(hits) else OWN)
        elif (candidate.slot, candidate.value) in again:
            links.append(IGNORE)
        else:
            named_again = candidate.slot is Slot.PERSON and not names.isdisjoint(candidate.value.split())
            links.append(IGNORE if named_again else NONE)
    return links


def _fills(candidate: Candidate, filled: Iterable[Filled]) -> bool:
    return any(
        candidate.slot is slot and candidate.start < stop and start < candidate.stop for slot, start, stop in filled
    )


def _meant(events: Sequence[Event]) -> Iterator[tuple[Slot, str]]:
    """Yield what fills the slots of events, as values of candidates."""
    for event in events:
        yield Slot.DATE, f"{event['date_start']}/{event['date_end']}"
        yield Slot.PLACE, f"{event.get('city')}, {event.get('country')}"
        yield Slot.PLACE, str(event.get("country"))
        for participant in event["participants"]:
            yield Slot.PARTY, str(participant.get("country_or_org"))
            yield Slot.PERSON, " ".join(fold(participant.get("words") or ""))


def _homes(text: str, candidates: Sequence[Candidate], events: Sequence[Event]) -> Iterator[tuple[int, list[int]]]:
    """Yield for each named participant which of the parties is the country or body that he or she stands for."""
    done: set[int] = set()
    for event in events:
        for participant in event["participants"]:
            at = find(text, participant.get("words"), participant.get("nth"))
            if not (at and participant.get("name")):
                continue
            code = participant.get("country_or_org")
            said = find(text, participant.get("country_words"), participant.get("country_nth"))
            for index, c in enumerate(candidates):
                if c.slot == Slot.PERSON and (c.start, c.stop) == at and index not in done:
                    done.add(index)
                    yield index, [_home(other, code, said) for other in candidates]


def _home(candidate: Candidate, code: str | None, said: Span | None) -> int:
    if candidate.slot != Slot.PARTY:
        return IGNORE
    if candidate.value != code:
        return 0
    if said is None:
        return 1
    return 1 if candidate.start < said[1] and said[0] < candidate.stop else IGNORE


def _tag(tags: Tags, span: Span, pieces: Pieces) -> None:
    inside = [i for i in range(*span) if pieces.opens[i]]
    if not inside or any(tags[i] > 0 for i in inside):
        return
    tags[inside] = INSIDE
    tags[inside[0]] = BEGIN


def _ignore_other_namings(text: str, participant: Event, tags: Tags, pieces: Pieces) -> None:
    """Where a participant is named again, the tags teach nothing."""
    words = {participant.get("words") or ""}
    if participant.get("name"):
        words.update(word for word in participant["name"].split() if len(word) > 2)  # noqa: PLR2004
    for word in words:
        at = text.find(word) if len(word) > 2 else -1  # noqa: PLR2004
        while at >= 0:
            span = pieces.span(at, at + len(word))
            if span:
                tags[slice(*span)] = IGNORE
            at = text.find(word, at + 1)


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted({(c.slot, c.start, c.stop): c for c in candidates}.values(), key=lambda c: (c.start, c.stop, c.slot))
