"""Who acts, in the words of a user: a person, a country or an organisation."""

from dataclasses import dataclass

import duckdb

from transforms.gazetteer.countries import countries, country_of
from transforms.gazetteer.organisations import organisation_of, organisations
from warehouse.connection import ask
from warehouse.errors import RefusedError
from warehouse.identify import find_person
from warehouse.nearest import nearest

_HINT = "a person (name, surname or id), a country or an organisation"
_KNOWN = "FROM persons($given) LIMIT 1"
# Twenty are few enough to be compared letter by letter.
_LIKE = """
SELECT word FROM (
    SELECT unnest(list_append(string_split(name, ' '), name)) AS word FROM event_participants
    UNION SELECT unnest($others)
)
ORDER BY jaro_winkler_similarity(plain_letters(word), plain_letters($given)) DESC, word LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """What the words of a user may stand for; a person is looked for by the words themselves."""

    words: str
    country: str | None
    organisation: str | None


def find_actor(connection: duckdb.DuckDBPyConnection, words: str) -> Actor:
    """Return what the words may stand for.

    Raises:
        RefusedError: They can be no name, or are the id of nobody.
    """
    if words[:3].lower() == "pe_":
        return Actor(find_person(connection, words), None, None)
    organisation = organisation_of(words)
    found = Actor(words, country_of(words), organisation.code if organisation else None)
    if not (found.country or found.organisation or any(map(str.isalnum, words))):
        raise RefusedError(f"{words!r} is no name of an actor", _HINT)
    return found


def nearest_actor(connection: duckdb.DuckDBPyConnection, words: str) -> str | None:
    """Return the name most like words that name no actor; None where they name one, or no name is like them."""
    actor = find_actor(connection, words)
    if actor.country or actor.organisation or any(ask(connection, _KNOWN, given=actor.words).rows):
        return None
    others = [each.name for each in countries().values()] + [each.name for each in organisations().values()]
    rows = ask(connection, _LIKE, given=words[:100], others=others).rows
    return nearest(words, [str(row[0]) for row in rows])
