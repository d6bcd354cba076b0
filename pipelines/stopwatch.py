"""The time that the phases of a run take."""

import time
from collections.abc import Callable

from pipelines.outcome import Phase, Progress

Report = Callable[[Progress], None]


class Stopwatch:
    """Time one phase after the other, and report each as it begins."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._began = time.monotonic()
        self._phase: tuple[Phase, float] | None = None
        self._seeds = 0
        self._timings: dict[str, float] = {}

    def enter(self, phase: Phase, seeds: int = 0) -> None:
        """End the phase before, and begin another."""
        self.timings()
        self._phase = (phase, time.monotonic())
        self._seeds = seeds
        self._report(Progress(phase, seeds, self.elapsed()))

    def tick(self, posts: int) -> None:
        """Report how many posts the present phase has come to."""
        if self._phase:
            phase, began = self._phase
            rate = posts / max(time.monotonic() - began, 1e-6)
            self._report(Progress(phase, self._seeds, self.elapsed(), posts, rate))

    def elapsed(self) -> float:
        """Return the seconds since the run began."""
        return time.monotonic() - self._began

    def timings(self) -> dict[str, float]:
        """Return the seconds of every phase, of the present one as far as it has come."""
        if self._phase:
            phase, began = self._phase
            self._timings[phase.value] = round(time.monotonic() - began, 3)
        return dict(self._timings)
