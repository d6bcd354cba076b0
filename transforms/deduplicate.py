"""DeduplicateMentions: mentions of one event become one event, under an id that is kept for ever."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
import pyarrow as pa
from apache_beam.pvalue import AsDict, AsIter, AsSingleton, PCollection

from transforms.composite import Composite
from transforms.elements import (
    Alias,
    Change,
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
from transforms.resolve import Changing, ResolveMentions
from transforms.revise import Draft, ReviseEvents
from transforms.tables.ipc import Packed, opened, packed
from transforms.tables.schemas import NAMES
from transforms.tables.standing import premature_events
from transforms.tables.verdicts import told_decisions


class Deduplicated(NamedTuple):
    """Events that are new or not what they were, which mention is of which, why, and what changed.

    Attributes:
        aliases: All that ever were, each pointing at an id that lives.
        taken: What of the tables of the run before no longer stands: names of tables, each with a key of rows.
        decisions: Tables of all that was compared.
    """

    mentions: PCollection[ResolvedMention]
    events: PCollection[Event]
    event_posts: PCollection[EventPost]
    decisions: PCollection[Packed]
    aliases: PCollection[Alias]
    changes: PCollection[Change]
    taken: PCollection[tuple[str, str]]


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
class DeduplicateMentions(Composite[Mentions, Deduplicated]):
    """Gather mentions into events, those that changed and those that were published; an event that is as it was stands.

    Which mentions are one event depends on the set of all mentions alone: not on their order, on repetition, or on the
    runs in which they came. Ids do depend on what was published before: an event keeps its id, and no id stops
    resolving.

    Attributes:
        folder: The folder of the run before, or None where there is none.
        pins: What people judged.
    """

    folder: str | None = None
    pins: Pins = NO_PINS

    def expand(self, given: Mentions) -> Deduplicated:
        """Resolve, identify, merge, nest, and compare with what was published."""
        folders = given.changed.pipeline | "LocateEvents" >> beam.Create([self.folder] if self.folder else [])
        rebuilt = folders | "FindPremature" >> beam.FlatMap(_premature, AsSingleton(given.as_of))
        resolved = Changing(given.changed, given.former, rebuilt) | ResolveMentions(self.folder, self.pins)
        named = (resolved.clusters, given.former, given.aliases) | "Inherit" >> InheritIds(self.folder)
        persons = given.names | "KeyNames" >> beam.Map(_by_form)
        drafts = named.clusters | "MergeFields" >> beam.Map(_draft, AsDict(persons))
        found = drafts | "ListMentions" >> beam.FlatMap(_resolved_mentions)
        revised = (drafts, given.edits, given.as_of, named.touched) | "Revise" >> ReviseEvents(self.folder)
        taken = (
            named.touched | "TakeEvents" >> beam.FlatMap(_taken, _OF_EVENT),
            revised.restated | "TakeRestated" >> beam.FlatMap(_taken, _OF_EVENT_ALONE),
            named.clusters | "TakeMentions" >> beam.FlatMap(_taken_mentions),
            given.former | "TakeFormer" >> beam.Map(_taken_mention),
        )
        return Deduplicated(
            mentions=found,
            events=revised.events,
            event_posts=found | "LinkPosts" >> beam.Map(_event_post),
            decisions=resolved.decisions
            | "NameEvents" >> beam.Map(_decided, AsIter(resolved.standing), AsIter(named.clusters | beam.Map(_name))),
            aliases=named.aliases,
            changes=revised.changes,
            taken=taken | "GatherTaken" >> beam.Flatten(),
        )


def _by_form(name: PersonName) -> tuple[PersonForm, str]:
    return (name.country or "", name.name, name.role or ""), name.person_id


def _draft(named: NamedCluster, persons: Mapping[PersonForm, str]) -> Draft:
    mentions = tuple(with_ids(mention, persons) for mention in named.cluster.mentions)
    origins = tuple(told.origin_id for told in named.cluster.told)
    event = merge_mentions(named.event_id, mentions)
    return Draft(event, named.before, mentions, origins, named.split_from, named.past)


def _resolved_mentions(draft: Draft) -> Iterator[ResolvedMention]:
    for mention, origin_id in zip(draft.mentions, draft.origins, strict=True):
        yield ResolvedMention(draft.event.event_id, mention, origin_id)


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


def _name(named: NamedCluster) -> tuple[str, str]:
    return named.cluster.cluster_id, named.event_id


def _decided(content: Packed, standing: Iterable[Packed], named: Iterable[tuple[str, str]]) -> Packed:
    """Return what was compared with the events in the place of their clusters."""
    names = list(named)
    clusters, events = ([each[place] for each in names] for place in (0, 1))
    fresh = pa.table([pa.array(clusters, pa.string()), pa.array(events, pa.string())], NAMES)
    return packed(told_decisions(opened(content), pa.concat_tables([fresh, *map(opened, standing)])))


def _premature(folder: str, as_of: date | None) -> Iterator[str]:
    yield from sorted(premature_events(Path(folder), as_of))
