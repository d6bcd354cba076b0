"""Capitalised runs that may be a person's name, before anything says that they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.gazetteer.cues import no_name, particles, shape
from transforms.gazetteer.titles import honorific_pattern

_WORD = re.compile(r"[^\W\d_][\w'’‘ʼ\-]*\.?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV)(?!\w)")
# Family names that are English words too; they begin a name only where a capitalised word follows.
_SHORT_NAMES = frozenset(("to", "so", "do", "an", "my", "no", "he", "in"))
_PAIR = re.compile(r"[A-Z]\w+-[A-Z]\w+")
_ARABIC = re.compile(r"(?:al|el|an|as|ad|at|ar|ash)-[A-Z]")
_GERUND = re.compile(r"[A-Z][a-z]{4,}ing")  # Commemorating, Strengthening; no name is so long and begins so
_LONGEST_ACRONYM = 3
_LONGEST = 7
_COMMON_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{5,}(?!\w)")


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of words that may be a name; `possessive` where `'s` follows it."""

    start: int
    stop: int
    text: str
    possessive: bool


def find_runs(text: str, taken: Sequence[tuple[int, int]]) -> tuple[NameRun, ...]:
    """Return the runs of capitalised words outside the taken stretches, in the order of the text.

    A word that the same text also writes in lower case is no part of a name, nor is one of the lexicon's `never` list.
    """
    blocked = bytearray(len(text) + 1)
    for start, stop in taken:
        blocked[start:stop] = b"\x01" * (stop - start)
    common = set(_COMMON_WORD.findall(text))
    return tuple(run for found in _runs(text, blocked, common) for run in _parted(text, found))


def _parted(text: str, run: NameRun) -> Iterator[NameRun]:
    """Yield both names of a joined pair: the X-Y summit."""
    dash = run.text.find("-")
    if not _PAIR.fullmatch(run.text) or not shape("joined_for").match(text, run.stop):
        yield run
        return
    yield NameRun(run.start, run.start + dash, run.text[:dash], possessive=False)
    yield NameRun(run.start + dash + 1, run.stop, run.text[dash + 1 :], possessive=run.possessive)


def _runs(text: str, blocked: bytearray, common: set[str]) -> Iterator[NameRun]:
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if run and text[run[-1][1] : start] not in (" ", "\u00a0"):
            yield from _close(text, run)
            run = []
        ends = False
        if word.endswith(".") and not _keeps_dot(word):
            word, ends = word[:-1], True
        bare = _POSSESSIVE.sub("", word)
        if blocked[start] or not _fits(bare, run, common):
            yield from _close(text, run)
            run = []
            continue
        run.append((start, start + len(bare), bare))
        if ends or bare != word or len(run) == _LONGEST:
            yield from _close(text, run)
            run = []
    yield from _close(text, run)


def _keeps_dot(word: str) -> bool:
    return len(word) == 2 or word in ("Jr.", "Sr.", "St.")  # noqa: PLR2004 (one letter and a dot)


def _fits(word: str, run: list[tuple[int, int, str]], common: set[str]) -> bool:
    folded = word.casefold()
    if folded in particles():
        return bool(run) or word[0].isupper()
    if not word or not (word[0].isupper() or _ARABIC.match(word)):
        return False
    if not run and (_is_acronym(word) or _GERUND.fullmatch(word) or honorific_pattern().fullmatch(word)):
        return False
    if not run and folded in _SHORT_NAMES:
        return True
    return folded not in common and not no_name().fullmatch(word.rstrip("."))


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM and "." not in word


def _is_small(word: str) -> bool:
    return word.casefold() in particles() or word.casefold() in _SHORT_NAMES


def _close(text: str, run: list[tuple[int, int, str]]) -> Iterator[NameRun]:
    words = list(run)
    while words and words[-1][2].casefold() in particles() and len(words) > 1:
        words.pop()
    if not words or (len(words) == 1 and (_is_small(words[0][2]) or len(words[0][2]) < 2)):  # noqa: PLR2004
        return
    start, stop = words[0][0], words[-1][1]
    if shape("house").match(text, stop):
        return
    suffix = _SUFFIX.match(text, stop)
    if suffix:
        stop = suffix.end()
    yield NameRun(start, stop, text[start:stop], _possessive_at(text, stop))


def _possessive_at(text: str, stop: int) -> bool:
    return text[stop : stop + 2] in ("'s", "’s") or (
        text[stop - 1 : stop] == "s" and text[stop : stop + 1] in ("'", "’")
    )
