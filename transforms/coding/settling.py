"""What only the other posts can tell: the country of a bare name, and with it how many sides there are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from transforms.coding.roster import Roster
from transforms.coding.sources import may_be_own, state_of_source
from transforms.elements import Genre, Inferred, Kind, Mention, Participant
from transforms.gazetteer.organisations import find_organisations, organisation_of
from transforms.identity.names import person_id

_MEETINGS = (Kind.BILATERAL_MEETING, Kind.DOMESTIC_MEETING)
_TWO_SIDED = (Kind.BILATERAL_MEETING, Kind.PHONE_CALL, Kind.CONDOLENCE, Kind.CONGRATULATION, Kind.SIGNING)
_JOURNEYS = (Kind.VISIT, Kind.ARRIVAL)
_UNNAMED = (Kind.STATEMENT, Kind.PRESS_CONFERENCE, Kind.BRIEFING, Kind.CONDOLENCE, Kind.CONGRATULATION)
_THREE = 3


def settle(mention: Mention, roster: Roster) -> Mention:
    """Return the mention with the countries that the roster knows, and with the kind that its sides make it.

    A title without a country is of the source's own state, and so is the side that a ministry leaves out because it is
    its own. What is supplied is listed in `inferred`; what an earlier roster supplied is taken back first, so that a
    mention is settled alike whenever it was read.
    """
    worded = unsettle(mention)
    sided = _settled(worded, home_of(mention.source, roster), roster)
    return replace(sided, inferred=tuple(_inferred(worded, sided)))


def unsettle(mention: Mention) -> Mention:
    """Return the mention as its own post tells it, without what `settle` supplied."""
    if not mention.inferred:
        return mention
    before = {each.field: each.before for each in mention.inferred}
    kind = before.get("kind")
    return replace(
        mention,
        kind=Kind(kind) if kind else mention.kind,
        participants=tuple(_unplaced(place, person, before) for place, person in enumerate(mention.participants)),
        countries=tuple(code for code in mention.countries if f"countries[{code}]" not in before),
        organisations=tuple(code for code in mention.organisations if f"organisations[{code}]" not in before),
        inferred=(),
    )


def is_settled_alike(one: Mention, other: Mention) -> bool:
    """Return whether one mention was settled twice with one result, whatever ids its persons have."""
    if (one.kind, one.countries, one.organisations) != (other.kind, other.countries, other.organisations):
        return False
    people = zip(one.participants, other.participants, strict=True)
    return all((who.country, who.organisation) == (same.country, same.organisation) for who, same in people)


def _unplaced(place: int, person: Participant, before: Mapping[str, str | None]) -> Participant:
    country, organisation = f"participants[{place}].country", f"participants[{place}].organisation"
    if country in before:
        return replace(person, country=None, person_id=person_id(person.name, None))
    return replace(person, organisation=None) if organisation in before else person


def _inferred(worded: Mention, settled: Mention) -> Iterator[Inferred]:
    """Yield what a settled mention says and its post does not."""
    if settled.kind is not worded.kind:
        yield Inferred("kind", worded.kind.value)
    for place, (said, person) in enumerate(zip(worded.participants, settled.participants, strict=True)):
        if person.country != said.country:
            yield Inferred(f"participants[{place}].country", said.country)
        if person.organisation != said.organisation:
            yield Inferred(f"participants[{place}].organisation", said.organisation)
    for code in settled.countries:
        if code not in worded.countries:
            yield Inferred(f"countries[{code}]", None)
    for code in settled.organisations:
        if code not in worded.organisations:
            yield Inferred(f"organisations[{code}]", None)


def _settled(mention: Mention, home: str | None, roster: Roster) -> Mention:
    day = mention.published_on or (mention.dates.start if mention.dates else None)
    own = None if _comes_from_abroad(mention, home) else home
    participants = tuple(_placed(person, mention.source, own, roster, day) for person in mention.participants)
    countries = frozenset(mention.countries) | {person.country for person in participants if person.country}
    organisations = frozenset(mention.organisations) | {
        person.organisation for person in participants if person.organisation
    }
    settled = replace(
        mention,
        participants=participants,
        countries=tuple(sorted(_with_host(mention, countries))),
        organisations=tuple(sorted(organisations)),
    )
    sided = _with_home(settled, home)
    return replace(sided, kind=_kind(sided, home))


def _placed(person: Participant, source: str, home: str | None, roster: Roster, day: date | None) -> Participant:
    if person.country or person.organisation:
        return person
    body = _body_of_role(person.role or "")
    if body:
        return replace(person, organisation=body)
    country = roster.country_of(person.name, person.role, day)
    if country is None and person.role and home and may_be_own(person.role, source, home):
        if organisation_of(home):
            return replace(person, organisation=home)
        country = home
    return replace(person, country=country, person_id=person_id(person.name, country))


def _comes_from_abroad(mention: Mention, home: str | None) -> bool:
    """Return whether a journey leads to the source's own state: who makes it is no more of it than of any other."""
    return mention.kind in _JOURNEYS and mention.place is not None and mention.place.country == home


