"""Sum up what comes out of a seed file."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from heapq import heapify, heappushpop

from transforms.elements import Notice, Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file, taken_for
from transforms.formats.source import Found
from transforms.reports import Boundary, FileReport

SHOWN = 10


class Survey:
    """Sums up a file while it is read; what is held does not grow with the file."""

    def __init__(self, path: str, options: ReadOptions | None = None) -> None:
        self._path = path
        self._options = options
        self._days: tuple[date, date] | None = None
        self._languages: Counter[str] = Counter()
        self._rejected = 0
        self._rejects: list[Reject] = []
        self._notices: dict[str, None] = {}
        self._boundaries: list[tuple[float, int, Boundary]] = []

    def read(self) -> Iterator[Found]:
        """Yield what comes out of the file, as `read_file` does."""
        for found in read_file(self._path, self._options):
            self._add(found)
            yield found

    def report(self) -> FileReport:
        """Return the sum of what was read."""
        form, why = taken_for(self._path, self._options)
        first, last = self._days or (None, None)
        return FileReport(
            file=self._path,
            format=form,
            why=why,
            posts=self._languages.total(),
            first_day=first,
            last_day=last,
            languages=dict(self._languages),
            rejected=self._rejected,
            rejects=tuple(self._rejects),
            boundaries=tuple(sorted((each for _, _, each in self._boundaries), key=lambda each: each.line)),
            notices=tuple(self._notices),
        )

    def _add(self, found: Found) -> None:
        if isinstance(found, Post):
            self._add_post(found)
        elif isinstance(found, Notice):
            self._notices[found.message] = None
        else:
            self._rejected += 1
            if len(self._rejects) < SHOWN:
                self._rejects.append(found)

    def _add_post(self, post: Post) -> None:
        self._languages[post.lang] += 1
        if day := post.published_on:
            first, last = self._days or (day, day)
            self._days = min(first, day), max(last, day)
        if post.boundary_signals and post.ordinal > 1:
            self._add_boundary(Boundary(post.first_line, post.boundary_confidence, post.boundary_signals, post.heading))

    def _add_boundary(self, boundary: Boundary) -> None:
        item = (-boundary.confidence, -boundary.line, boundary)
        if len(self._boundaries) < SHOWN:
            self._boundaries.append(item)
            heapify(self._boundaries)
        else:
            heappushpop(self._boundaries, item)


def survey(path: str, options: ReadOptions | None = None) -> FileReport:
    """Return what a file is taken for and what comes out of it; nothing that it holds makes this raise.

    Raises:
        ValueError: There is no format of the name in the options.
    """
    taken = Survey(path, options)
    for _ in taken.read():
        pass
    return taken.report()
