"""Show a piece of hostile text in one line."""

LONGEST_SNIPPET = 200

_KEPT = "\u200d"  # joins the parts of one emoji


def snippet(text: str) -> str:
    """Return at most 200 characters of a text, what cannot be printed written as escapes.

    Those are controls, marks that turn the direction of text, surrogates, unassigned characters, odd spaces.
    """
    shown = "".join(_visible(sign) for sign in text[:LONGEST_SNIPPET])
    if len(shown) <= LONGEST_SNIPPET and len(text) <= LONGEST_SNIPPET:
        return shown
    return shown[: LONGEST_SNIPPET - 1] + "…"


def _visible(sign: str) -> str:
    if sign.isprintable() or sign == _KEPT:
        return sign
    return sign.encode("unicode_escape", "backslashreplace").decode("ascii")
