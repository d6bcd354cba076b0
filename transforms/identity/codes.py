"""Texts as whole numbers, the same in every process and every run, so that rules compare numbers alone."""

from functools import lru_cache
from hashlib import blake2b

NOTHING = 0
"""The code of what is not there."""
_WORD = (1 << 64) - 1


@lru_cache(maxsize=262144)
def code_of(text: str | None) -> int:
    """Return the code of a text: 63 bits of a digest, so that two texts of a million share one in no lifetime."""
    if not text:
        return NOTHING
    return int.from_bytes(blake2b(text.encode("utf8", "surrogatepass"), digest_size=8).digest()) >> 1 or 1


@lru_cache(maxsize=262144)
def stirred(code: int) -> int:
    """Return 64 bits each of which hangs on all bits of a code; the finaliser of SplitMix64."""
    value = (code ^ (code >> 30)) * 0xBF58476D1CE4E5B9 & _WORD
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB & _WORD
    return ((value ^ (value >> 31)) + 0x9E3779B97F4A7C15) & _WORD
