import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from training.segmentation.dumps import Channel, blanks_removed, channel_of, parted_by_blanks, post_of, tight
from training.segmentation.learning import examples, learn
from training.segmentation.measuring import exact_f1
from training.segmentation.sources import read_channels, read_marked
from training.segmentation.variants import variants
from transforms.segmentation.segment import cut
from transforms.segmentation.weights import as_passes

_LINES = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30)
_POSTS = st.lists(_LINES, min_size=1, max_size=5).map(tuple)
_CHANNELS = st.lists(_POSTS, min_size=1, max_size=12).map(lambda posts: Channel("c", "c", tuple(posts)))


def _channel(size: int, family: str = "a") -> Channel:
    texts = [f"The Minister met envoy number {n}\nThey spoke of trade.\n#Trade #Visit{n}" for n in range(size)]
    return Channel(family, family, tuple(map(post_of, texts)))


@pytest.mark.parametrize(
    ("make", "lines", "spans"),
    [
        (tight, ("A", "", "B", "C"), ((1, 3), (4, 4))),
        (parted_by_blanks, ("A", "", "B", "", "C"), ((1, 3), (5, 5))),
        (blanks_removed, ("A", "B", "C"), ((1, 2), (3, 3))),
    ],
)
def test_a_channel_is_dumped_in_three_ways(make: object, lines: tuple[str, ...], spans: object) -> None:
    found = make(Channel("c", "c", (("A", "", "B"), ("C",))))  # type: ignore[operator]
    assert (found.lines, found.spans) == (lines, spans)


@given(_CHANNELS)
def test_posts_come_back_from_a_dump(channel: Channel) -> None:
    assert channel_of(tight(channel)).posts == channel.posts


@given(_CHANNELS)
def test_the_posts_of_a_variant_lie_one_after_the_other(channel: Channel) -> None:
    for variant in variants(channel, 3):
        edges = [edge for span in variant.spans for edge in span]
        assert edges == sorted(edges)
        assert edges[-1] == len(variant.lines)


def test_what_was_learned_cuts_a_channel_alike() -> None:
    given = list(examples([tight(_channel(60)), tight(_channel(50, "b")), *variants(_channel(60), 6)]))
    content = json.loads(json.dumps(learn(given)))
    fresh = next(examples([tight(_channel(25))]))
    found = [(post.first_line, post.last_line) for post in cut(fresh.rows, as_passes(content))]
    assert exact_f1(found, fresh.dump.spans) == 1.0


def test_channels_are_read_without_blank_ends(tmp_path: Path) -> None:
    tmp_path.joinpath("a.jsonl").write_text(json.dumps({"id": 1, "text": "\nOne\n\nTwo\n"}) + "\n", encoding="utf-8")
    assert list(read_channels(tmp_path, {"a": "b"})) == [Channel("a", "b", (("One", "", "Two"),))]


def test_marked_dumps_are_read(tmp_path: Path) -> None:
    tmp_path.joinpath("a.txt").write_text("One\nTwo\n%%\n\nThree\n%%\n", encoding="utf-8")
    [found] = read_marked(tmp_path, {})
    assert (found.lines, found.spans) == (("One", "Two", "", "Three"), ((1, 2), (4, 4)))


def test_only_posts_with_both_ends_right_count() -> None:
    assert exact_f1([(1, 2), (3, 4), (5, 5)], [(1, 2), (3, 5)]) == pytest.approx(0.4)
