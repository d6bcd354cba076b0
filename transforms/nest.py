"""NestEvents: which event is part of which, and which of those that stand must be stated again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsIter, AsSingleton, PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.elements import Change, Event, Kind
from transforms.identity.containment import Candidate, WholeKey, candidates, parent_of, whole_keys
from transforms.identity.revisions import lapse, move_under
from transforms.identity.stages import overdue
from transforms.packing import packed
from transforms.storage.published import published_events
from transforms.tables.standing import events_under, overdue_events

_WHOLES = frozenset({Kind.VISIT, Kind.MULTILATERAL_MEETING})
_Changed = TaggedOutput[Literal["changes"], Change]
_Given = tuple[PCollection[Event], PCollection[Event], PCollection[date | None], PCollection[str]]


class Nested(NamedTuple):
    """Parents, and what they change.

    Attributes:
        candidates: For the events that are given, the wholes of which each may be a part.
        restated: Standing events that have another parent now, or that time has made another; visits are left out.
        changes: What changed in those.
    """

    candidates: PCollection[tuple[str, Candidate]]
    restated: PCollection[Event]
    changes: PCollection[Change]


@packed
@dataclass(frozen=True, slots=True)
class _Standing:
    """A published event that stands; its parent is sought again where something near it changed."""

    event: Event
    is_sought: bool


@dataclass
class NestEvents(Composite[_Given, Nested]):
    """Find the wholes of which events may be parts.

    Given are the events that are new or changed, those events as they were published, the last day on which any post
    was published, and the ids of the published events that no longer stand.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: _Given) -> Nested:
        """Meet wholes and parts under what they share, those among them that stand."""
        events, former, as_of, touched = given
        if self.folder is None:
            return _among(events)
        folders = events.pipeline | "LocateStanding" >> beam.Create([self.folder] if self.folder else [])
        keys = (events, former) | "GatherKeyed" >> beam.Flatten() | "ListKeys" >> beam.FlatMap(_keys)
        standing = folders | "ReadStanding" >> beam.FlatMap(
            _standing, AsIter(keys | "EachKey" >> beam.Distinct()), AsIter(touched), AsSingleton(as_of)
        )
        found = (
            (events | "KeyByWhole" >> beam.FlatMap(_by_whole), standing | "KeyStanding" >> beam.FlatMap(_by_standing))
            | "GatherWholes" >> beam.Flatten()
            | "GroupWholes" >> beam.GroupByKey()
            | "FindWholes" >> beam.FlatMap(_candidates)
        )
        restated = (
            (standing | "KeyById" >> beam.Map(_by_id), found)
            | "GroupStanding" >> beam.CoGroupByKey()
            | "Restate" >> beam.FlatMap(_restated, AsSingleton(as_of)).with_outputs("changes", main="events")
        )
        return Nested(found, restated.events, restated.changes)


def _among(events: PCollection[Event]) -> Nested:
    """Find the wholes of events where nothing was published before."""
    root = events.pipeline
    found = (
        events
        | "KeyByWhole" >> beam.FlatMap(_by_whole)
        | "GroupWholes" >> beam.GroupByKey()
        | "FindWholes" >> beam.FlatMap(_candidates)
    )
    return Nested(
        found,
        root | "NoneRestated" >> beam.Create([], reshuffle=False).with_output_types(Event),
        root | "NoChanges" >> beam.Create([], reshuffle=False).with_output_types(Change),
    )


def _keys(event: Event) -> Iterator[WholeKey]:
    yield from whole_keys(event)


def _standing(folder: str, keys: Iterable[WholeKey], touched: Iterable[str], as_of: date | None) -> Iterator[_Standing]:
    """Yield the standing events that share a key with one that changed, the wholes of those, and who is overdue."""
    changed, gone, path = frozenset(keys), frozenset(touched), Path(folder)
    near = {event.event_id: event for event in published_events(path, events_under(path, changed) - gone)}
    sought = {event_id for event_id, event in near.items() if not changed.isdisjoint(whole_keys(event))}
    reached = changed.union(*(whole_keys(near[event_id]) for event_id in sought))
    late = overdue_events(path, as_of) - gone
    for event in published_events(path, (events_under(path, reached) | late) - gone):
        is_whole = event.kind in _WHOLES and not reached.isdisjoint(whole_keys(event))
        if event.event_id in sought or is_whole or (event.event_id in late and event.kind is not Kind.VISIT):
            yield _Standing(event, event.event_id in sought)


def _by_whole(event: Event) -> Iterator[tuple[WholeKey, Event]]:
    """Yield an event under its keys, without what no whole is chosen by."""
    bare = replace(event, documents=(), mention_ids=(), conflicts=())
    for key in whole_keys(event):
        yield key, bare


def _by_standing(standing: _Standing) -> Iterator[tuple[WholeKey, Event]]:
    yield from _by_whole(standing.event)


def _candidates(element: tuple[WholeKey, Iterable[Event]]) -> Iterator[tuple[str, Candidate]]:
    yield from candidates(element[1])


def _by_id(standing: _Standing) -> tuple[str, _Standing]:
    return standing.event.event_id, standing


def _restated(
    element: tuple[str, tuple[Iterable[_Standing], Iterable[Candidate]]], as_of: date | None
) -> Iterator[Event | _Changed]:
    """Yield a standing event that is not what it was, and what changed in it."""
    _, (standing, wholes) = element
    parent = parent_of(wholes)
    for each in standing:
        event, changes = each.event, list[Change]()
        if each.is_sought and event.parent_event_id != parent:
            event, change = move_under(event, parent)
            changes.append(change)
        if event.kind is not Kind.VISIT and overdue(event, as_of):
            event, change = lapse(event)
            changes.append(change)
        if changes:
            yield event
        for change in changes:
            yield _Changed("changes", change)
