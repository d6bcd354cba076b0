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


class Part(NamedTuple):
    """One part of a name; an initial stands for every part that begins with it, whatever sound that is written for.

    `letters` are those that it may begin with.
    """

    folded: str
    is_initial: bool
    sound: str
    letters: frozenset[str]


def name_clues(name: str) -> set[str]:
    """Return clues to a name, of which any two names with a similarity of `HINT` or more share one.

    Each part and its sound, each of them without one of its letters, its consonants, and the letters of all parts
    together: those of a single part too, which another writer may have cut in two.
    """
    tokens = parts_of(name)
    clues = {"=" + "".join(sorted("".join([token.folded for token in tokens])))}
    for token in tokens:
        clues.update((token.folded, token.folded.translate(_ROUND)))
        for word in {token.folded, token.sound}:
            if len(word) >= _FUZZY_LENGTH:
                clues.add(word)
                clues.update([word[:place] + word[place + 1 :] for place in range(len(word))])
                clues.add(f"*{word[0]}{_VOWELS.sub('', word)}")
    return clues


@lru_cache(maxsize=262144)
def person_key(name: str) -> str:
    """Return the folded parts of a name, sorted: equal for most spellings of it."""
    return " ".join(sorted(token.folded for token in parts_of(name)))


def person_id(name: str, country: str | None) -> str:
    """Return the stable id of a person known by this name in this country."""
    digest = hashlib.sha256(f"{person_key(name)}|{country or ''}".encode()).hexdigest()
    return f"pe_{digest[:12]}"


def is_full(name: str) -> bool:
    """Return whether a name has two parts that are written out."""
    return sum(not token.is_initial for token in parts_of(name)) > 1


@lru_cache(maxsize=262144)
def parts_of(name: str) -> tuple[Part, ...]:
    """Return the folded parts of a name without particles, or with them where it has no others."""
    plain = name[:_LONGEST].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
        plain = "".join([sign for sign in plain if not unicodedata.combining(sign)])
    parts: list[str] = _PARTS.findall(_MARKS.sub("", plain))[:_MOST_TOKENS]
    bearing = [part for part in parts if not _PARTICLE.match(part)] or parts
    return tuple([_token(part.rstrip(".")) for part in bearing])


@lru_cache(maxsize=65536)
def _token(part: str) -> Part:
    folded, sound = _fold(part), _sound(part)
    return Part(folded, len(part) == 1, sound, frozenset((part[0], folded[0], sound[0])))


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


def consonants_of(part: str) -> str:
    """Return the letters of a part that are no vowels."""
    return _VOWELS.sub("", part)


def rounded(part: str) -> str:
    """Return a part with o for u."""
    return part.translate(_ROUND)
