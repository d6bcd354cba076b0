"""Judgements of people: kept beside the runs, one writer at a time, and taken up by the next run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.outcome import RunFailedError
from transforms.errors import UnusableError
from transforms.identity.judgements import Judgement, Ruling, Side, fingerprint_of, pins_of
from transforms.identity.ledger import extended, parse, shortened
from transforms.identity.pins import Pins
from transforms.storage.judgements import NAME, read_text, replace_text
from transforms.visible import visible

PATIENCE = 10.0
"""Seconds that one writer waits for another."""
Judged = tuple[Side, str | None]
"""What stands for a side, and the event that it is of now."""


class NotJudgedError(Exception):
    """A judgement that was not taken up, or not taken back; the message says why."""


class UnknownJudgementError(NotJudgedError):
    """No judgement, or more than one, is what was named."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All judgements of an output folder, as a run takes them; equal fingerprints decide the same."""

    judgements: tuple[Judgement, ...]
    pins: Pins
    fingerprint: str


def read_judgements(output: Path) -> tuple[Judgement, ...]:
    """Return the judgements that stand beside the runs, in the order of their file.

    Raises:
        UnusableError: The file is broken; the message names the line.
        OSError: It cannot be read.
    """
    return _parsed(output)[1]


def standing_judgements(output: Path) -> Standing:
    """Return what a run must go by.

    Raises:
        RunFailedError: The file is broken or cannot be read, or judgements contradict each other.
    """
    try:
        judgements = read_judgements(output)
        return Standing(judgements, pins_of(judgements), fingerprint_of(judgements))
    except UnusableError as error:
        hint = f"Correct {output / NAME}, or take a judgement back: communique judge undo NUMBER."
        raise RunFailedError(str(error), hint) from error
    except OSError as error:
        hint = "Put a file there that can be read, or nothing."
        raise RunFailedError(f"{output / NAME} cannot be read: {error.strerror}", hint) from error


def judge(output: Path, ruling: Ruling, one: Judged, other: Judged, note: str = "") -> tuple[Judgement, bool]:
    """Keep a judgement and return it, and whether it is new: judged before the same way, it stays as it was.

    What a terminal would obey in a note is kept as escapes, so that the file can be shown as it is.

    Raises:
        ContradictionError: It contradicts others, or others contradict each other.
        UnusableError: The file is broken, or the note too long.
        NotJudgedError: Another writer does not end.
        OSError: The file cannot be written.
    """
    fresh = Judgement(
        ruling=ruling,
        sides=(one[0], other[0]),
        event_ids=(one[1], other[1]),
        judged_at=datetime.now(UTC).replace(microsecond=0),
        note=visible(" ".join(note.split())),
    )
    with _writing(output):
        text, standing = _parsed(output)
        known = next((each for each in standing if each.judgement_id == fresh.judgement_id), None)
        if known is not None:
            return known, False
        pins_of((*standing, fresh))
        longer = extended(text, fresh)
        replace_text(output, longer)
    return parse(longer)[-1], True


def take_back(output: Path, given: str) -> tuple[Judgement, ...]:
    """Remove a judgement, named by its number or the beginning of its id, and return it.

    Where the file says the same twice, which happens when two files are brought together, both lines go.

    Raises:
        UnknownJudgementError: None is named so, or several are.
        NotJudgedError: Another writer does not end.
        UnusableError: The file is broken.
        OSError: It cannot be written.
    """
    with _writing(output):
        text, standing = _parsed(output)
        named = {each.judgement_id for each in standing if _is_named(each, given)}
        if len(named) != 1:
            several = f": {', '.join(sorted(named)[:5])}" if named else ""
            what = f"{'several judgements are' if named else 'no judgement is'} named {given!r}{several}"
            raise UnknownJudgementError(what)
        removed = tuple(each for each in standing if each.judgement_id in named)
        replace_text(output, shortened(text, removed))
    return removed


def _is_named(judgement: Judgement, given: str) -> bool:
    if given.isdecimal():
        return given == str(judgement.number)
    return len(given) > len("ju_") and judgement.judgement_id.startswith(given.lower())


def _parsed(output: Path) -> tuple[str, tuple[Judgement, ...]]:
    try:
        text = read_text(output)
        return text, parse(text)
    except UnusableError as error:
        raise UnusableError(f"{output / NAME}: {error}") from error


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """Hold the lock of the file, which is not that of the runs: judging need not wait for a run to end."""
    if not output.is_dir():
        raise NotJudgedError(f"there is no folder {output}")
    try:
        with FileLock(output / f".{NAME}.lock", timeout=PATIENCE):
            yield
    except Timeout:
        raise NotJudgedError(f"another process has been writing {output / NAME} for {PATIENCE:.0f} seconds") from None
