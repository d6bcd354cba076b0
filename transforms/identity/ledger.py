"""The text in which judgements are kept: one a line, for people to read, to edit and to bring under version control."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from transforms.errors import UnusableError
from transforms.identity.judgements import Judgement, Ruling, Side

HEADER = """\
# What people judged: one judgement a line, and every run goes by it. Keep this file under version control.
# time in UTC, same or different, two mentions (or sides: me_1,me_2), the events they were of or -, a note if you like
"""
LONGEST_NOTE = 500
_BETWEEN = ","
"""Stands between the mentions of a side."""
_FORM = "time, same or different, two mentions, two events or -, and a note"
_FIELDS = 6
_MENTION = re.compile(r"me_[0-9A-Za-z_]{1,64}")
_EVENT = re.compile(r"ev_[0-9A-Za-z_]{1,64}|-")
_SHOWN = 60


def parse(text: str) -> tuple[Judgement, ...]:
    """Return the judgements of a text, in its order, numbered; empty lines and lines that begin with # are comments.

    Raises:
        UnusableError: A line is no judgement; the message begins with its number.
    """
    found = (_judgement(words, line) for line, words in _lines(text))
    return tuple(replace(judgement, number=number) for number, judgement in enumerate(found, start=1))


def line_of(judgement: Judgement) -> str:
    """Return a judgement as its line, without the end.

    Raises:
        UnusableError: The note is too long.
    """
    note = " ".join(judgement.note.split())
    if len(note) > LONGEST_NOTE:
        raise UnusableError(f"a note has {LONGEST_NOTE} letters at most, this one {len(note)}")
    moment = judgement.judged_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    events = (event_id or "-" for event_id in judgement.event_ids)
    return " ".join((moment, judgement.ruling.value, *map(_BETWEEN.join, judgement.sides), *events, note)).rstrip()


def extended(text: str, judgement: Judgement) -> str:
    """Return the text with one more judgement at its end; what stands there is kept letter by letter."""
    whole = text if not text or text.endswith("\n") else text + "\n"
    return f"{whole or HEADER}{line_of(judgement)}\n"


def shortened(text: str, removed: Iterable[Judgement]) -> str:
    """Return the text without the lines of some of its judgements; comments stay."""
    gone = {judgement.line for judgement in removed}
    lines = text.split("\n")
    return "\n".join(words for line, words in enumerate(lines, start=1) if line not in gone)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for line, words in enumerate(text.split("\n"), start=1):
        if words.strip() and not words.lstrip().startswith("#"):
            yield line, words


def _judgement(words: str, line: int) -> Judgement:
    fields = words.split(maxsplit=_FIELDS)
    if len(fields) < _FIELDS:
        raise UnusableError(f"line {line}: {words[:_SHOWN]!r} is no judgement: {_FORM}")
    moment, ruling, one, other, first, second, *note = fields
    _demand(ruling in set(Ruling), line, ruling, "neither same nor different")
    sides = _side(one, line), _side(other, line)
    for event_id in (first, second):
        _demand(_EVENT.fullmatch(event_id) is not None, line, event_id, "no id of an event, nor -")
    for mention_id, times in Counter((*sides[0], *sides[1])).items():
        _demand(times == 1, line, mention_id, "compared with itself")
    return Judgement(
        ruling=Ruling(ruling),
        sides=sides,
        event_ids=(None if first == "-" else first, None if second == "-" else second),
        judged_at=_moment(moment, line),
        note=" ".join(" ".join(note).split()),
        line=line,
    )


def _side(words: str, line: int) -> Side:
    side = tuple(words.split(_BETWEEN))
    for mention_id in side:
        _demand(_MENTION.fullmatch(mention_id) is not None, line, mention_id, "no id of a mention")
    return side


def _moment(words: str, line: int) -> datetime:
    try:
        moment = datetime.fromisoformat(words)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise UnusableError(f"line {line}: {words[:_SHOWN]!r} is no time with its zone, as 2031-03-05T08:00:00Z")


def _demand(holds: bool, line: int, words: str, fault: str) -> None:
    if not holds:
        raise UnusableError(f"line {line}: {words[:_SHOWN]!r} is {fault}")
