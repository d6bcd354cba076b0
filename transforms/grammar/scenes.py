"""What one clause tells: an event with the people, states, days and place that the clause itself names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.elements import Evidence, Phrase, Status
from transforms.gazetteer.countries import CountryForm
from transforms.gazetteer.cues import cue_pattern, find_cues, shape
from transforms.gazetteer.days import DatePhrase
from transforms.grammar.clauses import Clause, find_clauses
from transforms.grammar.namings import Person
from transforms.grammar.parting import part
from transforms.grammar.places import find_place, find_venue
from transforms.grammar.reading import Reading, Sentence
from transforms.grammar.scene import Scene
from transforms.grammar.sessions import find_sessions
from transforms.grammar.states import find_parties
from transforms.grammar.status import find_status

_PAREN = re.compile(r"\(([^()]{4,60})\)[\s.]*$")
_OF_SPEECH = frozenset(("briefing", "press_conference", "statement"))
_MESSAGES = frozenset(("condolence", "congratulation"))
_VAGUE = ("this year", "coming year")
_CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)
_TRAVEL = frozenset(("visit", "arrival", "departure"))


def find_scenes(reading: Reading, sentence: Sentence) -> Iterator[Scene]:
    """Yield what the clauses of a sentence tell, in the order of the text."""
    subject: tuple[Person, ...] = ()
    for clause in find_clauses(reading, sentence):
        scene = _scene(reading, clause, subject)
        if not subject:
            subject = tuple(person for person in scene.people if _first_in(person, clause) < clause.head.start)
        yield from part(reading, scene)


def _scene(reading: Reading, clause: Clause, subject: Sequence[Person]) -> Scene:
    text = reading.text
    status, shown = find_status(text, clause)
    marker = cue_pattern("clause", "sidelines").search(text, clause.start, clause.stop)
    margin = _larger_event(reading, marker.start(), marker.end(), clause.stop) if marker else None
    first, stop = clause.start, clause.cut
    if marker and margin and not any(_people(reading, clause.start, marker.start())):
        first = max(margin.stop, marker.end())
    elif marker:
        stop = min(stop, marker.start())
    named = tuple(_people(reading, first, stop))
    people = tuple(person for person in named if _takes_part(text, person, clause))
    if len(people) == 1 and not clause.marker:
        people = tuple(person for person in named if person in people or _tells_of_itself(text, person, clause))
    people = _with_subject(reading, clause, people, subject)
    kind = _kind(reading, clause, people)
    session = None if kind in ("phone_call", *_OF_SPEECH) else find_sessions(reading, clause, first, stop)
    scene = Scene(
        kind=kind,
        status=status,
        cues=(Evidence("kind", clause.head.start, clause.head.stop), shown),
        clause=clause,
        people=people,
        parties=() if kind in _TRAVEL and people else find_parties(reading, clause, first, stop, people),
        date=_date(reading, _to_the_end(clause) if status in _CALLED_OFF else clause),
        place=_place(reading, clause, kind, clause.stop if margin else clause.cut),
        venue=find_venue(reading, clause.start, clause.stop),
        session=session,
        sidelines=margin,
        status_is_said=_says_status(text, clause, shown),
    )
    return _with_parenthesis(reading, scene)


def _place(reading: Reading, clause: Clause, kind: str, stop: int) -> Phrase | None:
    """Return where it is; of a journey, what stands before it as its goal: `her China trip`."""
    if kind in _MESSAGES:
        return None
    start = clause.head.start if kind in _TRAVEL else clause.start
    if kind == "visit":
        for country in reading.countries:
            if country.form is CountryForm.NAME and reading.text[country.stop : clause.head.start] == " ":
                return Phrase(country.text, country.start, country.stop)
    return find_place(reading, start, stop) or find_place(reading, clause.start, stop)


def _to_the_end(clause: Clause) -> Clause:
    """Return the clause up to the end of its sentence: what is called off is dated anywhere in it."""
    return replace(clause, stop=clause.sentence.stop)


def _says_status(text: str, clause: Clause, shown: Evidence) -> bool:
    """Tell whether a verb in the past, a word of time or remarks made there show the status."""
    head = clause.head
    if (shown.start, shown.stop) != (head.start, head.stop):
        return True
    if shape("done").fullmatch(text[head.start : head.stop]):
        return True
    return cue_pattern("genre", "remarks").search(text, clause.start, clause.stop) is not None


def _people(reading: Reading, start: int, stop: int) -> Iterator[Person]:
    """Yield the people named between two offsets, in the order of the text."""
    found = [(span[0], person) for person in reading.people for span in person.spans if start <= span[0] < stop]
    seen: list[Person] = []
    for _, person in sorted(found, key=_by_offset):
        if person not in seen:
            seen.append(person)
            yield person


def _end(item: tuple[int, Person]) -> int:
    return next(stop for start, stop in item[1].spans if start == item[0])


def _by_offset(item: tuple[int, Person]) -> int:
    return item[0]


def _first_in(person: Person, clause: Clause) -> int:
    return min((span[0] for span in person.spans if clause.start <= span[0] < clause.stop), default=clause.stop)


def _takes_part(text: str, person: Person, clause: Clause) -> bool:
    """Tell whether a person named in a clause is in the event, and does not just tell of it or lend it a name."""
    if clause.head.kind not in _OF_SPEECH and any(shape("spokesperson").search(title.text) for title in person.titles):
        return False
    spans = [span for span in person.spans if clause.start <= span[0] < clause.stop]
    return any(not _says(text, span[1], clause) and not _owns_something(text, span[1], clause) for span in spans)


def _tells_of_itself(text: str, person: Person, clause: Clause) -> bool:
    """Tell whether one who says what happened is the other side of it: `A says B cancelled their meeting`."""
    if any(shape("spokesperson").search(title.text) for title in person.titles):
        return False
    return any(
        _says(text, stop, clause) and stop < clause.head.start for start, stop in person.spans if start >= clause.start
    )


def _says(text: str, stop: int, clause: Clause) -> bool:
    said = cue_pattern("clause", "saying").match(text, _skip(text, stop))
    return said is not None and said.end() <= clause.stop and clause.head.kind not in _OF_SPEECH


def _skip(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " ,\u00a0":
        offset += 1
    return offset


def _owns_something(text: str, stop: int, clause: Clause) -> bool:
    """Tell whether what follows the name in the possessive is no event: `X's initiative`, but not `X's visit to Y`."""
    if text[stop : stop + 2] not in ("'s", "’s") or stop < clause.head.start:
        return False
    words = re.match(r"(?:[\s-]+[\w’'-]+){1,5}", text[stop + 2 : stop + 60])
    return words is not None and next(find_cues(words.group()), None) is None


def _with_subject(
    reading: Reading, clause: Clause, people: tuple[Person, ...], subject: Sequence[Person]
) -> tuple[Person, ...]:
    """Add the subject of the clause before where this one leaves it out: `arrives for talks with Y`."""
    if clause.teller and not people:
        before = [(span[0], person) for person in reading.people for span in person.spans if span[0] < clause.start]
        told = [
            item
            for item in before
            if cue_pattern("clause", "saying").match(reading.text, _skip(reading.text, _end(item)))
        ]
        return (max(told or before, key=_by_offset)[1],) if before else people
    if not clause.marker or not subject or len(people) > 1 or clause.teller:
        return people
    if clause.marker.startswith(("and", "for", "to", "where", "en route", "while", "during which", "on ")):
        return (*subject, *(person for person in people if person not in subject))
    return people


def _kind(reading: Reading, clause: Clause, people: Sequence[Person]) -> str:
    """Return the kind that the head names; who visits a person meets that person."""
    kind = clause.head.kind
    if kind != "visit" or len(people) < 2:  # noqa: PLR2004 (a visitor and a host)
        return kind
    for person in people:
        for start, _ in person.spans:
            between = reading.text[clause.head.stop : start]
            if clause.head.stop <= start and re.fullmatch(r"\s*(?:with )?", between):
                return "meeting"
    return kind


def _date(reading: Reading, clause: Clause) -> Phrase | None:
    """Return the days named in the clause that stand nearest to its head."""
    found = [
        date
        for date in reading.dates
        if clause.start <= date.start < clause.stop
        and not _is_of_another(reading, date.start)
        and not date.text.casefold().endswith(_VAGUE)
    ]
    if not found:
        return None
    moved = [date for date in found if shape("moved_to").search(reading.text, clause.start, date.start)]
    early = moved or [date for date in found if date.start < clause.cut] or _at_end(reading, clause, found[-1:])
    if not early:
        return None
    _, start, stop = min((abs(date.start - clause.head.start), date.start, date.stop) for date in early)
    return Phrase(reading.text[start:stop], start, stop)


def _at_end(reading: Reading, clause: Clause, dates: Sequence[DatePhrase]) -> Sequence[DatePhrase]:
    """Return the dates that close a clause after its topic: `to discuss trade on Monday`."""
    return [date for date in dates if not re.search(r"\w", reading.text[date.stop : clause.stop])]


def _is_of_another(reading: Reading, start: int) -> bool:
    return shape("other_day").search(reading.text, max(0, start - 24), start) is not None


def _with_parenthesis(reading: Reading, scene: Scene) -> Scene:
    """Take place and day from the parenthesis that ends a heading: `(Geneva, 3 May 2025)`."""
    sentence = scene.clause.sentence
    match = _PAREN.search(reading.text, sentence.start, sentence.stop)
    if match is None or scene.clause.marker:
        return scene
    dates = [date for date in reading.dates if match.start() <= date.start < match.end()]
    date = Phrase(dates[0].text, dates[0].start, dates[0].stop) if dates else scene.date
    return replace(scene, date=date, place=find_place(reading, match.start(), match.end()) or scene.place)


def _larger_event(reading: Reading, start: int, after: int, stop: int) -> Phrase:
    """Return the larger event that is named after `on the sidelines of`, or those words where it is not named."""
    text = reading.text
    end = shape("end_of_margin").search(text, after, stop)
    last = end.start() if end else stop
    name = text[after:last].strip()
    if not name:
        return Phrase(text[start:after], start, after)
    first = text.index(name, after)
    return Phrase(name, first, first + len(name))
