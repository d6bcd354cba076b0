"""Normalisation: the words of mentions become days, places and codes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput

from transforms.coding.mentions import code_mention
from transforms.composite import Composite
from transforms.elements import Mention, Reject, WordedMention
from transforms.errors import DefectError, UnusableError, guarded

Rejected = TaggedOutput[Literal["rejects"], Reject]

_LONGEST_SNIPPET = 200


class Normalised(NamedTuple):
    """What normalisation gives: coded mentions, and the words in them that mean nothing possible."""

    mentions: PCollection[Mention]
    rejects: PCollection[Reject]


@dataclass
class NormaliseMentions(Composite[PCollection[WordedMention], Normalised]):
    """Date, place and code each mention by the words of its own post.

    With the guard on, a mention over which an unexpected error is met is a reject, and costs no other mention.
    """

    guard: bool = False

    def expand(self, mentions: PCollection[WordedMention]) -> Normalised:
        """Code every mention."""
        coded = mentions | "CodeMentions" >> beam.ParDo(_NormaliseFn(self.guard)).with_outputs(
            "rejects", main="mentions"
        )
        return Normalised(coded.mentions, coded.rejects)


class _NormaliseFn(beam.DoFn):
    """Codes one mention at a time."""

    def __init__(self, guard: bool) -> None:
        self._guard = guard
        self._rejected = Metrics.counter("NormaliseMentions", "rejected")
        self._defects = Metrics.counter("NormaliseMentions", "defects")

    def process(self, element: WordedMention) -> Iterator[Mention | Rejected]:
        """Yield the coded mention; where its day does not exist, without it, and the reason why."""
        coded = guarded(_coded, element, guard=self._guard)
        if isinstance(coded, DefectError):
            self._rejected.inc()
            self._defects.inc()
            yield _refused(element, coded)
            return
        for found in coded:
            self._rejected.inc(int(isinstance(found, TaggedOutput)))
            yield found


def _coded(worded: WordedMention) -> Iterator[Mention | Rejected]:
    try:
        yield code_mention(worded)
    except UnusableError as error:
        yield _refused(worded, error)
        yield code_mention(replace(worded, date=None))


def _refused(worded: WordedMention, error: UnusableError) -> Rejected:
    snippet = worded.date.text[:_LONGEST_SNIPPET] if worded.date else ""
    post = worded.post
    return TaggedOutput("rejects", Reject(post.file, f"line {post.first_line}", "normalise", str(error), snippet))
