"""The year that a file without publication dates is about."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from transforms.segmentation.dates import full_dates

_MARGIN_LINES = 2  # of a post: its title, and the place and date below it
_LONGEST_MARGIN = 300
_MAJORITY = 2 / 3


def reference_year(texts: Iterable[str]) -> int | None:
    """Return the one year on which the full dates of a file agree, None where they disagree or there are none.

    Full dates in the first two lines of the posts are asked; only where there are none, those of all lines: prose tells
    of treaties and anniversaries, margins date the news. A year more than one away from the one that two thirds of the
    dates give cannot be that of a feed and is passed over; a neighbouring year is disagreement, for
    feeds do cross a new year.
    """
    posts = list(texts)
    margins = [day for text in posts for line in text.split("\n")[:_MARGIN_LINES] for day in _margin_dates(line)]
    return _agreed(margins or [day for text in posts for day in full_dates(text)])


def _margin_dates(line: str) -> Iterable[date]:
    return full_dates(line) if len(line) <= _LONGEST_MARGIN else ()


def _agreed(days: Iterable[date]) -> int | None:
    counts = Counter(day.year for day in days)
    if not counts:
        return None
    [(year, count)] = counts.most_common(1)
    disagree = any(abs(other - year) == 1 for other in counts)
    return year if count >= _MAJORITY * counts.total() and not disagree else None
