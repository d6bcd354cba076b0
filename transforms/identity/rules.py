"""Rules over numbers, which Python runs as they are and numba compiles where there are many mentions."""

from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])
RULES: list[Callable[..., Any]] = []
"""All rules, of which each may call others."""


def rule(function: _F) -> _F:
    """Let compiled steps call a function.

    It may use numbers, tuples of them, sequences by place, and other rules; its arguments come by place.
    """
    RULES.append(function)
    return function
