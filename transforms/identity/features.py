"""What of a mention is compared, worked out once for each mention."""

from collections.abc import Iterable
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
FAMILY_OF = {kind: _SHARED.get(kind) or Family(kind.value) for kind in Kind}
TRAVEL = frozenset({Family.VISIT, Family.ARRIVAL, Family.DEPARTURE})
IN_PERSON = frozenset({Family.TALKS, Family.SIGNING, Family.CEREMONY, Family.OTHER})
TOGETHER = frozenset({Family.TALKS, Family.CALL})
_TWO = 2
MOST_PERSONS = 50
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
        if self.family not in TOGETHER or self.kind is Kind.DOMESTIC_MEETING or self.session is not None or self.words:
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
    family = FAMILY_OF[mention.kind]
    place = mention.place
    span = span_of(mention)
    return Features(
        kind=mention.kind,
        family=family,
        parties=parties_of(
            mention.kind,
            mention.countries,
            [who.country for who in mention.participants],
            place.country if place else None,
        ),
        session=session_of(
            mention.kind,
            mention.organisations,
            mention.countries,
            mention.event_name,
            [who.role for who in mention.participants],
        ),
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


def parties_of(
    kind: Kind, countries: Iterable[str], persons: Iterable[str | None], host: str | None
) -> tuple[str, ...]:
    """Return who counts as a party, given the countries named, those of the persons and that of the place.

    Of a journey, those who travel; where more than two are named at talks of two, those from which persons are named.
    """
    named, present = set(countries), {country for country in persons if country}
    if FAMILY_OF[kind] in TRAVEL:
        return tuple(sorted(present - {host} or named - {host} or present or named))
    if kind is Kind.BILATERAL_MEETING and len(named) > _TWO and len(present & named) == _TWO:
        named &= present
    return tuple(sorted(named))


def fold_title(title: str) -> str:
    """Return a title as all posts write it, whatever the case and the quotation marks."""
    return " ".join(sorted(words_of(title)))


def _persons(participants: tuple[Participant, ...]) -> tuple[Person, ...]:
    found = {person_of(who.name, who.country) for who in participants if who.name}
    return tuple(sorted(found, key=person_order)[:MOST_PERSONS])


@lru_cache(maxsize=262144)
def person_of(name: str, country: str | None) -> Person:
    """Return a person as compared."""
    return Person(name, person_key(name), country)


def person_order(person: Person) -> tuple[str, str, str]:
    """Order the persons of a mention."""
    return person.key, person.country or "", person.name
