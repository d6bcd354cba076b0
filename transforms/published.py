"""SettlePosts and ReadStanding: what the run before published, and what of it stands beside what is read now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsDict, AsIter, PBegin, PCollection, TaggedOutput

from transforms.coding.roster import states_of
from transforms.composite import Composite
from transforms.elements import Alias, Edit, Post
from transforms.languages import is_read
from transforms.storage.published import known_posts, post_texts, published_aliases, standing_rejects
from transforms.storage.rows import StoredPost, StoredReject
from transforms.storage.settling import Carry, KnownPost, Settled, settle

Row = Post | StoredPost
_Fresh = TaggedOutput[Literal["fresh"], Post]
_Left = TaggedOutput[Literal["left"], str]
_Retold = TaggedOutput[Literal["retold"], str]
_Edited = TaggedOutput[Literal["edited"], Post]
_COUNTERS = {
    name: Metrics.counter("SettlePosts", name)
    for name in ("read", "withdrawn", "repeated", "settled", "carried", "extracted", "edited", "lingering")
}
_Met = tuple[str, tuple[Iterable[Post], Iterable[KnownPost]]]


class Standing(NamedTuple):
    """What a run takes over from the run before as it is; everything is empty where there was none."""

    aliases: PCollection[Alias]
    rejects: PCollection[StoredReject]


class SettledPosts(NamedTuple):
    """What changes among the posts.

    Attributes:
        posts: Posts whose rows are new.
        fresh: Posts that must be extracted, which those in a language that is not read never are.
        left: Ids of posts whose published rows no longer stand.
        retold: Ids of posts whose published mentions no longer stand.
        edits: What sources wrote anew under an id that they had used before.
    """

    posts: PCollection[Row]
    fresh: PCollection[Post]
    left: PCollection[str]
    retold: PCollection[str]
    edits: PCollection[Edit]


@dataclass
class ReadStanding(Composite[PBegin, Standing]):
    """Read of the run before what does not depend on what is read now.

    Attributes:
        folder: The folder of that run, or None where there is none.
        carry: What of it stands; rejects that do not are left out.
    """

    folder: str | None
    carry: Carry

    def expand(self, root: PBegin) -> Standing:
        """Read each table as the values that it was made from."""
        folders = root | "LocateRun" >> beam.Create([self.folder] if self.folder else [], reshuffle=False)
        return Standing(
            aliases=folders | "ReadAliases" >> beam.FlatMap(_aliases),
            rejects=folders | "ReadRejects" >> beam.FlatMap(_rejects, self.carry),
        )


@dataclass
class SettlePosts(Composite[tuple[PCollection[Post], PCollection[str]], SettledPosts]):
    """Settle which posts stand: one for each id, as `transforms.storage.settling.settle` says.

    A post that was published in the same wording is not extracted again, and its mentions stand. Given are the posts
    that are read, and the files that gave any.

    Attributes:
        folder: The folder of the run before, or None where there is none.
        carry: What stands of it.
    """

    folder: str | None
    carry: Carry

    def expand(self, found: tuple[PCollection[Post], PCollection[str]]) -> SettledPosts:
        """Bring together what is read and what was published under one id, and choose."""
        read, given = found
        folders = read.pipeline | "LocatePosts" >> beam.Create([self.folder] if self.folder else [], reshuffle=False)
        ids = read | "ListRead" >> beam.Map(_id_of)
        known = folders | "ReadPosts" >> beam.FlatMap(_known, self.carry, AsIter(ids))
        gave = AsDict(given | "AsMembers" >> beam.Map(_as_member))
        settled = (
            (read | "KeyRead" >> beam.Map(_read_id), known | "KeyKnown" >> beam.Map(_known_id))
            | "MeetById" >> beam.CoGroupByKey()
            | "Settle"
            >> beam.ParDo(_SettleFn(self.carry), gave).with_outputs("fresh", "left", "retold", "edited", main="posts")
        )
        return SettledPosts(
            posts=settled.posts,
            fresh=settled.fresh,
            left=settled.left,
            retold=settled.retold,
            edits=folders | "ReadTexts" >> beam.FlatMap(_edits, AsIter(settled.edited)),
        )


class _SettleFn(beam.DoFn):
    def __init__(self, carry: Carry) -> None:
        self._carry = carry

    def process(self, element: _Met, given: Mapping[str, bool]) -> Iterator[Row | _Fresh | _Left | _Retold | _Edited]:
        post_id, (offered, published) = element
        read, known = list(offered), next(iter(published), None)
        settled = _with_states(settle(read, known, self._carry, given))
        _tally(len(read), settled, is_known=known is not None)
        if settled.row is not None:
            yield settled.row
        if settled.fresh is not None and is_read(settled.fresh.lang):
            yield _Fresh("fresh", settled.fresh)
        if settled.leaves:
            yield _Left("left", post_id)
        if known is not None and (settled.is_gone or settled.fresh is not None):
            yield _Retold("retold", post_id)
        if settled.is_edited and settled.fresh is not None:
            yield _Edited("edited", settled.fresh)


def _tally(read: int, settled: Settled, *, is_known: bool) -> None:
    """Count so that afterwards every post can be accounted for."""
    _count("read", read)
    if settled.is_gone:
        _count("withdrawn", int(is_known))
        return
    _count("repeated", max(0, read - 1))
    _count("settled", 1)
    _count("carried", 0 if read else 1)
    _count("extracted", int(settled.fresh is not None and is_read(settled.fresh.lang)))
    _count("edited", int(settled.is_edited))
    _count("lingering", int(settled.lingers))


def _count(name: str, number: int) -> None:
    if number:
        _COUNTERS[name].inc(number)


def _as_member(file: str) -> tuple[str, bool]:
    return file, True


def _id_of(post: Post) -> str:
    return post.post_id


def _known(folder: str, carry: Carry, read: Iterable[str]) -> Iterator[KnownPost]:
    """Yield the published posts that may not stand as they are; the others are counted."""
    known, others = known_posts(Path(folder), carry, frozenset(read))
    _count("settled", others)
    _count("carried", others)
    return known


def _read_id(post: Post) -> tuple[str, Post]:
    return post.post_id, post


def _known_id(post: KnownPost) -> tuple[str, KnownPost]:
    return post.post_id, post


def _with_states(settled: Settled) -> Settled:
    """Return the same with the states that the post names, where it has a row or is extracted."""
    row, fresh = settled.row, settled.fresh
    given = row.post if isinstance(row, StoredPost) else row or fresh
    if given is None:
        return settled
    post = replace(given, states=states_of(given.text))
    named = StoredPost(post, row.run_id) if isinstance(row, StoredPost) else row and post
    return replace(settled, row=named, fresh=fresh and post)


def _edits(folder: str, edited: Iterable[Post]) -> Iterator[Edit]:
    """Yield each edit with the words that it replaced."""
    posts = {post.post_id: post.text for post in edited}
    for post_id, before in post_texts(Path(folder), posts).items():
        yield Edit(post_id, before, posts[post_id])


def _aliases(folder: str) -> Iterator[Alias]:
    return published_aliases(Path(folder))


def _rejects(folder: str, carry: Carry) -> Iterator[StoredReject]:
    return standing_rejects(Path(folder), carry)
