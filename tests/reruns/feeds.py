"""Feeds as JSON Lines, and runs of them."""

import json
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.launch import launch
from pipelines.options import RunOptions
from pipelines.outcome import RunSummary

SOURCE = "Harbour News"


@dataclass(frozen=True)
class Entry:
    """One post of a feed, on the day or at the moment on which it was published."""

    native_id: str
    published: str
    text: str
    source: str = SOURCE

    def line(self) -> str:
        """Return the post as a line."""
        fields = {"id": self.native_id, "source": self.source, "published": self.published, "text": self.text}
        return json.dumps(fields, ensure_ascii=False)


def write_feed(path: Path, entries: Iterable[Entry]) -> Path:
    """Write a file of a feed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{entry.line()}\n" for entry in entries), encoding="utf8")
    return path


def run(folder: Path, **options: Any) -> RunSummary:  # noqa: ANN401  # options of any type
    """Run `feed` to `output` in a folder, from within it, so that the names of files are those of any copy."""
    with chdir(folder):
        return launch(RunOptions(seeds=(Path("feed"),), output=Path("output"), model="none", **options))
