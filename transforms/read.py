"""Read seed files into posts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import MIN_TIMESTAMP, Timestamp

from transforms.composite import Composite
from transforms.elements import Notice, Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file
from transforms.formats.recognition import format_named
from transforms.formats.versions import preferred

Rejected = TaggedOutput[Literal["rejects"], Reject]
_Noticed = TaggedOutput[Literal["notices"], Notice]
_Given = TaggedOutput[Literal["given"], str]


class ReadOutcome(NamedTuple):
    """The posts that were read, what could not be, the files that gave any post, and what to know of files."""

    posts: PCollection[Post]
    rejects: PCollection[Reject]
    given: PCollection[str]
    notices: PCollection[Notice]


@dataclass
class ReadPosts(Composite[PBegin, ReadOutcome]):
    """Read posts from seed files, each post once.

    Of several posts with one id the preferred version stays (see `preferred`), whatever the order of the files. A post
    carries its publication as timestamp: its time, else midnight UTC of its day, else the least timestamp there is.

    Attributes:
        seeds: The files.
        options: How they are read.
        turns: When each came, where that is known.
    """

    seeds: tuple[str, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    turns: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a format that does not exist."""
        if self.options.form is not None:
            format_named(self.options.form)

    def expand(self, pbegin: PBegin) -> ReadOutcome:
        """Read, then keep one post of each id."""
        read = (
            pbegin
            | "ListSeeds" >> beam.Create(self.seeds, reshuffle=True)
            | "ReadFiles" >> beam.ParDo(_ReadFn(self.options)).with_outputs("rejects", "given", "notices", main="posts")
        )
        posts = (
            read.posts
            | "KeyByPost" >> beam.Map(_keyed)
            | "GatherVersions" >> beam.GroupByKey()
            | "KeepOneVersion" >> beam.Map(_preferred, self.turns)
            | "StampPublication" >> beam.Map(_stamped)
        )
        return ReadOutcome(posts, read.rejects, read.given, read.notices)


class _ReadFn(beam.DoFn):
    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._read = Metrics.counter("ReadPosts", "read")
        self._rejected = Metrics.counter("ReadPosts", "rejected")

    def process(self, element: str) -> Iterator[Post | Rejected | _Given | _Noticed]:
        gives = False
        for found in read_file(element, self._options):
            if isinstance(found, Reject):
                self._rejected.inc()
                yield Rejected("rejects", found)
            elif isinstance(found, Notice):
                yield _Noticed("notices", found)
            else:
                self._read.inc()
                gives = True
                yield found
        if gives:
            yield _Given("given", element)


def _keyed(post: Post) -> tuple[str, Post]:
    return post.post_id, post


def _preferred(element: tuple[str, Iterable[Post]], turns: Mapping[str, int]) -> Post:
    return preferred(element[1], turns)


def _stamped(post: Post) -> TimestampedValue[Post]:
    return TimestampedValue(post, published(post))


def published(post: Post) -> Timestamp:
    """Return the publication of a post as a Beam timestamp."""
    if post.published_at is not None:
        return Timestamp.from_utc_datetime(post.published_at)
    if post.published_on is not None:
        return Timestamp.from_utc_datetime(datetime.combine(post.published_on, time(), UTC))
    return MIN_TIMESTAMP
