"""What turns an input into a reject instead of ending the run: the input itself, or a defect met over it."""

from collections.abc import Callable, Iterable
from traceback import extract_tb
from typing import TypeVar

from transforms.visible import snippet

DEFECT = "defect: "
"""How the reason of a reject begins that is no fault of the input."""

Argument = TypeVar("Argument")
Found = TypeVar("Found")


class UnusableError(Exception):
    """An input, or a part of one, that cannot be used; the message says why in one line."""


class DefectError(UnusableError):
    """An input over which this program met an error of its own; the message says which, and where."""

    def __init__(self, error: Exception) -> None:
        where = extract_tb(error.__traceback__)[-1]
        said = snippet(f"{type(error).__name__}: {error}")
        super().__init__(f"{DEFECT}{said} ({where.filename.rpartition('/')[2]}, line {where.lineno})")


def guarded(
    work: Callable[[Argument], Iterable[Found]], argument: Argument, *, guard: bool
) -> list[Found] | DefectError:
    """Return what some work yields; with the guard on, an error that nobody expected is returned and not raised.

    What the machine lacks is the fault of no input, and is raised in any case.
    """
    try:
        return list(work(argument))
    except (ImportError, MemoryError, OSError):
        raise
    except Exception as error:
        if not guard:
            raise
        return DefectError(error)
