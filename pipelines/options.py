"""The options of one run."""

from dataclasses import dataclass, field
from pathlib import Path

from transforms.formats.options import ReadOptions
from transforms.formats.recognition import format_named
from transforms.reader.card import choose_model

RUNNERS = ("direct", "flink")
MOST_PROCESSES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What one run needs; valid once constructed.

    Attributes:
        seeds: Seed files, or folders of them.
        output: The folder in which runs are published.
        reading: How seeds are read, where their content does not say it.
        model: A spaCy model, `none` for the grammar alone, the folder of a learned model, or None for the best that is
            installed.
        runner: Where the pipeline runs.
        runner_flags: Flags of Beam for that runner, such as `--flink_master=localhost:8081`.
        workers: Processes of the direct runner, or the parallelism of another.
        strict: That published rejects count as a failure to the caller.
        keep: How many published runs are kept.
        verbose: That Beam may speak on stderr.
        settled: The only seed files that are read now, as nobody writes them any more; None where that is not known.
            What is published of the others stands.
        prune: That files which are gone from what the user names take their posts with them.
        follow_links: That links in folders are followed also where they lead out of what the user names.
    """

    seeds: tuple[Path, ...]
    output: Path
    reading: ReadOptions = field(default_factory=ReadOptions)
    model: str | None = None
    runner: str = "direct"
    runner_flags: tuple[str, ...] = ()
    workers: int = 1
    strict: bool = False
    keep: int = 5
    verbose: bool = False
    settled: frozenset[str] | None = None
    prune: bool = False
    follow_links: bool = False

    def __post_init__(self) -> None:
        if not self.seeds:
            raise ValueError("at least one seed file or folder is needed")
        if self.runner not in RUNNERS:
            raise ValueError(f"runner must be one of {', '.join(RUNNERS)}, got {self.runner!r}")
        if self.workers < 1:
            raise ValueError(f"workers must be at least 1, got {self.workers}")
        if self.runner == "direct" and self.workers > MOST_PROCESSES:
            raise ValueError(f"the direct runner takes {MOST_PROCESSES} workers at most, got {self.workers}")
        if self.keep < 1:
            raise ValueError(f"keep must be at least 1, got {self.keep}")
        if self.reading.form is not None:
            format_named(self.reading.form)
        if self.model is not None:
            choose_model(self.model)
