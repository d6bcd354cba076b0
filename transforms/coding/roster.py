"""Who is who, learnt from the posts themselves: no list of persons is kept anywhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.elements import Mention
from transforms.gazetteer.countries import find_countries
from transforms.gazetteer.organisations import find_organisations
from transforms.identity.names import is_full, person_key

Sighting = tuple[str, str]
"""A key and the state seen under it.

Keys are `name|<folded name>|<office>|<first day of the month>`, or a source and what its posts name.
"""

_SURE = 0.8
_OWN_PEOPLE = 0.6
_OWN_NAME = 0.35
_CLEARLY = 1.5
_FEWEST_POSTS = 5
"""Posts of a source below which what they name tells of a few events, and not for whom the source speaks."""
_IN_OFFICE = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Tenure:
    """That somebody was seen in an office of a country, how often, and on which days first and last."""

    country: str
    office: str
    first: date | None
    last: date | None
    count: int

    def covers(self, day: date | None) -> bool:
        """Return whether a day lies within three years of when the person was seen; unknown days always do."""
        if day is None or self.first is None or self.last is None:
            return True
        return self.first - day <= _IN_OFFICE and day - self.last <= _IN_OFFICE


@dataclass(frozen=True, slots=True)
class Roster:
    """Tenures by folded name, states by source, and the full names that hold a part of a name.

    Ties and doubts leave an answer out: a wrong country is worse than none. A state is a country's code, or that of an
    organisation whose own channel a source is.
    """

    people: Mapping[str, tuple[Tenure, ...]]
    homes: Mapping[str, str]
    by_part: Mapping[str, tuple[str, ...]]

    def country_of(self, name: str, role: str | None = None, day: date | None = None) -> str | None:
        """Return the country of a person: by the full name, else by that of the only country whose people bear it.

        Where several bear it, those who held the office, and about that day, come before the others.
        """
        key = person_key(name)
        if not key:
            return None
        names = {key} if key in self.people else self._bearers(key.split())
        tenures = [tenure for full in names for tenure in self.people[full]]
        for fits in (_fits_both, _fits_day, _fits_any):
            chosen = [tenure for tenure in tenures if fits(tenure, role or "", day)]
            if chosen:
                return _surest(chosen)
        return None

    def _bearers(self, parts: list[str]) -> set[str]:
        return {full for full in self.by_part.get(parts[-1], ()) if set(parts) <= set(full.split())}

    def home_of(self, source: str) -> str | None:
        """Return the state whose ministry, mission or secretariat a source is, where its posts show it."""
        return self.homes.get(source)


@dataclass(frozen=True, slots=True)
class News:
    """What a roster may tell otherwise than the one before.

    Attributes:
        sources: Sources whose state is another; None for any.
        parts: Parts of the names of which something else is known; None for any.
    """

    sources: frozenset[str] | None = None
    parts: frozenset[str] | None = None

    def concern(self, name: str) -> bool:
        """Return whether the country of who bears this name may be another."""
        return self.parts is None or not self.parts.isdisjoint(person_key(name).split())


def news_of(before: Roster | None, after: Roster) -> News:
    """Return what a roster may tell otherwise than the one before; anything, where that is not known."""
    if before is None:
        return News()
    names = {name for name, _ in before.people.items() ^ after.people.items()}
    sources = {source for source, _ in before.homes.items() ^ after.homes.items()}
    return News(frozenset(sources), frozenset(part for name in names for part in name.split()))


def _fits_both(tenure: Tenure, role: str, day: date | None) -> bool:
    return bool(role) and tenure.office in role.split("; ") and tenure.covers(day)


def _fits_day(tenure: Tenure, _role: str, day: date | None) -> bool:
    return tenure.covers(day)


def _fits_any(_tenure: Tenure, _role: str, _day: date | None) -> bool:
    return True


def _surest(tenures: Iterable[Tenure]) -> str | None:
    """Return the country of nearly all of what was seen."""
    seen: Counter[str] = Counter()
    for tenure in tenures:
        seen[tenure.country] += tenure.count
    country, most = seen.most_common(1)[0]
    return country if most >= _SURE * seen.total() else None


def sightings(mention: Mention) -> Iterator[Sighting]:
    """Yield what one mention shows of its people and its source."""
    day = mention.published_on or (mention.dates.start if mention.dates else None)
    month = day.replace(day=1) if day else None
    for person in mention.participants:
        if person.country and person.role:
            for office in person.role.split("; "):
                yield f"name|{person_key(person.name)}|{office}|{month or ''}", person.country
    if mention.is_main:
        for country in {person.country for person in mention.participants if person.country}:
            yield f"own people|{mention.source}", country


def states_of(text: str) -> tuple[str, ...]:
    """Return the codes of the countries and organisations that a text names, sorted."""
    countries, bodies = find_countries(text), find_organisations(text)
    return tuple(sorted({match.code for match in countries} | {match.code for match in bodies}))


def sightings_of_post(source: str, states: Iterable[str]) -> Iterator[Sighting]:
    """Yield what one post shows of its source, given the states that it names."""
    for state in states:
        yield f"named|{source}", state
    yield f"posts|{source}", ""


def build_roster(seen: Iterable[tuple[Sighting, int]]) -> Roster:
    """Return the roster of all sightings with their counts, whatever their order."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (key, state), count in seen:
        counts[key][state] += count
    homes: dict[str, str] = {}
    for key, found in counts.items():
        sort, _, source = key.partition("|")
        if sort == "posts":
            home = _home(found.total(), counts.get(f"own people|{source}"), counts.get(f"named|{source}"))
            if home:
                homes[source] = home
    people = _tenures(counts)
    by_part: dict[str, set[str]] = defaultdict(set)
    for name in people:
        if is_full(name):
            for part in name.split():
                by_part[part].add(name)
    return Roster(people, homes, {part: tuple(sorted(names)) for part, names in by_part.items()})


def _tenures(counts: Mapping[str, Counter[str]]) -> dict[str, tuple[Tenure, ...]]:
    """Return what was seen of each name, one tenure for each country and office, in a fixed order."""
    days: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    often: Counter[tuple[str, str, str]] = Counter()
    for key, found in counts.items():
        sort, _, rest = key.partition("|")
        if sort != "name":
            continue
        name, office, day = rest.split("|")
        for country, count in found.items():
            often[name, country, office] += count
            days[name, country, office].extend([day] if day else [])
    people: dict[str, list[Tenure]] = defaultdict(list)
    for name, country, office in sorted(often):
        on = [date.fromisoformat(day) for day in days[name, country, office]]
        seen = often[name, country, office]
        people[name].append(Tenure(country, office, min(on, default=None), max(on, default=None), seen))
    return {name: tuple(tenures) for name, tenures in people.items()}


def _home(posts: int, people: Counter[str] | None, named: Counter[str] | None) -> str | None:
    """Return the state that a source speaks for.

    Its people fill the posts; or its name does, and its people are rarely said to be its, as those of others are.
    """
    people = people or Counter()
    if posts < _FEWEST_POSTS or not named:
        return None
    if people and people.most_common(1)[0][1] >= _OWN_PEOPLE * posts:
        return _leader(people)
    own = Counter({state: count - people[state] for state, count in named.items()})
    leader = _leader(own)
    return leader if leader and own[leader] >= _OWN_NAME * posts else None


def _leader(counts: Counter[str]) -> str | None:
    """Return what leads clearly before everything else."""
    first, second = [*counts.most_common(2), ("", 0)][:2]
    return first[0] if first[1] >= _CLEARLY * second[1] else None
