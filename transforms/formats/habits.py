"""What a dump does again and again, learned from its own lines before any boundary is drawn."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.formats.marks import Mark
from transforms.formats.shapes import Shape
from transforms.formats.signs import Meaning, is_flag, meaning

_FEWEST_REPEATS = 3
_LONGEST_REPEAT = 120
_FEWEST_LEARNED = 2
_LEARNED_SHARE = 0.6
_MOST_NEIGHBOURS = 0.3
_ENDED_SHARE = 0.9
_TITLES = frozenset({Mark.HEADLINE, Mark.OPEN_ENDED})
_COMMON_SHARE = 0.15
_NEARLY_ALL = 0.8
_FEWEST_PARTED = 2
_STAMPS = frozenset({Mark.STAMP, Mark.HEADER})

_GOES_ON = frozenset({Mark.BULLET, Mark.NUMBERED, Mark.DASHED, Mark.PLACE, Mark.LOWER, Mark.CUT})
_SEEMS_TO_GO_ON = frozenset({Mark.BACK, Mark.QUOTED, Mark.ASIDE})
_BEGINS = frozenset({Mark.OPENER, Mark.FLAGS, Mark.STAMP, Mark.HEADER, Mark.DATELINE, Mark.CAPS})
_REPORTS = frozenset({Mark.REPORT, Mark.DATED, Mark.PUT_OFF, Mark.CALL})
_TRAILS = frozenset({Mark.ENDS_IN_TAGS, Mark.ENDS_IN_LINK})
_ALONE = frozenset({Mark.EVENT, Mark.REPORT, Mark.NEWS, Mark.GENRE, Mark.CALL, Mark.RUBRIC})
_ALONE_SHARE = 0.6
_NO_LABEL = frozenset({Mark.OPEN_ENDED, Mark.CUT, Mark.RULE, Mark.PLACE})


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank, and what stands between it and the line before."""

    shape: Shape
    blanks: int = 0
    parted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """The ways of one dump.

    `parted` tells that rules or time stamps stand between posts and leave nothing to guess. `blank_run` is how many
    blank lines by themselves part posts, None where they do not decide.
    """

    end_lines: frozenset[str] = frozenset()
    open_lines: frozenset[str] = frozenset()
    open_signs: frozenset[str] = frozenset()
    line_sign: str | None = None
    tags_open: bool = False
    always_ended: bool = False
    always_opened: bool = False
    always_signed: bool = False
    always_titled: bool = False
    mostly_alone: bool = False
    places_over_prose: bool = False
    open_mark: Mark | None = None
    open_words: str | None = None
    common_names: frozenset[str] = frozenset()
    parted: bool = False
    blank_run: int | None = None
    blanks_tell: bool = False
    blanks_hint: bool = False
    blanks_usual: bool = False
    blanks_needed: bool = False

    def ends(self, line: Shape) -> bool:
        """Tell whether posts of this dump end with such a line."""
        return label(line) in self.end_lines

    def opens(self, line: Shape) -> bool:
        """Tell whether posts of this dump begin with such a line."""
        if Mark.TAGS in line.marks:
            return self.tags_open
        sign = line.signs[0] if line.signs else None
        return label(line) in self.open_lines or (
            sign is not None and (sign in self.open_signs or sign == self.line_sign)
        )


def label(line: Shape) -> str:
    """Return what two lines share that say the same but for their figures."""
    return re.sub(r"\d+", "0", line.body[: _LONGEST_REPEAT + 1].casefold())


def learn_habits(rows: Sequence[Row]) -> Habits:
    """Learn the ways of a dump from its lines."""
    lines = [row.shape for row in rows]
    repeated = _repeated(lines)
    opening = {label(lines[0])} & repeated
    tags_open = Mark.TAGS in lines[0].marks and Mark.TAGS not in lines[-1].marks
    ending = frozenset(repeated - opening if label(lines[-1]) in repeated else ()) & {label(lines[-1])}
    first = _sign_of_first(lines)
    ended = [not tags_open and _ended(line, ending) for line in lines]
    return Habits(
        end_lines=ending,
        open_lines=frozenset(opening),
        open_signs=frozenset(_signs_after_ends(lines, ended) | _signs_of_titles(lines) | first),
        always_opened=bool(first),
        always_signed=_always_signed(lines, ended),
        always_titled=_always_titled(lines),
        mostly_alone=_mostly_alone(lines),
        places_over_prose=_places_over_prose(lines),
        line_sign=_sign_of_lines(lines),
        tags_open=tags_open,
        always_ended=_always_ended(lines, ended),
        open_words=_words_of_first(lines),
        common_names=_common_names(lines),
        open_mark=None if first else _mark_of_first(lines),
        parted=sum(row.parted or not row.shape.marks.isdisjoint(_STAMPS) for row in rows) >= _FEWEST_PARTED,
    )


