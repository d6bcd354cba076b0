"""How an output folder stands: what is published, what became of the last attempt, and who works there now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.failures import broken_run
from pipelines.lock import Holder, find_holder
from transforms.elements import Reject
from transforms.storage.manifest import Manifest
from transforms.storage.runs import current_run, read_manifest, run_folder
from transforms.storage.status import SHOWN_REJECTS, Attempt, Status, load_status, read_status
from transforms.storage.wholeness import Depth, faults, way_out

KILLED = "killed"
NEVER = "never"
UNKNOWN = "unknown"

_LOOKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an output folder stands at one moment.

    Attributes:
        attempt: The last attempt that left a trace.
        untraced: Why the trace of the last attempt cannot be read, where it cannot.
        holder: Who works there now.
        run_id: The run that is published, as CURRENT names it.
        published: The manifest of the published run, where that can be read.
        broken: Why the published run cannot be read, where it cannot.
        hint: What to do about that.
        rejects: The first few of what stands rejected, those of the last attempt first.
    """

    attempt: Status | None
    untraced: str | None = None
    holder: Holder | None
    run_id: str | None = None
    published: Manifest | None
    broken: str | None = None
    hint: str | None = None
    rejects: tuple[Reject, ...] = ()

    @property
    def state(self) -> str:
        """Return what became of the last attempt, as `Attempt`, or killed, never or unknown."""
        if self.attempt is None:
            return UNKNOWN if self.published or self.broken or self.holder or self.untraced else NEVER
        if self.attempt.outcome is Attempt.RUNNING and self.holder is None:
            return KILLED
        return self.attempt.outcome.value

    @property
    def succeeded_at(self) -> datetime | None:
        """Return when an attempt last ended well; where no attempt says so, when the published run was made."""
        said = self.attempt.succeeded_at if self.attempt else None
        return moment(said) or moment(self.published.created_at if self.published else None)


def look(output: Path, depth: Depth = Depth.ROWS) -> Standing:
    """Return how an output folder stands, the published run looked at so closely.

    Raises:
        OSError: It cannot be read.
    """
    attempt, holder = _look_twice(output)
    try:
        run_id, fault = _look_at_published(output, depth)
    except OSError as error:
        run_id, fault = None, f"{output / 'CURRENT'}: {error.strerror}"
    published = _manifest(output, run_id)
    rejects: tuple[Reject, ...] = ()
    try:
        rejects = _rejects(output, published) if published and not fault else ()
    except (OSError, ValueError) as error:
        fault = f"its rejects.parquet cannot be read: {error}"
    known = (*(attempt.rejects if attempt else ()), *rejects)
    return Standing(
        attempt=attempt,
        untraced=_untraced(output),
        holder=holder,
        run_id=run_id,
        published=published,
        broken=fault,
        hint=way_out(output, run_id) if fault else None,
        rejects=tuple(dict.fromkeys(known))[:SHOWN_REJECTS],
    )


def _untraced(output: Path) -> str | None:
    try:
        load_status(output)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"status.json cannot be opened: {error.strerror}"
    except ValueError:
        return "status.json is damaged"
    return None


def refuse_broken(output: Path, run_id: str | None, depth: Depth = Depth.OUTSIDE) -> None:
    """Refuse to stand on a published run that is not whole.

    Raises:
        RunFailedError: It is not, as far as is seen at that depth.
    """
    if run_id and (fault := next(faults(output, run_id, depth), None)):
        raise broken_run(output, run_id, fault)


def _look_at_published(output: Path, depth: Depth) -> tuple[str | None, str | None]:
    """Return the published run and what is wrong with it, unless another was published during the look."""
    run_id, fault = None, None
    for _ in range(_LOOKS):
        run_id = current_run(output)
        fault = next(faults(output, run_id, depth), None) if run_id else None
        if fault is None or current_run(output) == run_id:
            break
    return run_id, fault


def _manifest(output: Path, run_id: str | None) -> Manifest | None:
    try:
        return read_manifest(output, run_id) if run_id else None
    except (OSError, ValueError):
        return None


def _rejects(output: Path, published: Manifest) -> tuple[Reject, ...]:
    if not published.counts.get("rejects"):
        return ()
    from transforms.storage.tally import first_rejects  # noqa: PLC0415  # pyarrow, for few looks

    return first_rejects(run_folder(output, published.run_id), None, SHOWN_REJECTS)


def _look_twice(output: Path) -> tuple[Status | None, Holder | None]:
    """Return the last attempt and who holds the lock, such that the attempt did not end or begin between the looks."""
    before = read_status(output)
    for _ in range(_LOOKS):
        holder = find_holder(output)
        after = read_status(output)
        if after == before:
            break
        before = after
    return after, holder


def problems(standing: Standing, now: datetime, max_age: timedelta | None) -> Iterator[str]:
    """Yield what is not as it should be, a line each; while a run goes on, it is not yet known to have failed."""
    attempt = standing.attempt
    if standing.broken:
        yield f"the published run cannot be read: {standing.broken}"
    if standing.untraced:
        yield f"what became of the last run cannot be read: {standing.untraced}; the next run writes it anew"
    match standing.state:
        case "never":
            yield "nothing has run here yet"
        case "killed":
            yield "the last run was killed while it ran; the next run removes what it left"
        case "interrupted":
            yield "the last run was stopped before it could publish"
        case "failed":
            yield f"the last run failed: {attempt.error if attempt and attempt.error else 'no reason was left'}"
    if max_age is None:
        return
    well = standing.succeeded_at
    if well is None:
        yield "no run has ever ended well"
    elif now - well > max_age:
        yield "no run has ended well for too long"


def moment(text: str | None) -> datetime | None:
    """Return the moment that a stored text names, or None where it names none."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
