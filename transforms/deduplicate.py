"""DeduplicateMentions: mentions of one event become one event, under an id that is kept for ever."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsSingleton, PCollection, TaggedOutput

from transforms.elements import Alias, Change, Decision, Event, EventPost, Identity, Mention, ResolvedMention
from transforms.identity.chronology import newest_day, publication_day
from transforms.identity.containment import Candidate, WholeKey, candidates, parent_of, whole_keys
from transforms.identity.merge import merge_mentions
from transforms.identity.persons import PersonForm, canonical_ids, form_of, with_ids
from transforms.identity.revisions import revise
from transforms.inherit import InheritIds, NamedCluster
from transforms.resolve import ResolveMentions


class Deduplicated(NamedTuple):
    """Events, which mention is of which, why, and what changed since the run before.

    `aliases` are all that ever were, each pointing at an id that lives.
    """

    mentions: PCollection[ResolvedMention]
    events: PCollection[Event]
    event_posts: PCollection[EventPost]
    decisions: PCollection[Decision]
    aliases: PCollection[Alias]
    changes: PCollection[Change]


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event that does not know yet of which it is a part, and as it was published before."""

    event: Event
    before: Event | None
    mentions: tuple[Mention, ...]


_Changed = TaggedOutput[Literal["changes"], Change]


@dataclass
class DeduplicateMentions(beam.PTransform[PCollection[Mention], Deduplicated]):
    """Gather all mentions, new and carried over, into events.

    Which mentions are one event depends on the set of mentions alone: not on their order, on repetition, or on the runs
    in which they came. Ids do depend on what was published before: an event keeps its id, and no id stops resolving.

    Attributes:
        identities: The event of every mention that was published before.
        events: The events as they were published before.
        aliases: All aliases that were published before.
    """

    identities: PCollection[Identity]
    events: PCollection[Event]
    aliases: PCollection[Alias]

    def expand(self, mentions: PCollection[Mention]) -> Deduplicated:
        """Resolve, identify, merge, nest, and compare with what was published."""
        resolved = mentions | "Resolve" >> ResolveMentions()
        named = resolved.clusters | "Inherit" >> InheritIds(self.identities, self.events, self.aliases)
        persons = mentions | "AlignPersons" >> _AlignPersons()
        drafts = named.clusters | "MergeFields" >> beam.Map(_draft, AsDict(persons))
        found = drafts | "ListMentions" >> beam.FlatMap(_resolved_mentions)
        as_of = mentions | "ListDays" >> beam.Map(publication_day) | "FindNewest" >> beam.CombineGlobally(newest_day)
        revised = drafts | "Nest" >> _Nest(as_of)
        return Deduplicated(
            mentions=found,
            events=revised.events,
            event_posts=found | "LinkPosts" >> beam.Map(_event_post),
            decisions=(resolved.decisions, named.clusters) | "Decide" >> _Decide(),
            aliases=named.aliases,
            changes=revised.changes,
        )


@dataclass
class _AlignPersons(beam.PTransform[PCollection[Mention], PCollection[tuple[PersonForm, str]]]):
    """Give every form of a person's name the id of the person."""

    def expand(self, mentions: PCollection[Mention]) -> PCollection[tuple[PersonForm, str]]:
        """Align the names of each country."""
        return (
            mentions
            | "ListForms" >> beam.FlatMap(_forms)
            | "EachForm" >> beam.Distinct()
            | "KeyByHome" >> beam.Map(_by_home)
            | "GroupForms" >> beam.GroupByKey()
            | "AlignNames" >> beam.FlatMap(_aligned)
        )


class _Revised(NamedTuple):
    events: PCollection[Event]
    changes: PCollection[Change]


@dataclass
class _Nest(beam.PTransform[PCollection[_Draft], _Revised]):
    """Find the parent of every event, then what changed since it was published.

    Attributes:
        as_of: The newest day of publication, after which nobody can have told what became of a plan.
    """

    as_of: PCollection[date | None]

    def expand(self, drafts: PCollection[_Draft]) -> _Revised:
        """Meet wholes and parts under what they share."""
        wholes = (
            drafts
            | "KeyByWhole" >> beam.FlatMap(_by_whole)
            | "GroupWholes" >> beam.GroupByKey()
            | "FindWholes" >> beam.FlatMap(_candidates)
        )
        revised = (
            (drafts | "KeyDrafts" >> beam.Map(_by_event), wholes)
            | "GroupParts" >> beam.CoGroupByKey()
            | "Revise" >> beam.FlatMap(_revised, AsSingleton(self.as_of)).with_outputs("changes", main="events")
        )
        return _Revised(revised.events, revised.changes)


@dataclass
class _Decide(beam.PTransform[tuple[PCollection[Decision], PCollection[NamedCluster]], PCollection[Decision]]):
    """Put the id of the event in the place of the id of its cluster."""

    def expand(self, given: tuple[PCollection[Decision], PCollection[NamedCluster]]) -> PCollection[Decision]:
        """Meet the decisions that merged with the clusters that they made."""
        decisions, clusters = given
        merged = decisions | "KeyMerged" >> beam.FlatMap(_merged)
        named = clusters | "KeyNames" >> beam.Map(_name)
        decided = (merged, named) | "MeetNames" >> beam.CoGroupByKey() | "SetEvent" >> beam.FlatMap(_decided)
        return (decided, decisions | "KeepApart" >> beam.Filter(_is_apart)) | "AllDecisions" >> beam.Flatten()


def _forms(mention: Mention) -> list[PersonForm]:
    return [form_of(who) for who in mention.participants]


def _by_home(form: PersonForm) -> tuple[str, PersonForm]:
    return form[0], form


def _aligned(element: tuple[str, Iterable[PersonForm]]) -> Iterable[tuple[PersonForm, str]]:
    return canonical_ids(element[1]).items()


def _draft(named: NamedCluster, persons: Mapping[PersonForm, str]) -> _Draft:
    mentions = tuple(with_ids(mention, persons) for mention in named.cluster.mentions)
    return _Draft(merge_mentions(named.event_id, mentions), named.before, mentions)


def _resolved_mentions(draft: _Draft) -> Iterator[ResolvedMention]:
    for mention in draft.mentions:
        yield ResolvedMention(draft.event.event_id, mention)


def _event_post(found: ResolvedMention) -> EventPost:
    mention = found.mention
    return EventPost(found.event_id, mention.post_id, mention.mention_id, mention.genre, mention.status)


def _by_whole(draft: _Draft) -> Iterator[tuple[WholeKey, Event]]:
    for key in whole_keys(draft.event):
        yield key, draft.event


def _candidates(element: tuple[WholeKey, Iterable[Event]]) -> Iterator[tuple[str, Candidate]]:
    yield from candidates(element[1])


def _by_event(draft: _Draft) -> tuple[str, _Draft]:
    return draft.event.event_id, draft


def _revised(
    element: tuple[str, tuple[Iterable[_Draft], Iterable[Candidate]]], as_of: date | None
) -> Iterator[Event | _Changed]:
    """Yield an event with parent and revision, and what changed beside it."""
    _, (drafts, wholes) = element
    parent = parent_of(wholes)
    for draft in drafts:
        nested = replace(draft.event, parent_event_id=parent)
        event, changes = revise(draft.before, nested, draft.mentions, as_of=as_of)
        yield event
        for change in changes:
            yield TaggedOutput("changes", change)


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
