"""Synthetic mentions with the truth about them: what posts tell of the happenings, with all that posts leave out.

    python -m benchmarks.synthetic N > mentions.jsonl

prints them for people to look at. The same seed gives the same mentions, whatever their number.
"""

import argparse
import hashlib
import json
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random

from benchmarks.happenings import happenings
from benchmarks.parameters import Parameters, TellingParameters
from benchmarks.persons import told_persons
from benchmarks.scenes import Happening
from benchmarks.world import drawn
from transforms.elements import Basis, DateRange, Document, Genre, Kind, Mention, Place, Precision, Status

_SMALL = frozenset(
    {
        Kind.STATEMENT,
        Kind.BRIEFING,
        Kind.CONDOLENCE,
        Kind.CONGRATULATION,
        Kind.ARRIVAL,
        Kind.DEPARTURE,
        Kind.CEREMONY,
        Kind.PRESS_CONFERENCE,
    }
)
_OTHERWISE = {
    Kind.BILATERAL_MEETING: Kind.SIGNING,
    Kind.MULTILATERAL_MEETING: Kind.OTHER,
    Kind.CEREMONY: Kind.OTHER,
    Kind.VISIT: Kind.ARRIVAL,
    Kind.STATEMENT: Kind.BRIEFING,
}
_GENRES = (Genre.REPORT, Genre.READOUT, Genre.REMARKS, Genre.LIVE)
_WIRES = ("Wire North", "Wire South", "Daily Courier")


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, and the number of the event that it is truly of."""

    event: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Telling:
    """One post on one happening, before its words are chosen."""

    happening: Happening
    published: date
    status: Status
    genre: Genre


def synthetic_mentions(number: int, seed: int = 1, parameters: Parameters | None = None) -> Iterator[Told]:
    """Yield so many mentions, those of one event together, in about the order of the events; memory stays small."""
    return islice(_endless(parameters or Parameters(), seed), number)


def _endless(parameters: Parameters, seed: int) -> Iterator[Told]:
    for happening in happenings(parameters.world, seed):
        random = Random(f"{seed} {happening.number}")  # noqa: S311  # a world, not a secret
        for order, telling in enumerate(tellings(happening, parameters.telling, random)):
            identity = hashlib.sha256(f"{seed} {happening.number} {order}".encode()).hexdigest()[:16]
            yield Told(happening.number, _mention(telling, identity, parameters.telling, random))


def tellings(happening: Happening, parameters: TellingParameters, random: Random) -> Iterator[Telling]:
    """Yield the posts on a happening; what was called off is told of as such after it was announced."""
    counts = parameters.small_counts if happening.kind in _SMALL else parameters.counts
    for order in range(drawn(counts, random) + 1):
        ahead = happening.kind not in _SMALL and random.random() < parameters.announced
        failed = happening.fate is not Status.HELD
        if ahead or (failed and order == 0):
            lead = 1 + int(random.expovariate(1 / parameters.lead_days))
            yield Telling(happening, happening.day - timedelta(days=lead), Status.PLANNED, Genre.ANNOUNCEMENT)
        elif failed:
            sooner = random.randrange(3)
            yield Telling(happening, happening.day - timedelta(days=sooner), happening.fate, Genre.REPORT)
        else:
            late = drawn(parameters.delays, random)
            genre = random.choice(_GENRES)
            yield Telling(happening, happening.stop + timedelta(days=late), Status.HELD, genre)


def _mention(telling: Telling, identity: str, parameters: TellingParameters, random: Random) -> Mention:
    happening = telling.happening
    kind = happening.kind
    if random.random() < parameters.other_kind:
        kind = _OTHERWISE.get(kind, kind)
    parties = _parties(happening, parameters, random)
    published = None if random.random() < parameters.unpublished else telling.published
    minute = time(random.randrange(6, 22), random.randrange(60))
    return Mention(
        mention_id=f"me_{identity}",
        post_id=f"po_{identity}",
        source=random.choice((*(f"MFA {party}" for party in happening.parties[:3]), *_WIRES)),
        published_at=datetime.combine(published, minute, UTC) if published else None,
        published_on=published,
        ordinal=0,
        is_main=True,
        kind=kind,
        genre=telling.genre,
        status=telling.status,
        dates=_dates(telling, published, parameters, random),
        place=_place(happening, parameters, random),
        event_name=_name(happening, parameters, random),
        sidelines_of=happening.beside if random.random() >= parameters.no_sidelines else None,
        participants=told_persons(happening.persons, parties, parameters, random),
        countries=parties,
        organisations=(happening.body,) if happening.body and random.random() >= parameters.no_body else (),
        documents=_documents(happening, parameters, random),
        confidence=0.9,
        extractor="synthetic",
    )


def _dates(telling: Telling, published: date | None, parameters: TellingParameters, random: Random) -> DateRange | None:
    """Return the date as a post gives it; what is told as held without one gets the day of its post, where known."""
    happening = telling.happening
    planned = telling.status is not Status.HELD
    way = drawn(parameters.planned_dates if planned else parameters.reported_dates, random)
    slip = timedelta(days=random.choice((-1, 1)) if random.random() < parameters.wrong_day else 0)
    start, stop = happening.day + slip, happening.stop + slip
    exact = Precision.DAY if start == stop else Precision.RANGE
    if planned:
        return _planned_dates(way, start, stop, random)
    if way <= 1:
        basis = Basis.EXPLICIT if way == 0 else Basis.RELATIVE
        return DateRange(start=start, end=stop, precision=exact, basis=basis)
    if published is None:
        return None
    return DateRange(start=published, end=published, precision=Precision.DAY, basis=Basis.PUBLICATION)


def _planned_dates(way: int, start: date, stop: date, random: Random) -> DateRange | None:
    if way == 0:
        exact = Precision.DAY if start == stop else Precision.RANGE
        return DateRange(start=start, end=stop, precision=exact, basis=Basis.EXPLICIT)
    if way == 1:
        before, after = random.randrange(3), random.randrange(1, 4)
        return DateRange(
            start=start - timedelta(days=before),
            end=stop + timedelta(days=after),
            precision=Precision.RANGE,
            basis=Basis.EXPLICIT,
        )
    if way == 2:  # noqa: PLR2004  # "later this month"
        last = monthrange(start.year, start.month)[1]
        return DateRange(
            start=start.replace(day=1), end=start.replace(day=last), precision=Precision.MONTH, basis=Basis.RELATIVE
        )
    return None


def _parties(happening: Happening, parameters: TellingParameters, random: Random) -> tuple[str, ...]:
    """Return the parties as a post names them: nearly all of a meeting, some of a session."""
    named = list(happening.parties)
    if happening.kind is Kind.MULTILATERAL_MEETING:
        named = [party for party in named if random.random() >= parameters.party_unnamed] or named[:1]
    elif len(named) > 1 and random.random() < parameters.no_counterpart:
        named.remove(random.choice(named))
    if random.random() < parameters.extra_party:
        named.append(random.choice(("USA", "RUS", "UKR", "CHN", "ISR")))
    return tuple(sorted(set(named)))


def _place(happening: Happening, parameters: TellingParameters, random: Random) -> Place | None:
    if happening.city is None:
        return None
    if random.random() < parameters.no_city:
        return None if random.random() < parameters.no_country else Place(country=happening.country)
    city = happening.city if random.random() >= parameters.wrong_city else "Geneva"
    return Place(city=city, country=happening.country if city == happening.city else "CHE")


def _name(happening: Happening, parameters: TellingParameters, random: Random) -> str | None:
    if happening.name is None or random.random() < parameters.no_name:
        return None
    if happening.level and random.random() < parameters.no_level:
        return happening.name.replace(happening.level, "meeting")
    return happening.name


def _documents(happening: Happening, parameters: TellingParameters, random: Random) -> tuple[Document, ...]:
    if happening.document is None or random.random() < parameters.no_document:
        return ()
    return (Document(kind="agreement", title=happening.document, status="signed", parties=happening.parties),)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print mentions as JSON Lines, each with its event."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description="Print synthetic mentions.")
    parser.add_argument("number", type=int, help="how many mentions")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    for told in synthetic_mentions(asked.number, asked.seed):
        print(json.dumps({"event": told.event} | asdict(told.mention), default=str))


if __name__ == "__main__":
    main()
