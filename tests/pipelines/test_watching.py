from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.arrivals import Mark, Marks
from pipelines.lock import LockedError
from pipelines.outcome import Outcome, RunFailedError, RunSummary
from pipelines.watching import Watch

_DONE = RunSummary(outcome=Outcome.PUBLISHED, run_id="r1")


@dataclass
class _World:
    """A folder, a clock, and a pipeline, none of which takes any time."""

    files: dict[str, Mark] = field(default_factory=dict)
    time: float = 0.0
    while_running: list[Callable[[], None]] = field(default_factory=list)
    outcomes: list[Exception] = field(default_factory=list)
    ran: list[tuple[frozenset[str], bool]] = field(default_factory=list)
    said: list[object] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def look(self) -> Marks:
        return dict(self.files)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += seconds

    def attempt(self, settled: frozenset[str], changed: bool) -> RunSummary:
        self.ran.append((settled, changed))
        if self.while_running:
            self.while_running.pop(0)()
        if self.outcomes:
            raise self.outcomes.pop(0)
        return _DONE

    def ended(self, summary: RunSummary) -> None:
        self.said.append(summary.run_id)

    def failed(self, error: RunFailedError) -> None:
        self.said.append(error.reason)

    def locked(self, error: LockedError) -> None:
        self.said.append(error.pid)

    def waits(self) -> None:
        self.said.append("waits")

    def left_out(self, names: frozenset[str]) -> None:
        self.said.append(sorted(names))

    def write(self, name: str, size: int = 1) -> None:
        self.files[name] = size, size, 1

    def watch(self, rounds: int, every: float = 900.0) -> Watch:
        watch = Watch(look=self.look, attempt=self.attempt, changes=self, clock=self, teller=self, every=every)
        for _ in range(rounds):
            watch.round()
        return watch


def test_it_runs_at_the_start_and_then_waits_for_a_change() -> None:
    world = _World()
    world.write("a")
    world.watch(rounds=2)
    assert (world.ran, world.said) == ([(frozenset("a"), False)], ["r1"])
    assert world.waited == [900.0 - 1.0]


def test_a_file_that_arrives_is_a_change() -> None:
    world = _World()
    world.write("a")
    watch = world.watch(rounds=2)
    world.write("b")
    watch.round()
    assert world.ran[1:] == [(frozenset("ab"), True)]


def test_so_is_one_that_changes_or_goes() -> None:
    world = _World()
    world.write("a")
    world.write("b")
    watch = world.watch(rounds=2)
    world.write("a", size=2)
    watch.round()
    watch.round()
    del world.files["b"]
    watch.round()
    assert world.ran[1:] == [(frozenset("ab"), True), (frozenset("a"), True)]


def test_a_wake_without_a_change_is_no_run() -> None:
    world = _World()
    world.write("a")
    world.watch(rounds=2, every=1e9)
    assert len(world.ran) == 1


def test_what_comes_during_a_run_is_read_by_the_next_without_a_wake() -> None:
    world = _World()
    world.write("a")
    world.while_running = [lambda: world.write("b")]
    world.watch(rounds=2)
    assert [sorted(names) for names, _ in world.ran] == [["a"], ["a", "b"]]
    assert world.waited == []


def test_it_runs_when_time_is_up_though_nothing_was_noticed() -> None:
    world = _World()
    world.write("a")
    world.watch(rounds=3)
    assert world.ran == [(frozenset("a"), False), (frozenset("a"), False)]


def test_a_failed_run_is_told_and_tried_again_when_something_changes() -> None:
    world = _World(outcomes=[RunFailedError("the disk is full", "Free some space.")])
    world.write("a")
    watch = world.watch(rounds=2)
    world.write("b")
    watch.round()
    assert world.said == ["the disk is full", "r1"]


def test_while_another_process_works_it_says_so_once_and_tries_again() -> None:
    busy = [LockedError(Path("out"), 7, "t1") for _ in range(3)]
    world = _World(outcomes=[*busy, LockedError(Path("out"), 8, "t2")])
    world.write("a")
    world.watch(rounds=5)
    assert world.said == [7, 8, "r1"]
    assert len(world.ran) == 5
    assert world.waited == []


def test_a_file_that_is_being_written_is_left_out_until_it_rests() -> None:
    world = _World()
    world.write("a")
    grow = world.sleep

    def sleep_and_grow(seconds: float) -> None:
        grow(seconds)
        world.write("copy", size=int(world.time))

    world.sleep = sleep_and_grow  # type: ignore[method-assign]  # the file grows as time passes
    watch = world.watch(rounds=2)
    assert world.ran == [(frozenset("a"), False)]
    assert world.said == [["copy"], "r1"]
    world.sleep = grow  # type: ignore[method-assign]  # and now it rests
    watch.round()
    assert world.ran[1:] == [(frozenset({"a", "copy"}), True)]


def test_a_published_file_that_is_being_rewritten_is_not_a_change_before_it_rests() -> None:
    world = _World()
    world.write("a")
    world.write("b")
    watch = world.watch(rounds=1)
    grow = world.sleep

    def sleep_and_grow(seconds: float) -> None:
        grow(seconds)
        world.write("b", size=int(world.time) + 10)

    world.sleep = sleep_and_grow  # type: ignore[method-assign]  # as above
    watch.round()
    assert len(world.ran) == 1
    world.sleep = grow  # type: ignore[method-assign]  # as above
    watch.round()
    assert world.ran[1:] == [(frozenset("ab"), True)]


def test_an_empty_folder_is_waited_for_and_said_once() -> None:
    world = _World()
    watch = world.watch(rounds=3)
    assert (world.ran, world.said) == ([], ["waits"])
    world.write("a")
    watch.round()
    assert world.ran == [(frozenset("a"), False)]
