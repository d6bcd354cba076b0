"""Who travels where a clause only says he, her visit or his counterpart."""

from dataclasses import replace

from transforms.elements import Phrase
from transforms.gazetteer.cities import city_of
from transforms.gazetteer.countries import country_of
from transforms.gazetteer.cues import first_before, precedes, shape
from transforms.gazetteer.spans import starting_within
from transforms.gazetteer.titles import find_titles, standard_title
from transforms.grammar.attendance import first_in
from transforms.grammar.clauses import TRAVEL
from transforms.grammar.namings import Person
from transforms.grammar.reading import Reading
from transforms.grammar.scene import Scene

_TWO_SIDES = 2
_LONGEST_NAMING = 1000


def with_traveller(reading: Reading, scene: Scene, main: Scene) -> Scene:
    """Fill in who travels: not the one who invites, but the one of the post whom the words refer back to.

    Of two, it is the one whose country is not the goal; where that does not tell, nobody.
    """
    if scene.kind not in TRAVEL:
        return scene
    inviting = _inviting(reading, scene)
    people = tuple(person for person in scene.people if person not in inviting)
    if people or not _refers_back(reading, scene, main):
        return replace(scene, people=people)
    return replace(scene, people=_traveller(scene, main, inviting))


def _inviting(reading: Reading, scene: Scene) -> tuple[Person, ...]:
    """Return those who invite: before `invited X to visit`, or after `at the invitation of`."""
    clause, text = scene.clause, reading.text
    by = shape("at_invitation").search(text, clause.head.start, clause.stop)
    invites = first_before(shape("invites"), text, (clause.sentence.start, clause.sentence.stop), clause.head.start)
    return tuple(
        person
        for person in scene.people
        if (by and first_in(person, clause) >= by.end()) or (invites and first_in(person, clause) < invites.start())
    )


def _refers_back(reading: Reading, scene: Scene, main: Scene) -> bool:
    """Tell whether the words before the journey mean one of the post: no other person and no other office is nearer."""
    start, head = scene.clause.sentence.start, scene.clause.head
    if precedes(shape("traveller"), reading.text, start, head.start) is None:
        return False
    named = starting_within(reading.namings, 0, head.start)
    if not named or named[-1].person not in main.people:
        return False
    others = [
        title
        for title in starting_within(find_titles(reading.text), start, head.start)
        if not title.relational and not _is_of(reading, title.start, main.people)
    ]
    held = {office for person in main.people if others for title in person.titles for office in _offices(title)}
    return all(held.issuperset(title.titles) for title in others)


def _is_of(reading: Reading, offset: int, people: tuple[Person, ...]) -> bool:
    """Tell whether what stands at an offset is part of what names one of the people."""
    namings = starting_within(reading.namings, offset - _LONGEST_NAMING, offset + 1)
    return any(offset < naming.stop and naming.person in people for naming in namings)


def _offices(title: Phrase) -> list[str]:
    return standard_title(title.text).split("; ")


def _traveller(scene: Scene, main: Scene, inviting: tuple[Person, ...]) -> tuple[Person, ...]:
    others = tuple(person for person in main.people if person not in inviting)
    if len(others) == 1:
        return others
    goal = _country_of_place(scene.place)
    hosts = [person for person in others if goal and person.country and country_of(person.country.text) == goal]
    if len(others) != _TWO_SIDES or len(hosts) != 1:
        return ()
    return tuple(person for person in others if person not in hosts)


def _country_of_place(place: Phrase | None) -> str | None:
    if place is None:
        return None
    name, _, rest = (part.strip() for part in place.text.partition(","))
    city = city_of(name)
    return country_of(rest or name) or (city.country if city else None)
