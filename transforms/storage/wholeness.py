"""Whether a run that is kept is whole, as far as can be told at once, and what to do where the published one is not."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

from transforms.counts import counted
from transforms.regular import open_regular
from transforms.storage.manifest import Manifest
from transforms.storage.runs import TABLE_NAMES, read_manifest, run_folder, run_ids

_MAGIC = b"PAR1"
_SHOWN = 60


class Depth(IntEnum):
    """How closely tables are looked at: from outside, which takes no time; their rows counted; every page read."""

    OUTSIDE = 0
    ROWS = 1
    PAGES = 2


def faults(output: Path, run_id: str, depth: Depth = Depth.OUTSIDE, *, every: bool = False) -> Iterator[str]:
    """Yield what is wrong with a run, in words.

    Args:
        output: The folder in which the run is kept.
        run_id: The run.
        depth: How closely its tables are looked at; any but the first needs pyarrow.
        every: That it must have the tables of today, also those that its manifest does not count, as an earlier version
            of the tool did not know them.
    """
    folder = run_folder(output, run_id)
    if not _is_folder(folder):
        yield from table_faults(output, run_id)
        return
    try:
        manifest = read_manifest(output, run_id)
    except FileNotFoundError:
        yield "its manifest.json is missing"
    except OSError as error:
        yield f"its manifest.json cannot be opened: {error.strerror}"
    except ValueError:
        yield "its manifest.json is damaged"
    else:
        names = [name for name in TABLE_NAMES if every or name in manifest.counts]
        found = list(table_faults(output, run_id, names))
        if depth >= Depth.ROWS and not found:
            found = list(_miscounts(folder, names, manifest))
        if depth >= Depth.PAGES and not found:
            found = list(_unreadable(folder, names))
        yield from found


def table_faults(
    output: Path, run_id: str, names: Sequence[str] = TABLE_NAMES, depth: Depth = Depth.OUTSIDE
) -> Iterator[str]:
    """Yield what is wrong with the tables of a run, whatever its manifest says; rows are not counted."""
    folder = run_folder(output, run_id)
    if not _is_folder(folder):
        yield f"there is no run {shown(run_id)} in {output / 'runs'}"
        return
    found = [fault for name in names for fault in _outside(folder, name)]
    yield from found or (_unreadable(folder, names) if depth >= Depth.PAGES else ())


def way_out(output: Path, run_id: str | None) -> str:
    """Return what a user can do where the published run is not whole: only what helps."""
    with suppress(OSError):
        for other in reversed(run_ids(output)):
            if other != run_id and not any(faults(output, other, Depth.PAGES, every=True)):
                return f"communique rollback {other} --output {output} publishes that run again; it is whole"
    return f"run into another folder, or remove {output / 'CURRENT'} to begin anew from the seeds"


def shown(run_id: str) -> str:
    """Return a name that CURRENT holds, or as much of it as a line has room for."""
    return run_id if len(run_id) <= _SHOWN else run_id[:_SHOWN] + "…"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no file can have such a name
        return False


def _outside(folder: Path, name: str) -> Iterator[str]:
    """Yield what can be seen of a table without reading it; a folder of files is looked at by those who read it."""
    path = folder / f"{name}.parquet"
    try:
        if path.is_dir():
            return
        with open_regular(path) as file:
            first, size = file.read(len(_MAGIC)), file.seek(0, 2)
            file.seek(max(0, size - len(_MAGIC)))
            last = file.read()
    except FileNotFoundError:
        yield f"the table {name} is missing"
    except OSError as error:
        yield f"the table {name} cannot be opened: {error.strerror}"
    else:
        if not first == last == _MAGIC:
            yield f"the table {name} is not a whole Parquet file"


def _miscounts(folder: Path, names: list[str], manifest: Manifest) -> Iterator[str]:
    from transforms.storage.tables import count_rows, table_path  # noqa: PLC0415  # pyarrow

    for name in names:
        path, said = table_path(folder, name), manifest.counts.get(name)
        if path.is_dir():
            continue
        try:
            rows = count_rows(path)
        except (OSError, ValueError):
            yield f"the table {name} is not a whole Parquet file"
            continue
        if rows != said:
            yield f"{name} has {counted(rows, 'row')}, but its manifest says {said}"


def _unreadable(folder: Path, names: Sequence[str]) -> Iterator[str]:
    from transforms.storage.pages import is_readable  # noqa: PLC0415  # pyarrow

    for name in names:
        if not is_readable(folder / f"{name}.parquet"):
            yield f"the table {name} has pages that cannot be read"
