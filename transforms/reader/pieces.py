"""A post as the model sees it: word pieces, each with its shape and what gazetteer and grammar take it for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from transforms.elements import Kind, Status, WordedMention
from transforms.gazetteer.titles import find_titles
from transforms.grammar.reading import Reading
from transforms.reader.candidates import Slot, worded

Whole = NDArray[np.int64]

# What a piece may be part of, by the gazetteer; 0 is nothing. The later of two that overlap counts.
LAYERS = ("nothing", "name", "title", "country", "capital", "organisation", "city", "date")
# How the word of a piece is written; 0 is punctuation.
SHAPES = ("mark", "lower", "title", "upper", "digit", "mixed")
# What a piece may be to an event that the grammar reads: words that show its kind, or what fills a field; 0 is nothing.
ROLES = ("nothing", *((part, main) for main in (True, False) for part in (*Kind, *Slot)))
# The status that the grammar reads from the words that show a kind.
STATES = ("nothing", *Status)

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
    roles: Whole
    states: Whole
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


def split(tokenizer: Tokenizer, reading: Reading, mentions: Sequence[WordedMention]) -> Pieces:
    """Return the pieces of a post of which the grammar reads these mentions."""
    text = reading.text
    encoded = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    starts = np.array([start for start, _ in encoded.offsets], dtype=np.int64)
    stops = np.array([stop for _, stop in encoded.offsets], dtype=np.int64)
    words = np.array([-1 if word is None else word for word in encoded.word_ids], dtype=np.int64)
    opens = np.ones(len(words), dtype=np.bool_)
    opens[1:] = words[1:] != words[:-1]
    stretches = sorted(_stretches(mentions), key=lambda stretch: stretch[0])
    return Pieces(
        ids=np.array(encoded.ids, dtype=np.int64),
        shapes=np.array([_shape(text[start:stop]) for start, stop in encoded.offsets], dtype=np.int64),
        layers=_painted(_known(reading), starts),
        roles=_painted(((role, start, stop) for _, role, _, start, stop in stretches), starts),
        states=_painted(((state, start, stop) for _, _, state, start, stop in stretches), starts),
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


def _known(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Yield the matches of the gazetteer: layer and offsets."""
    yield from ((1, run.start, run.stop) for run in reading.runs)
    yield from ((2, title.start, title.stop) for title in find_titles(reading.text))
    yield from ((4 if found.form == "capital" else 3, found.start, found.stop) for found in reading.countries)
    yield from ((5, body.start, body.stop) for body in reading.organisations)
    yield from ((6, city.start, city.stop) for city in reading.cities)
    yield from ((7, day.start, day.stop) for day in reading.dates)


def _stretches(mentions: Sequence[WordedMention]) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield what the grammar reads: weight (the heavier hides the lighter), role, status and offsets."""
    for mention in mentions:
        main = mention.is_main
        for slot, words in worded(mention):
            yield main, ROLES.index((slot, main)), 0, words.start, words.stop
        for cue in mention.cues:
            if cue.field == "kind":
                shown = ROLES.index((mention.kind, main)), STATES.index(mention.status)
                yield 2 + main, *shown, cue.start, cue.stop


def _painted(stretches: Iterable[tuple[int, int, int]], starts: Whole) -> Whole:
    """Return for each piece the code of the last stretch that it begins in, 0 where it begins in none."""
    code = np.zeros(int(starts[-1]) + 1 if len(starts) else 0, dtype=np.int64)
    for painted, start, stop in stretches:
        code[start:stop] = painted
    return code[starts]
