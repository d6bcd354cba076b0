"""Who takes part in what a clause tells: those it names, but for those who only tell of it or lend it a name."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.gazetteer.cues import cue_pattern, find_cues, shape
from transforms.gazetteer.spans import starting_within
from transforms.grammar.clauses import Clause
from transforms.grammar.namings import Naming, Person
from transforms.grammar.reading import Reading

_OF_SPEECH = frozenset(("briefing", "press_conference", "statement"))


def attendants(
    reading: Reading, clause: Clause, span: tuple[int, int], subject: Sequence[Person]
) -> tuple[Person, ...]:
    """Return the persons who take part, in the order of the text; `subject` are those of the clause before."""
    named = tuple(people_between(reading, *span))
    people = tuple(person for person in named if _takes_part(reading.text, person, clause))
    if len(people) == 1 and not clause.marker:
        people = tuple(person for person in named if person in people or _tells_of_itself(reading.text, person, clause))
    return _with_subject(reading, clause, people, subject)


def people_between(reading: Reading, start: int, stop: int) -> Iterator[Person]:
    """Yield the people named between two offsets, in the order of the text."""
    yield from dict.fromkeys(naming.person for naming in starting_within(reading.namings, start, stop))


def first_in(person: Person, clause: Clause) -> int:
    """Return where a clause names a person first, its end where it does not."""
    return next((start for start, _ in person.named_within(clause.start, clause.stop)), clause.stop)


def _takes_part(text: str, person: Person, clause: Clause) -> bool:
    """Tell whether a person named in a clause is in the event, and does not just tell of it or lend it a name."""
    if clause.head.kind not in _OF_SPEECH and any(shape("spokesperson").search(title.text) for title in person.titles):
        return False
    spans = person.named_within(clause.start, clause.stop)
    return any(not _says(text, span[1], clause) and not _owns_something(text, span[1], clause) for span in spans)


def _tells_of_itself(text: str, person: Person, clause: Clause) -> bool:
    """Tell whether one who says what happened is the other side of it: `A says B cancelled their meeting`."""
    if any(shape("spokesperson").search(title.text) for title in person.titles):
        return False
    spans = person.named_within(clause.start, clause.head.start)
    return any(_says(text, stop, clause) and stop < clause.head.start for _, stop in spans)


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
        before = starting_within(reading.namings, 0, clause.start)
        said = starting_within(_tellers(reading), 0, clause.start)
        return ((said or before)[-1].person,) if before else people
    if not clause.marker or not subject or len(people) > 1 or clause.teller:
        return people
    if clause.marker.startswith(("and", "for", "to", "where", "en route", "while", "during which", "on ")):
        return tuple(dict.fromkeys((*subject, *people)))
    return people


@lru_cache(maxsize=4)
def _tellers(reading: Reading) -> tuple[Naming, ...]:
    """Return the namings that a verb of saying follows."""
    saying = cue_pattern("clause", "saying")
    return tuple(naming for naming in reading.namings if saying.match(reading.text, _skip(reading.text, naming.stop)))