def goes_on(before: Shape, after: Shape) -> bool:
    """Tell whether a line plainly belongs to the post of the line before it."""
    title = Mark.HEADLINE in before.marks and not before.furniture and Mark.HEADLINE not in after.marks
    open_end = Mark.OPEN_ENDED in before.marks and not before.furniture
    foot = after.furniture and not (after.signs and before.furniture)
    return title or open_end or foot or not after.marks.isdisjoint(_GOES_ON)


def seems_to_go_on(before: Shape, after: Shape) -> bool:
    """Tell whether a line plainly belongs, or may well belong, to the post of the line before it."""
    return goes_on(before, after) or not after.marks.isdisjoint(_SEEMS_TO_GO_ON)


def begins(before: Shape, after: Shape) -> bool:
    """Tell whether a line plainly begins a post, whatever blank lines there are."""
    past_end = before.furniture and not seems_to_go_on(before, after)
    same = before.signs[:1] == after.signs[:1] != ()
    return past_end or (not same and not after.marks.isdisjoint(_BEGINS) and not seems_to_go_on(before, after))


def _repeated(lines: Iterable[Shape]) -> set[str]:
    counts = Counter(
        label(line)
        for line in lines
        if line.body and len(line.body) <= _LONGEST_REPEAT and line.marks.isdisjoint(_NO_LABEL)
    )
    return {words for words, count in counts.items() if count >= _FEWEST_REPEATS}


def _ended(line: Shape, ending: frozenset[str]) -> bool:
    return line.furniture or label(line) in ending or not line.marks.isdisjoint(_TRAILS)


def _signs_after_ends(lines: Sequence[Shape], ended: Sequence[bool]) -> set[str]:
    """Return the signs that stand, mostly, on the line after one that ends posts."""
    after_end = Counter(
        line.signs[0] for line, past in zip(lines[1:], ended, strict=False) if past and _may_teach(line)
    )
    counts = Counter(line.signs[0] for line in lines if _may_teach(line))
    return {sign for sign, n in after_end.items() if n >= _FEWEST_LEARNED and n >= _LEARNED_SHARE * counts[sign]}


def _may_teach(line: Shape) -> bool:
    """Tell whether the sign of a line may come to mean a beginning; flags are too many to be learned one by one."""
    return bool(line.signs) and not is_flag(line.signs[0]) and not line.furniture


def _sign_of_first(lines: Sequence[Shape]) -> set[str]:
    """Return the sign of the first line where it comes back on lines that are mostly no neighbours, as on heads."""
    sign = lines[0].signs[:1]
    marked = [line.signs[:1] == sign for line in lines]
    if not sign or sum(marked) < _FEWEST_REPEATS or is_flag(sign[0]):
        return set()
    neighbours = sum(left and right for left, right in pairwise(marked))
    return {sign[0]} if neighbours <= _MOST_NEIGHBOURS * sum(marked) else set()


def _signs_of_titles(lines: Sequence[Shape]) -> set[str]:
    """Return the signs that never stand on neighbouring lines, as those of lists do, and mostly before titles."""
    heads = [
        line.signs[0] if _may_teach(line) and meaning(line.signs[0]) is not Meaning.PLACE else None for line in lines
    ]
    counts = Counter(sign for sign in heads if sign)
    in_lists = {left for left, right in pairwise(heads) if left == right}
    titles = Counter(
        sign for sign, line in zip(heads, lines, strict=True) if sign and not line.marks.isdisjoint(_TITLES)
    )
    return {
        sign for sign, n in titles.items() if n >= _FEWEST_LEARNED and n >= _LEARNED_SHARE * counts[sign]
    } - in_lists


