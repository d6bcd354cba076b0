import threading

import pytest

from pipelines import heartbeat
from pipelines.heartbeat import beating
from pipelines.outcome import Phase, Progress
from pipelines.stopwatch import Stopwatch
from transforms.throughput import EXTRACTED


def test_posts_are_reported_while_the_pipeline_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "INTERVAL", 0.001)
    seen = threading.Event()
    said: list[Progress] = []

    def report(progress: Progress) -> None:
        said.append(progress)
        if progress.posts:
            seen.set()

    watch = Stopwatch(report)
    watch.enter(Phase.RUNNING, 3)
    with beating(watch):
        EXTRACTED.add(1)
        assert seen.wait(10)
    assert (said[-1].phase, said[-1].seeds, said[-1].posts) == (Phase.RUNNING, 3, 1)
    assert said[-1].posts_per_second > 0
