"""The kind of a line: what it most plainly is, so that a file can be asked how its lines of one kind behave."""

from transforms.segmentation.marks import Mark
from transforms.segmentation.rows import Row

_LONG, _SHORT = 200, 60  # characters

# The first that a line bears is its kind.
_FIRST = (
    Mark.STAMP,
    Mark.HEADER,
    Mark.SHARED,
    Mark.ACCOUNT,
    Mark.COUNTS,
    Mark.TAGS,
    Mark.LINKS,
    Mark.HANDLES,
    Mark.MORE,
    Mark.SIGN_OFF,
    Mark.ENSIGN,
    Mark.PLACE,
    Mark.BULLET,
    Mark.NUMBERED,
    Mark.DASHED,
    Mark.DATELINE,
    Mark.LABEL,
    Mark.CAPS,
    Mark.DETAIL,
    Mark.QUOTED,
    Mark.HEADLINE,
)
KINDS: tuple[str, ...] = (*_FIRST, "a question", "an open end", "a sentence", "prose", "a long paragraph", "words")


def kind(row: Row) -> str:
    """Return the kind of a line."""
    marks, body = row.shape.marks, row.shape.body
    for mark in _FIRST:
        if mark in marks:
            return mark
    if body.endswith("?"):
        return "a question"
    if Mark.OPEN_ENDED in marks:
        return "an open end"
    if Mark.FINISHED not in marks:
        return "words"
    return "a long paragraph" if row.shape.length > _LONG else "a sentence" if row.shape.length <= _SHORT else "prose"


def ending(row: Row) -> str:
    """Return how a line ends: in a link, in hashtags, in white space, or in which sign."""
    marks = row.shape.marks
    for mark in (Mark.LINKS, Mark.ENDS_IN_LINK, Mark.TAGS, Mark.ENDS_IN_TAGS, Mark.HANDLES, Mark.MORE, Mark.SIGN_OFF):
        if mark in marks:
            return mark
    if row.padded:
        return "white space"
    last = row.shape.body[-1:]
    return "a word" if last.isalpha() or not last else "a figure" if last.isdigit() else last


def beginning(row: Row) -> str:
    """Return how a line begins: with which sign, else with what kind of word."""
    if row.shape.signs:
        return row.shape.signs[0]
    marks = row.shape.marks
    for mark in (Mark.BACK, Mark.DATED, Mark.QUOTED, Mark.NUMBERED, Mark.DASHED, Mark.LOWER, Mark.RUBRIC, Mark.OFFICE):
        if mark in marks:
            return mark
    first = row.shape.body[:1]
    return "a word" if first.isalpha() else "a figure" if first.isdigit() else first
