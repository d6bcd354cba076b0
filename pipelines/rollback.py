"""Back to a run that was published before."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.environment import stoppable
from pipelines.failures import explained
from pipelines.lock import locked
from pipelines.outcome import RunFailedError
from transforms.storage.manifest import Manifest
from transforms.storage.runs import (
    InitScript,
    current_run,
    discard,
    point_to,
    read_manifest,
    run_folder,
    write_init,
)
from transforms.storage.status import Attempt, Status, read_status, write_status
from transforms.storage.wholeness import Depth, faults


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What is published now.

    Attributes:
        manifest: That of the run that is published now.
        before: The run that was published before.
        unread: Files that the run before had read, and this one had not or not so; the next run reads them.
    """

    manifest: Manifest
    before: str | None
    unread: tuple[str, ...]


def roll_back(output: Path, run_id: str, init_sql: InitScript | None = None) -> RolledBack:
    """Publish a run again that is kept, once it is found to be whole.

    The next run stands on it: ids that it published keep resolving, and files that were read since are new again.

    Args:
        output: The folder in which runs are published.
        run_id: The run.
        init_sql: Gives the text of `init.sql` for the id of the run.

    Raises:
        LockedError: A run works in the output folder.
        RunFailedError: The run is not whole; what was published still is.
    """
    now = datetime.now(UTC)
    try:
        with stoppable(), locked(output, now):
            left = read_status(output)
            discard(output, left.run_id if left and left.outcome is Attempt.RUNNING else None)
            return _roll_back(output, run_id, init_sql, now)
    except (OSError, ValueError) as error:
        raise explained(error, output) from error


def _roll_back(output: Path, run_id: str, init_sql: InitScript | None, now: datetime) -> RolledBack:
    manifest = _whole(output, run_id)
    before = current_run(output)
    write_init(output, run_id, init_sql)
    point_to(output, run_id)
    status = Status(
        outcome=Attempt.ROLLED_BACK,
        run_id=run_id,
        previous_run=before,
        started_at=now.isoformat(timespec="seconds"),
        finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
        counts=manifest.counts,
    )
    write_status(output, status)
    return RolledBack(manifest, before, _unread(output, before, manifest))


def _whole(output: Path, run_id: str) -> Manifest:
    """Return the manifest of a run of which everything is there and holds together."""
    from transforms.storage.validation import problems  # noqa: PLC0415  # pyarrow

    wrong = next(faults(output, run_id, Depth.PAGES, every=True), None)
    try:
        wrong = wrong or next(problems(run_folder(output, run_id)), None)
    except (OSError, ValueError) as error:
        wrong = f"its tables cannot be read: {' '.join(str(error).split())}"
    if wrong:
        raise RunFailedError(f"run {run_id} is not whole: {wrong}", "communique runs lists the others.")
    return read_manifest(output, run_id)


def _unread(output: Path, before: str | None, manifest: Manifest) -> tuple[str, ...]:
    try:
        read = read_manifest(output, before).inputs if before else ()
    except (OSError, ValueError):
        return ()
    return tuple(sorted({each.name for each in read if each not in set(manifest.inputs)}))
