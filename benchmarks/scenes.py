"""The scenes that open on a day of the synthetic world, each with the events that belong to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.people import ROLES, Person
from benchmarks.world import Body, World, drawn
from transforms.elements import Kind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event as it truly is; `level` and `body` are of sessions, `fate` is what became of it in the end."""

    number: int = 0
    kind: Kind
    day: date
    stop: date
    parties: tuple[str, ...]
    persons: tuple[Person, ...] = ()
    city: str | None = None
    country: str | None = None
    body: str | None = None
    level: str | None = None
    name: str | None = None
    beside: str | None = None
    document: str | None = None
    fate: Status = Status.HELD


Scene = Callable[[World, date, Random], Iterator[Happening]]
_TOPICS = (
    "food security",
    "counter terrorism",
    "energy transition",
    "border demarcation",
    "water management",
    "digital trade",
    "nuclear safety",
    "maritime law",
    "labour migration",
    "cultural heritage",
    "railway corridors",
    "cyber crime",
    "disaster relief",
    "human rights",
    "fisheries",
    "space research",
)
_MESSAGES = ("an earthquake", "a flood", "a mine accident", "a plane crash", "a terrorist attack", "a fire")
_CEREMONIES = (
    "wreath-laying ceremony",
    "exhibition on the history of relations",
    "opening of the new embassy",
    "reception for the national day",
    "presentation of credentials",
)
_LEVELS = ("ministerial meeting", "summit", "senior officials' meeting", "working group")
_LEVEL_RANKS = {"ministerial meeting": 0, "summit": 1, "senior officials' meeting": 3, "working group": 3}
_MOST_PARTIES = 9
_DEPUTY = len(ROLES) - 1
_GUESTS = 0.5


@dataclass(frozen=True, slots=True)
class AnnualPair:
    """Two countries that hold one dialogue in the same week of every year."""

    parties: tuple[str, str]
    week: int
    weekday: int
    host: str

    def falls_on(self, day: date) -> bool:
        """Return whether the dialogue of a year is on this day."""
        calendar = day.isocalendar()
        return calendar.week == self.week and calendar.weekday == self.weekday


def annual_pairs(world: World, random: Random) -> list[AnnualPair]:
    """Return the pairs that meet every year."""
    pairs = []
    for _ in range(world.parameters.annual_pairs):
        one = world.any_country(random)
        other = world.partner(random, one)
        parties = (one, other) if one < other else (other, one)
        pairs.append(AnnualPair(parties, random.randrange(1, 53), random.randrange(1, 6), random.choice(parties)))
    return pairs


def annual_scene(world: World, pair: AnnualPair, day: date, random: Random) -> Iterator[Happening]:
    """Yield the dialogue of a pair, led by the ministers."""
    yield replace(_talks(world, pair.parties, 0, day, pair.host, random), name="Strategic Dialogue")


def _talks(  # noqa: PLR0917  # who, at which rank, when, where: all of it, always
    world: World, parties: tuple[str, ...], rank: int, day: date, host: str, random: Random, *, kind: Kind | None = None
) -> Happening:
    """Return talks of persons of one rank in a country."""
    return Happening(
        kind=kind or (Kind.BILATERAL_MEETING, Kind.TRILATERAL_MEETING)[len(parties) - 2],
        day=day,
        stop=day,
        parties=tuple(sorted(parties)),
        persons=tuple(world.holder(party, rank, day, random) for party in parties),
        city=world.city(host, random),
        country=host,
        document="agreement on " + random.choice(_TOPICS) if random.random() < 0.06 else None,  # noqa: PLR2004
    )


def _meeting(world: World, day: date, random: Random) -> Iterator[Happening]:
    """Yield talks of two, and now and then a second meeting of them on the same trip."""
    guest = world.any_country(random)
    other = world.partner(random, guest)
    away = random.random() < world.parameters.third_country
    host = world.partner(random, guest, other) if away else other
    rank = world.rank(random)
    first = _talks(world, (guest, other), rank, day, host, random)
    yield first
    if random.random() < world.parameters.second_meeting:
        yield _second_meeting(world, first, random)


def _second_meeting(world: World, first: Happening, random: Random) -> Happening:
    """Return another meeting on one trip: the visitor is received by somebody else, or deputies go on alone."""
    visitor, host = first.persons
    if random.random() < 0.5:  # noqa: PLR2004  # either way
        rank = 1 if host.role != "President" else 2
        persons = (visitor, world.holder(host.country, rank, first.day, random))
        return replace(first, persons=persons, document=None)
    later = first.day + timedelta(days=1 if visitor.role == ROLES[_DEPUTY] else random.randrange(2))
    deputies = tuple(world.holder(who.country, _DEPUTY, later, random) for who in first.persons)
    return replace(first, persons=deputies, day=later, stop=later, document=None)


def _call(world: World, day: date, random: Random) -> Iterator[Happening]:
    caller = world.any_country(random)
    parties = (caller, world.partner(random, caller))
    rank = min(world.rank(random), 2)
    talks = _talks(world, parties, rank, day, caller, random, kind=Kind.PHONE_CALL)
    yield replace(talks, city=None, country=None, document=None)
    if random.random() < world.parameters.second_call:
        later = day + timedelta(days=random.randrange(1, 5))
        yield replace(talks, city=None, country=None, document=None, day=later, stop=later)


