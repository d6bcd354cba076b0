"""The learned model: hidden states of word pieces by ONNX Runtime, and the small heads over them in numpy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from transforms.elements import Genre, Kind, Status
from transforms.reader.candidates import Slot
from transforms.reader.pieces import Pieces, Window, windows

Floats = NDArray[np.float32]
Span = tuple[int, int]

# What the model tags: triggers (None), and what no gazetteer lists.
TAGGED: tuple[Slot | None, ...] = (None, Slot.PERSON, Slot.PLACE, Slot.NAME, Slot.SIDELINES, Slot.VENUE, Slot.BODY)
KINDS, STATUSES, GENRES = tuple(Kind), tuple(Status), tuple(Genre)
# How a candidate stands to a trigger: it fills no event of it, all of them, or one of several.
LINKS = ("none", "shared", "own")

DISTANCES = 9  # sentences apart, from -4 to 4
NEARNESS = 8  # pieces apart, in powers of two
_OPENING, _CLOSING = 101, 102
_FARTHEST = DISTANCES // 2
_MOST_PIECES = 8192  # of one batch; what a batch needs of memory grows with it


@dataclass(frozen=True)
class Model:
    """One loaded model; all scores are log-odds or probabilities that it learned, not rules."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    heads: Mapping[str, Floats]

    def states(self, posts: Sequence[Pieces]) -> list[Floats]:
        """Return for each post the hidden state of each piece; a long post is read in overlapping windows."""
        cut = [(index, window) for index, pieces in enumerate(posts) for window in windows(len(pieces))]
        cut.sort(key=lambda pair: pair[1].stop - pair[1].start)
        states = [np.zeros((len(pieces), self.heads["tags.weight"].shape[1]), np.float32) for pieces in posts]
        for group in _groups([window.stop - window.start + 2 for _, window in cut]):
            rows = cut[group]
            hidden = self.session.run(None, batch_of([(posts[index], window) for index, window in rows]))[0]
            for row, (index, w) in zip(hidden, rows, strict=True):
                states[index][w.keep_start : w.keep_stop] = row[1 + w.keep_start - w.start : 1 + w.keep_stop - w.start]
        return states

    def tags(self, states: Floats) -> Floats:
        """Return for each piece and tag the probabilities of outside, begin and inside."""
        return _softmax(self._linear("tags", states).reshape(-1, len(TAGGED), 3))

    def attribute(self, name: str, spans: Floats) -> Floats:
        """Return for each span the probabilities of kind, status, genre or main."""
        return _softmax(self._linear(name, spans))

    def links(self, triggers: Floats, fillers: Floats, slots: Sequence[Slot], apart: Floats) -> Floats:
        """Return for each trigger and filler the probabilities of `LINKS`."""
        hot = np.eye(len(Slot), dtype=np.float32)[list(slots)]
        features = np.concatenate([np.broadcast_to(hot, (len(triggers), *hot.shape)), apart], -1)
        return _softmax(self._pairs("links", triggers, fillers, features))

    def homes(self, persons: Floats, parties: Floats, apart: Floats) -> Floats:
        """Return for each person and party the log-odds that the person stands for it, against none of the text."""
        return self._pairs("homes", persons, parties, apart)[..., 0] - self._linear("homeless", persons)

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self.heads[f"{name}.weight"].T + self.heads[f"{name}.bias"]

    def _pairs(self, name: str, left: Floats, right: Floats, features: Floats) -> Floats:
        a, b = self._linear(f"{name}.left", left)[:, None], self._linear(f"{name}.right", right)[None]
        shape = (len(left), len(right), a.shape[-1])
        pair = np.concatenate([np.broadcast_to(a, shape), np.broadcast_to(b, shape), a * b, features], -1)
        return self._linear(f"{name}.out", _gelu(self._linear(f"{name}.mix", pair.astype(np.float32))))


def means(states: Floats, spans: Sequence[Span]) -> Floats:
    """Return the mean state of each span of pieces."""
    return np.array([states[start:stop].mean(0) for start, stop in spans], np.float32).reshape(-1, states.shape[1])


def apart(pieces: Pieces, left: Sequence[Span], right: Sequence[Span]) -> Floats:
    """Return for all pairs of spans how far they are apart, in sentences and in pieces, as features."""
    first = np.array([start for start, _ in left], np.int64)[:, None]
    second = np.array([start for start, _ in right], np.int64)[None, :]
    sentences = np.clip(pieces.sentences[second] - pieces.sentences[first], -_FARTHEST, _FARTHEST) + _FARTHEST
    near = np.minimum(np.log2(np.abs(second - first) + 1).astype(np.int64), NEARNESS - 1)
    both = [np.eye(DISTANCES, dtype=np.float32)[sentences], np.eye(NEARNESS, dtype=np.float32)[near]]
    return np.concatenate(both, -1)


def load_model(folder: Path) -> Model:
    """Return the model of a folder; it computes in one thread, because processes are for cores."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"])
    with np.load(folder / "heads.npz") as arrays:
        heads = {name: arrays[name].astype(np.float32) for name in arrays.files}
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Model(tokenizer, session, heads)


def _groups(lengths: Sequence[int]) -> list[slice]:
    """Return slices of rising lengths such that none holds more than so many pieces with its padding."""
    found, start = [], 0
    for index, length in enumerate(lengths):
        if (index + 1 - start) * length > _MOST_PIECES and index > start:
            found.append(slice(start, index))
            start = index
    return [*found, slice(start, len(lengths))] if lengths else []


def batch_of(rows: Sequence[tuple[Pieces, Window]]) -> dict[str, NDArray[np.int64] | NDArray[np.bool_]]:
    """Return what the encoder takes for so many windows, the shorter ones filled up."""
    longest = max(window.stop - window.start for _, window in rows) + 2
    ids, shapes, layers, roles, states = (np.zeros((len(rows), longest), np.int64) for _ in range(5))
    mask = np.zeros((len(rows), longest), np.bool_)
    for row, (pieces, window) in enumerate(rows):
        count = window.stop - window.start
        kept = slice(window.start, window.stop)
        ids[row, 0], ids[row, count + 1] = _OPENING, _CLOSING
        ids[row, 1 : count + 1] = pieces.ids[kept]
        shapes[row, 1 : count + 1] = pieces.shapes[kept]
        layers[row, 1 : count + 1] = pieces.layers[kept]
        roles[row, 1 : count + 1] = pieces.roles[kept]
        states[row, 1 : count + 1] = pieces.states[kept]
        mask[row, : count + 2] = True
    return {"ids": ids, "shapes": shapes, "layers": layers, "roles": roles, "states": states, "mask": mask}


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def _gelu(x: Floats) -> Floats:
    # The error function by Abramowitz and Stegun, 7.1.26: off by at most 1.5e-7.
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + 0.3275911 * z)
    erf = 1 - t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    ) * np.exp(-z * z)
    return (0.5 * x * (1 + np.sign(x) * erf)).astype(np.float32)
