"""Mentions for tests: two foreign ministers who meet in Accra, unless a test says otherwise."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from transforms.elements import (
    Basis,
    DateRange,
    Document,
    Genre,
    Inferred,
    Kind,
    Mention,
    Participant,
    Place,
    Precision,
    Status,
)
from transforms.identity.clustering import Cluster, Resolution, resolve
from transforms.identity.features import compared_of
from transforms.identity.names import person_id
from transforms.identity.pins import NO_PINS, Pins

START = date(2031, 3, 1)
ACCRA = Place(city="Accra", country="GHA", latitude=5.56, longitude=-0.2)
LIMA = Place(city="Lima", country="PER")
MINISTER = "Minister of Foreign Affairs"


def person(name: str, country: str | None, role: str | None = MINISTER) -> Participant:
    return Participant(person_id=person_id(name, country), name=name, role=role, country=country)


OWUSU = person("Akua Owusu", "GHA")
HALVORSEN = person("Bjørn Halvorsen", "NOR")


def on(day: int, *, until: int | None = None, basis: Basis = Basis.EXPLICIT) -> DateRange:
    """Return a day of the tests' month, or a range of days."""
    first = START + timedelta(days=day - 1)
    last = START + timedelta(days=until - 1) if until else first
    precision = Precision.DAY if first == last else Precision.RANGE
    return DateRange(start=first, end=last, precision=precision, basis=basis)


MARCH = DateRange(start=START, end=date(2031, 3, 31), precision=Precision.MONTH, basis=Basis.EXPLICIT)


def published(day: int) -> datetime:
    return datetime(2031, 3, day, 12, tzinfo=UTC)


def paper(title: str, status: str = "signed") -> Document:
    return Document(kind="agreement", title=title, status=status, parties=("GHA", "NOR"))


def mention(
    mention_id: str = "m1",
    *,
    kind: Kind = Kind.BILATERAL_MEETING,
    genre: Genre = Genre.REPORT,
    status: Status = Status.HELD,
    dates: DateRange | None = None,
    place: Place | None = ACCRA,
    participants: tuple[Participant, ...] = (HALVORSEN, OWUSU),
    countries: tuple[str, ...] = ("GHA", "NOR"),
    organisations: tuple[str, ...] = (),
    event_name: str | None = None,
    sidelines_of: str | None = None,
    documents: tuple[Document, ...] = (),
    published_at: datetime | None = None,
    published_on: date | None = None,
    source: str = "ministry",
    inferred: tuple[Inferred, ...] = (),
) -> Mention:
    return Mention(
        mention_id=mention_id,
        post_id=f"post-{mention_id}",
        source=source,
        published_at=published_at,
        published_on=published_on,
        ordinal=0,
        is_main=True,
        kind=kind,
        genre=genre,
        status=status,
        dates=dates,
        place=place,
        participants=participants,
        countries=countries,
        organisations=organisations,
        event_name=event_name,
        sidelines_of=sidelines_of,
        documents=documents,
        inferred=inferred,
    )


def resolved(mentions: Iterable[Mention], pins: Pins = NO_PINS) -> Resolution:
    """Resolve mentions of one key."""
    return resolve(map(compared_of, mentions), pins)


def cluster(*mentions: Mention) -> Cluster:
    """Return a cluster that goes by the first of its mentions."""
    return Cluster(mentions[0].mention_id, tuple(map(compared_of, mentions)))
