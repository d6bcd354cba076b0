"""Extraction: posts become mentions of events, in the words of the posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.elements import Post, Reject, WordedMention
from transforms.errors import DefectError, UnusableError, guarded
from transforms.grammar.reader import Reader
from transforms.reader.reader import load_reader
from transforms.throughput import EXTRACTED

Read = tuple[Post, Sequence[WordedMention] | UnusableError]
Rejected = TaggedOutput[Literal["rejects"], Reject]

_SMALLEST_BATCH, _LARGEST_BATCH = 16, 256


class Extracted(NamedTuple):
    """What extraction gives: mentions, and the posts that could not be read."""

    mentions: PCollection[WordedMention]
    rejects: PCollection[Reject]


@dataclass
class ExtractMentions(Composite[PCollection[Post], Extracted]):
    """Find the events that each post tells of.

    `model` names a spaCy model, or the folder of a learned one that finds events in the place of the grammar; None
    takes the spaCy model that is installed, `none` the grammar alone. Posts are read in
    batches, because the model is twice as fast that way; the batch a post falls into does not change its mentions.
    With the guard on, a post over which an unexpected error is met is a reject, and costs no other post.
    """

    model: str | None = None
    guard: bool = False

    def expand(self, posts: PCollection[Post]) -> Extracted:
        """Batch, read."""
        outputs = (
            posts
            | "BatchPosts" >> beam.BatchElements(min_batch_size=_SMALLEST_BATCH, max_batch_size=_LARGEST_BATCH)
            | "ReadMentions"
            >> beam.ParDo(_ExtractFn(self.model, guard=self.guard)).with_outputs("rejects", main="mentions")
        )
        return Extracted(outputs.mentions, outputs.rejects)


class _ExtractFn(beam.DoFn):
    """Reads batches of posts with one model a process."""

    _reader: Reader

    def __init__(self, model: str | None, *, guard: bool) -> None:
        self._model = model
        self._guard = guard
        self._rejected = Metrics.counter("ExtractMentions", "rejected")
        self._defects = Metrics.counter("ExtractMentions", "defects")

    def setup(self) -> None:
        self._reader = load_reader(self._model)

    def process(self, element: Sequence[Post]) -> Iterator[WordedMention | Rejected]:
        """Yield the mentions of each post of a batch."""
        for post, found in self._read(element):
            EXTRACTED.add(1)
            if isinstance(found, UnusableError):
                self._rejected.inc()
                self._defects.inc(int(isinstance(found, DefectError)))
                yield TaggedOutput("rejects", Reject(post.file, f"line {post.first_line}", "extract", str(found)))
            else:
                yield from found

    def _read(self, posts: Sequence[Post]) -> Iterator[Read]:
        """Yield each post with its mentions; a batch that fails is read again post by post."""
        found = guarded(self._reader.read, posts, guard=self._guard)
        if not isinstance(found, DefectError):
            yield from found
        elif len(posts) > 1:
            for post in posts:
                yield from self._read([post])
        else:
            yield posts[0], found
