"""Reports of how far the pipeline has come, while it blocks the thread that runs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.stopwatch import Stopwatch
from transforms.storage.progress import posts_so_far

INTERVAL = 0.5


@contextmanager
def beating(watch: Stopwatch, staging: Path) -> Iterator[None]:
    """Report the posts that were extracted so far, twice a second, from a thread of its own."""
    stopped = threading.Event()

    def beat() -> None:
        while not stopped.wait(INTERVAL):
            watch.tick(posts_so_far(staging))

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
