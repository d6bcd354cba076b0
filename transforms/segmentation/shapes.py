"""What a line of a dump looks like, seen by itself."""

import re
from dataclasses import dataclass

from transforms.errors import UnusableError
from transforms.segmentation.dateline import find_dateline, has_header
from transforms.segmentation.dates import full_dates
from transforms.segmentation.marks import BEGINNING, DAY_ALONE, END, FURNITURE, HOST, RULE, SENTENCE_BREAK, WHOLE, Mark
from transforms.segmentation.news import news_marks
from transforms.segmentation.signs import VARIATION_SELECTOR, Meaning, is_flag, leading_signs, meaning, without_signs

_HEAD, _TAIL = 600, 300  # a line of any length shows its nature at its two ends
_FEWEST_WORDS, _LONGEST_HEADLINE = 4, 260
_LONGEST_PLACE = 110
_LONGEST_POINTER = 90
_MOST_CREDITED = 4  # words that name a photographer
_FEWEST_CAPITALS = 12
_FLAGS = 2

_OF_MEANING = {
    Meaning.OPENER: Mark.OPENER,
    Meaning.BULLET: Mark.BULLET,
    Meaning.ASIDE: Mark.ASIDE,
}
_BAR = re.compile(r"[|│¦]\s*$")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,40}")
_WORDS = re.compile(r"[^\W\d_]{4,40}")
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_MOST_LINKS = 4
_PLAIN_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*(?: [\w’'.-]{1,20}){0,3}, ){1,3}.{4,40}")


@dataclass(frozen=True, slots=True)
class Shape:
    """The marks of a line that is not blank; `body` is its words after the leading signs, `rule` what a rule is of.

    `names` are its words with capitals but for the first, `words` its long words, `length` its characters, `links` the
    links at its end.
    """

    number: int
    signs: tuple[str, ...]
    body: str
    marks: frozenset[Mark]
    rule: str | None = None
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    length: int = 0
    links: int = 0

    @property
    def furniture(self) -> bool:
        """Tell whether the line is what stands at the end of a post: hashtags, links, names, pointers to more."""
        return not self.marks.isdisjoint(FURNITURE)

    @property
    def foot(self) -> bool:
        """Tell whether the line is, or ends in, what stands at the end of a post."""
        return self.furniture or not self.marks.isdisjoint({Mark.ENDS_IN_TAGS, Mark.ENDS_IN_LINK})


def shape(number: int, line: str) -> Shape:
    """Describe a line; only its two ends are looked at."""
    seen = line.strip()
    if len(seen) > _HEAD + _TAIL:
        seen = f"{seen[:_HEAD]} {seen[-_TAIL:]}"
    if rule := RULE.fullmatch(seen):
        return Shape(number, (), seen, frozenset({Mark.RULE}), rule.group(1) or seen[0])
    signs, start = leading_signs(seen)
    body = seen[start:].replace(VARIATION_SELECTOR, "").strip()
    marks = _marks_of_words(without_signs(body[:_HEAD]) if body else "", body) | _marks_of_signs(signs, body)
    if _is_headline(body, marks, _FEWEST_WORDS - len(signs[:2])):
        marks.add(Mark.HEADLINE)
    if Mark.PLACE in marks and signs:
        marks.discard(Mark.STAMP)
    if not body:
        marks.add(Mark.FINISHED)  # nothing but emoji is the applause after a sentence
    if signs and _BAR.search(seen[:start]) and body:
        marks.add(Mark.RUBRIC)
    if has_header(seen):
        marks |= {Mark.HEADER}
    return Shape(
        number,
        signs,
        body,
        frozenset(marks),
        names=frozenset(_NAMES.findall(body, 1)),
        words=frozenset(_WORDS.findall(body.casefold())),
        length=len(line) - line.count(VARIATION_SELECTOR),
        links=_links_at_end(body),
    )


def _marks_of_words(plain: str, body: str) -> set[Mark]:
    """Return the marks of the words; `plain` is without any sign, for patterns that want the whole line."""
    marks = {mark for mark, form in WHOLE.items() if form.fullmatch(plain)}
    marks |= {mark for mark, form in BEGINNING.items() if form.match(body)}
    marks |= {mark for mark, form in END.items() if form.search(without_signs(body[-_TAIL:]))}
    if not marks.isdisjoint(FURNITURE):
        marks -= {Mark.ENDS_IN_TAGS, Mark.ENDS_IN_LINK}
    marks |= news_marks(body)
    if not marks.isdisjoint({Mark.PUT_OFF, Mark.CALL}):
        marks.discard(Mark.BACK)
    if body[:1].islower():
        marks.add(Mark.LOWER)
    if _is_caps(body):
        marks.add(Mark.CAPS)
    if _has_dateline(body):
        marks.add(Mark.DATELINE)
    return marks


def _marks_of_signs(signs: tuple[str, ...], body: str) -> set[Mark]:
    if not signs:
        return {Mark.PLACE} if _is_place(body) and _PLAIN_PLACE.fullmatch(body) else set()
    flags = sum(map(is_flag, signs))
    meant = meaning(signs[0])
    marks = {_OF_MEANING[meant]} if meant in _OF_MEANING else set()
    if flags:
        marks.add(Mark.FLAGS if flags >= _FLAGS else Mark.FLAG)
    if (meant is Meaning.PLACE and len(body) <= _LONGEST_PLACE) or DAY_ALONE.fullmatch(body):
        marks.add(Mark.PLACE)
        marks.discard(Mark.OPENER)
    if flags == len(signs) and not body:
        marks.add(Mark.ENSIGN)
    if meant is Meaning.CREDIT and len(body.lstrip(": ").split()) <= _MOST_CREDITED:
        marks.add(Mark.SIGN_OFF)
    if meant is Meaning.POINTER and len(body) <= _LONGEST_POINTER and HOST.search(body):
        marks.add(Mark.LINKS)
    return marks


def _links_at_end(body: str) -> int:
    """Return how many links end a line, 4 for more."""
    words = body[-_TAIL:].split()
    return next(
        (n for n, word in enumerate(reversed(words[-_MOST_LINKS:])) if not _LINK.match(word)), len(words[:_MOST_LINKS])
    )


def _is_caps(body: str) -> bool:
    letters = [sign for sign in body if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return len(letters) >= _FEWEST_CAPITALS and capitals >= 0.85 * len(letters) and " " in body


def _is_headline(body: str, marks: set[Mark], fewest_words: int) -> bool:
    """Tell whether words may head a post: not a few, not a sentence that ends, and no furniture."""
    ended = marks & {
        Mark.FINISHED,
        Mark.OPEN_ENDED,
        Mark.LOWER,
        Mark.NUMBERED,
        Mark.DASHED,
        Mark.CUT,
        Mark.BACK,
        Mark.STAMP,
        Mark.DETAIL,
    }
    ended |= marks & {Mark.ENDS_IN_TAGS, Mark.ENDS_IN_LINK}
    if Mark.LABEL in marks:
        return True
    long_enough = len(body.split()) >= fewest_words and len(body) <= _LONGEST_HEADLINE
    return long_enough and not ended and marks.isdisjoint(FURNITURE) and not SENTENCE_BREAK.search(body)


def _is_place(body: str) -> bool:
    return len(body) <= _LONGEST_PLACE and any(True for _ in full_dates(body))


def _has_dateline(body: str) -> bool:
    try:
        found = find_dateline(body)
    except UnusableError:
        return True
    return found is not None and found.city is not None
