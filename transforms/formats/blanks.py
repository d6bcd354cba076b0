"""Decide what blank lines and rules mean in a dump: the end of a post, a paragraph, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transforms.formats.habits import Habits, Row, begins, goes_on, seems_to_go_on
from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape

_MOST_CONTINUED = 0.12  # of the gaps at which blank lines are said to part posts
_MOST_PERHAPS_CONTINUED = 0.3  # the same, where words that merely point back count and posts have several lines
_OF_SEVERAL_LINES = 0.3  # of all gaps are without blank lines
_MOST_MISSED = 0.2  # of the plain beginnings of posts that have no blank line above them
_FEWEST_STRONG = 3
_NEEDED_SHARE = 0.95
_MOST_INSIDE = 0.18  # of the gaps inside posts have blank lines, where these tell of a boundary
_USUAL_SHARE = 0.6  # of plain beginnings have blank lines, where a gap without is less likely to be one
_USUAL_RATIO = 2.0  # how much oftener plain beginnings have them than gaps inside posts
_TWO_LEVELS = (0.08, 0.9)  # the share of long runs among all runs of blank lines, where length has a meaning

_CONTINUING_RULES = frozenset("*.·•~+#⭐✦")  # mostly they part the sections of one post
_MOST_CONTINUED_RULES = 0.4
_FEWEST_PARTED = 0.7
_STARTS = frozenset(
    {
        Mark.OPENER,
        Mark.FLAGS,
        Mark.FLAG,
        Mark.STAMP,
        Mark.HEADER,
        Mark.DATELINE,
        Mark.CAPS,
        Mark.HEADLINE,
        Mark.OFFICE,
        Mark.DATED,
    }
)


@dataclass(frozen=True, slots=True)
class BlankLines:
    """What blank lines mean; the fields are those of Habits."""

    run: int | None = None
    tell: bool = False
    hint: bool = False
    usual: bool = False
    needed: bool = False


def habits_with_blanks(habits: Habits, blanks: BlankLines) -> Habits:
    """Return the habits of a dump together with what its blank lines mean."""
    return replace(
        habits,
        blank_run=blanks.run,
        blanks_tell=blanks.tell,
        blanks_hint=blanks.hint,
        blanks_usual=blanks.usual,
        blanks_needed=blanks.needed,
    )


def weigh_blanks(rows: Sequence[Row]) -> BlankLines:
    """Tell what the blank lines of a dump mean.

    They decide where a blank line is hardly ever followed by a line that plainly goes on, and plain beginnings hardly
    ever lack one. Where runs of two lengths are used, the longer parts posts and the shorter paragraphs.
    """
    gaps = [(right.blanks, left.shape, right.shape) for left, right in pairwise(rows) if not right.parted]
    runs = [blanks for blanks, _, _ in gaps if blanks]
    if not runs:
        return BlankLines()
    strong = [blanks for blanks, before, after in gaps if begins(before, after)]
    some = len(runs) < len(gaps)
    needed = len(strong) >= _FEWEST_STRONG and sum(map(bool, strong)) >= _NEEDED_SHARE * len(strong)
    above = _share(strong)
    inside = _share([blanks for blanks, before, after in gaps if goes_on(before, after)])
    tell = some and inside <= _MOST_INSIDE
    return BlankLines(
        _deciding_run(gaps, runs, strong),
        tell,
        some and not tell and above > inside,
        some and not needed and above >= max(_USUAL_SHARE, _USUAL_RATIO * inside),
        needed and some,
    )


def _share(blanks: Sequence[int]) -> float:
    """Return the share of gaps with blank lines, taken towards a half where there are few."""
    return (sum(map(bool, blanks)) + 1) / (len(blanks) + 2)


def parting_rules(lines: Sequence[Shape]) -> frozenset[str]:
    """Return the signs whose rules (`---`, `***`) stand between posts in this dump."""
    around: dict[str, list[tuple[Shape, Shape]]] = {}
    for before, rule, after in zip(lines, lines[1:], lines[2:], strict=False):
        if rule.rule and not before.rule and not after.rule:
            around.setdefault(rule.rule, []).append((before, after))
    return frozenset(sign for sign, pairs in around.items() if _parts(sign, pairs))


def _deciding_run(gaps: Sequence[tuple[int, Shape, Shape]], runs: Sequence[int], strong: Sequence[int]) -> int | None:
    least = min(runs)
    longer = [run for run in runs if run > least]
    low, high = _TWO_LEVELS
    if len(longer) > 1 and low * len(runs) <= len(longer) <= high * len(runs) and _parted_well(gaps, min(longer)):
        return min(longer)
    if len(runs) == len(gaps) and _signed_in_part([gaps[0][1], *(after for _, _, after in gaps)]):
        return None
    missed = sum(blanks < least for blanks in strong) - _leads(gaps, least)
    if missed > _MOST_MISSED * len(strong):
        return None
    return least if _parted_well(gaps, least) else None


def _leads(gaps: Sequence[tuple[int, Shape, Shape]], least: int) -> int:
    """Return how many lines that begin like a post stand second in their block, as the lead under a title does."""
    opened = [True, *(blanks >= least for blanks, _, _ in gaps)]
    return sum(
        first and blanks < least and begins(before, after)
        for first, (blanks, before, after) in zip(opened, gaps, strict=False)
    )


def _signed_in_part(lines: Sequence[Shape]) -> bool:
    """Tell whether the sign of the first line comes back on some lines, so that the others are their paragraphs."""
    sign = lines[0].signs[:1]
    count = sum(line.signs[:1] == sign for line in lines)
    return bool(sign) and _FEWEST_STRONG <= count < len(lines)


def _parted_well(gaps: Sequence[tuple[int, Shape, Shape]], run: int) -> bool:
    parted = [(before, after) for blanks, before, after in gaps if blanks >= run]
    several_lines = len(gaps) - len(parted) >= _OF_SEVERAL_LINES * len(gaps)
    most = _MOST_PERHAPS_CONTINUED if several_lines else _MOST_CONTINUED
    plainly = sum(goes_on(before, after) for before, after in parted)
    perhaps = sum(seems_to_go_on(before, after) for before, after in parted)
    return plainly <= _MOST_CONTINUED * len(parted) and perhaps <= most * len(parted)


def _parts(sign: str, pairs: Sequence[tuple[Shape, Shape]]) -> bool:
    continued = sum(goes_on(before, after) for before, after in pairs)
    if sign not in _CONTINUING_RULES:
        return continued <= _MOST_CONTINUED_RULES * len(pairs)
    started = sum(before.furniture or not after.marks.isdisjoint(_STARTS) for before, after in pairs)
    return len(pairs) > 1 and not continued and started >= _FEWEST_PARTED * len(pairs)
