"""Normalisation: the words of mentions become days, places and codes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput

from transforms.coding.mentions import code_mention
from transforms.elements import Mention, Reject, WordedMention
from transforms.errors import UnusableError

Rejected = TaggedOutput[Literal["rejects"], Reject]

_LONGEST_SNIPPET = 200


class Normalised(NamedTuple):
    """What normalisation gives: coded mentions, and the words in them that mean nothing possible."""

    mentions: PCollection[Mention]
    rejects: PCollection[Reject]


class NormaliseMentions(beam.PTransform[PCollection[WordedMention], Normalised]):
    """Date, place and code each mention by the words of its own post."""

    def expand(self, mentions: PCollection[WordedMention]) -> Normalised:
        """Code every mention."""
        outputs = mentions | "CodeMentions" >> beam.ParDo(_NormaliseFn()).with_outputs("rejects", main="mentions")
        return Normalised(outputs.mentions, outputs.rejects)


class _NormaliseFn(beam.DoFn):
    """Codes one mention at a time."""

    def __init__(self) -> None:
        self._rejected = Metrics.counter("NormaliseMentions", "rejected")

    def process(self, element: WordedMention) -> Iterator[Mention | Rejected]:
        """Yield the coded mention; where its day does not exist, without it, and the reason why."""
        try:
            yield code_mention(element)
        except UnusableError as error:
            self._rejected.inc()
            post = element.post
            snippet = element.date.text[:_LONGEST_SNIPPET] if element.date else ""
            yield TaggedOutput(
                "rejects", Reject(post.file, f"line {post.first_line}", "normalise", str(error), snippet)
            )
            yield code_mention(replace(element, date=None))
