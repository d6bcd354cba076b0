"""What a post on a visit tells of it: lines of a programme without the visitor, meetings without a day or a place."""

import re
from dataclasses import replace
from functools import lru_cache

from transforms.elements import Evidence, Phrase, Status
from transforms.gazetteer.cues import shape
from transforms.gazetteer.spans import starting_within
from transforms.grammar.clauses import TRAVEL
from transforms.grammar.joining import has_body
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene

_ENDS = TRAVEL - {"visit"}
_KINDS = frozenset(("meeting", "ceremony", "signing", "press_conference", *_ENDS))


def with_visitor(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Add the visitor to an item of the programme: `5 May – Meeting with President X`."""
    if main.kind != "visit" or scene.kind not in _KINDS or not main.people or not _is_item(reading, scene):
        return scene
    others = tuple(person for person in scene.people if person not in main.people)
    people = main.people if scene.kind in _ENDS else (*main.people, *others)
    return replace(scene, people=people, date=scene.date or _day_of_line(reading, scene))


def ahead(reading: Reading, scene: Scene) -> Scene:
    """Take what a programme or an advisory lists without a verb as planned."""
    if scene.status_is_said or scene.status is not Status.HELD:
        return scene
    title = _title(reading)
    return replace(scene, status=Status.PLANNED, cues=(scene.cues[0], title)) if title else scene


@lru_cache(maxsize=4)
def _title(reading: Reading) -> Evidence | None:
    """Return the words by which a post begins as a programme."""
    match = shape("programme").match(reading.text, reading.sentences[0].start)
    return Evidence("status", match.start(), match.end()) if match else None


def within_visit(scene: Scene, main: Scene) -> Scene:
    """Give a meeting that lies ahead as the visit does, and that says neither when nor where, its days and its goal."""
    if main.kind != "visit" or scene.kind not in _KINDS or scene.kind in _ENDS or scene.weak:
        return scene
    ahead = scene.status is main.status is Status.PLANNED and scene.date is None and scene.place is None
    visitor = not has_body(scene) and (scene.of_both or any(person in main.people for person in scene.people))
    return replace(scene, date=main.date, place=main.place) if ahead and visitor else scene


def _day_of_line(reading: Reading, scene: Scene) -> Phrase | None:
    """Return the day that opens the line, which holds for all that the line lists."""
    clause = scene.clause
    date = next(iter(starting_within(reading.dates, clause.sentence.start, clause.start)), None)
    return Phrase(date.text, date.start, date.stop) if date else None


def _is_item(reading: Reading, scene: Scene) -> bool:
    """Tell whether a line names an event, without a verb, after nothing but a bullet, a day or an hour."""
    clause, head = scene.clause, scene.clause.head
    words = lead = reading.text[clause.start : head.start]
    if clause.sentence.line == 0 or not lead.strip() or shape("done").match(reading.text, head.start, head.stop):
        return False
    for date in starting_within(reading.dates, clause.start, head.start):
        if date.stop <= head.start:
            words = words.replace(date.text, "", 1)
    return re.search(r"[^\W\d_]", shape("item_lead").sub("", words)) is None
