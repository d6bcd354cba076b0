"""Which names of one country are one person's, over a whole run."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from transforms.elements import Mention, Participant
from transforms.identity.alignment import name_similarity, same_name
from transforms.identity.names import HINT, is_full, name_clues, person_id, person_key

_MOST_ALIKE = 50
"""Names sharing a part, up to which each is aligned with each."""


PersonForm = tuple[str, str, str]
"""Country, name and role of a person as some mention gives them; empty where it does not."""


def form_of(participant: Participant) -> PersonForm:
    """Return a person as a mention names one."""
    return participant.country or "", participant.name, participant.role or ""


def with_ids(mention: Mention, ids: Mapping[PersonForm, str]) -> Mention:
    """Return a mention whose persons have the ids of the run; who is not among them has the id of name and country."""
    return replace(mention, participants=tuple(_identified(who, ids) for who in mention.participants))


def _identified(participant: Participant, ids: Mapping[PersonForm, str]) -> Participant:
    found = ids.get(form_of(participant)) or person_id(participant.name, participant.country)
    return replace(participant, person_id=found)


def canonical_ids(forms: Iterable[PersonForm]) -> dict[PersonForm, str]:
    """Return the person id of every form of one country; neither order nor repetition makes a difference.

    Full names that align are one person, who has the id of the shortest of them. Any other name goes to the one person
    whom it fits, where roles that both are known have something in common; where it fits two, it stays apart.
    """
    unique = sorted(set(forms))
    names = {name for _, name, _ in unique if is_full(name)}
    ids = _full_ids(names, unique[0][0] if unique else "")
    roles = _roles(unique, ids)
    named = _by_clue(ids)
    return {form: ids.get(form[1]) or _by_part(form, ids, roles, named) for form in unique}


def _shortest_first(name: str) -> tuple[int, str, str]:
    return len(person_key(name)), person_key(name), name


def _full_ids(names: set[str], country: str) -> dict[str, str]:
    """Give every full name the id of the first, shortest name that it aligns with; initials make no new person."""
    founders: dict[str, list[str]] = defaultdict(list)
    ids: dict[str, str] = {}
    for name in sorted(names, key=_written_out_first):
        parts = person_key(name).split()
        alike = dict.fromkeys(known for part in parts for known in founders[part[:2]][:_MOST_ALIKE])
        known = [founder for founder in alike if same_name(founder, name)]
        if known:
            ids[name] = ids[known[0]]
            continue
        ids[name] = person_id(name, country or None)
        for start in sorted({part[:2] for part in parts}):
            founders[start].append(name)
    return ids


def _written_out_first(name: str) -> tuple[bool, int, str, str]:
    return any(len(part) == 1 for part in person_key(name).split()), *_shortest_first(name)


def _roles(forms: list[PersonForm], ids: dict[str, str]) -> dict[str, set[str]]:
    """Return the roles in which each person was seen under a full name."""
    roles: dict[str, set[str]] = defaultdict(set)
    for _, name, role in forms:
        if name in ids:
            roles[ids[name]] |= _titles(role)
    return roles


def _by_clue(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for clue in name_clues(name):
            found[clue].append(name)
    return found


def _by_part(form: PersonForm, ids: dict[str, str], roles: dict[str, set[str]], named: dict[str, list[str]]) -> str:
    """Return the id of the one person whom a part of a name fits, else one of its own."""
    country, part, role = form
    titles = _titles(role)
    fitting = {
        ids[name]
        for name in {name for clue in name_clues(part) for name in named.get(clue, ())}
        if name_similarity(name, part) >= HINT and (not titles or not roles[ids[name]] or titles & roles[ids[name]])
    }
    return min(fitting) if len(fitting) == 1 else person_id(part, country or None)


def _titles(role: str) -> set[str]:
    return {title.strip().casefold() for title in role.split(";") if title.strip()}
