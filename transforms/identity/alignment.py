"""Whether two names are one person's, whatever the transliteration or the order of their parts."""

from collections.abc import Sequence
from functools import lru_cache

from transforms.identity.codes import NOTHING
from transforms.identity.names import HINT, SURE
from transforms.identity.rules import rule
from transforms.identity.spelling import Names, Spelled, names_of

_SPELLED = 0.9
_INITIAL = 0.5
_FUZZY_LENGTH = 5
_SKELETON_LENGTH = 4
_ROUND_LENGTH = 4


@lru_cache(maxsize=65536)
def name_similarity(left: str, right: str) -> float:
    """Return how well two names align, from 0 (two persons) to 1 (the same parts, in any order).

    From `SURE` upwards they are one person's; `HINT` is a family name alone; whatever they have in common, two given
    names that differ make it 0.
    """
    return float(similarity(names_of((left, right)), 0, 1))


def same_name(left: str, right: str) -> bool:
    """Return whether two names are surely one person's; a family name alone never is."""
    return name_similarity(left, right) >= SURE


@rule
def similarity(names: Names, left: int, right: int) -> float:
    """Return how well two names align, as `name_similarity` does."""
    size = names.firsts[left + 1] - names.firsts[left]
    other_size = names.firsts[right + 1] - names.firsts[right]
    if size == 0 or other_size == 0:
        return 0.0
    if size == other_size and size > 1 and _same_parts(names, left, right):
        return 1.0
    if _joined_alike(names, left, right):
        return 1.0
    return _aligned(names, right, left) if other_size < size else _aligned(names, left, right)


@rule
def _same_parts(names: Names, left: int, right: int) -> bool:
    apart = names.firsts[right] - names.firsts[left]
    for place in range(names.firsts[left], names.firsts[left + 1]):  # compiled rules know no generators
        if names.parts[place] != names.parts[place + apart]:
            return False
    return True


@rule
def _joined_alike(names: Names, left: int, right: int) -> bool:
    """Return whether two names are the same letters, however they are cut and whichever part comes first."""
    first, stop = names.firsts[right], names.firsts[right + 1]
    if stop - first == 1 and names.firsts[left + 1] - names.firsts[left] == 1:
        return False
    for place in range(first, stop):  # noqa: SIM110  # as above
        if names.turns[place] == names.joined[left]:
            return True
    return False


@rule
def _aligned(names: Names, shorter: int, longer: int) -> float:
    """Give every part of the shorter name the best free part of the longer one, and grade what was found."""
    start, other_start = names.firsts[shorter], names.firsts[longer]
    size, other_size = names.firsts[shorter + 1] - start, names.firsts[longer + 1] - other_start
    taken = strong = 0
    least, found = 1.0, 0
    for place in range(size):
        part = names.spelled[names.parts[start + names.ranked[start + place]]]
        best, found = 0.0, -1
        for other in range(other_size):
            if not taken >> other & 1:
                value = _part_similarity(names.letters, part, names.spelled[names.parts[other_start + other]])
                if value > best:
                    best, found = value, other
        if found < 0:
            return 0.0
        taken |= 1 << found
        strong += best > HINT
        least = min(least, best)
    if size == 1:
        return HINT if strong and found in (0, other_size - 1) else 0.0
    if strong == size:
        return 1.0 if other_size == size and least == 1 else _SPELLED
    return SURE if strong else 0.0


@rule
def _part_similarity(letters: Sequence[int], left: Spelled, right: Spelled) -> float:
    """Return 1 for one part, 0.9 for two spellings of it, 0.5 for an initial of it, else 0."""
    if left.is_initial or right.is_initial:
        if left.is_initial and right.is_initial:
            return 1.0 if left.code == right.code else 0.0
        return _INITIAL if _begin_alike(left, right) else 0.0
    if left.code == right.code:
        return 1.0
    if (
        left.feminine == right.code
        or right.feminine == left.code
        or left.feminine_sound == right.sound
        or right.feminine_sound == left.sound
    ):
        return 0.0  # Petrov and Petrova: a husband and his wife, not two spellings
    if left.rounded == right.rounded and left.stop - left.first >= _ROUND_LENGTH:
        return _SPELLED
    return _SPELLED if _is_spelling(letters, left, right) or _is_sound(letters, left, right) else 0.0


@rule
def _begin_alike(left: Spelled, right: Spelled) -> bool:
    return _is_first(left, right.letter) or _is_first(left, right.other_letter) or _is_first(left, right.third_letter)


@rule
def _is_first(part: Spelled, letter: int) -> bool:
    return letter != NOTHING and letter in (part.letter, part.other_letter, part.third_letter)


@rule
def _is_spelling(letters: Sequence[int], left: Spelled, right: Spelled) -> bool:
    """Return whether two parts that begin alike are one, but for a slip or the vowels."""
    if min(left.stop - left.first, right.stop - right.first) < _FUZZY_LENGTH:
        return False
    if letters[left.first] != letters[right.first]:
        return False
    if left.many_consonants >= _SKELETON_LENGTH and left.consonants == right.consonants:
        return True
    return _one_edit_apart(letters, left.first, left.stop, right.first, right.stop)


@rule
def _is_sound(letters: Sequence[int], left: Spelled, right: Spelled) -> bool:
    """Return whether two parts that sound alike at their beginning are one, but for a slip or the vowels."""
    if min(left.sound_stop - left.sound_first, right.sound_stop - right.sound_first) < _FUZZY_LENGTH:
        return False
    if letters[left.sound_first] != letters[right.sound_first]:
        return False
    if left.sound == right.sound:
        return True
    if left.many_sound_consonants >= _SKELETON_LENGTH and left.sound_consonants == right.sound_consonants:
        return True
    return _one_edit_apart(letters, left.sound_first, left.sound_stop, right.sound_first, right.sound_stop)


@rule
def _one_edit_apart(letters: Sequence[int], first: int, stop: int, other: int, other_stop: int) -> bool:
    """Return whether one letter more, less or other, or two that changed places, make one word of the other."""
    if stop - first > other_stop - other:
        first, stop, other, other_stop = other, other_stop, first, stop
    more = (other_stop - other) - (stop - first)
    if more > 1:
        return False
    while first < stop and letters[first] == letters[other]:
        first, other = first + 1, other + 1
    if more:
        return _same(letters, first, other + 1, stop - first)
    if first == stop or _same(letters, first + 1, other + 1, stop - first - 1):
        return True
    if stop - first == 1 or letters[first] != letters[other + 1] or letters[first + 1] != letters[other]:
        return False
    return _same(letters, first + 2, other + 2, stop - first - 2)


@rule
def _same(letters: Sequence[int], first: int, other: int, size: int) -> bool:
    for place in range(size):  # noqa: SIM110  # as above
        if letters[first + place] != letters[other + place]:
            return False
    return True
