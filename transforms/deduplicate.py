"""DeduplicateMentions: mentions of one event become one event, under an id that is kept for ever."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsSingleton, PCollection, TaggedOutput

from transforms.changes import ResolveChanges
from transforms.elements import (
    Alias,
    Change,
    Decision,
    Edit,
    Event,
    EventPost,
    Mention,
    PersonName,
    ResolvedMention,
    Traced,
)
from transforms.identity.containment import Candidate, parent_of
from transforms.identity.merge import merge_mentions
from transforms.identity.persons import PersonForm, with_ids
from transforms.identity.pins import NO_PINS, Pins
from transforms.identity.revisions import note_edits, note_splits, revise
from transforms.inherit import InheritIds, NamedCluster
from transforms.near import key_text
from transforms.nest import NestEvents
from transforms.packing import packed


class Deduplicated(NamedTuple):
    """Events that are new or not what they were, which mention is of which, why, and what changed.

    Attributes:
        aliases: All that ever were, each pointing at an id that lives.
        taken: What of the tables of the run before no longer stands: names of tables, each with a key of rows.
        renamed: Ids of published events that are aliases since this run, each with the id that stands for it.
    """

    mentions: PCollection[ResolvedMention]
    events: PCollection[Event]
    event_posts: PCollection[EventPost]
    decisions: PCollection[Decision]
    aliases: PCollection[Alias]
    changes: PCollection[Change]
    taken: PCollection[tuple[str, str]]
    renamed: PCollection[tuple[str, str]]


class Mentions(NamedTuple):
    """What is deduplicated, and what it takes to say what changed.

    Attributes:
        changed: Mentions that are new, or that tell something else than they did.
        former: What was published in the place of those, and what is gone.
        names: Who is who.
        aliases: All aliases that were published before.
        edits: What sources wrote anew.
        as_of: The last day on which any post was published; one element, None where none has a day.
    """

    changed: PCollection[Traced]
    former: PCollection[Traced]
    names: PCollection[PersonName]
    aliases: PCollection[Alias]
    edits: PCollection[Edit]
    as_of: PCollection[date | None]


@packed
@dataclass(frozen=True, slots=True)
class _Draft:
    """An event that does not know yet of which it is a part, and as it was published before."""

    event: Event
    before: Event | None
    mentions: tuple[Mention, ...]
    split_from: tuple[str, ...] = ()


_Changed = TaggedOutput[Literal["changes"], Change]
_OF_EVENT = ("events", "event_participants", "event_posts", "documents")
_OF_EVENT_ALONE = ("events", "event_participants", "documents")


@dataclass
class DeduplicateMentions(beam.PTransform[Mentions, Deduplicated]):
    """Gather mentions into events, given those that changed; the published events that they do not touch stand.

    Which mentions are one event depends on the set of all mentions alone: not on their order, on repetition, or on the
    runs in which they came. Ids do depend on what was published before: an event keeps its id, and no id stops
    resolving.

    Attributes:
        folder: The folder of the run before, or None where there is none.
        pins: What people judged.
        afresh: That what people judged has changed since the run before.
    """

    folder: str | None = None
    pins: Pins = NO_PINS
    afresh: bool = False

    def expand(self, given: Mentions) -> Deduplicated:
        """Resolve, identify, merge, nest, and compare with what was published."""
        resolved = (given.changed, given.former) | "Resolve" >> ResolveChanges(self.folder, self.pins, self.afresh)
        named = (resolved.clusters, given.former, given.aliases) | "Inherit" >> InheritIds(self.folder)
        persons = given.names | "KeyNames" >> beam.Map(_by_form)
        drafts = named.clusters | "MergeFields" >> beam.Map(_draft, AsDict(persons))
        found = drafts | "ListMentions" >> beam.FlatMap(_resolved_mentions)
        revised = (drafts, given.edits, given.as_of, named.touched) | "Nest" >> _Nest(self.folder)
        taken = (
            named.touched | "TakeEvents" >> beam.FlatMap(_taken, _OF_EVENT),
            revised.restated | "TakeRestated" >> beam.FlatMap(_taken, _OF_EVENT_ALONE),
            resolved.heard | "TakeDecisions" >> beam.FlatMap(_taken, ("decisions",)),
            named.clusters | "TakeMentions" >> beam.FlatMap(_taken_mentions),
            given.former | "TakeFormer" >> beam.Map(_taken_mention),
        )
        return Deduplicated(
            mentions=found,
            events=revised.events,
            event_posts=found | "LinkPosts" >> beam.Map(_event_post),
            decisions=(resolved.decisions, named.clusters, resolved.standing) | "Decide" >> _Decide(),
            aliases=named.aliases,
            changes=revised.changes,
            taken=taken | "GatherTaken" >> beam.Flatten(),
            renamed=named.fresh_aliases | "ListRenamed" >> beam.Map(_renamed),
        )


class _Revised(NamedTuple):
    events: PCollection[Event]
    changes: PCollection[Change]
    restated: PCollection[str]


@dataclass
class _Nest(
    beam.PTransform[tuple[PCollection[_Draft], PCollection[Edit], PCollection[date | None], PCollection[str]], _Revised]
):
    """Find the parent of every event, then what changed since it was published."""

    folder: str | None

    def expand(
        self, given: tuple[PCollection[_Draft], PCollection[Edit], PCollection[date | None], PCollection[str]]
    ) -> _Revised:
        """Meet wholes and parts under what they share; state again what stands with another parent, or has lapsed."""
        drafts, edits, as_of, touched = given
        events = drafts | "ListEvents" >> beam.Map(_event_of)
        former = drafts | "ListBefore" >> beam.FlatMap(_before_of)
        nested = (events, former, as_of, touched) | "FindParents" >> NestEvents(self.folder)
        by_post = edits | "KeyEdits" >> beam.Map(_by_post)
        revised = (
            (drafts | "KeyDrafts" >> beam.Map(_by_event), nested.candidates)
            | "GroupParts" >> beam.CoGroupByKey()
            | "Revise"
            >> beam.FlatMap(_revised, AsDict(by_post), AsSingleton(as_of)).with_outputs("changes", main="events")
        )
        return _Revised(
            (revised.events, nested.restated) | "GatherEvents" >> beam.Flatten(),
            (revised.changes, nested.changes) | "GatherChanges" >> beam.Flatten(),
            nested.restated | "ListRestated" >> beam.Map(_event_id),
        )


@dataclass
class _Decide(
    beam.PTransform[
        tuple[PCollection[Decision], PCollection[NamedCluster], PCollection[tuple[str, str]]], PCollection[Decision]
    ]
):
    """Put the id of the event in the place of the id of its cluster."""

    def expand(
        self, given: tuple[PCollection[Decision], PCollection[NamedCluster], PCollection[tuple[str, str]]]
    ) -> PCollection[Decision]:
        """Meet the decisions that merged with the clusters that they made."""
        decisions, clusters, standing = given
        merged = decisions | "KeyMerged" >> beam.FlatMap(_merged)
        names = (clusters | "KeyNames" >> beam.Map(_name), standing) | "GatherNames" >> beam.Flatten()
        decided = (merged, names) | "MeetNames" >> beam.CoGroupByKey() | "SetEvent" >> beam.FlatMap(_decided)
        return (decided, decisions | "KeepApart" >> beam.Filter(_is_apart)) | "AllDecisions" >> beam.Flatten()


def _by_form(name: PersonName) -> tuple[PersonForm, str]:
    return (name.country or "", name.name, name.role or ""), name.person_id


def _draft(named: NamedCluster, persons: Mapping[PersonForm, str]) -> _Draft:
    mentions = tuple(with_ids(mention, persons) for mention in named.cluster.mentions)
    return _Draft(merge_mentions(named.event_id, mentions), named.before, mentions, named.split_from)


def _resolved_mentions(draft: _Draft) -> Iterator[ResolvedMention]:
    for mention in draft.mentions:
        yield ResolvedMention(draft.event.event_id, mention, key_text(mention))


def _event_post(found: ResolvedMention) -> EventPost:
    mention = found.mention
    return EventPost(found.event_id, mention.post_id, mention.mention_id, mention.genre, mention.status)


def _event_of(draft: _Draft) -> Event:
    return draft.event


def _before_of(draft: _Draft) -> Iterator[Event]:
    if draft.before is not None:
        yield draft.before


def _event_id(event: Event) -> str:
    return event.event_id


def _by_event(draft: _Draft) -> tuple[str, _Draft]:
    return draft.event.event_id, draft


def _by_post(edit: Edit) -> tuple[str, Edit]:
    return edit.post_id, edit


def _revised(
    element: tuple[str, tuple[Iterable[_Draft], Iterable[Candidate]]], edits: Mapping[str, Edit], as_of: date | None
) -> Iterator[Event | _Changed]:
    """Yield an event with parent and revision, and what changed beside it."""
    _, (drafts, wholes) = element
    parent = parent_of(wholes)
    for draft in drafts:
        nested = replace(draft.event, parent_event_id=parent)
        event, changes = revise(draft.before, nested, draft.mentions, as_of=as_of)
        event, edited = note_edits(draft.before, event, draft.mentions, edits)
        yield event
        for change in (*changes, *edited, *note_splits(event, draft.split_from)):
            yield TaggedOutput("changes", change)


def _taken(key: str, tables: Iterable[str]) -> Iterator[tuple[str, str]]:
    for table in tables:
        yield table, key


def _taken_mentions(named: NamedCluster) -> Iterator[tuple[str, str]]:
    for told in named.cluster.told:
        if told.event_id is not None:
            yield "mentions", told.mention.mention_id


def _taken_mention(told: Traced) -> tuple[str, str]:
    return "mentions", told.mention.mention_id


def _renamed(alias: Alias) -> tuple[str, str]:
    return alias.alias_id, alias.event_id


def _merged(decision: Decision) -> Iterator[tuple[str, Decision]]:
    if decision.event_id is not None:
        yield decision.event_id, decision


def _is_apart(decision: Decision) -> bool:
    return decision.event_id is None


def _name(named: NamedCluster) -> tuple[str, str]:
    return named.cluster.cluster_id, named.event_id


def _decided(element: tuple[str, tuple[Iterable[Decision], Iterable[str]]]) -> Iterator[Decision]:
    _, (decisions, event_ids) = element
    event_id = min(event_ids)
    for decision in decisions:
        yield replace(decision, event_id=event_id)
