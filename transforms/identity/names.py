"""Names of persons: folding, aligning and identifying them, whatever the transliteration or the order of the parts."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

SURE = 0.8
"""The least similarity at which two names are taken for one person's."""
HINT = 0.6
"""The similarity of a family name alone: it fits, and it proves nothing."""

_LONGEST = 200
_MOST_TOKENS = 8
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})
_MARKS = re.compile(r"['’‘ʻʼ`´]")
_PARTS = re.compile(r"[^\W_]+\.?")
_PARTICLE = re.compile(r"(?:al|el|del?|della|de[nrs]|d[aiou]|dos|l[ae]|v[ao]n|b[ei]n|ibn|bint|y)\Z")
# One sound, several spellings: the left is written as the right before names are compared.
_SOUNDS = (
    ("kh", "h"),
    ("q", "k"),
    ("ph", "f"),
    ("ks", "x"),
    ("ff", "v"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
)
# One sound as several languages spell it, most letters first: too coarse to key by, enough to know a part of a name by.
_SPELLINGS = (
    ("tsch", "ch"),
    ("tch", "ch"),  # Tchakarov, Chakarov
    ("sch", "sh"),
    ("ch", "sh"),  # Chevardnadze, Shevardnadze
    ("dzh", "zh"),  # Dzhabarov, Djabarov, Jabarov
    ("dj", "zh"),
    ("j", "zh"),  # Japarov, Zhaparov
    ("ts", "c"),  # Tsvetkov, Cvetkov
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("que", "ke"),
    ("qui", "ki"),
)
_SOFT = re.compile(r"g(?=[ei])")  # Sergio, Serjio
_HARD = re.compile(r"\A[gq](?=[ao])")  # Gaddafi, Qaddafi, Kaddafi
_SLAVIC = re.compile(r"ic\Z")  # Markovic, Markovich
_ROUND = str.maketrans("u", "o")  # Omar, Umar
_OPEN = str.maketrans("ui", "oe")  # Salim, Salem
_VOWELS = re.compile(r"[aeiou]")
_FUZZY_LENGTH = 5
_SKELETON_LENGTH = 4
_ROUND_LENGTH = 4


class _Token(NamedTuple):
    """One part of a name; an initial stands for every part that begins with it, whatever sound that is written for.

    `letters` are those that it may begin with.
    """

    folded: str
    is_initial: bool
    sound: str
    letters: frozenset[str]


@lru_cache(maxsize=65536)
def name_similarity(left: str, right: str) -> float:
    """Return how well two names align, from 0 (two persons) to 1 (the same parts, in any order).

    From `SURE` upwards they are one person's; `HINT` is a family name alone; whatever they have in common, two given
    names that differ make it 0.
    """
    first, second = _tokens(left), _tokens(right)
    if not first or not second:
        return 0.0
    if first == second and len(first) > 1:
        return 1.0
    if _joined_alike(first, second):
        return 1.0
    shorter, longer = sorted((first, second), key=len)
    matched = _align(shorter, longer)
    if matched is None:
        return 0.0
    return _graded(shorter, longer, matched)


def same_name(left: str, right: str) -> bool:
    """Return whether two names are surely one person's; a family name alone never is."""
    return name_similarity(left, right) >= SURE


def name_clues(name: str) -> set[str]:
    """Return clues to a name, of which any two names with a similarity of `HINT` or more share one.

    Each part and its sound, each of them without one of its letters, its consonants, and the letters of all parts
    together: those of a single part too, which another writer may have cut in two.
    """
    tokens = _tokens(name)
    clues = {"=" + "".join(sorted("".join([token.folded for token in tokens])))}
    for token in tokens:
        clues.update((token.folded, token.folded.translate(_ROUND)))
        for word in {token.folded, token.sound}:
            if len(word) >= _FUZZY_LENGTH:
                clues.add(word)
                clues.update([word[:place] + word[place + 1 :] for place in range(len(word))])
                clues.add(f"*{word[0]}{_VOWELS.sub('', word)}")
    return clues


def first_letters(name: str) -> frozenset[str]:
    """Return letters of which any two names with a similarity of `HINT` or more share one."""
    return frozenset(letter for token in _tokens(name) for letter in token.letters)


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """Return the folded parts of a name, sorted: equal for most spellings of it."""
    return " ".join(sorted(token.folded for token in _tokens(name)))


def person_id(name: str, country: str | None) -> str:
    """Return the stable id of a person known by this name in this country."""
    digest = hashlib.sha256(f"{person_key(name)}|{country or ''}".encode()).hexdigest()
    return f"pe_{digest[:12]}"


def is_full(name: str) -> bool:
    """Return whether a name has two parts that are written out."""
    return sum(not token.is_initial for token in _tokens(name)) > 1


@lru_cache(maxsize=65536)
def _tokens(name: str) -> tuple[_Token, ...]:
    """Return the folded parts of a name without particles, or with them where it has no others."""
    plain = name[:_LONGEST].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
        plain = "".join([sign for sign in plain if not unicodedata.combining(sign)])
    parts: list[str] = _PARTS.findall(_MARKS.sub("", plain))[:_MOST_TOKENS]
    bearing = [part for part in parts if not _PARTICLE.match(part)] or parts
    return tuple([_token(part.rstrip(".")) for part in bearing])


def _token(part: str) -> _Token:
    folded, sound = _fold(part), _sound(part)
    return _Token(folded, len(part) == 1, sound, frozenset((part[0], folded[0], sound[0])))


def _fold(part: str) -> str:
    """Write one part of a name as all its transliterations are written."""
    folded = part.replace("y", "i").replace("j", "i").replace("w", "v")
    for spelling, sound in _SOUNDS:
        folded = folded.replace(spelling, sound)
    single = re.sub(r"(.)\1+", r"\1", folded)
    return single[1:] if single.startswith("ie") and len(single) > _FUZZY_LENGTH else single


def _sound(part: str) -> str:
    """Write one part of a name by its sound, as coarsely as writers of several languages spell it."""
    sound = part
    for spelling, written in _SPELLINGS:
        sound = sound.replace(spelling, written)
    sound = _HARD.sub("k", _SLAVIC.sub("ish", _SOFT.sub("zh", sound)))
    return _fold(sound).translate(_OPEN)


def _joined_alike(left: tuple[_Token, ...], right: tuple[_Token, ...]) -> bool:
    """Return whether two names are the same letters, however they are cut and whichever part comes first."""
    if len(left) == len(right) == 1:
        return False
    parts = [token.folded for token in right]
    wanted = "".join([token.folded for token in left])
    if sum(map(len, parts)) != len(wanted):
        return False
    return any("".join(parts[turn:] + parts[:turn]) == wanted for turn in range(len(parts)))


def _align(shorter: tuple[_Token, ...], longer: tuple[_Token, ...]) -> list[tuple[int, float]] | None:
    """Give every part of the shorter name the best free part of the longer one; None where one finds none."""
    free = list(range(len(longer)))
    chosen: list[tuple[int, float]] = []
    for token in sorted(shorter, key=_initials_last):
        best, found = 0.0, -1
        for place in free:
            similarity = _token_similarity(token, longer[place])
            if similarity > best:
                best, found = similarity, place
        if found < 0:
            return None
        chosen.append((found, best))
        free.remove(found)
    return chosen


def _initials_last(token: _Token) -> tuple[bool, str]:
    return token.is_initial, token.folded


def _graded(shorter: tuple[_Token, ...], longer: tuple[_Token, ...], matched: list[tuple[int, float]]) -> float:
    """Return the similarity of two names, all parts of the shorter of which were found in the longer."""
    strong = sum(similarity > HINT for _, similarity in matched)
    if len(shorter) == 1:
        at_an_end = matched[0][0] in (0, len(longer) - 1)
        return HINT if strong and at_an_end else 0.0
    if strong >= len(shorter):
        return 0.9 if len(longer) > len(shorter) or min(value for _, value in matched) < 1 else 1.0
    return SURE if strong else 0.0


@lru_cache(maxsize=65536)
def _token_similarity(left: _Token, right: _Token) -> float:
    """Return 1 for one part, 0.9 for two spellings of it, 0.5 for an initial of it, else 0."""
    if left.is_initial or right.is_initial:
        if left.is_initial and right.is_initial:
            return float(left.folded == right.folded)
        return 0.0 if left.letters.isdisjoint(right.letters) else 0.5
    if left.folded == right.folded:
        return 1.0
    if _is_feminine(left.folded, right.folded) or _is_feminine(left.sound, right.sound):
        return 0.0  # Petrov and Petrova: a husband and his wife, not two spellings
    spelled = _is_spelling(left.folded, right.folded) or _is_spelling(left.sound, right.sound)
    return 0.9 if spelled or _is_rounded(left.folded, right.folded) else 0.0


def _is_feminine(left: str, right: str) -> bool:
    return left + "a" == right or right + "a" == left


def _is_spelling(left: str, right: str) -> bool:
    """Return whether two words that begin alike are one, but for a slip or the vowels."""
    if min(len(left), len(right)) < _FUZZY_LENGTH or left[0] != right[0]:
        return False
    return left == right or _one_edit_apart(left, right) or _same_skeleton(left, right)


def _is_rounded(left: str, right: str) -> bool:
    """Return whether one short word is the other with o for u."""
    return len(left) == len(right) >= _ROUND_LENGTH and left.translate(_ROUND) == right.translate(_ROUND)


def _one_edit_apart(left: str, right: str) -> bool:
    """Return whether one letter more, less or other, or two that changed places, make one word of the other."""
    if abs(len(left) - len(right)) > 1:
        return False
    shorter, longer = sorted((left, right), key=len)
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start : start + 2][::-1] == longer[start : start + 2]
    return shorter[start + 1 :] == longer[start + 1 :] or (swapped and shorter[start + 2 :] == longer[start + 2 :])


def _same_skeleton(left: str, right: str) -> bool:
    """Return whether two words differ in vowels alone and have consonants enough to tell."""
    skeleton = _VOWELS.sub("", left)
    return len(skeleton) >= _SKELETON_LENGTH and skeleton == _VOWELS.sub("", right)
