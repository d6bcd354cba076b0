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
        kept: The files of earlier runs that this run does not read; all others replace what they gave before.
        trusted: That rules and model are those that made the published mentions.
        troubled: Files of which some post was refused after it was read; their posts are tried again.
    """

    kept: frozenset[str] = frozenset()
    trusted: bool = True
    troubled: frozenset[str] = frozenset()


def settle(read: Sequence[Post], known: Sequence[PublishedPost], carry: Carry) -> tuple[Post | StoredPost, bool] | None:
    """Return the post that stands under one id and whether it must be extracted, or None where no file gives it now.

    The wording is that which was published last and, of equals, that which is read now: a source edits its posts. Of
    the files with that wording the first by name is the source, so that the order in which files arrive does not
    matter.
    """
    standing = [each.stored.post for each in known if each.stored.post.file in carry.kept]
    if not read and not standing:
        return None
    offered = [(_published(post), 1, _position(post), post.text) for post in read]
    kept = [(_published(post), 0, _position(post), post.text) for post in standing]
    wording = max(offered + kept)[-1]
    post = min((post for post in (*read, *standing) if post.text == wording), key=_position)
    for each in known:
        if _unplaced(each.stored.post) == _unplaced(post):
            return StoredPost(post, each.stored.run_id), not carry.trusted or post.file in carry.troubled
    return post, True


def _published(post: Post) -> str:
    """Return the publication in a form that sorts; a post without one sorts before all others."""
    moment = post.published_at or post.published_on
    return moment.isoformat() if moment else ""


def _position(post: Post) -> tuple[str, int, int]:
    return post.file, post.first_line, post.ordinal


def _unplaced(post: Post) -> Post:
    return replace(post, file="", first_line=0, last_line=0, ordinal=0, boundary_confidence=1.0, boundary_signals=())
