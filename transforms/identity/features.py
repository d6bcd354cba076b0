"""What of a mention is compared, worked out once for each mention."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from transforms.elements import Kind, Mention, Participant, Status
from transforms.identity.names import person_key
from transforms.identity.sessions import Session, session_of, words_of
from transforms.identity.spans import Span, span_of
from transforms.packing import packed


class Family(StrEnum):
    """Kinds that may be told of one event by different posts."""

    TALKS = "talks"
    CALL = "call"
    VISIT = "visit"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    PRESS = "press"
    STATEMENT = "statement"
    SIGNING = "signing"
    CONDOLENCE = "condolence"
    CONGRATULATION = "congratulation"
    CEREMONY = "ceremony"
    OTHER = "other"


_SHARED = {
    Kind.BILATERAL_MEETING: Family.TALKS,
    Kind.TRILATERAL_MEETING: Family.TALKS,
    Kind.MULTILATERAL_MEETING: Family.TALKS,
    Kind.DOMESTIC_MEETING: Family.TALKS,
    Kind.PHONE_CALL: Family.CALL,
    Kind.PRESS_CONFERENCE: Family.PRESS,
    Kind.BRIEFING: Family.PRESS,
}
_FAMILIES = {kind: _SHARED.get(kind) or Family(kind.value) for kind in Kind}
TRAVEL = frozenset({Family.VISIT, Family.ARRIVAL, Family.DEPARTURE})
IN_PERSON = frozenset({Family.TALKS, Family.SIGNING, Family.CEREMONY, Family.OTHER})
_TOGETHER = frozenset({Family.TALKS, Family.CALL})
_TWO = 2
_MOST_PERSONS = 50
_NONE: frozenset[str] = frozenset()


class Person(NamedTuple):
    """A person as compared; `key` is the folded name."""

    name: str
    key: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Features:
    """One mention as it is compared: two mentions with equal features differ in nothing that counts.

    `parties` are the visitors' countries for travel, those at the table for talks of two, and all parties otherwise;
    `host` is the country of the place; `words` are those of the event's name; `called_off` says that it was cancelled
    or postponed; `told_on` is the day of the post, where the mention gives no day itself, and `is_ahead` says that the
    event was then still to come.
    """

    kind: Kind
    family: Family
    parties: tuple[str, ...]
    session: Session | None
    span: Span | None
    city: str | None
    host: str | None
    persons: tuple[Person, ...]
    words: frozenset[str]
    sidelines: frozenset[str]
    documents: frozenset[str]
    called_off: bool = False
    told_on: date | None = None
    is_ahead: bool = False

    def __hash__(self) -> int:
        """Hash what differs most between mentions of one key."""
        return hash((self.kind, self.span, self.city, self.persons, self.told_on))

    @property
    def is_solo(self) -> bool:
        """Whether one side alone acts, so that equal parties say next to nothing."""
        return len(self.parties) < _TWO and self.family not in TRAVEL and self.session is None

    @property
    def lacks_counterpart(self) -> bool:
        """Whether the mention tells of a meeting with somebody and does not say with whom.

        Two names say it where the post lets nobody tell the countries of either.
        """
        if self.family not in _TOGETHER or self.kind is Kind.DOMESTIC_MEETING or self.session is not None or self.words:
            return False
        unplaced = sum(who.country is None for who in self.persons)
        return len(self.parties) < _TWO and (bool(self.parties) or unplaced < _TWO)


@packed
@dataclass(frozen=True, slots=True)
class Compared:
    """What resolving knows of a mention; the mention itself need not be at hand.

    `countries` are those under which its event is looked for: the parties and the countries of the persons, sorted.
    """

    mention_id: str
    features: Features
    status: Status
    published_on: date | None
    countries: tuple[str, ...]


def compared_of(mention: Mention) -> Compared:
    """Return what resolving knows of a mention."""
    countries = {*mention.countries, *(who.country for who in mention.participants if who.country)}
    return Compared(
        mention_id=mention.mention_id,
        features=features_of(mention),
        status=mention.status,
        published_on=mention.published_on,
        countries=tuple(sorted(countries)),
    )


def features_of(mention: Mention) -> Features:
    """Return what of a mention is compared."""
    family = _FAMILIES[mention.kind]
    place = mention.place
    span = span_of(mention)
    return Features(
        kind=mention.kind,
        family=family,
        parties=visitors_of(mention) if family in TRAVEL else _sides(mention),
        session=session_of(mention),
        span=span,
        city=place.city.casefold() if place and place.city else None,
        host=place.country if place else None,
        persons=_persons(mention.participants) if mention.participants else (),
        words=words_of(mention.event_name) if mention.event_name else _NONE,
        sidelines=words_of(mention.sidelines_of) if mention.sidelines_of else _NONE,
        documents=frozenset(fold_title(paper.title) for paper in mention.documents) if mention.documents else _NONE,
        called_off=mention.status in (Status.CANCELLED, Status.POSTPONED),
        told_on=mention.published_on if span is None else None,
        is_ahead=span is None and mention.published_on is not None and mention.status is Status.PLANNED,
    )


def visitors_of(mention: Mention) -> tuple[str, ...]:
    """Return the countries that travel: those of the persons, else the parties without the host."""
    of_persons = {person.country for person in mention.participants if person.country}
    host = mention.place.country if mention.place else None
    others = set(mention.countries) - {host}
    return tuple(sorted(of_persons - {host} or others or of_persons or set(mention.countries)))


def _sides(mention: Mention) -> tuple[str, ...]:
    """Return the parties; where more than two are named at talks of two, those from which persons are named."""
    named = set(mention.countries)
    if mention.kind is Kind.BILATERAL_MEETING and len(named) > _TWO:
        present = {person.country for person in mention.participants if person.country} & named
        if len(present) == _TWO:
            named = present
    return tuple(sorted(named))


def fold_title(title: str) -> str:
    """Return a title as all posts write it, whatever the case and the quotation marks."""
    return " ".join(sorted(words_of(title)))


def _persons(participants: tuple[Participant, ...]) -> tuple[Person, ...]:
    found = {_person(who.name, who.country) for who in participants if who.name}
    return tuple(sorted(found, key=_person_order)[:_MOST_PERSONS])


@lru_cache(maxsize=65536)
def _person(name: str, country: str | None) -> Person:
    return Person(name, person_key(name), country)


def _person_order(person: Person) -> tuple[str, str, str]:
    return person.key, person.country or "", person.name
