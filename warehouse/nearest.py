"""The nearest of what exists to a word that names nothing."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 100
_LIKE_ENOUGH = 0.7


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return what is most like a word, whatever its case, or None where nothing is, or the word is no word any more."""
    if len(word) > _LONGEST:
        return None
    spelled = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), spelled, n=1, cutoff=_LIKE_ENOUGH)
    return spelled[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the hint that follows a word that names nothing: the nearest that exists, or how to find what does."""
    found = nearest(word, known)
    return f"did you mean {found}?" if found else otherwise
