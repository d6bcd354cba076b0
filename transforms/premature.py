"""RecallPremature: events that were taken for unconfirmed, and may not be now that the newest posts are gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import apache_beam as beam
from apache_beam.pvalue import AsDict, AsSingleton, PCollection

from transforms.elements import Stage, Traced
from transforms.identity.stages import premature
from transforms.storage.published import events_in_stage
from transforms.storage.recall import mentions_where


@dataclass
class RecallPremature(beam.PTransform[tuple[PCollection[Traced], PCollection[date | None]], PCollection[Traced]]):
    """Recall, as changed, the mentions of events that were unconfirmed before their time had come.

    Given are the mentions that come another way, and the last day on which any post was published.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: tuple[PCollection[Traced], PCollection[date | None]]) -> PCollection[Traced]:
        """Find the events, read their mentions back."""
        elsewhere, as_of = given
        folders = elsewhere.pipeline | "LocateUnconfirmed" >> beam.Create([self.folder] if self.folder else [])
        known = elsewhere | "ListElsewhere" >> beam.Map(_member) | "EachElsewhere" >> beam.Distinct()
        return folders | "ReadPremature" >> beam.FlatMap(_premature, AsSingleton(as_of), AsDict(known))


def _member(told: Traced) -> tuple[str, bool]:
    return told.mention.mention_id, True


def _premature(folder: str, as_of: date | None, elsewhere: Mapping[str, bool]) -> Iterator[Traced]:
    events = events_in_stage(Path(folder), Stage.UNCONFIRMED)
    found = {event.event_id for event in events if premature(event, as_of)}
    for told in mentions_where(Path(folder), "event_id", found):
        if told.mention.mention_id not in elsewhere:
            yield replace(told, siblings=0)
