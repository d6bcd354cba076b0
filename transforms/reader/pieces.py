"""A post as the model sees it: word pieces, each with its shape, what the gazetteer takes it for, and its sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from transforms.gazetteer.titles import find_titles
from transforms.grammar.reading import Reading

Whole = NDArray[np.int64]

# What a piece may be part of, by the gazetteer; 0 is nothing. The later of two that overlap counts.
LAYERS = ("nothing", "name", "title", "country", "capital", "organisation", "city", "date")
# How the word of a piece is written; 0 is punctuation.
SHAPES = ("mark", "lower", "title", "upper", "digit", "mixed")

WINDOW = 384
_OVERLAP = 96
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a sign, which no tokenizer takes
_MARGINS = 2  # the signs that open and close a window


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text in their order; all arrays have one length.

    `starts` and `stops` are offsets into the text; `opens` says which pieces begin a word.
    """

    ids: Whole
    shapes: Whole
    layers: Whole
    starts: Whole
    stops: Whole
    opens: NDArray[np.bool_]
    sentences: Whole

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    def span(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return the first piece that a stretch of the text touches and the one after the last; None where none."""
        first = int(np.searchsorted(self.stops, start, side="right"))
        last = int(np.searchsorted(self.starts, stop, side="left"))
        return (first, last) if first < last else None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of pieces that is read at once, and the part of it whose reading is kept."""

    start: int
    stop: int
    keep_start: int
    keep_stop: int


def split(tokenizer: Tokenizer, reading: Reading) -> Pieces:
    """Return the pieces of a post."""
    text = reading.text
    encoded = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    starts = np.array([start for start, _ in encoded.offsets], dtype=np.int64)
    stops = np.array([stop for _, stop in encoded.offsets], dtype=np.int64)
    words = np.array([-1 if word is None else word for word in encoded.word_ids], dtype=np.int64)
    opens = np.ones(len(words), dtype=np.bool_)
    opens[1:] = words[1:] != words[:-1]
    return Pieces(
        ids=np.array(encoded.ids, dtype=np.int64),
        shapes=np.array([_shape(text[start:stop]) for start, stop in encoded.offsets], dtype=np.int64),
        layers=_layers(reading, starts),
        starts=starts,
        stops=stops,
        opens=opens,
        sentences=np.maximum(
            np.searchsorted([sentence.start for sentence in reading.sentences], starts, side="right") - 1, 0
        ).astype(np.int64),
    )


def windows(count: int) -> Iterator[Window]:
    """Yield the overlapping windows over so many pieces; each piece is kept in exactly one of them."""
    size = WINDOW - _MARGINS
    start = kept = 0
    while True:
        stop = min(start + size, count)
        last = stop == count
        keep_stop = count if last else stop - _OVERLAP // 2
        yield Window(start, stop, kept, keep_stop)
        if last:
            return
        start, kept = stop - _OVERLAP, keep_stop


def _shape(piece: str) -> int:
    if not piece or not piece[0].isalnum():
        return 0
    if piece[0].isdigit():
        return 4
    if piece.islower():
        return 1
    if piece.isupper() and len(piece) > 1:
        return 3
    return 2 if piece[0].isupper() else 5


def _layers(reading: Reading, starts: Whole) -> Whole:
    """Return for each piece the layer of the gazetteer's match that it begins in."""
    length = int(starts[-1]) + 1 if len(starts) else 0
    layer = np.zeros(length + 1, dtype=np.int64)
    stretches = [
        *((1, run.start, run.stop) for run in reading.runs),
        *((2, title.start, title.stop) for title in find_titles(reading.text)),
        *((4 if found.form == "capital" else 3, found.start, found.stop) for found in reading.countries),
        *((5, body.start, body.stop) for body in reading.organisations),
        *((6, city.start, city.stop) for city in reading.cities),
        *((7, day.start, day.stop) for day in reading.dates),
    ]
    for code, start, stop in stretches:
        layer[start:stop] = code
    return layer[starts]
