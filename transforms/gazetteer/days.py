"""Dates in running text, and what days they mean.

Numeric dates are day first (`11/07/2025` is the eleventh of July) unless that is impossible. Weeks start on Monday.
`next Monday` is the first one after the reference day, `last Friday` the last one before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from transforms.elements import DateRange
from transforms.errors import UnusableError
from transforms.gazetteer.dayforms import ANY, PATTERNS
from transforms.gazetteer.daymeanings import MEANINGS, Reference

_LEAD = re.compile(r"(?:on|from|between|since|until|till|by|dated)\s{1,3}(?=\S)", re.IGNORECASE)
_LONGEST = 200
# Days that `and` or a comma joins lie at most so far apart; else they are other numbers.
_FARTHEST = 3
_JOINED = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words of a text that name a day or a stretch of days: `text == whole[start:stop]`."""

    start: int
    stop: int
    text: str


@lru_cache(maxsize=64)
def find_dates(text: str) -> tuple[DatePhrase, ...]:
    """Return the dates of a text, in order; bare years and months count only where words make them dates.

    Prepositions are left out (`on`, `from`), words that carry meaning are not (`last Friday`, `the 25th`).
    Anniversaries, agendas and ranges of years are no dates.
    """
    return tuple(_phrases(text))


@lru_cache(maxsize=4096)
def resolve_date(
    words: str, *, published: date | None = None, year: int | None = None, ahead: bool | None = None
) -> DateRange | None:
    """Return the days that the words mean.

    None where the words name no date, or need a reference that is missing.

    Args:
        words: What `find_dates` found; a leading preposition does no harm.
        published: The reference day.
        year: The year of a day without one, where there is no reference day.
        ahead: True for what is planned, False for what has been held, None where neither is known.

    Raises:
        UnusableError: The words name a day that does not exist.
    """
    plain = words.strip()
    if len(plain) > _LONGEST:
        return None
    for candidate in (plain, _LEAD.sub("", plain, count=1), f"in {plain}", f"on {plain}"):
        for form, pattern in PATTERNS.items():
            match = pattern.fullmatch(candidate, pos=_offset(candidate, plain))
            if match:
                try:
                    return MEANINGS[form](match, Reference(published, year, ahead))
                except (ValueError, OverflowError) as error:
                    raise UnusableError(f"no such day: {plain!r}") from error
    return None


def _offset(candidate: str, plain: str) -> int:
    """Return where the words begin, when a preposition that they need was put before them."""
    return len(candidate) - len(plain) if len(candidate) > len(plain) else 0


def _phrases(text: str) -> Iterator[DatePhrase]:
    position = 0
    while match := ANY.search(text, position):
        stop = match.end()
        form = str(match.lastgroup).removesuffix("_form")
        if form in ("month_days", "days_month") and not _in_order(match[0]):
            single = PATTERNS["month_day"].match(text, match.start()) or PATTERNS["day_month"].search(
                text, match.start()
            )
            start, stop = single.span() if single else match.span()
            yield DatePhrase(start, stop, text[start:stop])
        else:
            yield DatePhrase(match.start(), stop, text[match.start() : stop])
        position = stop


def _in_order(words: str) -> bool:
    """Say whether the days rise, and follow each other where `and` joins them."""
    days = [int(day) for day in _JOINED.findall(re.sub(r"[0-9]{4}", "", words))]
    steps = [after - before for before, after in pairwise(days)]
    joined_by_and = re.search(r"\band\b|&|,", words) is not None and not re.search(r"[-–—]|\bto\b", words)
    return all(step > 0 for step in steps) and not (joined_by_and and max(steps, default=0) > _FARTHEST)
