"""Show hostile text so that no terminal obeys it."""

LONGEST_SNIPPET = 200

_KEPT = "\u200d"  # joins the parts of one emoji


def snippet(text: str) -> str:
    """Return at most 200 characters of a text in one line, what cannot be printed written as escapes."""
    shown = visible(text[:LONGEST_SNIPPET])
    if len(shown) <= LONGEST_SNIPPET and len(text) <= LONGEST_SNIPPET:
        return shown
    return shown[: LONGEST_SNIPPET - 1] + "…"


def visible(text: str) -> str:
    """Return a text in one line, what cannot be printed written as escapes.

    Those are controls, marks that turn the direction of text, surrogates, unassigned characters, odd spaces.
    """
    return "".join(map(_visible, text))


def _visible(sign: str) -> str:
    if sign.isprintable() or sign == _KEPT:
        return sign
    return sign.encode("unicode_escape", "backslashreplace").decode("ascii")
