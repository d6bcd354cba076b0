"""The runs that are kept beside the published one: which they are, and which of them a user means."""

from dataclasses import dataclass
from pathlib import Path

from transforms.storage.manifest import Manifest
from transforms.storage.runs import current_run, read_manifest, run_ids

PUBLISHED = "published"
PREVIOUS = "previous"

_SHOWN = 5


class UnknownRunError(Exception):
    """No kept run, or more than one, is what was named; the message says so in one line."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that is kept; its manifest is None where it cannot be read."""

    run_id: str
    is_published: bool
    manifest: Manifest | None


def kept_runs(output: Path) -> list[Kept]:
    """Return the runs that are kept, oldest first.

    Raises:
        OSError: The folder cannot be read.
    """
    published = current_run(output)
    return [Kept(run_id, run_id == published, _manifest(output, run_id)) for run_id in run_ids(output)]


def find_run(output: Path, given: str) -> str:
    """Return the run that is meant by an id, the beginning of one, `published` or `previous`.

    Previous is the run on which the published one stands; where that is not kept any more, the newest that is older.

    Raises:
        OSError: The folder cannot be read.
        UnknownRunError: No run is meant, or several.
    """
    kept, published = run_ids(output), current_run(output)
    if given == PUBLISHED:
        if published is None or published not in kept:
            raise UnknownRunError(f"nothing is published in {output}")
        return published
    if given == PREVIOUS:
        return _previous(output, published, kept)
    wanted = given.casefold()
    found = [each for each in kept if each == given] or [each for each in kept if each.casefold().startswith(wanted)]
    if not given or not found:
        raise UnknownRunError(f"no run that is kept in {output} is called {given!r}")
    if len(found) > 1:
        others = ", ".join(found[:_SHOWN])
        raise UnknownRunError(f"{given!r} could be any of {len(found)} runs: {others}")
    return found[0]


def _previous(output: Path, published: str | None, kept: list[str]) -> str:
    manifest = _manifest(output, published) if published else None
    if manifest and manifest.previous_run in kept:
        return manifest.previous_run
    older = [run_id for run_id in kept if published and run_id < published]
    if not older:
        raise UnknownRunError(f"no run before the published one is kept in {output}")
    return older[-1]


def _manifest(output: Path, run_id: str) -> Manifest | None:
    try:
        return read_manifest(output, run_id)
    except (OSError, ValueError):
        return None
