"""Read a plain-text dump of a channel."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from transforms.elements import Post
from transforms.errors import UnusableError
from transforms.formats.lines import fold_newlines
from transforms.formats.posts import hashtags, heading, links, post_id
from transforms.formats.source import LONGEST_POST, Format, Found, Source, UnreadableError
from transforms.formats.stamps import find_stamp
from transforms.formats.years import reference_year
from transforms.segmentation.dateline import Dateline, find_dateline

if TYPE_CHECKING:
    from transforms.segmentation.segment import Segment


def _recognises(_: Source) -> str:
    """Take whatever no other format knows."""
    return "plain text that no other format knows"


def _read(source: Source) -> Iterator[Found]:
    """Cut the text into posts; `Post.text` has LF for every kind of newline and is else untouched."""
    from transforms.segmentation.doubt import doubt  # noqa: PLC0415  # numpy is only for runs that read a dump
    from transforms.segmentation.segment import segment  # noqa: PLC0415  # the same

    lines = fold_newlines(source.text()).split("\n")
    segments = segment(lines)
    if not segments:
        raise UnreadableError("the file holds nothing but whitespace")
    if doubtful := doubt(segments):
        yield source.notice(doubtful)
    year = reference_year(_texts(lines, segments))
    for ordinal, found in enumerate(segments, 1):
        try:
            yield _post(source, lines, found, ordinal, year)
        except UnreadableError as error:
            yield source.reject(error)


def _texts(lines: list[str], segments: "tuple[Segment, ...]") -> Iterator[str]:
    for found in segments:
        text = _text(lines, found)
        if len(text) <= LONGEST_POST:
            yield text


def _text(lines: list[str], found: "Segment") -> str:
    return "\n".join(lines[found.first_line - 1 : found.last_line])


def _post(source: Source, lines: list[str], found: "Segment", ordinal: int, year: int | None) -> Post:
    text = _text(lines, found)
    if len(text) > LONGEST_POST:
        reason = f"a post of {len(text):,} characters, more than the {LONGEST_POST:,} that can be parsed"
        raise UnreadableError(reason, f"line {found.first_line}", text[:400])
    dateline = _dateline(text, found)
    published_on, published_at = _publication(lines, found, dateline)
    return Post(
        post_id=post_id(source.stem, None, text),
        source=source.stem,
        file=source.file,
        first_line=found.first_line,
        last_line=found.last_line,
        ordinal=ordinal,
        published_at=published_at,
        published_on=published_on,
        reference_year=None if published_on else year,
        heading=heading(text),
        dateline=dateline.city if dateline else None,
        text=text,
        hashtags=hashtags(text),
        links=links(text),
        boundary_confidence=found.confidence,
        boundary_signals=found.signals,
    )


def _dateline(text: str, found: "Segment") -> Dateline | None:
    try:
        return find_dateline(text)
    except UnusableError as error:
        raise UnreadableError(str(error), f"line {found.first_line}", text[:400]) from None


def _publication(lines: list[str], found: "Segment", dateline: Dateline | None) -> tuple[date | None, datetime | None]:
    """Return the publication that a time stamp above the post gives, or its dateline."""
    stamp = find_stamp(lines[found.first_line - 1])
    if stamp:
        return stamp
    return (dateline.published_on, None) if dateline else (None, None)


DUMP = Format("dump", _recognises, _read)
