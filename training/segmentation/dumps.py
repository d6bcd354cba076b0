"""Channels whose posts are known, and the dumps that copying makes of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_BREAK = re.compile("\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85")
_BLANK = re.compile("[\\s\u200b\u200c\u200d\u2060\u2800\ufeff\u3164\ufe0f]*")

Post = tuple[str, ...]
Span = tuple[int, int]


@dataclass(frozen=True)
class Channel:
    """Posts of one source in their order, as lines; a family is left out of a fit as one."""

    name: str
    family: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Dump:
    """The lines of a file, and the first and last line of each post, from 1."""

    name: str
    family: str
    lines: tuple[str, ...]
    spans: tuple[Span, ...]
    weight: float = 1.0
    measured: bool = False


def post_of(text: str) -> Post:
    """Return the lines of a post without the blank ones at its ends."""
    lines = _BREAK.split(text)
    held = [at for at, line in enumerate(lines) if not is_blank(line)]
    return tuple(lines[held[0] : held[-1] + 1]) if held else ()


def is_blank(line: str) -> bool:
    """Tell whether nothing is to be seen on a line."""
    return _BLANK.fullmatch(line) is not None


def without_blanks(post: Post) -> Post:
    """Return a post without its blank lines."""
    return tuple(line for line in post if not is_blank(line))


def dump(
    channel: Channel, way: str, between: Sequence[str] = (), *, weight: float = 1.0, measured: bool = True
) -> Dump:
    """Return the posts one after the other, with the lines `between` them that belong to none."""
    lines: list[str] = []
    spans: list[Span] = []
    for post in filter(None, channel.posts):
        if lines:
            lines.extend(between)
        spans.append((len(lines) + 1, len(lines) + len(post)))
        lines.extend(post)
    return Dump(f"{channel.name} {way}", channel.family, tuple(lines), tuple(spans), weight, measured)


def tight(channel: Channel) -> Dump:
    """Return the posts one after the other, blank lines inside them kept."""
    return dump(channel, "tight")


def parted_by_blanks(channel: Channel) -> Dump:
    """Return the posts with one blank line between them."""
    return dump(channel, "blank", ("",))


def blanks_removed(channel: Channel) -> Dump:
    """Return the posts without any blank line."""
    posts = tuple(map(without_blanks, channel.posts))
    return dump(replace(channel, posts=posts), "blanks-removed")


def channel_of(file: Dump) -> Channel:
    """Return the posts of a dump as a channel."""
    posts = tuple(file.lines[first - 1 : last] for first, last in file.spans)
    return Channel(file.name, file.family, posts)
