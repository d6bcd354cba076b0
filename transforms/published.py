"""ReadPublished and SettlePosts: what the run before published, and what of it stands beside what is read now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput

from transforms.elements import Alias, Event, Identity, Mention, Post
from transforms.storage.published import (
    published_aliases,
    published_events,
    published_identities,
    published_posts,
    standing_rejects,
)
from transforms.storage.rows import StoredPost, StoredReject
from transforms.storage.settling import Carry, PublishedPost, settle

Fresh = TaggedOutput[Literal["fresh"], Post]
Kept = TaggedOutput[Literal["mentions"], Mention]
Met = tuple[str, tuple[Iterable[Post], Iterable[PublishedPost]]]


class Published(NamedTuple):
    """What the run before published; everything is empty where there was none."""

    posts: PCollection[PublishedPost]
    identities: PCollection[Identity]
    events: PCollection[Event]
    aliases: PCollection[Alias]
    rejects: PCollection[StoredReject]


class Settled(NamedTuple):
    """All posts that stand, those of them that must be extracted, and the mentions of the others."""

    posts: PCollection[Post | StoredPost]
    fresh: PCollection[Post]
    mentions: PCollection[Mention]


@dataclass
class ReadPublished(beam.PTransform[PBegin, Published]):
    """Read the tables of the run before.

    Attributes:
        folder: The folder of that run, or None where there is none.
        carry: What of it stands; rejects that do not are left out.
    """

    folder: str | None
    carry: Carry

    def expand(self, root: PBegin) -> Published:
        """Read each table as the values that it was made from."""
        folders = root | "LocateRun" >> beam.Create([self.folder] if self.folder else [], reshuffle=False)
        return Published(
            posts=folders | "ReadPosts" >> beam.FlatMap(_posts),
            identities=folders | "ReadIdentities" >> beam.FlatMap(_identities),
            events=folders | "ReadEvents" >> beam.FlatMap(_events),
            aliases=folders | "ReadAliases" >> beam.FlatMap(_aliases),
            rejects=folders | "ReadRejects" >> beam.FlatMap(_rejects, self.carry),
        )


@dataclass
class SettlePosts(beam.PTransform[tuple[PCollection[Post], PCollection[PublishedPost]], Settled]):
    """Settle which posts stand: one for each id, as `transforms.storage.settling.settle` says.

    A post that was published in the same wording is not extracted again, and its mentions stand.

    Attributes:
        carry: What stands of the run before.
    """

    carry: Carry

    def expand(self, posts: tuple[PCollection[Post], PCollection[PublishedPost]]) -> Settled:
        """Bring together what is read and what was published under one id, and choose."""
        read, published = posts
        settled = (
            (read | "KeyRead" >> beam.Map(_read_id), published | "KeyPublished" >> beam.Map(_published_id))
            | "MeetById" >> beam.CoGroupByKey()
            | "Settle" >> beam.ParDo(_SettleFn(self.carry)).with_outputs("fresh", "mentions", main="posts")
        )
        return Settled(settled.posts, settled.fresh, settled.mentions)


class _SettleFn(beam.DoFn):
    def __init__(self, carry: Carry) -> None:
        self._carry = carry

    def process(self, element: Met) -> Iterator[Post | StoredPost | Fresh | Kept]:
        read, known = list(element[1][0]), list(element[1][1])
        _count("read", len(read))
        settled = settle(read, known, self._carry)
        if settled is None:
            _count("withdrawn", len(known))
            return
        post, is_fresh = settled
        _count("repeated", max(0, len(read) - 1))
        _count("settled", 1)
        _count("carried", 0 if read else 1)
        yield post
        if is_fresh:
            _count("extracted", 1)
            yield Fresh("fresh", post.post if isinstance(post, StoredPost) else post)
            return
        for published in known:
            for mention in published.mentions:
                yield Kept("mentions", mention)


def _count(name: str, number: int) -> None:
    Metrics.counter("SettlePosts", name).inc(number)


def _read_id(post: Post) -> tuple[str, Post]:
    return post.post_id, post


def _published_id(post: PublishedPost) -> tuple[str, PublishedPost]:
    return post.stored.post.post_id, post


def _posts(folder: str) -> Iterator[PublishedPost]:
    return published_posts(Path(folder))


def _identities(folder: str) -> Iterator[Identity]:
    return published_identities(Path(folder))


def _events(folder: str) -> Iterator[Event]:
    return published_events(Path(folder))


def _aliases(folder: str) -> Iterator[Alias]:
    return published_aliases(Path(folder))


def _rejects(folder: str, carry: Carry) -> Iterator[StoredReject]:
    return standing_rejects(Path(folder), carry)
