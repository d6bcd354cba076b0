"""How posts write the persons at an event: in other letters, with initials, the family name alone, or not at all."""

from random import Random

from benchmarks.parameters import TellingParameters
from benchmarks.people import Name, Person
from transforms.elements import Participant

_MOST_NAMED = 6


def told_persons(
    persons: tuple[Person, ...], parties: tuple[str, ...], parameters: TellingParameters, random: Random
) -> tuple[Participant, ...]:
    """Return the persons that a post names; one whose country it leaves out is not named either."""
    if random.random() < parameters.no_persons:
        return ()
    present = [who for who in persons if who.country in parties and random.random() >= parameters.person_missing]
    return tuple(_participant(who, parameters, random) for who in present[:_MOST_NAMED])


def _participant(who: Person, parameters: TellingParameters, random: Random) -> Participant:
    return Participant(
        person_id="",
        name=written(who.name, parameters, random),
        role=None if random.random() < parameters.role_missing else who.role,
        country=None if random.random() < parameters.country_of_person_missing else who.country,
    )


def written(name: Name, parameters: TellingParameters, random: Random) -> str:
    """Return a name as a post writes it."""
    given, family = (
        random.choice(part) if random.random() < parameters.transliterated else part[0]
        for part in (name.given, name.family)
    )
    if random.random() < parameters.typo:
        family = _with_typo(family, random)
    if random.random() < parameters.family_alone:
        return family
    if random.random() < parameters.initial:
        given = f"{given[0]}."
    return f"{family} {given}" if random.random() < parameters.reversed_name else f"{given} {family}"


def _with_typo(word: str, random: Random) -> str:
    """Return a word with two neighbouring letters in the wrong order."""
    place = random.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
