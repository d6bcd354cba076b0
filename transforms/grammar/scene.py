"""One event as one clause of a post tells it."""

from dataclasses import dataclass

from transforms.elements import Evidence, Phrase, Status
from transforms.grammar.clauses import Clause
from transforms.grammar.namings import Person
from transforms.grammar.sessions import Session


@dataclass(frozen=True, slots=True)
class Scene:
    """One event as one clause tells it; fields that the clause does not name are empty.

    `status_is_said` is false where a heading only names the event, which may be over or to come; `of_both` says that it
    is of the two sides of the event that the post is about.
    """

    kind: str
    status: Status
    cues: tuple[Evidence, ...]
    clause: Clause
    people: tuple[Person, ...] = ()
    parties: tuple[Phrase, ...] = ()
    date: Phrase | None = None
    place: Phrase | None = None
    venue: Phrase | None = None
    status_is_said: bool = True
    session: Session | None = None
    sidelines: Phrase | None = None
    of_both: bool = False

    @property
    def weak(self) -> bool:
        """Whether the clause tells of talk, which alone makes no event."""
        return self.clause.weak
