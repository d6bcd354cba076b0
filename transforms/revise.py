"""ReviseEvents: of which each event is a part, what its parts tell of it, and what changed since it was published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsSingleton, PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.conclude import ConcludeVisits, FindParts, Link
from transforms.elements import Change, Edit, Event, Mention, Past
from transforms.identity.containment import Candidate, parent_of
from transforms.identity.revisions import note_edits, note_splits, revise
from transforms.identity.visits import Part, part_of, with_parts
from transforms.nest import NestEvents
from transforms.packing import packed


@packed
@dataclass(frozen=True, slots=True)
class Draft:
    """An event that does not know yet of which it is a part, and as it was published before."""

    event: Event
    before: Event | None
    mentions: tuple[Mention, ...]
    origins: tuple[str | None, ...]
    split_from: tuple[str, ...]
    past: Past | None


_Changed = TaggedOutput[Literal["changes"], Change]
_Given = tuple[PCollection[Draft], PCollection[Edit], PCollection[date | None], PCollection[str]]


class Revised(NamedTuple):
    """Events as they are published, what changed in them, and the ids of those that none of their mentions changed."""

    events: PCollection[Event]
    changes: PCollection[Change]
    restated: PCollection[str]


@dataclass
class ReviseEvents(Composite[_Given, Revised]):
    """Find the parent of every event, what its parts tell of it, then what changed since it was published.

    Given are the events as their mentions tell them, what sources wrote anew, the last day on which any post was
    published, and the ids of the published events that no longer stand.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: _Given) -> Revised:
        """Meet wholes and parts under what they share; state again what stands with another parent, or has lapsed."""
        unplaced, edits, as_of, touched = given
        events = unplaced | "ListEvents" >> beam.Map(_event_of)
        former, by_post = unplaced | "ListBefore" >> beam.FlatMap(_before_of), edits | "KeyEdits" >> beam.Map(_by_post)
        nested = (events, former, as_of, touched) | "FindParents" >> NestEvents(self.folder)
        parents = nested.candidates | "GroupWholes" >> beam.GroupByKey() | "ChooseParents" >> beam.MapTuple(_parent)
        drafts = unplaced | "Place" >> beam.Map(_placed, AsDict(parents))
        links = drafts | "ListLinks" >> beam.Map(_link)
        standing = (links, nested.restated, touched, as_of) | "FindParts" >> FindParts(self.folder)
        parts = (drafts | "ListParts" >> beam.FlatMap(_part), standing.parts) | "GatherParts" >> beam.Flatten()
        concluded = (standing.visits, parts, as_of) | "Conclude" >> ConcludeVisits()
        by_whole = parts | "GroupParts" >> beam.GroupByKey() | "ListPartsOfWhole" >> beam.MapTuple(_all_parts)
        revised = drafts | "Revise" >> beam.FlatMap(
            _revised, AsDict(by_whole), AsDict(by_post), AsSingleton(as_of)
        ).with_outputs("changes", main="events")
        restated = (nested.restated, concluded.events) | "GatherRestated" >> beam.Flatten()
        return Revised(
            (revised.events, restated) | "GatherEvents" >> beam.Flatten(),
            (revised.changes, nested.changes, concluded.changes) | "GatherChanges" >> beam.Flatten(),
            restated | "ListRestated" >> beam.Map(_event_id),
        )


def _event_of(draft: Draft) -> Event:
    return draft.event


def _before_of(draft: Draft) -> Iterator[Event]:
    if draft.before is not None:
        yield draft.before


def _event_id(event: Event) -> str:
    return event.event_id


def _by_post(edit: Edit) -> tuple[str, Edit]:
    return edit.post_id, edit


def _parent(event_id: str, wholes: Iterable[Candidate]) -> tuple[str, str | None]:
    return event_id, parent_of(wholes)


def _placed(draft: Draft, parents: Mapping[str, str | None]) -> Draft:
    """Return an event with its parent."""
    event = draft.event
    return replace(draft, event=replace(event, parent_event_id=parents.get(event.event_id)))


def _link(draft: Draft) -> Link:
    return draft.event.event_id, draft.event.parent_event_id


def _part(draft: Draft) -> Iterator[tuple[str, Part]]:
    if draft.event.parent_event_id is not None:
        yield draft.event.parent_event_id, part_of(draft.event.event_id, draft.mentions)


def _all_parts(event_id: str, parts: Iterable[Part]) -> tuple[str, tuple[Part, ...]]:
    return event_id, tuple(parts)


def _revised(
    draft: Draft, parts: Mapping[str, tuple[Part, ...]], edits: Mapping[str, Edit], as_of: date | None
) -> Iterator[Event | _Changed]:
    """Yield an event with what its parts tell, and its revision, and what changed beside it."""
    told = with_parts(draft.event, draft.mentions, parts.get(draft.event.event_id, ()))
    event, changes = revise(draft.before, told, draft.mentions, past=draft.past, as_of=as_of)
    event, edited = note_edits(draft.before, event, draft.mentions, edits)
    yield event
    for change in (*changes, *edited, *note_splits(event, draft.split_from)):
        yield TaggedOutput("changes", change)
