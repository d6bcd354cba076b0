"""Steps over many mentions: as they are, or compiled by numba with the rules that they call.

Both ways run the same functions and give the same result. numba is an extra; without it only time is lost.
"""

import hashlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from transforms.identity.rules import RULES

MANY = 2000
"""Mentions from which on compiled rules are worth the second that it takes to load them."""
_FEW = 256
"""Rows up to which it costs more to share them out than to look at them."""


def is_compiled(size: int) -> bool:
    """Return whether steps over so many mentions are compiled."""
    return size >= MANY and importlib.util.find_spec("numba") is not None


def call(step: Callable[..., Any], text: Any, *given: Any) -> Any:  # noqa: ANN401  # whatever the step takes and gives
    """Run a step over coded mentions: compiled where they stand in arrays, and as it is where they stand in lists."""
    return (step if isinstance(text.rows, list) else _compiled(step))(text, *given)


def call_each(step: Callable[..., Any], text: Any, rows: Sequence[Any], *given: Any) -> tuple[Any, ...]:  # noqa: ANN401  # as above
    """Run a step that looks at each of some rows alone, given as arrays, on all processors; return arrays of results.

    The rows are cut into parts, one for each processor, as compiled steps leave the interpreter to others.
    """
    size = len(rows[0])
    if isinstance(text.rows, list) or size < _FEW:
        return _in_tuple(call(step, text, *rows, *given))
    compiled, parts = _compiled(step), _processors()
    cuts = [size * part // parts for part in range(parts + 1)]
    with ThreadPoolExecutor(parts) as pool:
        found = pool.map(
            lambda first, stop: _in_tuple(compiled(text, *(each[first:stop] for each in rows), *given)),
            cuts[:-1],
            cuts[1:],
        )
        return tuple(np.concatenate(each) for each in zip(*found, strict=True))


def _processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_tuple(found: Any) -> tuple[Any, ...]:  # noqa: ANN401  # what a step gives
    return found if isinstance(found, tuple) else (found,)


@cache
def _compiled(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step in machine code, which is kept for later runs as long as no rule changes."""
    numba = _numba()
    return numba.njit(step, cache=bool(numba.config.CACHE_DIR), nogil=True)


@cache
def _numba() -> Any:  # noqa: ANN401  # a module that need not be there
    import numba  # noqa: PLC0415  # an extra, and slow to load
    from numba.extending import register_jitable  # noqa: PLC0415  # as above

    folder = _folder()
    numba.config.CACHE_DIR = str(folder) if folder else ""  # type: ignore[attr-defined]  # the stub knows it not
    for function in RULES:
        register_jitable(function)
    return numba


def _folder() -> Path | None:
    """Return where machine code is kept: under a digest of all rules, as numba looks at the file of a step alone."""
    own = Path(__file__).parent
    digest = hashlib.sha256()
    for file in (own.parent / "elements.py", *sorted(own.glob("*.py"))):
        digest.update(file.read_bytes())
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = home / "communique" / f"rules-{digest.hexdigest()[:16]}"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None
