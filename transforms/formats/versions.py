"""Choose among versions of one post."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from transforms.elements import Post


def preferred(versions: Iterable[Post]) -> Post:
    """Return the version of a post that was published last; of equals the one with the smallest file and ordinal.

    A post that was edited under its native id keeps its post id, so what was published last is what its source
    says now. The choice is the same in any order and in any grouping.
    """
    return min(versions, key=_precedence)


def _precedence(post: Post) -> tuple[float, str, int]:
    published = post.published_at
    if published is None and post.published_on is not None:
        published = datetime.combine(post.published_on, time(), UTC)
    return (-published.timestamp() if published else float("inf")), post.file, post.ordinal
