"""Show a piece of hostile text in one line."""

import unicodedata

LONGEST_SNIPPET = 200

# Controls, format characters that turn text around, surrogates, private use, and the line and paragraph separators.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_KEPT = "\u200d"  # joins the parts of one emoji


def snippet(text: str) -> str:
    """Return at most 200 characters of a text, control characters written as escapes."""
    shown = "".join(_visible(sign) for sign in text[:LONGEST_SNIPPET])
    if len(shown) <= LONGEST_SNIPPET and len(text) <= LONGEST_SNIPPET:
        return shown
    return shown[: LONGEST_SNIPPET - 1] + "…"


def _visible(sign: str) -> str:
    if unicodedata.category(sign) in _HIDDEN and sign != _KEPT:
        return sign.encode("unicode_escape", "backslashreplace").decode("ascii")
    return sign
