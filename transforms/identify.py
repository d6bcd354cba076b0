"""IdentifyParticipants: names that their own post leaves open are placed by what all posts together tell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsIter, AsSingleton, PCollection, TaggedOutput
from apache_beam.transforms.combiners import ToListCombineFn

from transforms.coding.roster import Roster, Sighting, build_roster, news_of, sightings, sightings_of_post
from transforms.coding.settling import is_settled_alike, settle, unsettle
from transforms.composite import Composite
from transforms.elements import Mention, Post, Seen, Traced
from transforms.recall import RecallMentions
from transforms.storage.published import has_counts, post_states, published_sightings
from transforms.storage.recall import all_mentions, mentions_open

Counted = tuple[Sighting, int]
_Former = TaggedOutput[Literal["former"], Traced]


class Identified(NamedTuple):
    """What changes among the mentions.

    Attributes:
        mentions: Those that are new, or that other posts now place otherwise.
        former: What was published in the place of those, and what is gone.
        sightings: All that all posts show, those of earlier runs among them.
    """

    mentions: PCollection[Traced]
    former: PCollection[Traced]
    sightings: PCollection[Seen]


_Given = tuple[PCollection[Mention], PCollection[Post], PCollection[str]]
"""Mentions that were extracted now, the posts that were, and the ids of those whose published mentions do not stand."""


@dataclass
class IdentifyParticipants(Composite[_Given, Identified]):
    """Give every participant the country that the whole corpus shows, and every meeting the kind its sides make it.

    The roster is built from the mentions and posts themselves, those of earlier runs among them, so the result depends
    on all of them, on no order, and not on the runs in which they came.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: _Given) -> Identified:
        """Count what was seen, settle new mentions by it, and those of the run before that it concerns."""
        fresh, posts, gone = given
        folders = fresh.pipeline | "LocateOpen" >> beam.Create([self.folder] if self.folder else [])
        retold = gone | "RecallRetold" >> RecallMentions(self.folder, "post_id")
        counts = (fresh, posts, gone, retold) | "Count" >> _CountSightings(self.folder)
        roster = (
            counts
            | "ListSightings" >> beam.CombineGlobally(ToListCombineFn())
            | "BuildRoster" >> beam.Map(build_roster)
        )
        altered = folders | "SettleOpen" >> beam.FlatMap(_altered, AsSingleton(roster), AsIter(gone)).with_outputs(
            "former", main="mentions"
        )
        settled = fresh | "SettleFresh" >> beam.Map(_settled, AsSingleton(roster))
        homes = retold | "ListHomes" >> beam.Map(_home_of)
        told = settled | "Tell" >> beam.Map(_told, AsDict(homes))
        return Identified(
            mentions=(told, altered.mentions) | "GatherMentions" >> beam.Flatten(),
            former=(retold, altered.former) | "GatherFormer" >> beam.Flatten(),
            sightings=counts | "AsSeen" >> beam.Map(_seen),
        )


@dataclass
class _CountSightings(
    Composite[
        tuple[PCollection[Mention], PCollection[Post], PCollection[str], PCollection[Traced]], PCollection[Counted]
    ]
):
    """Add what is new to the counts of the run before, and take away what no longer is."""

    folder: str | None

    def expand(
        self, given: tuple[PCollection[Mention], PCollection[Post], PCollection[str], PCollection[Traced]]
    ) -> PCollection[Counted]:
        """Count by what was seen."""
        fresh, posts, gone, retold = given
        folders = fresh.pipeline | "LocateCounts" >> beam.Create([self.folder] if self.folder else [])
        seen = (
            folders | "ReadCounts" >> beam.FlatMap(_published),
            fresh | "SeePeople" >> beam.FlatMap(_of_mention),
            posts | "SeeStates" >> beam.FlatMap(_of_post),
            retold | "UnseePeople" >> beam.FlatMap(_of_retold),
            folders | "UnseeStates" >> beam.FlatMap(_of_retold_posts, AsIter(gone)),
        )
        return (
            seen
            | "GatherSightings" >> beam.Flatten()
            | "SumSightings" >> beam.CombinePerKey(sum)
            | "StillSeen" >> beam.Filter(_is_seen)
        )


def _published(folder: str) -> Iterator[Counted]:
    for row in published_sightings(Path(folder)):
        yield (row.seen, row.state), row.times
    if not has_counts(Path(folder)):
        yield from _recounted(Path(folder))


def _recounted(folder: Path) -> Iterator[Counted]:
    """Yield what is seen in a run that did not count it."""
    for told in all_mentions(folder):
        yield from _of_mention(unsettle(told.mention))
    for source, states in post_states(folder):
        for seen in sightings_of_post(source, states):
            yield seen, 1


def _of_mention(mention: Mention) -> Iterator[Counted]:
    for seen in sightings(mention):
        yield seen, 1


def _of_post(post: Post) -> Iterator[Counted]:
    for seen in sightings_of_post(post.source, post.states):
        yield seen, 1


def _of_retold(told: Traced) -> Iterator[Counted]:
    for seen in sightings(unsettle(told.mention)):
        yield seen, -1


def _of_retold_posts(folder: str, retold: Iterable[str]) -> Iterator[Counted]:
    for source, states in post_states(Path(folder), frozenset(retold)):
        for seen in sightings_of_post(source, states):
            yield seen, -1


def _is_seen(counted: Counted) -> bool:
    return counted[1] > 0


def _seen(counted: Counted) -> Seen:
    return Seen(*counted[0], counted[1])


def _settled(mention: Mention, roster: Roster) -> Mention:
    return settle(mention, roster)


def _altered(folder: str, roster: Roster, retold: Iterable[str]) -> Iterator[Traced | _Former]:
    """Yield the standing mentions that the roster settles otherwise than they were published, and these beside them."""
    gone, before = frozenset(retold), None
    if has_counts(Path(folder)):
        before = build_roster(_published(folder))
    news = news_of(before, roster)
    for told in mentions_open(Path(folder), news.sources, news.concern):
        settled = settle(told.mention, roster)
        if told.mention.post_id not in gone and not is_settled_alike(settled, told.mention):
            yield replace(told, mention=settled)
            yield _Former("former", told)


def _home_of(told: Traced) -> tuple[str, tuple[str | None, str | None]]:
    return told.mention.mention_id, (told.event_id, told.origin_id)


def _told(mention: Mention, homes: Mapping[str, tuple[str | None, str | None]]) -> Traced:
    """Return a mention that was extracted, with the event under which its former self was published."""
    return Traced(mention, *homes.get(mention.mention_id, ()))