def _sign_of_lines(lines: Sequence[Shape]) -> str | None:
    """Return the sign that heads nearly every line of a dump whose posts are single lines."""
    [(sign, count)] = Counter(line.signs[0] if line.signs else None for line in lines).most_common(1)
    return sign if count >= max(_FEWEST_REPEATS, _NEARLY_ALL * len(lines)) else None


def _mark_of_first(lines: Sequence[Shape]) -> Mark | None:
    """Return how the first line begins, with a day or with an office, where enough other lines begin so too."""
    for mark in (Mark.DATED, Mark.OFFICE):
        if mark in lines[0].marks and sum(mark in line.marks for line in lines) >= _FEWEST_REPEATS:
            return mark
    return None


def _common_names(lines: Sequence[Shape]) -> frozenset[str]:
    """Return the names that stand on so many lines that they tell nothing of what a post is about."""
    counts = Counter(name for line in lines for name in line.names)
    most = max(_FEWEST_LEARNED, _COMMON_SHARE * len(lines))
    return frozenset(name for name, count in counts.items() if count > most)


def _words_of_first(lines: Sequence[Shape]) -> str | None:
    """Return the words with which the first line and enough other lines begin."""
    words = first_words(lines[0])
    alike = sum(first_words(line) == words for line in lines)
    return words if words and alike >= _FEWEST_REPEATS else None


def first_words(line: Shape) -> str:
    """Return the first two words of a line, or the first where it is in capitals as `EAM` is."""
    words = line.body[:_LONGEST_REPEAT].split(maxsplit=2)[:2]
    if not words or not line.marks.isdisjoint(_GOES_ON | _SEEMS_TO_GO_ON):
        return ""
    return words[0] if words[0].isupper() else " ".join(words)


def _always_signed(lines: Sequence[Shape], ended: Sequence[bool]) -> bool:
    """Tell whether some sign or other stands on the first line and on those after the ends of posts."""
    opening = [after for past, after in zip(ended, lines[1:], strict=False) if past and not after.furniture]
    signed = sum(bool(line.signs) for line in opening)
    return bool(lines[0].signs) and len(opening) >= _FEWEST_REPEATS and signed >= _ENDED_SHARE * len(opening)


def _always_titled(lines: Sequence[Shape]) -> bool:
    """Tell whether titles stand on the first line and after finished ones, more often than reports without a title."""
    below = [after for before, after in pairwise(lines) if Mark.FINISHED in before.marks or Mark.PLACE in before.marks]
    titles = sum(Mark.HEADLINE in line.marks and Mark.PLACE not in line.marks for line in below)
    reports = sum(Mark.REPORT in line.marks and Mark.HEADLINE not in line.marks for line in below)
    return Mark.HEADLINE in lines[0].marks and titles >= _FEWEST_REPEATS and titles > reports


def _places_over_prose(lines: Sequence[Shape]) -> bool:
    """Tell whether the lines of place and date under titles have prose below them, as press releases do."""
    below = [
        after
        for title, place, after in zip(lines, lines[1:], lines[2:], strict=False)
        if Mark.PLACE in place.marks and not place.signs and Mark.HEADLINE in title.marks
    ]
    prose = sum(Mark.FINISHED in line.marks and Mark.HEADLINE not in line.marks and not line.signs for line in below)
    return len(below) >= _FEWEST_LEARNED and prose >= _ENDED_SHARE * len(below)


def _mostly_alone(lines: Sequence[Shape]) -> bool:
    """Tell whether most lines are prose that tells news by itself, so that posts are mostly of one line."""
    words = [line for line in lines if not line.furniture and Mark.PLACE not in line.marks]
    alone = sum(not line.marks.isdisjoint(_ALONE) and Mark.FINISHED in line.marks for line in words)
    return alone >= max(_FEWEST_REPEATS, _ALONE_SHARE * len(words))


def _always_ended(lines: Sequence[Shape], ended: Sequence[bool]) -> bool:
    """Tell whether this dump ends its posts so regularly that a post without an end is unlikely."""
    if not ended[-1] or sum(ended) < _FEWEST_REPEATS:
        return False
    opened = [
        past
        for past, (before, after) in zip(ended, pairwise(lines), strict=False)
        if not after.marks.isdisjoint(_BEGINS if before.signs[:1] != after.signs[:1] else ())
        or (Mark.FINISHED in before.marks and not after.marks.isdisjoint(_REPORTS))
    ]
    return not opened or sum(opened) >= _ENDED_SHARE * len(opened)
