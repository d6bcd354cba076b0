"""What a run reports on its way, and at its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from transforms.elements import Reject
from transforms.reports import FileReport


class Outcome(StrEnum):
    """How a run ended that did not fail."""

    PUBLISHED = "published"
    NOTHING_NEW = "nothing_new"


class Phase(StrEnum):
    """What a run is doing."""

    PLANNING = "planning"
    RUNNING = "running"
    VALIDATING = "validating"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: reported when a phase begins, and twice a second while the pipeline runs.

    Attributes:
        seeds: How many files the run reads.
        seconds: Since the run began.
        posts: How many posts have gone into extraction.
        posts_per_second: Since the phase began.
    """

    phase: Phase
    seeds: int
    seconds: float
    posts: int = 0
    posts_per_second: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What came of a run.

    Attributes:
        run_id: The run that is published now.
        posts: The rows of the published tables, so too `mentions`, `events` and `rejected`.
        posts_read: The posts that came out of files in this run.
        posts_extracted: Those of them, or of earlier runs, that went through the grammar and the model.
        new_events: Events that the run before did not have.
        updated_events: Events that the run before had and that say something else now.
        defects: Those of the rejects that are no fault of the input.
        rejects: The first few of the rejects that this run met.
        retried: That posts of earlier runs were extracted again, because rules or model changed.
        model: The language model and its version, or `none`.
        languages: Published posts by language.
        files: What became of each file that this run read.
        timings: Seconds by phase.
    """

    outcome: Outcome
    run_id: str
    previous_run: str | None = None
    posts: int = 0
    posts_read: int = 0
    posts_extracted: int = 0
    mentions: int = 0
    events: int = 0
    new_events: int = 0
    updated_events: int = 0
    rejected: int = 0
    defects: int = 0
    rejects: tuple[Reject, ...] = ()
    retried: bool = False
    model: str = "none"
    seconds: float = 0.0
    posts_per_second: float = 0.0
    counts: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    files: tuple[FileReport, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)


class RunFailedError(Exception):
    """A run could not be published; what was published before still is.

    Attributes:
        reason: What went wrong, in one line.
        hint: What the user can do about it.
        rejects: The first few inputs that were refused, where that is why.
    """

    def __init__(self, reason: str, hint: str, rejects: tuple[Reject, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.rejects = rejects
