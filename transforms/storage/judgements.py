"""The file of judgements beside the runs: read whole, replaced whole."""

import os
from pathlib import Path

from transforms.errors import UnusableError
from transforms.regular import open_regular

NAME = "judgements.txt"
MOST_BYTES = 16_000_000


def read_text(output: Path) -> str:
    """Return the text of the file, empty where there is none.

    Raises:
        UnusableError: It is no text, or too large to have been written by people.
        OSError: It cannot be read.
    """
    try:
        with open_regular(output / NAME) as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ""
    if len(content) > MOST_BYTES:
        raise UnusableError(f"it has more than {MOST_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnusableError(f"line {line}: it is not in UTF-8") from error


def replace_text(output: Path, text: str) -> None:
    """Replace the file so that a reader, or a crash, meets the old text or the new; only the holder of its lock may.

    The new text is not made where runs are made: a run that begins clears that place.
    """
    partial = output / f".{NAME}.partial"
    partial.unlink(missing_ok=True)
    with partial.open("x", encoding="utf8", errors="backslashreplace", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(output / NAME)
    handle = os.open(output, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
