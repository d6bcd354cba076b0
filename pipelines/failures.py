"""What went wrong, in one line that a user can act on."""

import errno
import re
from pathlib import Path

from pipelines.outcome import RunFailedError
from transforms.elements import Reject
from transforms.errors import DEFECT
from transforms.storage.wholeness import shown, way_out

_ERRNO = re.compile(r"\[Errno (\d{1,5})\]")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER = frozenset({errno.ENOTDIR, errno.EEXIST})
_LONGEST = 300
_REPORT = "This is a defect; run again with --verbose and report what it says."


def explained(error: Exception, output: Path) -> RunFailedError:
    """Return an error as the failure of a run; Beam hands on errors of its workers as text, so that is read too."""
    if isinstance(error, RunFailedError):
        return error
    number = _number(error)
    if number in _FULL:
        return RunFailedError(f"the disk of {output} is full", "Free some space, or choose another folder for output.")
    if number in _FORBIDDEN:
        return RunFailedError(f"{output} cannot be written to", "Change its permissions, or choose another folder.")
    if number in _NO_FOLDER:
        return RunFailedError(f"{output} is not a folder", "Choose another folder for output.")
    if isinstance(error, OSError) and error.strerror:
        return RunFailedError(f"{error.filename or output}: {error.strerror}", "Choose another folder for output.")
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [""]
    said = next((line for line in reversed(lines) if not line.startswith("[while running")), lines[-1])
    reason = f"{type(error).__name__}: {said}"[:_LONGEST]
    return RunFailedError(reason, _REPORT)


def was_interrupted(error: Exception) -> bool:
    """Return whether an error is what Beam made of a request to stop, which it wraps as it wraps any other."""
    return "KeyboardInterrupt" in str(error)


def all_refused(rejects: tuple[Reject, ...]) -> RunFailedError:
    """Return the failure of a run of whose inputs none could be used."""
    if not rejects:
        return RunFailedError("no input could be used", "Name a file or folder with posts.")
    reasons = sorted({reject.reason for reject in rejects})
    others = len(reasons) - 1
    more = f" and {others} other reason{'s' * (others > 1)}" if others else ""
    return RunFailedError(
        f"no input could be used: {reasons[0]}{more}",
        "Name files with text, one channel or article each, or JSON Lines with a text in each line.",
        rejects,
    )


def nothing_extracted(rejects: tuple[Reject, ...]) -> RunFailedError:
    """Return the failure of a run in which every post met a defect: it would take back what earlier runs extracted."""
    reason = next((reject.reason for reject in rejects if reject.reason.startswith(DEFECT)), DEFECT)
    return RunFailedError(f"no post could be read: {reason}", _REPORT)


def no_run_named(output: Path) -> RunFailedError:
    """Return the failure of a run in a folder of which nobody can say what is published."""
    return RunFailedError(f"{output / 'CURRENT'} does not name a run", way_out(output, None))


def broken_run(output: Path, run_id: str, fault: str) -> RunFailedError:
    """Return the failure of a run that would stand on a published one that is not whole."""
    return RunFailedError(f"the published run {shown(run_id)} cannot be read: {fault}", way_out(output, run_id))


def not_whole(problems: list[str]) -> RunFailedError:
    """Return the failure of a run whose tables do not hold together."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return RunFailedError(f"the tables do not hold together: {problems[0]}{more}", "This is a defect; report it.")


def _number(error: BaseException) -> int | None:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    found = _ERRNO.search(str(error))
    return int(found[1]) if found else None
