"""The words of a command line, looked at before any command gets them."""

from collections.abc import Sequence

from commands.terminal import EXIT_USAGE, fail

_LONGEST = 4096  # bytes, as of a path; no name of a person, a file or an event has more
_SHOWN = 40
_IN_SQL = ("sql", "shell")  # a question can be of any length


def refuse_unusable(words: Sequence[str]) -> None:
    """Refuse words that no command can use.

    Raises:
        Exit: One is not UTF-8, or longer than any name.
    """
    for number, word in enumerate(words, 1):
        shown = ascii(word[:_SHOWN])
        try:
            size = len(word.encode())
        except UnicodeEncodeError:
            fail(f"argument {number} is not UTF-8: {shown}", "rename the file, or set a UTF-8 locale", EXIT_USAGE)
        if size > _LONGEST and (words[0] not in _IN_SQL or word.startswith("-")):
            hint = f"no name has more than {_LONGEST:,} bytes"
            fail(f"argument {number} has {size:,} bytes: {shown}...", hint, EXIT_USAGE)
