"""Reports of how far the pipeline has come, while it blocks the thread that runs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.stopwatch import Stopwatch
from transforms.throughput import EXTRACTED

INTERVAL = 0.5


@contextmanager
def beating(watch: Stopwatch) -> Iterator[None]:
    """Report the posts that this process extracted so far, twice a second, from a thread of its own."""
    stopped, before = threading.Event(), EXTRACTED.posts

    def beat() -> None:
        while not stopped.wait(INTERVAL):
            watch.tick(EXTRACTED.posts - before)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
