"""The lines of a dump that hold words, with the blank lines and rules that stand between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.segmentation.marks import Mark
from transforms.segmentation.shapes import Shape, shape

_BLANK = re.compile("[\\s\u200b\u200c\u200d\u2060\u2800\ufeff\u3164\ufe0f]*")
_CLOSING = "#"  # `# # #` closes a release and belongs to it; other rules stand between


@dataclass(frozen=True, slots=True)
class Row:
    """A line with words, and what stands between it and the line with words before it.

    `rule` is the sign of a rule there, `closed_at` the line of a rule that closes what is above it, 0 for none;
    `padded` tells of white space at the end of the line, which platforms cut off at the end of a post.
    """

    shape: Shape
    blanks: int = 0
    rule: str = ""
    closed_at: int = 0
    padded: bool = False


def read_rows(lines: Sequence[str]) -> list[Row]:
    """Return the lines that are neither blank nor a rule."""
    rows: list[Row] = []
    blanks, rule, closed_at = 0, "", 0
    for number, line in enumerate(lines, 1):
        if _BLANK.fullmatch(line):
            blanks += 1
            continue
        seen = shape(number, line)
        if Mark.RULE in seen.marks:
            rule = rule or (seen.rule or "")
            closed_at = number if rule == _CLOSING and rows else closed_at
            continue
        rows.append(Row(seen, blanks, rule if rows else "", closed_at, line[-1].isspace()))
        blanks, rule, closed_at = 0, "", 0
    return rows
