"""Choose among versions of one post."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time

from transforms.elements import Post

_Place = tuple[str, int, int]


def preferred(versions: Iterable[Post], turns: Mapping[str, int]) -> Post:
    """Return the version of a post that its source stands by, as the first of the files that give it has it.

    A post that was edited under its native id keeps its post id. What was published last is what its source says now;
    of equals what came last, by the turns of the files, and of files that came together the last by name. A post
    without a native id is known by its words, so that all its versions say the same. The choice is the same in any
    order.
    """
    known = list(versions)
    latest = max(map(_moment, known))
    equals = [post for post in known if _moment(post) == latest]
    chosen = max(equals, key=lambda post: (turns.get(post.file, 0), _place(post)))
    return min((post for post in equals if post.native_id is None or post.text == chosen.text), key=_place)


def _moment(post: Post) -> float:
    published = post.published_at
    if published is None and post.published_on is not None:
        published = datetime.combine(post.published_on, time(), UTC)
    return published.timestamp() if published else float("-inf")


def _place(post: Post) -> _Place:
    return post.file, post.ordinal, post.first_line