def _body_of_role(role: str) -> str | None:
    """Return the body that an office is one of: the Secretary-General of the United Nations."""
    bodies = {match.code for match in find_organisations(role)}
    return bodies.pop() if len(bodies) == 1 else None


def home_of(source: str, roster: Roster) -> str | None:
    """Return the state of a source: the one it names itself by, else the one its posts show."""
    return state_of_source(source) or roster.home_of(source)


def _with_host(mention: Mention, countries: frozenset[str]) -> frozenset[str]:
    """Make the host a party of a visit to a country, not of a journey to the meetings of an organisation."""
    if (
        mention.kind is not Kind.VISIT
        or mention.organisations
        or mention.place is None
        or mention.place.country is None
    ):
        return countries
    return countries | {mention.place.country} if countries else countries


def _with_home(mention: Mention, home: str | None) -> Mention:
    """Add the source's own state where a post names only the other side, or none."""
    own = mention.is_main or mention.genre is Genre.ANNOUNCEMENT
    if home is None or organisation_of(home) or not own:
        return mention
    alone = _sides(mention) == 1 and mention.countries != (home,) and mention.kind in _TWO_SIDED
    about_itself = mention.is_main or mention.kind is Kind.BRIEFING
    nobody = about_itself and _sides(mention) == 0 and mention.kind in _UNNAMED
    return replace(mention, countries=tuple(sorted({*mention.countries, home}))) if alone or nobody else mention


def _sides(mention: Mention) -> int:
    bodies = {person.organisation for person in mention.participants if person.organisation and not person.country}
    return len(mention.countries) + len(bodies)


def _kind(mention: Mention, home: str | None) -> Kind:
    if mention.kind is Kind.VISIT and mention.organisations and _at_home(mention):
        return Kind.MULTILATERAL_MEETING
    if mention.kind not in _MEETINGS:
        return mention.kind
    unknown = sum(1 for person in mention.participants if not person.country and not person.organisation)
    sides = _sides(mention)
    if sides == _THREE:
        return Kind.TRILATERAL_MEETING
    if sides > _THREE:
        return Kind.MULTILATERAL_MEETING
    if sides != 1 or unknown:
        return Kind.BILATERAL_MEETING
    # One side is half of what happened in a feed that is of no country, and abroad; among its own it is all of it.
    among_own = len(mention.participants) > 1 or (home in mention.countries and not _abroad(mention))
    return Kind.DOMESTIC_MEETING if among_own else Kind.BILATERAL_MEETING


def _abroad(mention: Mention) -> bool:
    host = mention.place.country if mention.place else None
    return host is not None and host not in mention.countries


def _at_home(mention: Mention) -> bool:
    return mention.place is not None and mention.place.country in {person.country for person in mention.participants}
