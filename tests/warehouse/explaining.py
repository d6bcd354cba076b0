"""Mentions to be explained, and how a test asks."""

from collections.abc import Callable
from typing import Any

from tests.transforms.identity.builders import HALVORSEN, mention, on
from transforms.elements import Kind, Mention, Participant

Pair = dict[str, Any]
Explain = Callable[..., Pair]


def a_call(mention_id: str, day: int = 3) -> Mention:
    return mention(mention_id, kind=Kind.PHONE_CALL, dates=on(day), place=None)


def a_silent(
    mention_id: str,
    *,
    day: int | None = 3,
    until: int | None = None,
    country: str = "NOR",
    people: tuple[Participant, ...] = (HALVORSEN,),
) -> Mention:
    """Return a mention that does not say with whom."""
    dates = on(day, until=until) if day else None
    return mention(mention_id, dates=dates, countries=(country,), participants=people, place=None)
