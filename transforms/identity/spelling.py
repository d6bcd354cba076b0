"""Names as numbers: how each of their parts is written, sounds and begins."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np

from transforms.identity.codes import NOTHING, code_of
from transforms.identity.names import Part, consonants_of, parts_of, rounded
from transforms.identity.numbers import kinds_of

_PLACES = 4
"""Fields that tell where the letters of a part stand."""


class Spelled(NamedTuple):
    """One part of a name: as all its transliterations are written, by its sound, and the letters it may begin with."""

    first: int
    stop: int
    sound_first: int
    sound_stop: int
    is_initial: int
    letter: int
    other_letter: int
    third_letter: int
    many_consonants: int
    many_sound_consonants: int
    rounded: int
    code: int
    consonants: int
    feminine: int
    sound: int
    sound_consonants: int
    feminine_sound: int


class Names(NamedTuple):
    """Names as rules read them.

    The parts of name `n` stand from `firsts[n]` up to `firsts[n + 1]`: in the order of the name in `parts`, and in that
    in which they are looked for, as places within the name, in `ranked`. `joined` are the letters of a name in a row,
    `turns` those with each of its parts in front.
    """

    firsts: Sequence[int]
    parts: Sequence[int]
    ranked: Sequence[int]
    turns: Sequence[int]
    joined: Sequence[int]
    spelled: Sequence[Spelled]
    letters: Sequence[int]


SPELLED = kinds_of(
    Spelled, {"rounded", "code", "consonants", "feminine", "sound", "sound_consonants", "feminine_sound"}
)


def names_of(texts: Sequence[str]) -> Names:
    """Return names as rules read them, in lists."""
    found = [_name(text) for text in texts]
    parts = list(chain.from_iterable([name.parts for name in found]))
    known = {part: place for place, part in enumerate(dict.fromkeys(parts))}
    letters: list[int] = []
    return Names(
        firsts=list(accumulate([len(name.parts) for name in found], initial=0)),
        parts=[known[part] for part in parts],
        ranked=list(chain.from_iterable([name.ranked for name in found])),
        turns=list(chain.from_iterable([name.turns for name in found])),
        joined=[name.joined for name in found],
        spelled=[_placed(part, letters) for part in known],
        letters=letters,
    )


def in_arrays(names: Names) -> Names:
    """Return names as compiled rules read them."""
    arrays: Any = [np.array(each, SPELLED if each is names.spelled else np.int64) for each in names]
    return Names(*arrays)


class _Name(NamedTuple):
    parts: tuple[Part, ...]
    ranked: tuple[int, ...]
    turns: tuple[int, ...]
    joined: int


@lru_cache(maxsize=262144)
def _name(text: str) -> _Name:
    parts = parts_of(text)
    written = [part.folded for part in parts]
    ranked = sorted(range(len(parts)), key=lambda place: (parts[place].is_initial, written[place]))
    turns = tuple(code_of("".join(written[place:] + written[:place])) for place in range(len(parts)))
    return _Name(parts, tuple(ranked), turns, code_of("".join(written)))


def _placed(part: Part, letters: list[int]) -> Spelled:
    """Return a part whose letters are added to those of the parts before."""
    first, stop = len(letters), len(letters) + len(part.folded)
    letters.extend(_letters(part.folded + part.sound))
    return Spelled(first, stop, stop, len(letters), *_spelled(part)[_PLACES:])


@lru_cache(maxsize=65536)
def _letters(text: str) -> tuple[int, ...]:
    return tuple(map(ord, text))


@lru_cache(maxsize=65536)
def _spelled(part: Part) -> Spelled:
    """Return a part whose letters stand nowhere yet."""
    begins = [*map(ord, sorted(part.letters)), NOTHING, NOTHING][:3]
    bare, bare_sound = consonants_of(part.folded), consonants_of(part.sound)
    return Spelled(
        first=0,
        stop=0,
        sound_first=0,
        sound_stop=0,
        is_initial=int(part.is_initial),
        letter=begins[0],
        other_letter=begins[1],
        third_letter=begins[2],
        many_consonants=len(bare),
        many_sound_consonants=len(bare_sound),
        rounded=code_of(rounded(part.folded)),
        code=code_of(part.folded),
        consonants=code_of(bare),
        feminine=code_of(f"{part.folded}a"),
        sound=code_of(part.sound),
        sound_consonants=code_of(bare_sound),
        feminine_sound=code_of(f"{part.sound}a"),
    )
