"""A run whenever seed files have arrived and settled, for as long as nobody stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

from pipelines.arrivals import Arrived, Mark, Marks, settle
from pipelines.lock import LockedError
from pipelines.outcome import RunFailedError, RunSummary

LOCK_PAUSE = 2.0


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> float:
        """Return seconds since some moment."""

    def sleep(self, seconds: float) -> None:
        """Let time pass."""


class Changes(Protocol):
    """What notices that something in the seeds may have changed."""

    def wait(self, seconds: float) -> None:
        """Return when something may have changed since the last call, or when the time is over."""


class Teller(Protocol):
    """Who is told what the watch does."""

    def ended(self, summary: RunSummary) -> None:
        """Hear of a run that ended well."""

    def failed(self, error: RunFailedError) -> None:
        """Hear of a run that failed; the watch goes on."""

    def locked(self, error: LockedError) -> None:
        """Hear, once for each holder, that another process works in the output folder."""

    def waits(self) -> None:
        """Hear, once, that there is no file to read yet."""

    def left_out(self, names: frozenset[str]) -> None:
        """Hear that files are not read now, as somebody keeps writing them."""


Attempt = Callable[[frozenset[str], bool], RunSummary]
"""Makes a run of the files named, and is told whether any of them changed since the last.

It raises LockedError or RunFailedError.
"""


@dataclass(slots=True, kw_only=True)
class Watch:
    """The rounds of a watch: wait until files rest, run where something changed or time is up, wait for changes.

    Attributes:
        look: Gives the marks of all seed files.
        pause: Seconds for which files must not change before they are read.
        every: Seconds after which there is a run even if nothing was noticed.
    """

    look: Callable[[], Marks]
    attempt: Attempt
    changes: Changes
    clock: Clock
    teller: Teller
    pause: float = 1.0
    every: float = inf
    _known: dict[str, Mark] = field(default_factory=dict)
    _restless: frozenset[str] = frozenset()
    _due: float = -inf
    _told: object = None

    def forever(self) -> None:
        """Make round after round; only an exception ends it."""
        while True:
            self.round()

    def round(self) -> None:
        """Look at what is there once it rests; where that calls for no run, wait for a change."""
        arrived = settle(self.look, self.pause, self.clock.sleep)
        changed = self._differs(arrived)
        self._tell_of(arrived)
        if arrived.quiet and (changed or self.clock.now() >= self._due):
            self._run(arrived, changed)
            return
        left = self._due - self.clock.now() if arrived.quiet else self.every
        self.changes.wait(max(0.0, min(left, self.pause if arrived.restless else inf)))

    def _run(self, arrived: Arrived, changed: bool) -> None:
        try:
            summary = self.attempt(frozenset(arrived.quiet), changed and bool(self._known))
        except LockedError as error:
            if self._told != (error.pid, error.started_at):
                self.teller.locked(error)
            self._told = error.pid, error.started_at
            self.clock.sleep(LOCK_PAUSE)
            return
        except RunFailedError as error:
            self.teller.failed(error)
        else:
            self.teller.ended(summary)
        self._told = None
        self._due = self.clock.now() + self.every
        standing = {name: mark for name, mark in self._known.items() if name in arrived.restless}
        self._known = standing | dict(arrived.quiet)

    def _differs(self, arrived: Arrived) -> bool:
        """Return whether files came, changed or went since the last run; those that are being written come later."""
        gone = self._known.keys() - arrived.quiet.keys() - arrived.restless
        return bool(gone) or any(self._known.get(name) != mark for name, mark in arrived.quiet.items())

    def _tell_of(self, arrived: Arrived) -> None:
        if not arrived.quiet and not arrived.restless:
            if self._told != "waits":
                self.teller.waits()
            self._told = "waits"
        if arrived.restless and arrived.restless != self._restless:
            self.teller.left_out(arrived.restless)
        self._restless = arrived.restless
