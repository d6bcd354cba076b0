"""How far a run has come, told across processes by the sizes of small files: a byte for each post."""

import uuid
from pathlib import Path

from transforms.storage.runs import SHARDS

_STEP = 20


class PostTally:
    """Count posts towards the progress of a run; what it says lags behind by a few posts until `flush`."""

    def __init__(self, staging: Path) -> None:
        self._path = staging / SHARDS / f"progress-{uuid.uuid4().hex}"
        self._pending = 0

    def add(self) -> None:
        """Count one post."""
        self._pending += 1
        if self._pending >= _STEP:
            self.flush()

    def flush(self) -> None:
        """Make what was counted visible to others."""
        if not self._pending:
            return
        self._path.parent.mkdir(exist_ok=True)
        with self._path.open("ab") as file:
            file.write(b"." * self._pending)
        self._pending = 0


def posts_so_far(staging: Path) -> int:
    """Return how many posts have been counted; a bundle that was tried twice counts twice."""
    return sum(path.stat().st_size for path in (staging / SHARDS).glob("progress-*"))
