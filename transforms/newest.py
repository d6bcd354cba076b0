"""FindNewestDay: up to which day the posts tell, seen from the data and not from the clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apache_beam as beam
from apache_beam.pvalue import AsIter, PCollection

from transforms.composite import Composite
from transforms.elements import Post
from transforms.identity.chronology import newest_day as newest_of
from transforms.storage.published import newest_day
from transforms.storage.rows import StoredPost

Row = Post | StoredPost


@dataclass
class FindNewestDay(Composite[tuple[PCollection[Row], PCollection[str]], PCollection[date | None]]):
    """Find the last day on which any post was published: one element, None where no post has a day.

    Given are the posts whose rows are new, and the ids of those whose published rows no longer stand.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: tuple[PCollection[Row], PCollection[str]]) -> PCollection[date | None]:
        """Take the latest of what is new and what stands."""
        rows, left = given
        folders = rows.pipeline | "LocateDays" >> beam.Create([self.folder] if self.folder else [])
        days = (
            rows | "DayOfPost" >> beam.Map(_day_of),
            folders | "NewestBefore" >> beam.FlatMap(_standing, AsIter(left)),
        )
        return days | "GatherDays" >> beam.Flatten() | "Newest" >> beam.CombineGlobally(newest_of)


def _day_of(row: Row) -> date | None:
    return (row.post if isinstance(row, StoredPost) else row).published_on


def _standing(folder: str, left: Iterable[str]) -> Iterator[date | None]:
    yield newest_day(Path(folder), frozenset(left))
