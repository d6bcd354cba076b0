"""How far a run has come, while it runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from commands.journal import Journal, Level, LogFormat
from commands.terminal import err
from transforms.counts import counted

if TYPE_CHECKING:
    from pipelines.outcome import Progress

# How often a run that has no terminal says how far it is, in seconds.
_PATIENCE = 10.0


@contextmanager
def progress_of(journal: Journal) -> "Iterator[Callable[[Progress], None]]":
    """Give a function that shows how far a run is: a line that moves on a terminal, a line a phase elsewhere."""
    console = err()
    if journal.form is LogFormat.JSON or not journal.says(Level.INFO) or not console.is_terminal:
        yield _lines(journal)
        return
    with console.status("planning") as status:

        def update(progress: "Progress") -> None:
            status.update(_line(progress))

        yield update


def _lines(journal: Journal) -> "Callable[[Progress], None]":
    """Return a function that says where a phase begins, where posts begin to count, and then now and then."""
    said: dict[tuple[str, bool], float] = {}

    def say(progress: "Progress") -> None:
        stage = progress.phase.value, bool(progress.posts)
        if stage not in said or (progress.posts and progress.seconds - said[stage] >= _PATIENCE):
            said[stage] = progress.seconds
            journal.say(
                Level.INFO,
                "progress",
                _line(progress),
                phase=progress.phase.value,
                files=progress.seeds,
                posts=progress.posts,
                posts_per_second=round(progress.posts_per_second, 1),
                seconds=round(progress.seconds, 3),
            )

    return say


def _line(progress: "Progress") -> str:
    files = f" {counted(progress.seeds, 'file')}" if progress.seeds else ""
    posts = f", {_posts(progress)}" if progress.posts else ""
    return f"{progress.phase.value}{files}{posts}"


def _posts(progress: "Progress") -> str:
    return f"{counted(progress.posts, 'post')}, {progress.posts_per_second:.1f} posts/s"
