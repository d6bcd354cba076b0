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
from transforms.formats.recognition import format_named
from transforms.formats.survey import Survey
from transforms.formats.versions import preferred
from transforms.reports import FileReport

Rejected = TaggedOutput[Literal["rejects"], Reject]
_Reported = TaggedOutput[Literal["reports"], FileReport]


class ReadOutcome(NamedTuple):
    """The posts that were read, what could not be, the files that gave any post, and the sum of every file."""

    posts: PCollection[Post]
    rejects: PCollection[Reject]
    given: PCollection[str]
    reports: PCollection[FileReport]


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
            | "ReadFiles" >> beam.ParDo(_ReadFn(self.options)).with_outputs("rejects", "reports", main="posts")
        )
        posts = (
            read.posts
            | "KeyByPost" >> beam.Map(_keyed)
            | "GatherVersions" >> beam.GroupByKey()
            | "KeepOneVersion" >> beam.Map(_preferred, self.turns)
            | "StampPublication" >> beam.Map(_stamped)
        )
        given = read.reports | "NameGivers" >> beam.FlatMap(_given)
        return ReadOutcome(posts, read.rejects, given, read.reports)


class _ReadFn(beam.DoFn):
    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._read = Metrics.counter("ReadPosts", "read")
        self._rejected = Metrics.counter("ReadPosts", "rejected")

    def process(self, element: str) -> Iterator[Post | Rejected | _Reported]:
        survey = Survey(element, self._options)
        for found in survey.read():
            if isinstance(found, Reject):
                self._rejected.inc()
                yield Rejected("rejects", found)
            elif not isinstance(found, Notice):
                self._read.inc()
                yield found
        yield _Reported("reports", survey.report())


def _given(report: FileReport) -> Iterator[str]:
    if report.posts:
        yield report.file


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
