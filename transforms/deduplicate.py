"""DeduplicateMentions: mentions of one event become one event, under an id that is kept for ever."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, PCollection

from transforms.changes import ResolveChanges
from transforms.elements import (
    Alias,
    Change,
    Decision,
    Edit,
    Event,
    EventPost,
    PersonName,
    ResolvedMention,
    Traced,
)
from transforms.identity.merge import merge_mentions
from transforms.identity.persons import PersonForm, with_ids
from transforms.identity.pins import NO_PINS, Pins
from transforms.inherit import InheritIds, NamedCluster
from transforms.near import key_text
from transforms.revise import Draft, ReviseEvents


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
        revised = (drafts, given.edits, given.as_of, named.touched) | "Revise" >> ReviseEvents(self.folder)
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


def _draft(named: NamedCluster, persons: Mapping[PersonForm, str]) -> Draft:
    mentions = tuple(with_ids(mention, persons) for mention in named.cluster.mentions)
    origins = tuple(told.origin_id for told in named.cluster.told)
    event = merge_mentions(named.event_id, mentions)
    return Draft(event, named.before, mentions, origins, named.split_from, named.past)


def _resolved_mentions(draft: Draft) -> Iterator[ResolvedMention]:
    for mention, origin_id in zip(draft.mentions, draft.origins, strict=True):
        yield ResolvedMention(draft.event.event_id, mention, key_text(mention), origin_id)


def _event_post(found: ResolvedMention) -> EventPost:
    mention = found.mention
    return EventPost(found.event_id, mention.post_id, mention.mention_id, mention.genre, mention.status)


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
