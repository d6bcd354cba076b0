"""Which wording of a post stands when it is read again or from several files, and whether its mentions stand too."""

import hashlib
from collections.abc import Container, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from transforms.elements import Post
from transforms.packing import packed
from transforms.storage.rows import StoredPost

_MARK_BYTES = 16
_PLACE = ("file", "first_line", "last_line", "ordinal", "boundary_confidence", "boundary_signals")
_READ = tuple(field.name for field in fields(Post) if field.name not in ("published_at", "states"))
_ROW = attrgetter(*_READ)
_CONTENT = attrgetter(*(name for name in _READ if name not in _PLACE))


@packed
@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPost:
    """What settling must know of a published post; a hundred thousand of them are held at once.

    Attributes:
        is_named: That its source gave it an id, so that it is not known by its words alone.
        published: The publication in a form that sorts, empty where there is none.
        wording: A digest of the text.
        content: A digest of all but where it was read.
        row: A digest of everything.
        post: The post itself, where it may have to be extracted again.
    """

    post_id: str
    file: str
    is_named: bool
    position: tuple[int, int]
    published: str
    wording: bytes
    content: bytes
    row: bytes
    run_id: str
    post: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """What a run keeps of the run before.

    Attributes:
        kept: The files of earlier runs that this run does not read.
        unchanged: The files that it reads though their content is what it was.
        pruned: The files that are gone and take their posts with them.
        exact: That a file which no longer gives a post takes it back, even where the post has an id of its source.
        trusted: That rules and model are those that made the published mentions.
        troubled: Files of which some post was refused after it was read; their posts are tried again.
    """

    kept: frozenset[str] = frozenset()
    unchanged: frozenset[str] = frozenset()
    pruned: frozenset[str] = frozenset()
    exact: bool = False
    trusted: bool = True
    troubled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What becomes of one post.

    Attributes:
        row: The post as it must be written, None where the published row stands or none does; what is extracted again
            is written again, as other rules may find other states in it.
        fresh: The post as it must be extracted, None where the published mentions stand or none do.
        leaves: That a published row must go.
        is_edited: That the source gave other words under an id that it had used before.
        is_gone: That no file gives the post any more.
        lingers: That it stands although its own file was read, or could not be, and did not give it.
    """

    row: Post | StoredPost | None = None
    fresh: Post | None = None
    leaves: bool = False
    is_edited: bool = False
    is_gone: bool = False
    lingers: bool = False


def known_post(stored: StoredPost, carry: Carry) -> KnownPost:
    """Return what settling must know of a published post; whether it is extracted again depends on what is carried."""
    post = stored.post
    may_be_extracted = not carry.trusted or post.file in carry.troubled
    return KnownPost(
        post_id=post.post_id,
        file=post.file,
        is_named=post.native_id is not None,
        position=(post.first_line, post.ordinal),
        published=_published(post),
        wording=_mark(post.text),
        content=_content(post),
        row=_row(post),
        run_id=stored.run_id,
        post=post if may_be_extracted else None,
    )


def settle(read: Sequence[Post], known: KnownPost | None, carry: Carry, given: Container[str]) -> Settled:
    """Settle which wording of a post stands under one id, and what that asks for.

    The wording is that which was published last and, of equals, that which is read now: a source edits its posts. Of
    the files with that wording the first by name is the source, so that the order in which files arrive does not
    matter. `given` are the files that gave any post.
    """
    standing = known if known is not None and _stands(known, read, carry, given) else None
    if not read and standing is None:
        return Settled(leaves=known is not None, is_gone=True)
    offered = [(_published(post), 1, _position(post), _mark(post.text)) for post in read]
    kept = [(standing.published, 0, _place(standing), standing.wording)] if standing else []
    wording = max(offered + kept)[-1]
    worded = sorted((post for post in read if _mark(post.text) == wording), key=_position)
    from_known = standing is not None and standing.wording == wording
    is_first = known and (not worded or (known.file in carry.kept and _place(known) <= _position(worded[0])))
    if known and from_known and is_first:
        lingers = known.file not in carry.kept
        if known.post is None:
            return Settled(lingers=lingers)
        return Settled(row=StoredPost(known.post, known.run_id), fresh=known.post, leaves=True, lingers=lingers)
    return _replaced(worded[0], known, carry)


def _stands(known: KnownPost, read: Sequence[Post], carry: Carry, given: Container[str]) -> bool:
    """Return whether a published post still counts where it is not read again in its own file.

    Nothing is lost by accident: a file that cannot be read, or gives no post at all, takes none back; one that is
    written anew takes back what is known by its words alone, as one cannot tell an edit from another post.
    """
    if known.file in carry.kept:
        return True
    if known.file in carry.pruned or any(post.file == known.file for post in read):
        return False
    if known.file not in given:
        return True
    return known.is_named and not carry.exact and known.file not in carry.unchanged


def _replaced(post: Post, known: KnownPost | None, carry: Carry) -> Settled:
    """Return what becomes of a post that is read now and stands."""
    if known is None:
        return Settled(row=post, fresh=post)
    if _content(post) != known.content:
        return Settled(row=post, fresh=post, leaves=True, is_edited=_mark(post.text) != known.wording)
    again = post if not carry.trusted or post.file in carry.troubled else None
    if again is None and _row(post) == known.row:
        return Settled()
    return Settled(row=StoredPost(post, known.run_id), fresh=again, leaves=True)


def _published(post: Post) -> str:
    """Return the publication in a form that sorts; a post without one sorts before all others."""
    moment = post.published_at or post.published_on
    return moment.isoformat() if moment else ""


def _place(known: KnownPost) -> tuple[str, int, int]:
    return known.file, *known.position


def _position(post: Post) -> tuple[str, int, int]:
    return post.file, post.first_line, post.ordinal


def _content(post: Post) -> bytes:
    return _mark(repr((_moment(post), _CONTENT(post))))


def _row(post: Post) -> bytes:
    return _mark(repr((_moment(post), _ROW(post))))


def _moment(post: Post) -> str | None:
    """Return when a post was published; two names of one time zone make no difference."""
    return post.published_at.isoformat() if post.published_at else None


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf8", "surrogatepass"), digest_size=_MARK_BYTES).digest()
