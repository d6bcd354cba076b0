"""Who was at an event: one participant for each person, from all mentions."""

from collections.abc import Iterable

from transforms.elements import Participant
from transforms.identity.names import HINT, SURE, is_full, name_similarity


def merge_participants(lists: Iterable[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """Return each person once, in the order in which the lists, best first, name them.

    Persons are one where their ids are, or where their names align and their countries agree; a family name alone joins
    the one person whom it fits. The longest name is shown, and roles are joined, because a minister may be a deputy
    prime minister too.
    """
    named = list(dict.fromkeys(who for listed in lists for who in listed))
    found: list[Participant] = []
    for participant in sorted(named, key=_parts):  # full names first; the sort keeps the order within both
        fitting = [place for place, known in enumerate(found) if _is_same(known, participant)]
        if len(fitting) == 1 or (fitting and is_full(participant.name)):
            found[fitting[0]] = _joined(found[fitting[0]], participant)
        elif not fitting:
            found.append(participant)
    return tuple(found)


def _parts(participant: Participant) -> bool:
    return not is_full(participant.name)


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
