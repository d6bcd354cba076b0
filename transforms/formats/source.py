"""The bytes of one seed file as text: whole, or line by line."""

import codecs
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from transforms.elements import Notice, Post, Reject
from transforms.errors import UnusableError
from transforms.formats.encodings import called, mark_of, recognised
from transforms.formats.options import ReadOptions
from transforms.visible import snippet, visible

SAMPLE_BYTES = 1 << 16  # what a format is recognised from
LONGEST_TEXT_BYTES = 64 << 20  # dumps and articles are held in memory whole, at up to four bytes a character
LONGEST_LINE = 4_000_000  # a JSON line with a post of the longest length, every character of it escaped
_PIECE = 1 << 18  # characters
LONGEST_POST = 1_000_000  # characters; the language model refuses longer texts

Found = Post | Reject | Notice
"""What comes out of a file."""


class UnreadableError(UnusableError):
    """A seed file, or a part of one, that cannot be read; it knows where and what."""

    def __init__(self, reason: str, position: str = "", shown: str = "") -> None:
        super().__init__(visible(reason))  # it may quote the file
        self.position = position
        self.shown = snippet(shown)


@dataclass(frozen=True, slots=True)
class Source:
    """One open seed file.

    Attributes:
        file: Its path, as the user named it.
        name: That, or what the file is called in the archive that this path leads to.
        handle: Its bytes; a reader seeks where it begins.
        encoding: That of its text.
        head: Its first bytes, SAMPLE_BYTES at most.
        sample: Those as text, undecodable bytes replaced.
        options: How the user wants it to be read.
    """

    file: str
    name: str
    handle: BinaryIO
    encoding: str
    head: bytes
    sample: str
    options: ReadOptions = field(default_factory=ReadOptions)

    @property
    def stem(self) -> str:
        """Return the name of the file, or of the file within an archive, without folder and suffix."""
        return PurePosixPath(self.name).stem

    @property
    def foreign(self) -> str | None:
        """Return the encoding as people call it, None where it is a form of Unicode."""
        return None if self.encoding.startswith("utf") else called(self.encoding)

    def text(self) -> str:
        """Return the whole text without its byte order mark.

        Raises:
            UnreadableError: It is too large, is no text, or holds NUL.
        """
        self.handle.seek(0)
        content = self.handle.read(LONGEST_TEXT_BYTES + 1)
        if len(content) > LONGEST_TEXT_BYTES:
            raise UnreadableError(f"larger than {LONGEST_TEXT_BYTES >> 20} MB: split it", shown=self.sample)
        text = _decoded(content, self.encoding)
        if "\0" in text:
            raise _nul(text)
        return text

    def lines(self) -> Iterator[str]:
        r"""Yield the lines between LF, CR LF or CR, each with the LF that ends it.

        Undecodable bytes of UTF-8 appear as lone surrogates. Of a line longer than LONGEST_LINE one character more
        than that is given, so that it can be told.

        Raises:
            UnicodeDecodeError: The file is UTF-16 or UTF-32 and broken.
        """
        with self._reader() as reader:
            while line := reader.readline(LONGEST_LINE + 1):
                yield line
                if len(line) > LONGEST_LINE:
                    _skip_line(reader, line)

    def pieces(self) -> Iterator[str]:
        """Yield the text in pieces of bounded length, else as `lines` does."""
        with self._reader() as reader:
            while piece := reader.read(_PIECE):
                yield piece

    @contextmanager
    def _reader(self) -> Iterator[io.TextIOWrapper]:
        self.handle.seek(0)
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "strict"
        reader = io.TextIOWrapper(self.handle, encoding=self.encoding, errors=errors, newline=None)
        try:
            yield reader
        finally:
            with suppress(ValueError):  # the file may be closed where nobody reads on
                reader.detach()

    def reject(self, error: UnreadableError) -> Reject:
        """Return the reject for an error in this file."""
        return Reject(self.file, error.position, "read", str(error), error.shown)

    def notice(self, message: str) -> Notice:
        """Return what the user should know of this file, as one sentence without a full stop."""
        return Notice(self.file, visible(message))


@dataclass(frozen=True, slots=True)
class Format:
    """One input format: how it is told from others by its content, and how it is read.

    Attributes:
        name: What the user calls it, as in `--as NAME`.
        recognises: Returns why a file is of this format, such as "its first line is a JSON object", or None.
        read: Yields posts in their order, a reject for each that cannot be read, and notices; with memory that does not
            grow with the file where the format allows that. UnreadableError refuses what is left of the file.
    """

    name: str
    recognises: Callable[[Source], str | None]
    read: Callable[[Source], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of file that holds no posts which can be read.

    Attributes:
        recognises: Returns whether a file is of this kind.
        advice: What it is and how to get the posts in it, in one sentence; the reason of its reject.
    """

    recognises: Callable[[Source], bool]
    advice: str


def open_source(file: str, handle: BinaryIO, options: ReadOptions, name: str = "") -> Source:
    """Return an open file, or one of that name in an archive, as a source.

    Raises:
        UnreadableError: The file is empty, or nothing but whitespace as far as the sample goes and beyond.
    """
    head = handle.read(SAMPLE_BYTES)
    if not head:
        raise UnreadableError("the file is empty")
    encoding = mark_of(head) or recognised(handle, head) or "utf-8"
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    if len(head) < SAMPLE_BYTES and not sample.strip("\ufeff \t\r\n\v\f\x85\u2028\u2029\u00a0"):
        raise UnreadableError("the file holds nothing but whitespace")
    return Source(file, name or file, handle, encoding, head, sample, options)


def undecodable(source: Source, error: UnicodeDecodeError, position: str = "") -> UnreadableError:
    """Return the error of a text that cannot be decoded from a place on."""
    shown = error.object[error.start : error.start + 40].decode("latin-1")
    return UnreadableError(f"not {source.encoding.upper()}: {error.reason}", position, shown)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        around = content[max(0, error.start - 40) : error.start + 40]
        named = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        nul = " and it holds NUL bytes, so it is no text" if b"\0" in around and named == "UTF-8" else ""
        reason = f"not {named}: byte {content[error.start]:#04x} cannot be decoded{nul}; save the file as UTF-8"
        raise UnreadableError(reason, f"byte {error.start}", around.decode("utf-8", "backslashreplace")) from None


def _nul(text: str) -> UnreadableError:
    at = text.index("\0")
    position = f"line {text.count(chr(10), 0, at) + 1}"
    return UnreadableError("holds NUL bytes, so it is no text", position, text[max(0, at - 40) : at + 40])


def _skip_line(reader: io.TextIOWrapper, line: str) -> None:
    while line and not line.endswith("\n"):
        line = reader.readline(SAMPLE_BYTES)
