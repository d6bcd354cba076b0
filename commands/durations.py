"""Stretches of time as people write them: 30s, 15m, 2h, 1d."""

import re
from datetime import timedelta

_WORDED = re.compile(r"(\d{1,6})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=366)
_STEPS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def duration(text: str) -> timedelta:
    """Return the stretch of time that a text names.

    Raises:
        ValueError: It names none, none at all, or more than a year.
    """
    found = _WORDED.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"{text!r} is no stretch of time; write 30s, 15m, 2h or 1d")
    stretch = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if not timedelta() < stretch <= _LONGEST:
        raise ValueError(f"{text!r} is not between a second and a year")
    return stretch


def told(stretch: timedelta) -> str:
    """Return a stretch of time in its two largest units, as `2 h 5 min`."""
    left = max(0, int(stretch.total_seconds()))
    parts: list[str] = []
    for seconds, unit in _STEPS:
        count, left = divmod(left, seconds)
        if count or parts:
            parts.append(f"{count} {unit}" if count else "")
    return " ".join(part for part in parts[:2] if part) or "0 s"
