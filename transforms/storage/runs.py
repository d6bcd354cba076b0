"""Run folders: staging, publication, retention, and what a killed run leaves behind.

Each step leaves the output readable: a run is staged where nobody looks, moved as a whole, and becomes the published
one in the instant in which CURRENT is replaced.
"""

import os
import re
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from transforms.regular import read_regular
from transforms.storage.manifest import Manifest

InitScript = Callable[[str], str]
"""Gives the text of `init.sql` for the id of a run."""
SHARDS = "shards"
TABLE_NAMES = (
    "posts",
    "mentions",
    "events",
    "event_participants",
    "event_posts",
    "documents",
    "decisions",
    "event_history",
    "event_aliases",
    "rejects",
    "persons",
    "sightings",
)
"""The tables of a run, as `schemas.TABLES` has them; those need pyarrow, and most questions about runs do not."""

_LONGEST_NAME, _LONGEST_MANIFEST = 1 << 16, 1 << 30
_LONGEST_SCRIPT = 1 << 20
_STAMP = "%Y%m%dT%H%M%SZ"
_STAMPED = re.compile(r"\d{8}T\d{6}Z-")


_WRITTEN = (
    "CURRENT",
    "alerts.atom",
    "alerts.jsonl",
    "init.sql",
    "judgements.txt",
    "runs",
    "status.json",
    ".lock",
    ".staging",
)


def written_by_runs(output: Path) -> frozenset[str]:
    """Return the real paths of what runs and judgements write in an output folder, which is never input."""
    return frozenset(os.path.realpath(output / name) for name in _WRITTEN)


def new_run_id(now: datetime, suffix: str, after: str | None) -> str:
    """Return an id that sorts after the one given, even where the clock was turned back."""
    if after:
        earliest = datetime.strptime(after.partition("-")[0], _STAMP).replace(tzinfo=now.tzinfo) + timedelta(seconds=1)
        now = max(now, earliest)
    return f"{now.strftime(_STAMP)}-{suffix}"


def last_run(output: Path) -> str | None:
    """Return the newest of the kept runs, which after a rollback is not the published one; None where there is none.

    Raises:
        ValueError: CURRENT names no run.
    """
    published = current_run(output)
    if published:
        datetime.strptime(published.partition("-")[0], _STAMP).replace(tzinfo=UTC)
    return max(filter(None, [published, *filter(_STAMPED.match, run_ids(output))]), default=None)


def run_folder(output: Path, run_id: str) -> Path:
    """Return the folder of a run."""
    return output / "runs" / run_id


def staging_folder(output: Path, run_id: str) -> Path:
    """Return the folder in which a run is made."""
    return output / ".staging" / run_id


def current_run(output: Path) -> str | None:
    """Return the id of the published run, or None where nothing is published.

    What is not even text is returned with its signs written out, and so names a run that is not there.
    """
    try:
        run_id = read_regular(output / "CURRENT", _LONGEST_NAME).decode("utf8", errors="backslashreplace").strip()
    except FileNotFoundError:
        return None
    return run_id or None


def run_ids(output: Path) -> list[str]:
    """Return the runs that are kept, oldest first."""
    runs = output / "runs"
    return sorted(path.name for path in runs.iterdir() if path.is_dir()) if runs.is_dir() else []


def read_manifest(output: Path, run_id: str) -> Manifest:
    """Return the manifest of a run.

    Raises:
        OSError: The run is not there, or not readable.
        ValueError: What is there is no manifest.
    """
    return Manifest.from_json(read_regular(run_folder(output, run_id) / "manifest.json", _LONGEST_MANIFEST))


def stage(output: Path, run_id: str) -> Path:
    """Make the folders for a run in the making."""
    folder = staging_folder(output, run_id)
    folder.mkdir(parents=True)
    (output / "runs").mkdir(exist_ok=True)
    return folder


def publish(output: Path, run_id: str) -> None:
    """Move a staged run to its place; it is not the published one before `point_to` says so."""
    staged = staging_folder(output, run_id)
    shutil.rmtree(staged / SHARDS, ignore_errors=True)
    sync(staged)
    staged.replace(run_folder(output, run_id))
    _sync_path(output / "runs")


def point_to(output: Path, run_id: str) -> None:
    """Make a run that is in its place the published one."""
    replace_text(output / "CURRENT", run_id + "\n")


def write_init(output: Path, run_id: str, init_sql: InitScript | None) -> None:
    """Write `init.sql` for a run, unless it is as it should be."""
    if init_sql is None:
        return
    path, text = output / "init.sql", init_sql(run_id)
    with suppress(OSError):
        if read_regular(path, _LONGEST_SCRIPT).decode("utf8", "replace") == text:
            return
    replace_text(path, text)


def discard(output: Path, run_id: str | None) -> None:
    """Remove every run in the making, and the one named unless it is published; only the holder of the lock may."""
    if run_id in run_ids(output) and run_id != current_run(output):
        remove_run(output, run_id)
    staging = output / ".staging"
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    elif staging.exists():
        shutil.rmtree(staging)


def remove_run(output: Path, run_id: str) -> None:
    """Remove a run; a reader never meets half of it under its name, unless a full disk has no room for another."""
    folder = run_folder(output, run_id)
    if not folder.is_dir():
        return
    doomed = output / ".staging" / f"removed-{run_id}"
    with suppress(OSError):
        doomed.parent.mkdir(exist_ok=True)
        folder = folder.replace(doomed)
    shutil.rmtree(folder)


def retain(output: Path, keep: int) -> None:
    """Remove all but the newest runs; the published one stays whatever its age, and those on which it stands go last.

    So a run that was rolled back goes before the one to which it was rolled back.
    """
    published = current_run(output)
    line = _line(output, published)
    others = sorted((run_id in line, run_id) for run_id in run_ids(output) if run_id != published)
    for _, run_id in others[: max(0, len(others) - (keep - 1))]:
        remove_run(output, run_id)


def _line(output: Path, run_id: str | None) -> set[str]:
    """Return a run and those on which it stands, as far as they are kept and readable."""
    line: set[str] = set()
    while run_id and run_id not in line:
        line.add(run_id)
        try:
            run_id = read_manifest(output, run_id).previous_run
        except (OSError, ValueError):
            break
    return line


def replace_text(path: Path, text: str) -> None:
    """Replace a file of the output folder so that a reader, or a crash, meets the old text or the new, never a part."""
    partial = path.parent / ".staging" / f"{path.name}-{uuid.uuid4().hex}"
    partial.parent.mkdir(exist_ok=True)
    with partial.open("x", encoding="utf8", errors="backslashreplace", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _sync_path(path.parent)
    with suppress(OSError):  # only where nothing is being staged
        partial.parent.rmdir()


def sync(folder: Path) -> None:
    """Bring a folder with all that is in it to the disk."""
    for parent, _, names in os.walk(folder):
        for name in names:
            _sync_path(Path(parent, name))
        _sync_path(Path(parent))


def _sync_path(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
