"""Who takes part without the clause saying so: those who hold the offices it names, and the one who signs the post."""

from dataclasses import replace

from transforms.gazetteer.countries import country_of
from transforms.gazetteer.cues import precedes, shape
from transforms.gazetteer.spans import starting_within
from transforms.gazetteer.titles import find_titles, standard_title
from transforms.grammar.joining import states_of
from transforms.grammar.namings import Person
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene

_TWO_SIDES = 2
_SIGNED = ("meeting", "phone_call", "talk", "condolence", "congratulation")


def with_holders(reading: Reading, scene: Scene) -> Scene:
    """Add the persons who hold the office that a clause gives to several states: `presidents of A and B will meet`."""
    states = states_of(scene)
    if scene.people or len(states) < _TWO_SIDES:
        return scene
    offices = {
        office
        for title in starting_within(find_titles(reading.text), scene.clause.start, scene.clause.stop)
        for office in title.titles
    }
    holders = [person for person in reading.people if _state(person) in states and _holds(person, offices)]
    one_each = len({_state(person) for person in holders}) == len(holders)
    return replace(scene, people=tuple(holders)) if holders and one_each else scene


def _state(person: Person) -> str | None:
    return country_of(person.country.text) if person.country else None


def _holds(person: Person, offices: set[str]) -> bool:
    """Tell whether one of a person's titles is among the offices; a bare name beside its country holds any."""
    held = {office for title in person.titles for office in standard_title(title.text).split("; ")}
    return not held or bool(held & offices)


def with_author(reading: Reading, scene: Scene) -> Scene:
    """Add the one who signs a post, or stands on a line of its own above words in the first person."""
    if len(scene.people) > 1 or scene.kind not in _SIGNED:
        return scene
    author = _signer(reading) if scene.people else None
    if author is None and shape("first_person").search(reading.text, scene.clause.start, scene.clause.head.stop):
        author = _above(reading, scene.clause.sentence.line)
    return scene if author is None or author in scene.people else replace(scene, people=(author, *scene.people))


def _signer(reading: Reading) -> Person | None:
    """Return the one who signs a post of the kind `Good to meet X. - Minister Y`."""
    for person in reading.people:
        for start, stop in person.spans:
            if precedes(shape("signed_by"), reading.text, 0, start) and shape("line_end").match(reading.text, stop):
                return person
    return None


def _above(reading: Reading, line: int) -> Person | None:
    """Return the person, with an office, who alone stands on a line above another line."""
    text = reading.text
    officials: dict[str, Person] = {}
    for person in reading.people:
        for start, stop in person.spans if person.titles else ():
            officials.setdefault(text[start:stop], person)
    lines = (text[sentence.start : sentence.stop].strip() for sentence in reading.sentences if sentence.line < line)
    return next((officials[words] for words in lines if words in officials), None)
