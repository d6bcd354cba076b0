"""What one clause tells: an event with the people, states, days and place that the clause itself names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from heapq import merge

from transforms.elements import Evidence, Phrase, Status
from transforms.gazetteer.countries import CountryForm
from transforms.gazetteer.cues import cue_pattern, precedes, shape
from transforms.gazetteer.days import DatePhrase
from transforms.gazetteer.spans import standing_at, starting_within
from transforms.grammar.attendance import attendants, first_in, people_between
from transforms.grammar.chunks import Chunk
from transforms.grammar.clauses import TRAVEL, Clause, find_clauses
from transforms.grammar.namings import Person
from transforms.grammar.parting import part
from transforms.grammar.places import find_place, find_venue
from transforms.grammar.reading import Reading, Sentence
from transforms.grammar.scene import Scene
from transforms.grammar.sessions import find_sessions
from transforms.grammar.states import find_parties
from transforms.grammar.status import find_status

_LETTER = re.compile(r"\w")
_WITH = re.compile(r"\s*+(?:with )?")
_PAREN = re.compile(r"\(([^()]{4,60})\)[\s.]*$")
_OF_SPEECH = frozenset(("briefing", "press_conference", "statement"))
_MESSAGES = frozenset(("condolence", "congratulation"))
_VAGUE = ("this year", "coming year")
_CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)
_PURPOSE = ("for", "to")
_THERE = ("where", "during which")


def find_scenes(reading: Reading, sentence: Sentence) -> Iterator[Scene]:
    """Yield what the clauses of a sentence tell, in the order of the text."""
    subject: tuple[Person, ...] = ()
    before: Scene | None = None
    for clause in find_clauses(reading, sentence):
        scene = _after(before, _scene(reading, clause, subject))
        before = scene
        if not subject:
            subject = tuple(person for person in scene.people if first_in(person, clause) < clause.head.start)
        yield from part(reading, scene)


def _after(before: Scene | None, scene: Scene) -> Scene:
    """Read on from the clause before: what a journey is for lies ahead as it does, `where` is there and then."""
    marker = scene.clause.marker or ""
    if before is None or before.kind not in TRAVEL:
        return scene
    if marker in _PURPOSE and not scene.status_is_said:
        return replace(scene, status=before.status)
    if marker in _THERE and scene.place is None:
        return replace(scene, place=before.place, date=scene.date or before.date)
    return scene


def _scene(reading: Reading, clause: Clause, subject: Sequence[Person]) -> Scene:
    text = reading.text
    status, shown = find_status(text, clause)
    margin, first, stop = _without_margin(reading, clause)
    people = attendants(reading, clause, (first, stop), subject)
    kind = _kind(reading, clause, people)
    session = None if kind in ("phone_call", *_OF_SPEECH) else find_sessions(reading, clause, first, stop)
    scene = Scene(
        kind=kind,
        status=status,
        cues=(Evidence("kind", clause.head.start, clause.head.stop), shown),
        clause=clause,
        people=people,
        parties=() if kind in TRAVEL and people else find_parties(reading, clause, first, stop, people),
        date=_date(reading, clause, clause.sentence.stop if status in _CALLED_OFF else clause.stop),
        place=_place(reading, clause, kind, clause.stop if margin else clause.cut),
        venue=find_venue(reading, clause.start, clause.stop),
        session=session,
        sidelines=margin,
        status_is_said=_says_status(text, clause, shown),
    )
    return _with_parenthesis(reading, scene)


def _without_margin(reading: Reading, clause: Clause) -> tuple[Phrase | None, int, int]:
    """Return the larger event on whose margins a clause tells, and between which offsets it tells of its own."""
    marker = cue_pattern("clause", "sidelines").search(reading.text, clause.start, clause.stop)
    if marker is None:
        return None, clause.start, clause.cut
    margin = _larger_event(reading, marker.start(), marker.end(), clause.stop)
    if any(people_between(reading, clause.start, marker.start())):
        return margin, clause.start, min(clause.cut, marker.start())
    return margin, max(margin.stop, marker.end()), clause.cut


def _place(reading: Reading, clause: Clause, kind: str, stop: int) -> Phrase | None:
    """Return where it is; of a journey, what stands before it as its goal: `her China trip`."""
    if kind in _MESSAGES:
        return None
    start = clause.head.start if kind in TRAVEL else clause.start
    if kind == "visit":
        country = standing_at(reading.countries, clause.head.start - 2)
        if country and country.form is CountryForm.NAME and reading.text[country.stop : clause.head.start] == " ":
            return Phrase(country.text, country.start, country.stop)
    return find_place(reading, start, stop) or find_place(reading, clause.start, stop)


def _says_status(text: str, clause: Clause, shown: Evidence) -> bool:
    """Tell whether a verb in the past, a word of time or remarks made there show the status."""
    head = clause.head
    if (shown.start, shown.stop) != (head.start, head.stop):
        return True
    if shape("done").fullmatch(text[head.start : head.stop]):
        return True
    return cue_pattern("genre", "remarks").search(text, clause.start, clause.stop) is not None


def _kind(reading: Reading, clause: Clause, people: Sequence[Person]) -> str:
    """Return the kind that the head names; who visits a person meets that person."""
    kind = clause.head.kind
    if kind != "visit" or len(people) < 2:  # noqa: PLR2004 (a visitor and a host)
        return kind
    gap = _WITH.match(reading.text, clause.head.stop)
    hosts = starting_within(reading.namings, gap.end(), gap.end() + 1) if gap else ()
    return "meeting" if any(host.person in people for host in hosts) else kind


def _date(reading: Reading, clause: Clause, stop: int) -> Phrase | None:
    """Return the days named up to an offset that stand nearest to the head of a clause, or that close it."""
    moved = starting_within(_moved(reading), clause.start, stop)
    early = starting_within(reading.dates, clause.start, min(stop, clause.cut))
    last = reversed(starting_within(reading.dates, clause.start, stop))
    for dates in (_outwards(moved, clause.head.start), _outwards(early, clause.head.start), last):
        date = next((date for date in dates if _is_its_own(reading, date, clause)), None)
        if date and (dates is not last or not _LETTER.search(reading.text, date.stop, stop)):
            return Phrase(date.text, date.start, date.stop)
    return None


def _is_its_own(reading: Reading, date: DatePhrase, clause: Clause) -> bool:
    return not (is_of_another(reading, date, clause) or date.text.casefold().endswith(_VAGUE))


def _outwards(dates: Sequence[DatePhrase], offset: int) -> Iterator[DatePhrase]:
    """Yield the dates, the nearest to an offset first."""
    before = starting_within(dates, 0, offset)
    after = dates[len(before) :]
    return merge(reversed(before), after, key=lambda date: abs(date.start - offset))


@lru_cache(maxsize=4)
def _moved(reading: Reading) -> tuple[DatePhrase, ...]:
    """Return the dates to which something is put off."""
    return tuple(date for date in reading.dates if precedes(shape("moved_to"), reading.text, 0, date.start))


def is_of_another(reading: Reading, date: DatePhrase, clause: Clause) -> bool:
    """Tell whether a day is that of a plan or an anniversary, or of another clause: `quit in July, as talks open`."""
    joints = starting_within(_joints(reading), date.stop, clause.head.start)
    if joints and joints[0].stop <= clause.head.start:
        return not shape("dated_first").fullmatch(reading.text, clause.start, date.start)
    return shape("other_day").search(reading.text, max(0, date.start - 24), date.start) is not None


@lru_cache(maxsize=4)
def _joints(reading: Reading) -> tuple[Chunk, ...]:
    """Return the words that begin another clause: `, as `, `, while `."""
    return tuple(Chunk("|", *found.span()) for found in shape("other_clause").finditer(reading.text))


def _with_parenthesis(reading: Reading, scene: Scene) -> Scene:
    """Take place and day from the parenthesis that ends a heading: `(Geneva, 3 May 2025)`."""
    sentence = scene.clause.sentence
    match = precedes(_PAREN, reading.text, sentence.start, sentence.stop)
    if match is None or scene.clause.marker:
        return scene
    dates = starting_within(reading.dates, match.start(), match.end())
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
