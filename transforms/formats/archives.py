"""The files in a `.zip` or `.gz`, unpacked as they are read and never on disk."""

import gzip
import io
import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from transforms.formats.exports import is_around_posts
from transforms.formats.files import is_left_out
from transforms.formats.source import UnreadableError

LARGEST_RATIO = 100  # of what comes out to what went in; a page of Telegram has 20
SMALLEST_LIMIT = 64 << 20  # bytes, below which no ratio counts
MOST_FILES = 10_000

_BROKEN = (EOFError, OSError, RuntimeError, ValueError, lzma.LZMAError, struct.error, zipfile.BadZipFile, zlib.error)
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 1  # the flag of a member
_MODE = 16  # bits below the mode of a file among its attributes
_DIGITS = re.compile(r"(\d+)")
_DOCUMENTS = {
    "word/document.xml": "a Word document: save it as plain text (.txt)",
    "xl/workbook.xml": "an Excel workbook: save the sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint presentation: save its text as .txt",
    "META-INF/container.xml": "an e-book: save its text as .txt",
    "content.xml": "an OpenDocument file: save it as plain text (.txt) or CSV",
}


class Member(NamedTuple):
    """One file to read: what it is called in its archive, nothing where it is no part of one; and its bytes."""

    name: str
    handle: BinaryIO


def unpacked(path: str, handle: BinaryIO) -> Iterator[Member | UnreadableError]:
    """Yield the files in an archive, or a file that is none as it is; an error for each that cannot be read.

    A file is open until the next is asked for. Nothing is written, so that no name in an archive leads anywhere.

    Raises:
        UnreadableError: The archive is broken, holds nothing to read, or is a document of an office program.
    """
    head = handle.read(len(_ZIP[0]))
    handle.seek(0)
    if head.startswith(_GZIP):
        name = PurePosixPath(path).name.removesuffix(".gz")
        yield Member(name, _opened(gzip.GzipFile(fileobj=handle), _Allowance(handle)))
    elif head in _ZIP:
        yield from _members(handle)
    else:
        yield Member("", handle)


def _members(handle: BinaryIO) -> Iterator[Member | UnreadableError]:
    try:
        archive = zipfile.ZipFile(handle)
    except _BROKEN as error:
        raise UnreadableError(f"the archive is broken: {error}") from None
    with archive:
        seeds = _seeds([info for info in archive.infolist() if not info.is_dir()])
        allowance = _Allowance(handle)
        for info in seeds:
            if reason := _refusal(info):
                yield UnreadableError(reason, info.filename)
            else:
                yield _member(archive, info, allowance)


def _seeds(listed: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the files that may hold posts, in the order of the numbers in their names."""
    names = {info.filename for info in listed}
    for inside, kind in _DOCUMENTS.items():
        if inside in names:
            raise UnreadableError(kind)
    if len(listed) > MOST_FILES:
        raise UnreadableError(f"an archive of {len(listed):,} files, more than {MOST_FILES:,}: unpack it")
    beside = _beside(names)
    seeds = [info for info in listed if not _is_passed_over(PurePosixPath(info.filename), beside)]
    if not seeds:
        raise UnreadableError("an archive without any file that could hold posts")
    return sorted(seeds, key=_order)


def _beside(names: Iterable[str]) -> Mapping[PurePosixPath, set[str]]:
    """Return the names of what each folder holds."""
    beside = defaultdict(set)
    for path in map(PurePosixPath, names):
        for each in (path, *path.parents):
            beside[each.parent].add(each.name)
    return beside


def _is_passed_over(path: PurePosixPath, beside: Mapping[PurePosixPath, set[str]]) -> bool:
    return any(
        is_left_out(each.name) or each.name == "__MACOSX" or is_around_posts(each.name, beside[each.parent])
        for each in (path, *path.parents)
        if each.name not in {"", ".."}
    )


def _order(info: zipfile.ZipInfo) -> list[tuple[int, str]]:
    path = PurePosixPath(info.filename)
    parts = (*_DIGITS.split(str(path.with_suffix(""))), path.suffix)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _refusal(info: zipfile.ZipInfo) -> str | None:
    path = PurePosixPath(info.filename)
    if path.is_absolute() or ".." in path.parts:
        return "a path that leads out of its archive"
    if stat.S_ISLNK(info.external_attr >> _MODE):
        return "a link in an archive is not followed"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted: unpack the archive with its password"
    return None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: "_Allowance") -> Member | UnreadableError:
    try:
        return Member(info.filename, _opened(archive.open(info), allowance))
    except _BROKEN as error:
        return UnreadableError(f"the archive is broken: {error}", info.filename)


def _opened(inner: IO[bytes] | gzip.GzipFile, allowance: "_Allowance") -> BinaryIO:
    return io.BufferedReader(_Unpacking(inner, allowance), 1 << 16)


class _Allowance:
    """How many bytes may still come out of an archive."""

    def __init__(self, handle: BinaryIO) -> None:
        self.most = max(SMALLEST_LIMIT, LARGEST_RATIO * os.fstat(handle.fileno()).st_size)
        self.spent = 0

    def spend(self, number: int) -> None:
        self.spent += number
        if self.spent > self.most:
            raise UnreadableError(f"more than {self.most >> 20:,} MB come out of this archive: unpack it")


class _Unpacking(io.RawIOBase):
    """Bytes as they are unpacked; those that are read again are not counted again."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, allowance: _Allowance) -> None:
        super().__init__()
        self._inner = inner
        self._allowance = allowance
        self._farthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # reading never blocks here
        view = memoryview(buffer)
        try:
            piece = self._inner.read(len(view))
        except _BROKEN as error:
            raise UnreadableError(f"the archive is broken: {error}") from None
        view[: len(piece)] = piece
        position = self._inner.tell()
        self._allowance.spend(max(0, position - self._farthest))
        self._farthest = max(self._farthest, position)
        return len(piece)
