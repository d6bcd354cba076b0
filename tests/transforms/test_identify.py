from collections.abc import Sequence

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.grammar.build import post
from tests.transforms.identity.builders import HALVORSEN, mention, person
from transforms.elements import Kind, Mention, Post
from transforms.identify import IdentifyParticipants
from transforms.storage.rows import StoredPost

_FULL = mention("a")
_BARE = mention("b", participants=(person("Owusu", None), HALVORSEN), countries=("NOR",), source="wire")
_PLACED = mention("b", participants=(person("Owusu", "GHA"), HALVORSEN), source="wire")
_ALONE = mention("c", participants=(), countries=("NOR",), kind=Kind.PHONE_CALL)
_POSTS = tuple(
    post(f"Ghana thanks its friends, letter {number}.", post_id=f"po_{number}", source="ministry")
    for number in range(4)
)


def _check(given: Sequence[Mention], posts: Sequence[Post | StoredPost], expected: list[Mention]) -> None:
    with TestPipeline(runner=FnApiRunner()) as pipeline:
        mentions = pipeline | "Mentions" >> beam.Create(given)
        told = pipeline | "Posts" >> beam.Create(posts)
        assert_that((mentions, told) | IdentifyParticipants(), equal_to(expected))


@pytest.mark.parametrize("order", [1, -1])
def test_a_bare_name_is_placed_by_another_post(order: int) -> None:
    _check([_FULL, _BARE][::order], [post("Nothing.")], [_FULL, _PLACED])


def test_a_bare_name_that_no_post_places_stays_open() -> None:
    _check([_BARE], [post("Nothing.")], [_BARE])


@pytest.mark.parametrize("order", [1, -1])
def test_the_side_that_a_ministry_leaves_out_is_its_own(order: int) -> None:
    settled = mention("c", participants=(), kind=Kind.PHONE_CALL)
    _check([_ALONE], _POSTS[::order], [settled])


def test_posts_of_earlier_runs_show_whose_a_source_is() -> None:
    settled = mention("c", participants=(), kind=Kind.PHONE_CALL)
    _check([_ALONE], [StoredPost(element, "run") for element in _POSTS[:3]] + [_POSTS[3]], [settled])


def test_what_comes_twice_changes_nothing() -> None:
    settled = mention("c", participants=(), kind=Kind.PHONE_CALL)
    _check([_ALONE, _BARE, _FULL] * 2, [*_POSTS, *_POSTS], [settled, _PLACED, _FULL] * 2)


def test_without_posts_mentions_are_as_they_were() -> None:
    with TestPipeline(runner=FnApiRunner()) as pipeline:
        mentions = pipeline | "Mentions" >> beam.Create([_FULL])
        none = pipeline | "Posts" >> beam.Create([post("")]) | beam.Filter(_never)
        assert_that((mentions, none) | IdentifyParticipants(), equal_to([_FULL]))


def _never(element: Post) -> bool:
    return not element.post_id
