"""FindParts, ConcludeVisits: a visit is held when its parts are, also where the visit stands and a part is new."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsIter, AsSingleton, PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.elements import Change, Event, Kind, Mention, Traced
from transforms.identity.phases import status_of
from transforms.identity.revisions import restate
from transforms.identity.stages import stage_of
from transforms.identity.visits import Part, part_of, with_parts
from transforms.packing import packed
from transforms.storage.published import parents_of, published_events
from transforms.storage.recall import mentions_where
from transforms.tables.standing import overdue_events

Link = tuple[str, str | None]
"""An event, and the one that it is a part of now."""
_Changed = TaggedOutput[Literal["changes"], Change]


@packed
@dataclass(frozen=True, slots=True)
class StandingVisit:
    """A published visit none of whose mentions changed, but maybe its parts."""

    event: Event
    mentions: tuple[Mention, ...]


_Visit = TaggedOutput[Literal["visits"], tuple[str, StandingVisit]]
_Given = tuple[PCollection[Link], PCollection[Event], PCollection[str], PCollection[date | None]]


class Standing(NamedTuple):
    """Parts that stand, each under its whole, and the visits that stand and must be looked at again."""

    parts: PCollection[tuple[str, Part]]
    visits: PCollection[tuple[str, StandingVisit]]


@dataclass
class FindParts(Composite[_Given, Standing]):
    """Find what stands of the parts of every visit that has other parts than it had, or other words.

    Given are the events that are new or changed, with their wholes, the standing events that have another whole now,
    the ids of published events that no longer stand, and the last day on which any post was published.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: _Given) -> Standing:
        """Read the parts and the visits."""
        links, restated, touched, as_of = given
        folders = links.pipeline | "LocateVisits" >> beam.Create([self.folder] if self.folder else [])
        found = folders | "ReadParts" >> beam.FlatMap(
            _standing, AsIter(links), AsIter(restated), AsIter(touched), AsSingleton(as_of)
        ).with_outputs("visits", main="parts")
        return Standing(found.parts, found.visits)


class Concluded(NamedTuple):
    """Visits that are not what they were, and what changed in them."""

    events: PCollection[Event]
    changes: PCollection[Change]


@dataclass
class ConcludeVisits(
    Composite[
        tuple[PCollection[tuple[str, StandingVisit]], PCollection[tuple[str, Part]], PCollection[date | None]],
        Concluded,
    ]
):
    """State visits again of which the parts, or the time that passed, make something else."""

    def expand(
        self,
        given: tuple[PCollection[tuple[str, StandingVisit]], PCollection[tuple[str, Part]], PCollection[date | None]],
    ) -> Concluded:
        """Bring to every visit its parts."""
        visits, parts, as_of = given
        found = (
            (visits, parts)
            | "MeetParts" >> beam.CoGroupByKey()
            | "Conclude" >> beam.FlatMap(_concluded, AsSingleton(as_of)).with_outputs("changes", main="events")
        )
        return Concluded(found.events, found.changes)


def _standing(
    folder: str, links: Iterable[Link], restated: Iterable[Event], touched: Iterable[str], as_of: date | None
) -> Iterator[tuple[str, Part] | _Visit]:
    """Yield the parts that stand under their wholes, and the visits that stand and must be looked at again."""
    gone, given = frozenset(touched), dict(links)
    moved = {event.event_id: event.parent_event_id for event in restated}
    published = parents_of(Path(folder))
    former = (published.get(each) for each in (*gone, *moved))
    concerned = set(filter(None, (*given, *given.values(), *moved.values(), *former)))
    wholes = {each: moved.get(each, whole) for each, whole in published.items() if each not in gone}
    for event_id, told in _mentions_by_event(folder, {each for each, whole in wholes.items() if whole in concerned}):
        yield wholes[event_id] or "", part_of(event_id, told)
    late = overdue_events(Path(folder), as_of)
    looked_at = published_events(Path(folder), (concerned | late) & wholes.keys())
    visits = {event.event_id: event for event in looked_at if event.kind is Kind.VISIT}
    for event_id, told in _mentions_by_event(folder, set(visits)):
        yield _Visit("visits", (event_id, StandingVisit(visits[event_id], told)))


def _mentions_by_event(folder: str, event_ids: set[str]) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    found = sorted(mentions_where(Path(folder), "event_id", event_ids), key=attrgetter("event_id"))
    for event_id, told in groupby(found, key=attrgetter("event_id")):
        yield event_id, tuple(map(_mention, told))


def _mention(told: Traced) -> Mention:
    return told.mention


def _concluded(
    element: tuple[str, tuple[Iterable[StandingVisit], Iterable[Part]]], as_of: date | None
) -> Iterator[Event | _Changed]:
    """Yield a standing visit that is not what it was, and what changed in it."""
    _, (visits, parts) = element
    for visit in visits:
        told = replace(visit.event, status=status_of(visit.mentions), stage=stage_of(visit.mentions, as_of))
        now = with_parts(told, visit.mentions, parts)
        if now != visit.event:
            event, changes = restate(visit.event, now)
            yield event
            for change in changes:
                yield _Changed("changes", change)
