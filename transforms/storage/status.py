"""The last attempt to run, as `status.json` says it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from transforms.elements import Reject
from transforms.storage.runs import replace_text


class Attempt(StrEnum):
    """What became of an attempt; `running` stays where a run was killed."""

    RUNNING = "running"
    PUBLISHED = "published"
    NOTHING_NEW = "nothing_new"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The last attempt.

    Attributes:
        run_id: The run that was to be made; with `published` and `nothing_new` the run that is published.
        previous_run: The run that was published before the attempt.
        rejects: The first few.
    """

    outcome: Attempt
    run_id: str | None
    previous_run: str | None
    started_at: str
    finished_at: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    error: str | None = None
    hint: str | None = None
    rejects: tuple[Reject, ...] = ()


def write_status(output: Path, status: Status) -> None:
    """Replace `status.json`."""
    replace_text(output / "status.json", json.dumps(asdict(status), indent=2, ensure_ascii=False) + "\n")


def read_status(output: Path) -> Status | None:
    """Return the last attempt, or None where none left a readable trace."""
    try:
        fields = json.loads((output / "status.json").read_text(encoding="utf8"))
        rejects = tuple(Reject(**each) for each in fields.pop("rejects"))
        return Status(outcome=Attempt(fields.pop("outcome")), rejects=rejects, **fields)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
