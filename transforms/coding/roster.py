"""Who is who, learnt from the posts themselves: no list of persons is kept anywhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from transforms.elements import Mention, Post
from transforms.gazetteer.countries import find_countries
from transforms.gazetteer.organisations import find_organisations
from transforms.identity.names import is_full, person_key

Sighting = tuple[str, str]
"""A key and what was seen under it: a folded name and its country, or a source and a state that a post of it names."""

_SURE = 0.8
_OWN_PEOPLE = 0.6
_OWN_NAME = 0.35
_CLEARLY = 1.5
_FEWEST_POSTS = 3


@dataclass(frozen=True, slots=True)
class Roster:
    """States by folded name and by source, and the full names that hold a part of a name.

    Ties and doubts leave an entry out: a wrong country is worse than none. A state is a country's code, or that of an
    organisation whose own channel a source is.
    """

    countries: Mapping[str, str]
    homes: Mapping[str, str]
    by_part: Mapping[str, tuple[str, ...]]

    def country_of(self, name: str) -> str | None:
        """Return the country of the person with this name: the full name's, else that of the only ones who bear it."""
        key = person_key(name)
        if key in self.countries:
            return self.countries[key]
        parts = key.split()
        holders = (
            {full for full in self.by_part.get(parts[-1], ()) if set(parts) <= set(full.split())} if parts else set()
        )
        found = {self.countries[full] for full in holders}
        return found.pop() if len(found) == 1 else None

    def home_of(self, source: str) -> str | None:
        """Return the state whose ministry, mission or secretariat a source is, where its posts show it."""
        return self.homes.get(source)


def sightings(mention: Mention) -> Iterator[Sighting]:
    """Yield what one mention shows of its people and its source."""
    for person in mention.participants:
        if person.country and person.role:
            yield f"name|{person_key(person.name)}", person.country
    if mention.is_main:
        for country in {person.country for person in mention.participants if person.country}:
            yield f"own people|{mention.source}", country


def sightings_of_post(post: Post) -> Iterator[Sighting]:
    """Yield which states one post names."""
    for state in {match.code for match in find_countries(post.text)} | {
        match.code for match in find_organisations(post.text)
    }:
        yield f"named|{post.source}", state
    yield f"posts|{post.source}", ""


def build_roster(seen: Iterable[tuple[Sighting, int]]) -> Roster:
    """Return the roster of all sightings with their counts, whatever their order."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (key, state), count in seen:
        counts[key][state] += count
    countries: dict[str, str] = {}
    homes: dict[str, str] = {}
    for key, found in counts.items():
        sort, _, name = key.partition("|")
        if sort == "name":
            country, most = found.most_common(1)[0]
            if most >= _SURE * found.total():
                countries[name] = country
        if sort == "posts" and (
            home := _home(found.total(), counts.get(f"own people|{name}"), counts.get(f"named|{name}"))
        ):
            homes[name] = home
    by_part: dict[str, set[str]] = defaultdict(set)
    for name in countries:
        if is_full(name):
            for part in name.split():
                by_part[part].add(name)
    return Roster(countries, homes, {part: tuple(sorted(names)) for part, names in by_part.items()})


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
