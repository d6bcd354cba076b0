"""Which wording of a post stands when it is read again or from several files, and whether its mentions stand too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.elements import Mention, Post
from transforms.storage.rows import StoredPost


@dataclass(frozen=True, slots=True)
class PublishedPost:
    """A post as it was published, with its mentions in their order."""

    stored: StoredPost
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """What a run keeps of the run before.

    Attributes:
        files: The files that this run reads; they replace what they gave before.
        trusted: That rules and model are those that made the published mentions.
        troubled: Files of which some post was refused after it was read; their posts are tried again.
    """

    files: frozenset[str] = frozenset()
    trusted: bool = True
    troubled: frozenset[str] = frozenset()


def settle(read: Sequence[Post], known: Sequence[PublishedPost], carry: Carry) -> tuple[Post | StoredPost, bool] | None:
    """Return the post that stands under one id and whether it must be extracted, or None where no file gives it now.

    What is read now beats what was read before. Among files read together, the last by name has the wording, and of the
    files with that wording the first by name is the source, so that the order of reading does not matter.
    """
    standing = [published.stored.post for published in known if published.stored.post.file not in carry.files]
    if not read and not standing:
        return None
    wording = max(read or standing, key=_position).text
    post = min((post for post in (*read, *standing) if post.text == wording), key=_position)
    for published in known:
        if _unplaced(published.stored.post) == _unplaced(post):
            retried = not carry.trusted or post.file in carry.troubled
            return StoredPost(post, published.stored.run_id), retried
    return post, True


def _position(post: Post) -> tuple[str, int, int]:
    return post.file, post.first_line, post.ordinal


def _unplaced(post: Post) -> Post:
    return replace(post, file="", first_line=0, last_line=0, ordinal=0, boundary_confidence=1.0, boundary_signals=())
