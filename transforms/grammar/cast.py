"""Who takes part without the clause saying so: those who hold the offices it names, and the one who signs the post."""

from dataclasses import replace

from transforms.gazetteer.countries import country_of
from transforms.gazetteer.cues import shape
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
        for title in find_titles(reading.text)
        if scene.clause.start <= title.start < scene.clause.stop
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
    """Add the one who signs a post of the kind `Good to meet X. - Minister Y`, whose other side is named alone."""
    if len(scene.people) != 1 or scene.kind not in _SIGNED:
        return scene
    for person in reading.people:
        for start, stop in person.spans:
            signs = shape("signed_by").search(reading.text, 0, start) and shape("line_end").match(reading.text, stop)
            if signs and person not in scene.people:
                return replace(scene, people=(person, *scene.people))
    return scene
