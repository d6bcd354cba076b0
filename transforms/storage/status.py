"""The last attempt to run, as `status.json` says it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from transforms.elements import Reject
from transforms.regular import read_regular
from transforms.storage.runs import replace_text

SHOWN_REJECTS = 20
NAME = "status.json"
_MOST_BYTES = 16_000_000


class Attempt(StrEnum):
    """What became of an attempt; `running` stays where a run was killed."""

    RUNNING = "running"
    PUBLISHED = "published"
    NOTHING_NEW = "nothing_new"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    ROLLED_BACK = "rolled_back"

    @property
    def is_well(self) -> bool:
        """Whether what was attempted came about."""
        return self in {Attempt.PUBLISHED, Attempt.NOTHING_NEW, Attempt.ROLLED_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The last attempt.

    Attributes:
        run_id: The run that was to be made; where the attempt went well the run that is published.
        previous_run: The run that was published before the attempt.
        succeeded_at: When an attempt last ended well, this one or one before.
        metrics: What the last attempt that came through the pipeline took, as `pipelines.metrics` says.
        rejects: The first few.
    """

    outcome: Attempt
    run_id: str | None
    previous_run: str | None
    started_at: str
    finished_at: str | None = None
    succeeded_at: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    metrics: Mapping[str, object] = field(default_factory=dict)
    error: str | None = None
    hint: str | None = None
    rejects: tuple[Reject, ...] = ()


def write_status(output: Path, status: Status) -> None:
    """Replace `status.json`; what this attempt does not say of success and metrics stands from the one before."""
    before = read_status(output)
    succeeded = status.finished_at if status.outcome.is_well else before.succeeded_at if before else None
    metrics = status.metrics or (before.metrics if before else {})
    told = replace(status, succeeded_at=succeeded, metrics=metrics)
    replace_text(output / NAME, json.dumps(asdict(told), indent=2, ensure_ascii=False) + "\n")


def read_status(output: Path) -> Status | None:
    """Return the last attempt, or None where none left a readable trace."""
    with suppress(OSError, ValueError):
        return load_status(output)
    return None


def load_status(output: Path) -> Status:
    """Return the last attempt.

    Raises:
        OSError: None left a trace, or that cannot be opened.
        ValueError: The trace is damaged.
    """
    text = read_regular(output / NAME, _MOST_BYTES)
    try:
        return msgspec.json.decode(text, type=Status)
    except RecursionError as error:  # any other error of it is a ValueError
        raise ValueError(str(error)) from error
