"""ReportFiles: what seed files were taken for and gave, for the summary of the run."""

from dataclasses import dataclass
from pathlib import Path

import apache_beam as beam
from apache_beam.pvalue import PCollection

from transforms.reports import FileReport
from transforms.storage.reports import write_reports


@dataclass
class ReportFiles(beam.PTransform[PCollection[FileReport], PCollection[None]]):
    """Write the reports of files where the launcher reads them; a bundle that is tried again makes no difference.

    Attributes:
        staging: The folder of the run in the making.
    """

    staging: str

    def expand(self, reports: PCollection[FileReport]) -> PCollection[None]:
        """Gather the reports of a bundle in one file."""
        return reports | "WriteReports" >> beam.ParDo(_WriteFn(self.staging))


class _WriteFn(beam.DoFn):
    _gathered: list[FileReport]

    def __init__(self, staging: str) -> None:
        self._staging = staging

    def start_bundle(self) -> None:
        self._gathered = []

    def process(self, element: FileReport) -> None:
        self._gathered.append(element)

    def finish_bundle(self) -> None:
        write_reports(Path(self._staging), self._gathered)
