"""Cut the text of a channel dump into posts."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.formats.blanks import habits_with_blanks, parting_rules, weigh_blanks
from transforms.formats.gaps import Gap, Told
from transforms.formats.habits import Habits, Row, learn_habits
from transforms.formats.lists import mark_items
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape, shape
from transforms.formats.signals import PRIOR, SIGNALS

_BLANK = re.compile("[\\s\u200b\u200c\u200d\u2060\u2800\ufeff\u3164\ufe0f]*")
_MOST_NAMES = 400  # that a post is known by
_DECIDED = 6.0  # log-odds of a boundary that rules or blank lines settle


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one post, from 1 and both included, and why a post begins there."""

    first_line: int
    last_line: int
    confidence: float
    signals: tuple[str, ...]


def segment(lines: Sequence[str]) -> tuple[Segment, ...]:
    """Return the posts of a dump in order.

    Every line lies in exactly one post, but for blank lines and rules between posts. The confidence is that of the
    boundary before the post; signals that speak against it begin with `not: `.
    """
    rows = _rows(lines)
    if not rows:
        return ()
    rows = list(mark_items(rows))
    starts = list(_starts(rows))
    stops = [at for at, _, _ in starts[1:]] + [len(rows)]
    return tuple(
        Segment(rows[at].shape.number, rows[stop - 1].shape.number, confidence, signals)
        for (at, confidence, signals), stop in zip(starts, stops, strict=True)
    )


def _rows(lines: Sequence[str]) -> list[Row]:
    """Return the lines that are neither blank nor a rule between posts."""
    shapes = [shape(number, line) for number, line in enumerate(lines, 1) if not _BLANK.fullmatch(line)]
    parting = parting_rules(shapes)
    rows: list[Row] = []
    last, parted = 0, False
    for line in shapes:
        if line.rule in parting:
            last, parted = line.number, True
            continue
        rows.append(Row(line, line.number - last - 1, parted and bool(rows)))
        last, parted = line.number, False
    return rows


def _starts(rows: Sequence[Row]) -> Iterator[tuple[int, float, tuple[str, ...]]]:
    """Yield the rows at which posts begin, with confidence and signals."""
    yield 0, 1.0, ("the first line",)
    blanks = weigh_blanks(rows)
    habits = habits_with_blanks(learn_habits(rows), blanks)
    first, names = 0, frozenset[str]()
    for at in range(1, len(rows)):
        if len(names) < _MOST_NAMES:
            names |= rows[at - 1].shape.names
        odds, signals = _weigh(rows, at, habits, Told(at - first, names))
        if odds > 0:
            first, names = at, frozenset()
            yield at, round(1 / (1 + math.exp(-odds)), 4), signals


def _weigh(rows: Sequence[Row], at: int, habits: Habits, told: Told) -> tuple[float, tuple[str, ...]]:
    row = rows[at]
    if row.parted:
        return _DECIDED, ("a rule between posts",)
    if habits.parted:
        stamped = not row.shape.marks.isdisjoint({Mark.STAMP, Mark.HEADER})
        return (_DECIDED, ("a time stamp",)) if stamped else (-_DECIDED, ())
    if habits.blank_run is not None:
        return (_DECIDED, ("blank lines between posts",)) if row.blanks >= habits.blank_run else (-_DECIDED, ())
    beyond = _beyond(rows, at)
    gap = Gap(rows[at - 1].shape, row.shape, beyond, row.blanks, habits, told)
    found = [signal for signal in SIGNALS if signal.holds(gap)]
    names = tuple(signal.name if signal.weight > 0 else f"not: {signal.name}" for signal in found)
    return PRIOR + sum(signal.weight for signal in found), names


def _beyond(rows: Sequence[Row], at: int) -> Shape | None:
    following = rows[at + 1] if at + 1 < len(rows) else None
    return None if following is None or following.parted else following.shape
