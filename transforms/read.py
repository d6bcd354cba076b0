"""Read seed files into posts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import MIN_TIMESTAMP, Timestamp

from transforms.elements import Post, Reject
from transforms.formats.reading import format_named, read_file
from transforms.formats.versions import preferred

Rejected = TaggedOutput[Literal["rejects"], Reject]


class ReadOutcome(NamedTuple):
    """The posts that were read and what could not be."""

    posts: PCollection[Post]
    rejects: PCollection[Reject]


@dataclass
class ReadPosts(beam.PTransform[PBegin, ReadOutcome]):
    """Read posts from seed files, each post once.

    Of several posts with one id the preferred version stays (see `preferred`), whatever the order of the files. A post
    carries its publication as timestamp: its time, else midnight UTC of its day, else the least timestamp there is.
    """

    seeds: tuple[str, ...]
    input_format: str | None = None

    def __post_init__(self) -> None:
        """Refuse a format that does not exist."""
        if self.input_format is not None:
            format_named(self.input_format)

    def expand(self, pbegin: PBegin) -> ReadOutcome:
        """Read, then keep one post of each id."""
        read = (
            pbegin
            | "ListSeeds" >> beam.Create(self.seeds, reshuffle=True)
            | "ReadFiles" >> beam.ParDo(_ReadFn(self.input_format)).with_outputs("rejects", main="posts")
        )
        posts = (
            read.posts
            | "KeyByPost" >> beam.Map(_keyed)
            | "KeepOneVersion" >> beam.CombinePerKey(preferred)
            | "TakePosts" >> beam.Map(_post)
            | "StampPublication" >> beam.Map(_stamped)
        )
        return ReadOutcome(posts, read.rejects)


class _ReadFn(beam.DoFn):
    def __init__(self, input_format: str | None) -> None:
        self._input_format = input_format
        self._read = Metrics.counter("ReadPosts", "read")
        self._rejected = Metrics.counter("ReadPosts", "rejected")

    def process(self, element: str) -> Iterator[Post | Rejected]:
        for found in read_file(element, self._input_format):
            if isinstance(found, Reject):
                self._rejected.inc()
                yield TaggedOutput("rejects", found)
            else:
                self._read.inc()
                yield found


def _keyed(post: Post) -> tuple[str, Post]:
    return post.post_id, post


def _post(keyed: tuple[str, Post]) -> Post:
    return keyed[1]


def _stamped(post: Post) -> TimestampedValue[Post]:
    return TimestampedValue(post, published(post))


def published(post: Post) -> Timestamp:
    """Return the publication of a post as a Beam timestamp."""
    if post.published_at is not None:
        return Timestamp.from_utc_datetime(post.published_at)
    if post.published_on is not None:
        return Timestamp.from_utc_datetime(datetime.combine(post.published_on, time(), UTC))
    return MIN_TIMESTAMP
