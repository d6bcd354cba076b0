"""The last attempt to run, as `status.json` says it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path

from transforms.elements import Reject
from transforms.storage.runs import replace_text

SHOWN_REJECTS = 20


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
    replace_text(output / "status.json", json.dumps(asdict(told), indent=2, ensure_ascii=False) + "\n")


def read_status(output: Path) -> Status | None:
    """Return the last attempt, or None where none left a readable trace."""
    try:
        said = json.loads((output / "status.json").read_text(encoding="utf8"))
        known = {each.name: said[each.name] for each in fields(Status) if each.name in said}
        rejects = tuple(Reject(**each) for each in known.pop("rejects"))
        return Status(outcome=Attempt(known.pop("outcome")), rejects=rejects, **known)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
