"""What the head of a post says of its event: lines with only a place or a day, a dateline, a session in the title."""

from collections.abc import Sequence
from dataclasses import replace

from transforms.elements import Phrase, Status
from transforms.gazetteer.spans import starting_within
from transforms.grammar.joining import days_of
from transforms.grammar.places import dateline, find_place, place_line, place_lines
from transforms.grammar.reading import Reading, Sentence
from transforms.grammar.scene import Scene
from transforms.grammar.scenes import is_of_another
from transforms.grammar.sessions import Session

_MESSAGES = ("condolence", "congratulation")


def with_heading(reading: Reading, main: Scene) -> Scene:
    """Return what a post is about with the place, day and session that its head gives and the clause does not."""
    opening = dateline(reading) if main.status is Status.HELD else None
    if opening and not (main.date and days_of(reading, main)):
        main = replace(main, date=opening[1])
    place = place_line(reading) or main.place or _place_in_title(reading, main) or (opening[0] if opening else None)
    return replace(
        main,
        place=None if main.kind in _MESSAGES else place,
        date=main.date or _day(reading, main),
        session=main.session or _session_in_title(reading, main),
    )


def _title(reading: Reading, main: Scene) -> Sequence[Sentence]:
    """Return the sentences of the first line or, where the event itself is told there, the one that tells it."""
    own = main.clause.sentence
    return [own] if own.line == 0 else [sentence for sentence in reading.sentences if sentence.line == 0]


def _day(reading: Reading, main: Scene) -> Phrase | None:
    """Return the first day of the lines that hold only a day or a place, else of the title up to its topic."""
    lines = [*place_lines(reading), *(_title(reading, main) if not main.clause.marker else ())]
    for line in lines:
        own = line == main.clause.sentence
        stop = min(line.stop, main.clause.cut) if own else line.stop
        for date in starting_within(reading.dates, line.start, stop):
            if not (own and is_of_another(reading, date, main.clause)):
                return Phrase(date.text, date.start, date.stop)
    return None


def _place_in_title(reading: Reading, main: Scene) -> Phrase | None:
    title = _title(reading, main)
    return find_place(reading, title[0].start, title[-1].stop) if title and main.clause.sentence.line > 0 else None


def _session_in_title(reading: Reading, main: Scene) -> Session | None:
    """Return the session that the title names and that the text then only calls the meeting."""
    if main.kind != "meeting" or main.clause.sentence.line == 0 or len(main.people) > 1:
        return None
    title = _title(reading, main)
    bodies = tuple(starting_within(reading.organisations, title[0].start, title[-1].stop)) if title else ()
    return Session(Phrase(bodies[0].text, bodies[0].start, bodies[0].stop), bodies[:1]) if bodies else None
