"""Sentences cut into clauses, so that each tells of one event: what is told, what it follows on, and who tells it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from operator import attrgetter

from transforms.gazetteer.cues import Cue, cue_pattern, find_cues, precedes, shape
from transforms.gazetteer.spans import Coverage, standing_at, starting_within
from transforms.grammar.reading import Reading, Sentence

_NEAR = 40
_NEXT = 12
_SESSION_RANK = 7
TRAVEL = frozenset(("visit", "arrival", "departure"))
"""The kinds of a journey, as the lexicon names them."""
_START = attrgetter("start")
_SEMICOLON = re.compile(";")
_SENT = frozenset(("condolence", "congratulation"))
_WEAK = frozenset(("statement", "talk"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that tells of one event.

    `head` are the words that name the kind. Participants stand between `start` and `cut`; after `cut` comes what was
    talked about. `marker` is the word that hangs it on the clause before; `teller` says that it is where somebody said
    the rest.
    """

    sentence: Sentence
    start: int
    stop: int
    cut: int
    head: Cue
    marker: str | None = None
    teller: bool = False

    @property
    def weak(self) -> bool:
        """Whether the words tell of talk rather than of an event."""
        return self.head.kind in _WEAK


@cache
def _subordinate() -> re.Pattern[str]:
    return cue_pattern("clause", "subordinate")