def _visit(world: World, day: date, random: Random) -> Iterator[Happening]:
    """Yield a visit, often its arrival, and what happens during it, under the same travellers."""
    guest = world.any_country(random)
    host = world.partner(random, guest)
    rank = world.rank(random)
    stop = day + timedelta(days=drawn((0.35, 0.35, 0.2, 0.1), random))
    talks = _talks(world, (guest, host), rank, day, host, random)
    visit = replace(talks, kind=Kind.VISIT, stop=stop, persons=talks.persons[:1], document=None)
    yield visit
    if random.random() < 0.4:  # noqa: PLR2004  # most arrivals are told within posts on the visit
        yield replace(visit, kind=Kind.ARRIVAL, stop=day)
    yield talks
    if random.random() < 0.5:  # noqa: PLR2004  # half of the visitors are received by somebody else, too
        yield _second_meeting(world, talks, random)
    if random.random() < 0.3:  # noqa: PLR2004  # and less than half face the press together
        yield replace(talks, kind=Kind.PRESS_CONFERENCE, document=None)
    if random.random() < 0.12:  # noqa: PLR2004  # few departures are told
        yield replace(visit, kind=Kind.DEPARTURE, day=stop)


def _session(world: World, day: date, random: Random) -> Iterator[Happening]:
    """Yield a session of a body and the meetings on its margins."""
    body = random.choice(world.bodies)
    level = _LEVELS[drawn((0.45, 0.2, 0.2, 0.15), random)]
    parties = _some_members(world, body, random)
    host = random.choice(parties)
    name = f"{body.code} {level}"
    if level == "working group":
        name += f" on {random.choice(_TOPICS)}"
    talks = _talks(world, parties, _LEVEL_RANKS[level], day, host, random, kind=Kind.MULTILATERAL_MEETING)
    stop = day + timedelta(days=random.randrange(2))
    session = replace(talks, stop=stop, body=body.code, level=level, name=name, document=None)
    yield session
    for _ in range(drawn(world.parameters.beside_session, random)):
        two = tuple(random.sample(parties, 2))
        beside = _talks(world, two, _LEVEL_RANKS[level], random.choice((day, stop)), host, random)
        yield replace(beside, city=session.city, beside=name)


def _some_members(world: World, body: Body, random: Random) -> tuple[str, ...]:
    """Return the countries that take an active part; a body without members is open to all."""
    if not body.members:
        return tuple(dict.fromkeys(world.any_country(random) for _ in range(_MOST_PARTIES)))
    return tuple(random.sample(body.members, min(len(body.members), _MOST_PARTIES)))


def _trilateral(world: World, day: date, random: Random) -> Iterator[Happening]:
    """Yield a meeting of three, and often two of them alone beside it."""
    one = world.any_country(random)
    two = world.partner(random, one)
    three = world.partner(random, one, two)
    rank = min(world.rank(random), 2)
    host = random.choice((one, two, three))
    trilateral = _talks(world, (one, two, three), rank, day, host, random)
    yield trilateral
    if random.random() < world.parameters.beside_trilateral:
        yield replace(_talks(world, (one, two), rank, day, host, random), city=trilateral.city)


def _gathering(world: World, day: date, random: Random) -> Iterator[Happening]:
    """Yield a conference that no body convenes."""
    host = world.any_country(random)
    guests = [world.any_country(random) for _ in range(random.randrange(3, _MOST_PARTIES))]
    parties = tuple(dict.fromkeys((host, *guests, world.partner(random, host, *guests))))
    talks = _talks(world, parties, world.rank(random), day, host, random, kind=Kind.MULTILATERAL_MEETING)
    name = f"International Conference on {random.choice(_TOPICS).title()}"
    yield replace(talks, stop=day + timedelta(days=random.randrange(3)), name=name, document=None)


def _briefing(world: World, day: date, random: Random) -> Iterator[Happening]:
    yield replace(_alone(world, Kind.BRIEFING, day, random), name="weekly briefing")


def _statement(world: World, day: date, random: Random) -> Iterator[Happening]:
    yield replace(_alone(world, Kind.STATEMENT, day, random), name=f"statement on {random.choice(_TOPICS)}")


def _alone(world: World, kind: Kind, day: date, random: Random) -> Happening:
    country = world.any_country(random)
    persons: tuple[Person, ...] = ()
    if random.random() < _GUESTS:
        persons = (world.holder(country, world.rank(random), day, random),)
    return Happening(kind=kind, day=day, stop=day, parties=(country,), persons=persons)


def _message(world: World, day: date, random: Random) -> Iterator[Happening]:
    sender = world.any_country(random)
    parties = (sender, world.partner(random, sender))
    condoles = random.random() < 0.5  # noqa: PLR2004  # joy and sorrow are as frequent
    kind = Kind.CONDOLENCE if condoles else Kind.CONGRATULATION
    sent = _talks(world, parties, min(world.rank(random), 2), day, sender, random, kind=kind)
    name = random.choice(_MESSAGES) if condoles else None
    yield replace(sent, city=None, country=None, name=name, document=None)


def _ceremony(world: World, day: date, random: Random) -> Iterator[Happening]:
    host = world.any_country(random)
    guest = world.partner(random, host)
    held = _talks(world, (host, guest), world.rank(random), day, host, random, kind=Kind.CEREMONY)
    yield replace(held, name=random.choice(_CEREMONIES), document=None)


SCENES: dict[str, Scene] = {
    "meeting": _meeting,
    "call": _call,
    "visit": _visit,
    "session": _session,
    "trilateral": _trilateral,
    "gathering": _gathering,
    "briefing": _briefing,
    "statement": _statement,
    "message": _message,
    "ceremony": _ceremony,
}
