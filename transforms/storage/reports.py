"""What the workers of a run say of its seed files, held beside the staged tables until the run is summed up."""

import uuid
from collections.abc import Iterable
from pathlib import Path

import msgspec

from transforms.reports import FileReport
from transforms.storage.runs import SHARDS


def write_reports(staging: Path, reports: Iterable[FileReport]) -> None:
    """Write reports to a file of their own in the folder of a run in the making."""
    path = staging / SHARDS / f"reports-{uuid.uuid4().hex}.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(msgspec.json.Encoder().encode_lines(reports))


def read_reports(staging: Path) -> tuple[FileReport, ...]:
    """Return the reports that were written, by file; of a file that was read again, one."""
    decoder = msgspec.json.Decoder(FileReport)
    found = (each for path in (staging / SHARDS).glob("reports-*") for each in decoder.decode_lines(path.read_bytes()))
    reports = {each.file: each for each in found}
    return tuple(reports[file] for file in sorted(reports))
