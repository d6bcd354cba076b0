"""`communique runs` and `communique rollback`: the runs that are kept, and back to one of them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from commands.formats import AnyFormat, Format, print_rows
from commands.switches import OUTPUT
from commands.terminal import EXIT_LOCKED, EXIT_USAGE, OutputFolder, ends_quietly, err, fail, in_line
from transforms.counts import counted
from warehouse.nearest import suggestion

if TYPE_CHECKING:
    from transforms.storage.kept import Kept

_COUNTS = ("posts", "mentions", "events", "rejects")
_COLUMNS = ("run", "made", "seconds", "files", *_COUNTS, "new", "updated", "published")
_WHOLE = (*_COLUMNS, "previous_run", "versions")
_NAMED = "communique runs lists the runs that are kept"
_SHOWN = 5

RunName = Annotated[str, typer.Argument(help="A run: its id, the beginning of one, published, or previous.")]


@ends_quietly
def runs(
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = OUTPUT,
) -> None:
    """List the runs that are kept, oldest first: when, how long, how much, what was new in each.

    Example: communique runs
    """
    from transforms.storage.kept import kept_runs  # noqa: PLC0415  # --help answers without it

    try:
        records = [_record(kept) for kept in kept_runs(output)]
    except (OSError, ValueError) as error:
        unreadable(output, error)
    columns = _WHOLE if form.nests else _COLUMNS
    if not print_rows(columns, [[record[column] for column in columns] for record in records], form):
        err().print(f"no run is kept in {in_line(str(output))}")


@ends_quietly
def rollback(run_id: RunName, output: OutputFolder = OUTPUT) -> None:
    """Publish a run again that is kept, once it is found to be whole.

    The next run stands on it, and reads again what came since: take what was wrong out of the seeds before.

    Example: communique rollback previous
    """
    from pipelines.lock import LockedError  # noqa: PLC0415  # --help answers without it
    from pipelines.outcome import RunFailedError  # noqa: PLC0415  # as above
    from pipelines.rollback import roll_back  # noqa: PLC0415  # as above
    from transforms.storage.runs import current_run, run_ids  # noqa: PLC0415  # as above
    from transforms.storage.wholeness import faults  # noqa: PLC0415  # as above
    from warehouse.connection import open_published  # noqa: PLC0415  # as above
    from warehouse.errors import NotPublishedError  # noqa: PLC0415  # as above
    from warehouse.script import init_script  # noqa: PLC0415  # as above

    named = find(output, run_id)
    if named == current_run(output) and not any(faults(output, named)):
        err().print(f"run {named} is published already")
        return
    try:
        open_published(output, run_id=named).close()
        done = roll_back(output, named, partial(init_script, output))
    except NotPublishedError as error:
        fail(error.reason, "it may be of another version of the program; " + _NAMED)
    except LockedError as error:
        fail(str(error), "wait until it ends; a lock is freed when its process dies", EXIT_LOCKED)
    except RunFailedError as error:
        fail(error.reason, error.hint)
    console = err()
    counts = ", ".join(counted(done.manifest.counts.get(name, 0), name.removesuffix("s")) for name in _COUNTS)
    console.print(f"published run {named} of {in_line(done.manifest.created_at)} again: {counts}")
    if done.before in run_ids(output):
        console.print(f"it was {in_line(done.before)}; that run is kept for now")
    if done.unread:
        shown = ", ".join(map(in_line, done.unread[:_SHOWN]))
        more = f" and {len(done.unread) - _SHOWN:,} more" if len(done.unread) > _SHOWN else ""
        console.print(f"[dim]hint:[/dim] the next run reads again, as far as they are still there: {shown}{more}")


def find(output: Path, given: str) -> str:
    """Return the kept run that is meant.

    Raises:
        Exit: None is, or several are (2), or the folder cannot be read (1).
    """
    from transforms.storage.kept import PREVIOUS, PUBLISHED, UnknownRunError, find_run  # noqa: PLC0415  # as above
    from transforms.storage.runs import run_ids  # noqa: PLC0415  # as above

    try:
        return find_run(output, given)
    except UnknownRunError as error:
        words = (PUBLISHED, PREVIOUS)
        hint = _NAMED if given in words else suggestion(given, (*words, *run_ids(output)), _NAMED)
        fail(str(error), hint, EXIT_USAGE)
    except (OSError, ValueError) as error:
        unreadable(output, error)


def unreadable(output: Path, error: Exception) -> NoReturn:
    """End with what keeps the output folder from being read.

    Raises:
        Exit: Always, with 1.
    """
    fail(f"{output} cannot be read: {error}", "see communique doctor")


def _record(kept: "Kept") -> dict[str, object]:
    manifest = kept.manifest
    counts = manifest.counts if manifest else {}
    return {
        "run": kept.run_id,
        "made": manifest.created_at if manifest else None,
        "seconds": round(sum(manifest.timings.values()), 1) if manifest else None,
        "files": len(manifest.inputs) if manifest else None,
        **{name: counts.get(name) for name in _COUNTS},
        "new": counts.get("events_new"),
        "updated": counts.get("events_updated"),
        "published": kept.is_published,
        "previous_run": manifest.previous_run if manifest else None,
        "versions": dict(manifest.versions) if manifest else None,
    }
