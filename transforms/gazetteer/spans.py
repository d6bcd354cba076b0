"""Stretches of a text in order: which of them start or lie where, found by bisection and not by looking at all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything that stands in a text from `start` to before `stop`."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def stop(self) -> int:
        """Where it has ended."""


Found = TypeVar("Found", bound=Stretch)

_START = attrgetter("start")


def starting_within(found: Sequence[Found], start: int, stop: int) -> Sequence[Found]:
    """Return those that start between two offsets; they are given in the order of their starts."""
    return found[bisect_left(found, start, key=_START) : bisect_left(found, stop, key=_START)]


def standing_at(found: Sequence[Found], offset: int) -> Found | None:
    """Return the one that holds the sign at an offset; they are given in order, and none overlaps another."""
    index = bisect_right(found, offset, key=_START) - 1
    return found[index] if index >= 0 and offset < found[index].stop else None


class Coverage:
    """The parts of a text that some stretches cover."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Take stretches in any order; those that overlap become one."""
        self._starts: list[int] = []
        self._stops: list[int] = []
        for start, stop in sorted(stretches):
            if self._stops and start < self._stops[-1]:
                self._stops[-1] = max(stop, self._stops[-1])
            elif start < stop:
                self._starts.append(start)
                self._stops.append(stop)

    def around(self, offset: int) -> tuple[int, int] | None:
        """Return the covered part that holds the sign at an offset, None where nothing covers it."""
        index = bisect_right(self._starts, offset) - 1
        return (self._starts[index], self._stops[index]) if index >= 0 and offset < self._stops[index] else None

    def overlaps(self, start: int, stop: int) -> bool:
        """Say whether any sign between two offsets is covered."""
        index = bisect_left(self._starts, stop) - 1
        return index >= 0 and start < self._stops[index]
