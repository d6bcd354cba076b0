"""What became of an event, by the words around those that name it."""

import re
from functools import cache

from transforms.elements import Evidence, Status
from transforms.gazetteer.cues import cue_pattern, precedes, shape
from transforms.grammar.clauses import Clause

_CERTAIN = (Status.CANCELLED, Status.POSTPONED)


@cache
def _patterns() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    return tuple(
        (status, cue_pattern("status", status.value)) for status in (*_CERTAIN, Status.ONGOING, Status.PLANNED)
    )


def find_status(text: str, clause: Clause) -> tuple[Status, Evidence]:
    """Return the status and the words that show it; what no word puts off or ahead was held."""
    stop = max(clause.cut, clause.head.stop)
    start = clause.start
    done = _done_before(text, start, clause.head.stop) or shape("took_place").search(text, clause.head.stop, stop)
    for status, pattern in _patterns():
        match = pattern.search(text, start, clause.stop if status in _CERTAIN else stop)
        if match is None and status is Status.PLANNED:
            match = _about_to(text, start, clause.head.stop)
        if match is None:
            continue
        if (
            status not in _CERTAIN
            and done is not None
            and not (match.end() <= done.start() and precedes(shape("not_yet"), text, start, done.start()))
        ):
            continue
        return status, Evidence("status", match.start(), match.end())
    found = done or clause.head
    first, last = (found.start(), found.end()) if isinstance(found, re.Match) else (found.start, found.stop)
    return Status.HELD, Evidence("status", first, last)


def _about_to(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return the infinitive that puts an event ahead: `to visit`, but not `good to meet`, which looks back."""
    match = shape("about_to").search(text, start, stop)
    return None if match and precedes(shape("glad"), text, start, match.start()) else match


def _done_before(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return the first verb in the past that nothing before it puts off."""
    for match in shape("done").finditer(text, start, stop):
        first = match.start()
        if first and (text[first - 1].isalnum() or precedes(shape("not_yet"), text, start, first)):
            continue
        return match
    return None
