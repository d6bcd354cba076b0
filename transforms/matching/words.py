"""The words of a post by which two posts are found to be alike."""

import re
from functools import lru_cache
from pathlib import Path

from transforms.identity.codes import code_of

MOST_WORDS = 24
"""Words of a post that are compared: its first, in which it says what it is about."""
_READ = 3000
_WORD = re.compile(r"[a-z]{4,}")
_BITS = (1 << 31) - 1


def word_codes(text: str) -> tuple[int, ...]:
    """Return codes of the first words of a text that carry meaning, 31 bits of each and each once."""
    function_words = _function_words()
    words = dict.fromkeys(word for word in _WORD.findall(text[:_READ].casefold()) if word not in function_words)
    return tuple(code_of(word) & _BITS for word in list(words)[:MOST_WORDS])


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("function_words.txt").read_text("utf8").split())
