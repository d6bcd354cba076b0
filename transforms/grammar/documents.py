"""The papers that an event brought forth: signed, adopted or issued."""

import re
from collections.abc import Iterator
from functools import cache

from transforms.elements import Phrase, WordedDocument
from transforms.gazetteer.countries import CountryForm
from transforms.gazetteer.cues import cue_pattern, precedes, shape
from transforms.gazetteer.spans import starting_within
from transforms.grammar.reading import Reading, Sentence

_KINDS = (
    "joint_statement",
    "joint_declaration",
    "communique",
    "memorandum",
    "protocol",
    "treaty",
    "convention",
    "agreement",
    "declaration",
    "plan",
    "programme",
    "contract",
    "letter",
)
_HEADING_KINDS = ("joint_statement", "joint_declaration", "communique", "declaration")
_LONGEST_TITLE = 400
_NEAR = 60


@cache
def _statuses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((status, cue_pattern("paper", status)) for status in ("signed", "adopted"))


def find_documents(reading: Reading) -> tuple[WordedDocument, ...]:
    """Return the papers that a post says were signed, adopted or issued, in the order of the text."""
    found = [*_heading(reading)]
    status_above: str | None = None
    for sentence in reading.sentences:
        text = reading.text[sentence.start : sentence.stop]
        listed = _listed(reading, sentence, status_above)
        if listed:
            found.append(listed)
            continue
        found.extend(_told(reading, sentence))
        status_above = _announces_list(text)
    return tuple({document.title.start: document for document in found}.values())


def _heading(reading: Reading) -> Iterator[WordedDocument]:
    """Yield the paper that the post itself is, where its first line is the title of one."""
    first = reading.sentences[0] if reading.sentences else None
    if first is None:
        return
    line_stop = max(sentence.stop for sentence in reading.sentences if sentence.line == first.line)
    opening = shape("paper_lead").match(reading.text, first.start, line_stop)
    start = opening.end() if opening else first.start
    for kind in _HEADING_KINDS:
        if cue_pattern("paper", kind).match(reading.text, start, line_stop):
            yield _document(reading, kind, start, line_stop, "issued")
            return


def _announces_list(text: str) -> str | None:
    """Return what was done to the papers that the following lines list."""
    if not text.rstrip().endswith(":"):
        return None
    return next((status for status, pattern in _statuses() if pattern.search(text)), None)


def _listed(reading: Reading, sentence: Sentence, status: str | None) -> WordedDocument | None:
    """Return the paper that one line of a list names."""
    marked = "✍" in reading.text[sentence.start : sentence.start + 2]
    if status is None and not marked:
        return None
    opening = shape("paper_lead").match(reading.text, sentence.start, sentence.stop)
    start = opening.end() if opening else sentence.start
    for kind in _KINDS:
        match = cue_pattern("paper", kind).search(reading.text, start, min(sentence.stop, start + _NEAR))
        if match:
            return _document(reading, kind, start, sentence.stop, status or "signed")
    return None


def _told(reading: Reading, sentence: Sentence) -> Iterator[WordedDocument]:
    """Yield the papers that a sentence says were signed or adopted."""
    text = reading.text
    for status, pattern in _statuses():
        for match in pattern.finditer(text, sentence.start, sentence.stop):
            opening = shape("paper_lead").match(text, match.end(), sentence.stop)
            start = opening.end() if opening else match.end()
            paper = next((found for kind in _KINDS if (found := _paper(text, kind, start, sentence.stop))), None)
            if paper is None or precedes(shape("paper_standing"), text, sentence.start, match.start()):
                continue
            end = shape("paper_end").search(text, start, sentence.stop)
            planned = shape("paper_planned").search(text, sentence.start, match.start())
            yield _document(
                reading, paper, start, end.start() if end else sentence.stop, "planned" if planned else status
            )
            break


def _paper(text: str, kind: str, start: int, stop: int) -> str | None:
    return kind if cue_pattern("paper", kind).match(text, start, stop) else None


def _document(reading: Reading, kind: str, start: int, stop: int, status: str) -> WordedDocument:
    stop = min(stop, start + _LONGEST_TITLE)
    while stop > start and not (reading.text[stop - 1].isalnum() or reading.text[stop - 1] in ')”"'):
        stop -= 1
    parties = tuple(
        Phrase(country.text, country.start, country.stop)
        for country in starting_within(reading.countries, start, stop)
        if country.form is CountryForm.NAME
    )
    return WordedDocument(
        kind=kind, title=Phrase(reading.text[start:stop], start, stop), status=status, parties=parties
    )
