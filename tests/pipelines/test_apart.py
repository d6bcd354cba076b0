import json
import os
import signal
import threading
from datetime import UTC, datetime
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import NoReturn

import pytest

from pipelines import apart
from pipelines.apart import attempt, run_apart
from pipelines.launch import launch
from pipelines.lock import LockedError, find_holder, locked
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, RunFailedError
from tests.pipelines.conftest import Execute
from transforms.storage.runs import current_run


def test_a_run_apart_fails_as_one_that_is_not(options: RunOptions, seeds: Path) -> None:
    for seed in seeds.iterdir():
        seed.unlink()
    with pytest.raises(RunFailedError, match="no input could be used") as failed:
        run_apart(options, None)
    assert [reject.reason for reject in failed.value.rejects] == ["no seed files in this folder"]
    assert json.loads((options.output / "status.json").read_text())["outcome"] == "failed"


def test_a_folder_that_is_locked_is_told_with_the_name_of_the_holder(options: RunOptions) -> None:
    options.output.mkdir()
    with locked(options.output, datetime(2031, 3, 5, tzinfo=UTC)), pytest.raises(LockedError) as held:
        attempt(options, None, changed=True)
    assert (held.value.pid, held.value.started_at) == (os.getpid(), "2031-03-05T00:00:00+00:00")


def test_where_nothing_is_new_no_process_is_started(
    options: RunOptions, pipeline: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pipeline is not None
    published = launch(options)
    monkeypatch.setattr(apart, "run_apart", _never)
    summary = attempt(options, None, changed=False)
    assert (summary.outcome, summary.run_id) == (Outcome.NOTHING_NEW, published.run_id)


def test_files_that_have_not_settled_are_not_read(options: RunOptions, seeds: Path, pipeline: Execute) -> None:
    assert pipeline is not None
    settled = frozenset({(seeds / "a.txt").as_posix()})
    first = launch(RunOptions(seeds=options.seeds, output=options.output, model="none", settled=settled))
    assert (first.posts, first.rejected) == (1, 0)
    assert launch(options).posts == 1  # what stands in for the pipeline carries nothing over


def test_a_process_that_dies_without_a_word_is_a_failed_run(options: RunOptions) -> None:
    def kill() -> None:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        for child in children:
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                os.kill(int(child), signal.SIGKILL)

    timer = threading.Timer(0.3, kill)
    timer.start()
    with pytest.raises(RunFailedError, match="killed by SIGKILL"):
        run_apart(options, None)
    assert current_run(options.output) is None


def test_a_request_to_stop_reaches_the_run(options: RunOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[int | None] = []
    stop = apart._stop  # noqa: SLF001  # what is asked of it is seen, nothing is changed

    def note(process: SpawnProcess) -> None:
        stop(process)
        stopped.append(process.exitcode)

    monkeypatch.setattr(apart, "_stop", note)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        run_apart(options, None)
    assert len(stopped) == 1
    assert stopped != [None]
    assert find_holder(options.output) is None


def _never(*_arguments: object) -> NoReturn:
    pytest.fail("nothing is new")
