"""TellProgress: posts pass, and whoever waits for the run can see how many have."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apache_beam as beam
from apache_beam.pvalue import PCollection

from transforms.elements import Post
from transforms.storage.progress import PostTally


@dataclass
class TellProgress(beam.PTransform[PCollection[Post], PCollection[Post]]):
    """Let posts pass unchanged and count them, for the eye alone: a bundle that is tried again counts again.

    Attributes:
        staging: The folder of the run in the making.
    """

    staging: str

    def expand(self, posts: PCollection[Post]) -> PCollection[Post]:
        """Count and pass on."""
        return posts | "CountPosts" >> beam.ParDo(_CountFn(self.staging))


class _CountFn(beam.DoFn):
    _tally: PostTally

    def __init__(self, staging: str) -> None:
        self._staging = staging

    def setup(self) -> None:
        self._tally = PostTally(Path(self._staging))

    def process(self, element: Post) -> Iterator[Post]:
        self._tally.add()
        yield element

    def finish_bundle(self) -> None:
        self._tally.flush()
