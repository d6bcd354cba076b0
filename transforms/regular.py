"""Open only files that end: regular ones, up to the size that they have when they are opened."""

import errno
import io
import os
import stat
from functools import partial
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20


class _Bounded(io.FileIO):
    """An open file that ends where it ended when it was opened, whoever goes on writing it."""

    def __init__(self, handle: int, size: int) -> None:
        super().__init__(handle, "rb")
        self._size = size

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # reading never blocks here
        return super().readinto(memoryview(buffer)[: max(0, self._size - self.tell())]) or 0

    def readall(self) -> bytes:
        return b"".join(iter(partial(io.RawIOBase.read, self, _PIECE), b""))


def open_regular(path: str | Path) -> BinaryIO:
    """Return a regular file, open for reading bytes; neither opening nor reading it waits for anybody.

    Raises:
        OSError: It cannot be opened, or is a folder, a pipe or a device.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return io.BufferedReader(_Bounded(handle, found.st_size))


def read_regular(path: Path, most_bytes: int) -> bytes:
    """Return the content of a regular file.

    Raises:
        OSError: As `open_regular`, or it is larger.
    """
    with open_regular(path) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content
