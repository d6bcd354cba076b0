"""Who was at an event: one participant for each person, from all mentions."""

from collections.abc import Iterable

from transforms.elements import Participant
from transforms.identity.alignment import name_similarity
from transforms.identity.names import HINT, SURE, is_full


def merge_participants(lists: Iterable[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """Return each person once, in the order in which the lists, best first, name them.

    Persons are one where their ids are, or where their names align and their countries agree; a family name alone joins
    the one person whom it fits. The longest name is shown, and roles are joined, because a minister may be a deputy
    prime minister too.
    """
    named = dict.fromkeys(who for listed in lists for who in listed)
    found: list[tuple[int, Participant]] = []
    for order, participant in sorted(enumerate(named), key=_full_first):
        fitting = [place for place, (_, known) in enumerate(found) if _is_same(known, participant)]
        if not fitting:
            found.append((order, participant))
        elif len(fitting) == 1 or is_full(participant.name):
            first, known = found[fitting[0]]
            found[fitting[0]] = min(first, order), _joined(known, participant)
    return tuple(participant for _, participant in sorted(found, key=_order))


def _full_first(numbered: tuple[int, Participant]) -> tuple[bool, int]:
    return not is_full(numbered[1].name), numbered[0]


def _order(numbered: tuple[int, Participant]) -> int:
    return numbered[0]


def _is_same(known: Participant, other: Participant) -> bool:
    if known.person_id == other.person_id:
        return True
    if known.country and other.country and known.country != other.country:
        return False
    return name_similarity(known.name, other.name) >= (SURE if is_full(other.name) else HINT)


def _joined(known: Participant, other: Participant) -> Participant:
    """Return one participant from two of one person; what the first says comes first."""
    longer = other.name if len(other.name) > len(known.name) else known.name
    roles = [role.strip() for text in (known.role, other.role) for role in (text or "").split(";")]
    return Participant(
        person_id=known.person_id,
        name=longer,
        role="; ".join(dict.fromkeys(filter(None, roles))) or None,
        country=known.country or other.country,
        organisation=known.organisation or other.organisation,
    )
