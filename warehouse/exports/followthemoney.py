"""Events as entities of FollowTheMoney, the model of Aleph and OpenSanctions: one JSON object a line.

https://followthemoney.tech/explorer/ describes the schemata.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha1

import msgspec

from transforms.gazetteer.countries import countries
from warehouse.exports.exported import Exported, Person, Source

_TRIPS = frozenset(("visit", "arrival", "departure"))
_PAIR = 2

Value = str | date | None
Properties = dict[str, Sequence[Value]]


def followthemoney(events: Iterable[Exported]) -> Iterator[bytes]:
    """Yield a line for each entity: `Event`, `Trip`, `Call`, `Person`, `Position`, `Occupancy`, `Document`, `Address`.

    Each event is followed by what it needs; an entity that several events need comes once. Ids are ours with a hyphen
    for each underscore, which the model has in no id; `recordId` is the id of the event. Countries are lower-case
    alpha-2, as the model asks; an office is held on the day of the event, which is all that a post proves. The sides of
    a call are caller and receiver in the order of their names, as few posts say who called.
    """
    seen: set[str] = set()
    for event in events:
        for entity in _entities(event):
            if entity["id"] not in seen:
                seen.add(str(entity["id"]))
                yield msgspec.json.encode(entity) + b"\n"


def _entities(event: Exported) -> Iterator[Mapping[str, object]]:
    people = {_hyphened(each.person_id): each for each in event.participants if each.person_id and each.name}
    proofs = {_hyphened(post.post_id): post for post in event.posts}
    told: Properties = {"proof": [*proofs], "sourceUrl": event.urls, "recordId": [event.event_id]}
    if event.date_start == event.date_end:
        told["date"] = [event.date_start]
    else:
        told["startDate"], told["endDate"] = [event.date_start], [event.date_end]
    if event.kind == "phone_call" and len(people) == _PAIR:
        caller, receiver = people
        yield _entity(
            event.event_id, "Call", told | {"caller": [caller], "receiver": [receiver], "summary": [event.name]}
        )
    else:
        yield from _gathering(event, told | {"involved": [*people]})
    for person_id, person in people.items():
        yield from _person(event, person_id, person)
    for proof_id, post in proofs.items():
        yield _document(proof_id, post)


def _gathering(event: Exported, told: Properties) -> Iterator[Mapping[str, object]]:
    is_trip = event.kind in _TRIPS and event.where is not None
    place = _id("address", event.city, event.country)
    sides = [_alpha2(code) for code in (event.country, *event.countries)]
    properties: Properties = {
        **told, "name": [event.name or event.kind], "country": sides, "location": [event.where],
        "keywords": [event.kind, event.status], "endLocation": [place] if is_trip else [],
    }  # fmt: skip
    yield _entity(_hyphened(event.event_id), "Trip" if is_trip else "Event", properties)
    if is_trip:
        parts: Properties = {"full": [event.where], "city": [event.city], "country": [_alpha2(event.country)]}
        yield _entity(place, "Address", parts)


def _person(event: Exported, person_id: str, person: Person) -> Iterator[Mapping[str, object]]:
    country: list[Value] = [_alpha2(person.country)]
    yield _entity(person_id, "Person", {"name": [person.name], "country": country})
    if person.role:
        office = _id("position", person.role, person.country, person.organisation)
        held: Properties = {"holder": [person_id], "post": [office], "date": [event.date_start]}
        yield _entity(office, "Position", {"name": [person.role], "country": country})
        yield _entity(_id("occupancy", person_id, office, event.event_id), "Occupancy", held)


def _document(proof_id: str, post: Source) -> Mapping[str, object]:
    published: Properties = {"publishedAt": [post.published_on], "publisher": [post.source], "sourceUrl": [post.url]}
    return _entity(proof_id, "Document", {"fileName": [f"{post.post_id}.txt"], **published})


def _entity(entity_id: str, schema: str, properties: Mapping[str, Sequence[Value]]) -> Mapping[str, object]:
    """Return an entity; values are texts, and a property without one is left out."""
    filled = {name: sorted({str(value) for value in values if value}) for name, values in properties.items()}
    return {
        "id": entity_id,
        "schema": schema,
        "properties": {name: values for name, values in filled.items() if values},
    }


def _hyphened(our_id: str) -> str:
    return our_id.replace("_", "-")


def _id(kind: str, *parts: str | None) -> str:
    words = "\x1f".join(part or "" for part in parts)
    return f"{kind}-{sha1(words.encode(), usedforsecurity=False).hexdigest()}"


def _alpha2(code: str | None) -> str | None:
    known = countries().get(code or "")
    return known.alpha2.lower() if known else None
