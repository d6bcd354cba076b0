from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.reader.build import annotated, tokenizer
from transforms.grammar.telling import tell
from transforms.reader.pieces import LAYERS, SHAPES, WINDOW, Pieces, split, windows


def _split(text: str) -> Pieces:
    reading = annotated(text)
    return split(tokenizer(), reading, tell(reading))


def _parts(text: str, pieces: Pieces) -> Iterator[str]:
    for start, stop in zip(pieces.starts, pieces.stops, strict=True):
        yield text[start:stop]


@given(st.integers(0, 3_000))
def test_every_piece_is_kept_in_exactly_one_window(count: int) -> None:
    cut = list(windows(count))
    assert [index for window in cut for index in range(window.keep_start, window.keep_stop)] == list(range(count))
    assert all(window.start <= window.keep_start <= window.keep_stop <= window.stop for window in cut)
    assert all(window.stop - window.start <= WINDOW - 2 for window in cut)


@given(st.integers(400, 3_000))
def test_what_is_kept_of_a_window_has_words_on_both_sides(count: int) -> None:
    for left, right in pairwise(windows(count)):
        assert left.stop - left.keep_stop >= 40
        assert right.keep_start - right.start >= 40


def test_a_piece_has_a_shape_a_layer_and_a_sentence() -> None:
    text = "Minister KAMAU flew to Oslo.\nTalks: 3 May."
    pieces = _split(text)
    seen = [
        (part, SHAPES[shape], LAYERS[layer], int(sentence))
        for part, shape, layer, sentence in zip(
            _parts(text, pieces), pieces.shapes, pieces.layers, pieces.sentences, strict=True
        )
    ]
    assert ("Minister", "title", "title", 0) in seen
    assert ("Oslo", "title", "city", 0) in seen
    assert ("3", "digit", "date", 1) in seen
    assert (":", "mark", "nothing", 1) in seen


@pytest.mark.parametrize(
    ("words", "found"), [("Kamau", "Kamau"), ("Oslo", "Oslo"), ("flew to", "flew to"), (" ", None)]
)
def test_a_stretch_of_text_is_a_span_of_pieces(words: str, found: str | None) -> None:
    text = "Kamau flew to Oslo"
    pieces = _split(text)
    span = pieces.span(text.index(words), text.index(words) + len(words))
    assert (text[pieces.starts[span[0]] : pieces.stops[span[1] - 1]] if span else None) == found


@given(st.text(max_size=200))
def test_pieces_stand_in_order_inside_the_text(text: str) -> None:
    pieces = _split(text)
    assert all(0 <= start <= stop <= len(text) for start, stop in zip(pieces.starts, pieces.stops, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)
    assert bool(pieces.opens[:1].all())
