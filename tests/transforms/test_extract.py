from collections.abc import Iterator, Sequence
from dataclasses import replace

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.grammar.build import post, tell_post
from tests.transforms.outcome import pipeline
from transforms.elements import Genre, Kind, Post, Reject, Status, WordedMention
from transforms.errors import UnusableError
from transforms.extract import ExtractMentions

_MET = post("Foreign Minister Solheim met with Kenyan President Amina Otieno in Nairobi.", post_id="po_met")
_VISIT = post(
    "Prime Minister Holm will visit Jordan, Lebanon and Egypt from 3 to 8 May 2031.", post_id="po_visit", first_line=7
)
_NOTHING = post("The archive is open from nine to five.", post_id="po_nothing", first_line=9)
_LONG = post("Foreign Minister Solheim met with President Otieno. " * 1_000, post_id="po_long", first_line=11)
_REFUSED = Reject(
    "channel.txt", "line 11", "extract", "the post has 52000 characters, more than the 50000 that are read"
)
_POSTS = (_MET, _LONG, _VISIT, _NOTHING)
_TOLD = [*tell_post(_MET), *tell_post(_VISIT)]


def _check(posts: Sequence[Post], mentions: list[WordedMention], rejects: list[Reject]) -> None:
    with pipeline() as root:
        extracted = root | beam.Create(posts) | ExtractMentions()
        assert_that(extracted.mentions, equal_to(mentions), label="Mentions")
        assert_that(extracted.rejects, equal_to(rejects), label="Rejects")


def _outline(mention: WordedMention) -> tuple[str, int, Kind, Genre, Status, str]:
    assert mention.place is not None
    return mention.post.post_id, mention.ordinal, mention.kind, mention.genre, mention.status, mention.place.text


def test_posts_become_mentions() -> None:
    with pipeline() as root:
        extracted = root | beam.Create([_MET, _VISIT, _NOTHING]) | ExtractMentions()
        planned = (Kind.VISIT, Genre.ANNOUNCEMENT, Status.PLANNED)
        assert_that(
            extracted.mentions | beam.Map(_outline),
            equal_to(
                [
                    ("po_met", 0, Kind.BILATERAL_MEETING, Genre.REPORT, Status.HELD, "Nairobi"),
                    ("po_visit", 0, *planned, "Jordan"),
                    ("po_visit", 1, *planned, "Lebanon"),
                    ("po_visit", 2, *planned, "Egypt"),
                ]
            ),
            label="Mentions",
        )
        assert_that(extracted.rejects, equal_to([]), label="Rejects")


@pytest.mark.parametrize("order", [1, -1])
def test_a_post_over_the_limit_is_a_reject_and_the_rest_goes_on(order: int) -> None:
    _check(_POSTS[::order], _TOLD, [_REFUSED])


def test_posts_that_come_twice_are_told_twice() -> None:
    _check([*_POSTS, *_POSTS[::-1]], [*_TOLD, *_TOLD], [_REFUSED, _REFUSED])


def test_more_posts_than_a_batch_holds_are_all_read() -> None:
    many = [replace(_MET, post_id=f"po_{index}") for index in range(150)]
    [told] = tell_post(_MET)
    _check(many, [replace(told, post=element) for element in many], [])


def test_no_posts_give_nothing() -> None:
    with pipeline() as root:
        extracted = root | beam.Create([_MET]) | beam.Filter(_never) | ExtractMentions(model="none")
        assert_that(extracted.mentions, equal_to([]), label="Mentions")
        assert_that(extracted.rejects, equal_to([]), label="Rejects")


def _never(post: Post) -> bool:
    return not post.post_id


class _Failing:
    """A reader with a defect: it fails over one post, and over every batch that holds it."""

    def read(self, posts: Sequence[Post]) -> Iterator[tuple[Post, tuple[WordedMention, ...] | UnusableError]]:
        for element in posts:
            if element.post_id == "po_met":
                raise TypeError("no\x1b[31m subject")
            yield element, tell_post(element)


@pytest.fixture
def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.extract.load_reader", lambda _model: _Failing())


@pytest.mark.usefixtures("_failing")
@pytest.mark.parametrize("order", [1, -1])
def test_a_post_over_which_the_reader_fails_is_a_reject_and_costs_no_other(order: int) -> None:
    with pipeline() as root:
        posts = [_VISIT, replace(_MET, first_line=5), _NOTHING][::order]
        extracted = root | beam.Create(posts) | ExtractMentions(guard=True)
        assert_that(extracted.mentions, equal_to(tell_post(_VISIT)), label="Mentions")
        assert_that(
            extracted.rejects | beam.Map(_without_place),
            equal_to([("channel.txt", "line 5", "extract", r"defect: TypeError: no\x1b[31m subject")]),
            label="Rejects",
        )


@pytest.mark.usefixtures("_failing")
def test_without_the_guard_a_defect_ends_the_run() -> None:
    with pytest.raises(TypeError, match="subject"):
        _check([_VISIT, _MET], [], [])


def _without_place(reject: Reject) -> tuple[str, str, str, str]:
    return reject.file, reject.position, reject.step, reject.reason.partition(" (")[0]
