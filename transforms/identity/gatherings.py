"""Sessions of bodies and what they are part of: a week of sessions, a conference, the session on whose margins."""

import re
from functools import lru_cache

from transforms.elements import Event, Kind, Precision
from transforms.gazetteer.organisations import organisations
from transforms.identity.sessions import bodies_in, naming_words_of, ordinal_of, worded_level, words_of

_SEVERAL = re.compile(r"\b(?:events|meetings|ministerials|sessions|week|summits)\b", re.IGNORECASE)
_TOPIC = re.compile(r"\b(?:on|about|regarding|concerning)\b", re.IGNORECASE)
_DATED = frozenset({Precision.DAY, Precision.RANGE})
_WEEKLIKE = 2
"""Days between the first and the last of a gathering that holds more than one sitting, whatever its name."""


def breadth(event: Event) -> tuple[bool, int]:
    """Return how wide a gathering is: whether its name is of several sessions, then the days between first and last.

    What is part of a gathering is narrower, so that nothing is part of itself, however long the chain.
    """
    name, *_ = _TOPIC.split(event.name, maxsplit=1)
    return bool(_SEVERAL.search(name)), (event.dates.end - event.dates.start).days if event.dates else 0


def is_on_margins(event: Event, session: Event) -> bool:
    """Return whether the words of an event name this one session; `events` or a `week` name none."""
    margins = event.sidelines_of or ""
    if _SEVERAL.search(margins):
        return False
    if event.kind is Kind.MULTILATERAL_MEETING and (session.sidelines_of or breadth(session) < breadth(event)):
        return False
    bodies, words = bodies_in(margins), naming_words_of(margins)
    if not bodies:
        return bool(words) and words <= naming_words_of(session.name)
    numbers = {ordinal_of(margins), ordinal_of(session.name)} - {None}
    if len(numbers) > 1 or not set(bodies) & {*session.organisations, *bodies_in(session.name)}:
        return False
    wanted, given = worded_level(margins), worded_level(session.name)
    if wanted and given:
        return wanted == given
    return words <= naming_words_of(session.name)


def words_in_common(event: Event, session: Event) -> int:
    """Return how many words of the name of a session stand in those on whose margins an event was."""
    return len(naming_words_of(event.sidelines_of or "") & naming_words_of(session.name))


def is_part_of_gathering(event: Event, whole: Event) -> bool:
    """Return whether a session, or what was on its margins, belongs to a wider gathering whose days hold it."""
    if not _is_dated(event) or not _is_dated(whole) or breadth(event) >= breadth(whole):
        return False
    if event.kind is Kind.MULTILATERAL_MEETING and _holds_session(event, whole):
        return True
    return bool(event.sidelines_of) and _holds_margins(event, whole)


def _holds_session(event: Event, whole: Event) -> bool:
    """Return whether a gathering is the week of a session, or the larger session of its own body."""
    several, _ = breadth(whole)
    if several:
        return any(_are_related(one, other) for one in event.organisations for other in whole.organisations)
    body = _body(event)
    if body is None or body != _body(whole) or not _outsiders(body, whole) <= _outsiders(body, event):
        return False
    own, wider = worded_level(event.name), worded_level(whole.name)
    return own is None or wider is None or own not in (wider, "summit")


def _holds_margins(event: Event, whole: Event) -> bool:
    """Return whether the words of an event name the bodies or the occasion of a gathering of several sittings."""
    margins = event.sidelines_of or ""
    several, days = breadth(whole)
    if not several and (days < _WEEKLIKE or not _SEVERAL.search(margins)):
        return False
    bodies = bodies_in(margins)
    if bodies and whole.organisations:
        return any(_are_related(one, other) for one in bodies for other in whole.organisations)
    return bool(words_of(margins) & words_of(whole.name))


def _is_dated(event: Event) -> bool:
    return event.dates is not None and event.dates.precision in _DATED


def _body(event: Event) -> str | None:
    """Return the body that a session is of: the first that its name names, else the first code."""
    named = (code for code in bodies_in(event.name) if code in event.organisations)
    return next(named, min(event.organisations, default=None))


def _outsiders(code: str, event: Event) -> frozenset[str]:
    """Return the parties that are no members of a body; none where its members are not listed."""
    body = organisations().get(code)
    return frozenset(event.countries) - body.members if body and body.members else frozenset()


@lru_cache(maxsize=8192)
def _are_related(one: str, other: str) -> bool:
    """Return whether sessions of two bodies are held together: one is of the other, or all its members are in it."""
    if one == other:
        return True
    first, second = organisations().get(one), organisations().get(other)
    if first is None or second is None:
        return False
    if first.members and second.members:
        return first.members <= second.members or second.members <= first.members
    return first.name.startswith(f"{second.name} ") or second.name.startswith(f"{first.name} ")
