"""Finding events by a learned model: pieces, hidden states, mentions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transforms.elements import WordedMention
from transforms.grammar.documents import find_documents
from transforms.grammar.reading import Reading
from transforms.grammar.telling import tell
from transforms.reader.agreement import agree
from transforms.reader.decoding import decode
from transforms.reader.model import Model, load_model
from transforms.reader.pieces import split


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds events with one loaded model."""

    model: Model

    def find(self, readings: Sequence[Reading]) -> Iterator[tuple[WordedMention, ...]]:
        """Yield the mentions of each annotated post; the batch that a post falls into does not change them."""
        told = [tell(reading) for reading in readings]
        pieces = [split(self.model.tokenizer, reading, read) for reading, read in zip(readings, told, strict=True)]
        for reading, read, cut, states in zip(readings, told, pieces, self.model.states(pieces), strict=True):
            yield _documented(agree(decode(reading, read, cut, states, self.model), read), reading)


def _documented(mentions: tuple[WordedMention, ...], reading: Reading) -> tuple[WordedMention, ...]:
    """Return mentions with the papers of the post at what it is about, unless the grammar has told them there."""
    if not mentions or not mentions[0].is_main or mentions[0].documents:
        return mentions
    return (replace(mentions[0], documents=find_documents(reading)), *mentions[1:])


def load_finder(folder: Path) -> Finder:
    """Return a finder with the model of a folder."""
    return Finder(load_model(folder))