def find_clauses(reading: Reading, sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence that tell of an event, in the order of the text."""
    text = reading.text[sentence.start : sentence.stop]
    cues = [Cue(cue.kind, cue.rank, cue.start + sentence.start, cue.stop + sentence.start) for cue in find_cues(text)]
    cues = [cue for cue in cues if not _is_named(reading, cue) and not _is_courtesy(reading, cue)]
    cues.extend(_attended(reading, sentence))
    aside = [found.span() for found in shape("relative").finditer(reading.text, sentence.start, sentence.stop)]
    on_the_way = shape("on_the_way").match(reading.text, sentence.start, sentence.stop)
    aside.extend([on_the_way.span()] if on_the_way else [])
    apart = Coverage(aside)
    outside = [cue for cue in cues if apart.around(cue.start) is None]
    cues = outside if any(cue.kind not in _WEAK for cue in outside) else cues
    start = _after_telling(reading, sentence, cues)
    stop = sentence.stop
    ordered = sorted(cues, key=_START)
    for said in shape("said_at").finditer(reading.text, sentence.start, sentence.stop):
        inside = starting_within(ordered, said.start(), said.end())
        if inside:
            yield _clause(reading, sentence, said.span(), inside, marker="said", teller=True)
            stop = min(stop, said.start())
    yield from _split(reading, sentence, start, stop, cues)


def _after_telling(reading: Reading, sentence: Sentence, cues: Sequence[Cue]) -> int:
    """Return where the news begins: after `statement by the spokesperson on`, or `officials said that`."""
    telling = shape("telling").match(reading.text[sentence.start : sentence.stop])
    if telling:
        after = sentence.start + telling.end()
        told = [cue for cue in cues if cue.start >= after - 1 and cue.kind not in _WEAK]
        if told and not any(cue.kind in _SENT for cue in told):
            return after
    invited = shape("invited_by").match(reading.text, sentence.start, sentence.stop)
    if invited:
        return invited.end()
    strong = [cue.start for cue in cues if cue.kind not in _WEAK]
    said = shape("said_that").search(reading.text, sentence.start, min(strong)) if strong else None
    return said.end() if said else sentence.start


def _split(reading: Reading, sentence: Sentence, start: int, stop: int, cues: Sequence[Cue]) -> Iterator[Clause]:
    """Cut where a subordinate word follows one event and another event follows it."""
    ordered = sorted(cues, key=_START)
    marks = [*_subordinate().finditer(reading.text, start, stop), *_SEMICOLON.finditer(reading.text, start, stop)]
    bounds: list[tuple[int, str | None]] = [(start, None)]
    before = _Before(cues, start)
    after = _After(starting_within(ordered, start, stop))
    for match in sorted(marks, key=re.Match.start):
        last = before.at(match.start())
        joined = match.group().casefold() != "and" or (last is not None and last.kind in TRAVEL)
        if match.group() == ";":
            near = starting_within(ordered, match.start(), min(stop, match.end() + _NEXT + 1))
            joined = any(cue.stop >= match.end() for cue in near)
        if last and joined and after.follows(match):
            bounds.append((match.start(), match.group().casefold()))
            before.clear()
    for (left, marker), (right, _) in zip(bounds, [*bounds[1:], (stop, None)], strict=True):
        inside = starting_within(ordered, left, right)
        if inside:
            yield _clause(reading, sentence, (left, right), inside, marker=marker)


class _Before:
    """The events told since the last cut, of which the least decisive counts."""

    def __init__(self, cues: Sequence[Cue], start: int) -> None:
        self._order = {cue: number for number, cue in enumerate(cues)}
        self._strong = sorted((cue for cue in cues if cue.kind not in _WEAK), key=_START)
        self._seen = start
        self._last: Cue | None = None

    def at(self, offset: int) -> Cue | None:
        """Return the event that counts at an offset, which is not before that of the last call."""
        found = starting_within(self._strong, self._seen, offset)
        self._last = max((*found, *((self._last,) if self._last else ())), key=self._order.__getitem__, default=None)
        self._seen = offset
        return self._last

    def clear(self) -> None:
        """Begin anew after a cut."""
        self._last = None


class _After:
    """The events, weak ones too, that follow a word."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._starts = [cue.start for cue in cues]
        self._reach = [*accumulate((cue.stop for cue in reversed(cues)), max)][::-1]

    def follows(self, word: re.Match[str]) -> bool:
        """Say whether an event begins at the word or after it and ends no earlier."""
        first = bisect_left(self._starts, word.start())
        return first < len(self._reach) and self._reach[first] >= word.end()


def _clause(
    reading: Reading,
    sentence: Sentence,
    span: tuple[int, int],
    cues: Sequence[Cue],
    *,
    marker: str | None = None,
    teller: bool = False,
) -> Clause:
    start, stop = span
    head = _head(reading.text, start, cues)
    topic = cue_pattern("clause", "topic").search(reading.text, head.stop, stop)
    return Clause(sentence, start, stop, topic.start() if topic else stop, head, marker, teller)


def _head(text: str, start: int, cues: Sequence[Cue]) -> Cue:
    """Return the words that name the kind: the most decisive, but a trip gives way to what was done on it."""
    ranked = sorted(cues, key=_by_rank)
    if ranked[0].kind in TRAVEL:
        others = [cue for cue in ranked if cue.kind not in ("visit", "arrival", "departure", *_WEAK)]
        if others and precedes(shape("in_passing"), text, start, ranked[0].start):
            return others[0]
    return ranked[0]


def _by_rank(cue: Cue) -> tuple[int, int]:
    return cue.rank, cue.start


def _is_courtesy(reading: Reading, cue: Cue) -> bool:
    """Tell whether the words only greet: `I am glad to meet you`."""
    glad = precedes(shape("glad"), reading.text, max(0, cue.start - _NEAR), cue.start) is not None
    return glad and shape("you").match(reading.text, cue.stop) is not None


def _is_named(reading: Reading, cue: Cue) -> bool:
    """Tell whether the words are only part of the name of an organisation, as in Regional Forum or East Asia Summit."""
    body = standing_at(reading.organisations, cue.start)
    return body is not None and cue.stop <= body.stop


def _attended(reading: Reading, sentence: Sentence) -> Iterator[Cue]:
    """Yield the names of sessions that somebody attends where no other word tells of an event."""
    for match in cue_pattern("clause", "attend").finditer(reading.text, sentence.start, sentence.stop):
        for body in starting_within(reading.organisations, match.end(), min(match.end() + _NEAR, sentence.stop)):
            if cue_pattern("clause", "session").search(body.text):
                yield Cue("meeting", _SESSION_RANK, body.start, body.stop)
