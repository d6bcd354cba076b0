"""What a run took: seconds and posts a second by step of the pipeline, and memory."""

import resource
import sys
from collections import Counter
from collections.abc import Iterable, Mapping

MSECS = "Msecs."

_UNIT = 1 if sys.platform == "darwin" else 1024
# The posts that go through a step, as the run counts them; all that stand go through the others.
_POSTS = {
    "ReadPosts": "posts_read",
    "ExtractMentions": "posts_extracted",
    "NormaliseMentions": "posts_extracted",
}


def step_msecs(told: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the milliseconds that each step at the top of the pipeline took, summed over workers, as `Msecs.Step`.

    Args:
        told: The full name of each transform that Beam ran, and its milliseconds; Beam samples where its workers are,
            so that a transform of few milliseconds may have none.
    """
    found: Counter[str] = Counter()
    for name, msecs in told:
        found[MSECS + name.partition("/")[0]] += msecs
    return dict(found)


def metrics_of(counters: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, object]:
    """Return what `status.json` says of the cost of a run.

    `peak_memory_bytes` is the most that this process had at once, since it began; `peak_memory_children_bytes` that
    of the largest of its workers that has ended. `steps` has `seconds` and `posts_per_second` by step.
    """
    seconds = {name.removeprefix(MSECS): msecs / 1000 for name, msecs in counters.items() if name.startswith(MSECS)}
    return {
        "peak_memory_bytes": _peak(resource.RUSAGE_SELF),
        "peak_memory_children_bytes": _peak(resource.RUSAGE_CHILDREN),
        "steps": {
            step: {"seconds": round(took, 3), "posts_per_second": _rate(counts.get(_POSTS.get(step, "posts"), 0), took)}
            for step, took in sorted(seconds.items(), key=_longest_first)
            if took
        },
    }


def _longest_first(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]


def _rate(posts: int, seconds: float) -> float:
    return round(posts / seconds, 1)


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * _UNIT
