"""How a change in the seeds is noticed: the system tells, or somebody looks again and again."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from pipelines.arrivals import Marks
from transforms.formats.files import is_left_out

# Milliseconds: how often the thread that listens wakes, and for how long it gathers what belongs together.
_STEP, _GATHER, _PATIENCE = 200, 400, 60_000
# Seconds between two looks whether a folder has come, gone, or been replaced by another.
GLANCE = 1.0
# Looking takes at most this share of a core.
_SHARE = 0.005

Target = tuple[Path, bool, int]
"""A folder that is listened to, whether with all below it, and its inode."""


class Polled:
    """Notice changes by looking, for folders of whose changes the system does not tell, as those of other machines."""

    def __init__(self, look: Callable[[], Marks], glance: float = GLANCE) -> None:
        self._look = look
        self._glance = glance
        self._seen: Marks = {}

    def wait(self, seconds: float) -> None:
        """Return when something has changed since the last call, or when the time is over."""
        until = time.monotonic() + seconds
        while True:
            began = time.process_time()
            seen = self._look()
            cost = time.process_time() - began
            if seen != self._seen:
                self._seen = seen
                return
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, max(self._glance, cost / _SHARE)))


class Notified:
    """Notice changes as the system tells of them; where it does not, by looking.

    A folder that does not exist yet, was removed, or was replaced by another of its name is listened to again within
    a second of its coming.
    """

    def __init__(
        self, seeds: Sequence[Path], look: Callable[[], Marks], warn: Callable[[str], None], glance: float = GLANCE
    ) -> None:
        self._seeds = [seed.absolute() for seed in seeds]
        self._polled = Polled(look, glance)
        self._glance = glance
        self._warn = warn
        self._changed = threading.Event()
        self._stop = threading.Event()
        self._trouble: str | None = None
        self._targets: frozenset[Target] = frozenset()
        self._listen(self._present())

    def wait(self, seconds: float) -> None:
        """Return when something may have changed since the last call, or when the time is over."""
        until = time.monotonic() + seconds
        while self._trouble is None:
            left = until - time.monotonic()
            if self._changed.wait(max(0.0, min(self._glance, left))):
                self._changed.clear()
                break
            present = self._present()
            if present != self._targets:
                self._listen(present)
                return
            if left <= 0:
                return
        if self._trouble is not None:
            self._poll(until)

    def _poll(self, until: float) -> None:
        if self._trouble:
            self._warn(self._trouble)
            self._trouble = ""  # told
        self._polled.wait(until - time.monotonic())

    def _present(self) -> frozenset[Target]:
        """Return the folders to listen to, as far as they exist: those named, and those in which a file is named."""
        return frozenset(target for seed in self._seeds for target in _target(seed))

    def _listen(self, targets: frozenset[Target]) -> None:
        """Listen to these folders and to no others."""
        self._stop.set()
        self._stop, self._targets = threading.Event(), targets
        for deep in (True, False):
            folders = sorted(path for path, is_deep, _ in targets if is_deep is deep)
            if folders:
                named = (folders, deep, self._stop)
                threading.Thread(target=self._hear, args=named, name="listener", daemon=True).start()

    def _hear(self, folders: list[Path], deep: bool, stop: threading.Event) -> None:
        try:
            for _ in watch(
                *folders,
                watch_filter=self._matters,
                debounce=_GATHER,
                step=_STEP,
                stop_event=stop,
                rust_timeout=_PATIENCE,
                force_polling=False,
                recursive=deep,
                ignore_permission_denied=True,
            ):
                self._changed.set()
        except FileNotFoundError:
            return  # it went before it could be listened to; the next glance sees that
        except (OSError, RuntimeError) as error:  # so watchfiles says that the system tells it no more
            self._trouble = f"the system does not tell of changes ({error}); looking again and again instead"
            self._changed.set()

    def _matters(self, _change: Change, name: str) -> bool:
        """Return whether a file of that name is a seed, or a folder with seeds."""
        path = Path(name)
        if path in self._seeds:
            return True
        root = next((seed for seed in self._seeds if seed in path.parents), None)
        return (
            root is not None and not any(map(_is_hidden, path.relative_to(root).parts)) and not is_left_out(path.name)
        )


def _is_hidden(part: str) -> bool:
    return part.startswith(".")


def _target(seed: Path) -> Iterator[Target]:
    folder, deep = (seed, True) if seed.is_dir() else (seed.parent, False)
    try:
        yield folder, deep, folder.stat().st_ino
    except OSError:
        return
