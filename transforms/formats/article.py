"""Read a wire story or a press release: one post in a file."""

from collections.abc import Iterator
from itertools import islice

from transforms.elements import Post
from transforms.errors import UnusableError
from transforms.formats.lines import fold_newlines
from transforms.formats.posts import hashtags, heading, links, post_id
from transforms.formats.source import LONGEST_POST, Format, Found, Source, UnreadableError
from transforms.segmentation.dateline import Dateline, find_dateline
from transforms.segmentation.marks import Mark
from transforms.segmentation.shapes import Shape, shape

_DATELINE_LINES = 4  # a headline, a deck and a byline may stand above the dateline
_LINES_SEEN = 400
_FEWEST_LINES = 3
_FEWEST_SPOKEN = 0.35
_FEWEST_TITLE_WORDS = 5
_MOST_DATED = 0.3
_SPEECH = (
    " said",
    " added",
    " told ",
    " noted",
    " stressed",
    " according to",
    "According to",
    " recalled",
    " emphasized",
    " emphasised",
)
_CHANNEL = frozenset(
    {Mark.TAGS, Mark.HANDLES, Mark.OPENER, Mark.FLAGS, Mark.FLAG, Mark.BULLET, Mark.ASIDE, Mark.STAMP, Mark.RULE}
)


def _recognises(source: Source) -> str | None:
    """Take a text with one dateline, near its top, or prose that quotes throughout, and no marks of a channel."""
    lines = [line for line in fold_newlines(source.sample).split("\n") if line.strip()]
    shapes = [shape(number, line) for number, line in enumerate(lines[:_LINES_SEEN])]
    headers = sum(Mark.HEADER in line.marks for line in shapes)
    if headers:
        return "it has the header of a wire story" if headers == 1 and Mark.HEADER in shapes[0].marks else None
    if sum(not line.marks.isdisjoint(_CHANNEL) for line in shapes) > 1:
        return None
    datelines = sum(Mark.DATELINE in line.marks for line in shapes)
    near = any(Mark.DATELINE in line.marks for line in shapes[:_DATELINE_LINES])
    if datelines == 1 and near:
        return "it has one dateline, at its top"
    return "prose that quotes throughout" if datelines == 0 and _is_story(lines, shapes) else None


def _is_story(lines: list[str], shapes: list[Shape]) -> bool:
    """Tell whether paragraphs go on from each other by quotations and attributions."""
    if len(lines) < _FEWEST_LINES or any(line.furniture for line in shapes[:-1]):
        return False
    spoken = sum(
        any(word in line for word in _SPEECH) or not seen.marks.isdisjoint({Mark.QUOTED, Mark.BACK})
        for line, seen in zip(lines[1:], shapes[1:], strict=False)
    )
    return spoken >= _FEWEST_SPOKEN * (len(shapes) - 1) and not _titled_again(shapes)


def _titled_again(shapes: list[Shape]) -> bool:
    """Tell whether beginnings come back below the first lines, as in a collection of posts.

    Titles of posts are longer than the headings inside a story; a chronicle begins post after post with a day.
    """
    below = shapes[_DATELINE_LINES:-1]
    titled = any(not line.marks.isdisjoint({Mark.PLACE, Mark.CAPS}) or _is_title(line) for line in below)
    dated = sum(Mark.DATED in line.marks for line in shapes) if Mark.DATED in shapes[0].marks else 0
    return titled or dated >= max(_FEWEST_LINES, _MOST_DATED * len(shapes))


def _is_title(line: Shape) -> bool:
    return Mark.HEADLINE in line.marks and len(line.body.split()) >= _FEWEST_TITLE_WORDS


def _read(source: Source) -> Iterator[Found]:
    """Yield the one post; its text is that of the file with LF for every kind of newline."""
    text = fold_newlines(source.text())
    if not text.strip():
        raise UnreadableError("the file holds nothing but whitespace")
    if len(text) > LONGEST_POST:
        raise UnreadableError(
            f"an article of {len(text):,} characters, more than the {LONGEST_POST:,} that can be parsed", "", text[:400]
        )
    dateline = _dateline(text)
    named = (dateline.agency if dateline else None) or source.stem
    yield Post(
        post_id=post_id(named, None, text),
        source=named,
        file=source.file,
        first_line=1,
        last_line=text.count("\n") + (not text.endswith("\n")),
        ordinal=1,
        published_on=dateline.published_on if dateline else None,
        heading=_heading(text, dateline),
        dateline=dateline.city if dateline else None,
        text=text,
        hashtags=hashtags(text),
        links=links(text),
    )


def _dateline(text: str) -> Dateline | None:
    """Return the dateline of the first of the top lines that has one."""
    try:
        return next(
            filter(None, (find_dateline(text, start) for start in islice(_line_starts(text), _DATELINE_LINES))), None
        )
    except UnusableError as error:
        raise UnreadableError(str(error), "line 1", text[:400]) from None


def _line_starts(text: str) -> Iterator[int]:
    """Yield the offsets of the lines that are not blank."""
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if not text[start:stop].isspace() and stop > start:
            yield start
        start = stop + 1


def _heading(text: str, dateline: Dateline | None) -> str | None:
    """Return the headline above the dateline, or the first sentence after it."""
    if dateline is None:
        return heading(text)
    above = text[: dateline.city.start if dateline.city else 0]
    if "\n" in above.strip("\n") or (above.endswith("\n") and above.strip()):
        return heading(above)
    return heading(text[dateline.stop :])


ARTICLE = Format("article", _recognises, _read)
