"""Lines of a text, whatever ends them."""

import re

_NEWLINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def fold_newlines(text: str) -> str:
    """Return a text with LF for every kind of newline: CR LF, CR, U+0085, U+2028, U+2029.

    Nothing else of it is changed, so that a file gives the same posts whichever system saved it. Offsets are those that
    any reader with universal newlines sees.
    """
    return _NEWLINE.sub("\n", text)
