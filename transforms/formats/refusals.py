"""Kinds of files that hold no posts which can be read, each with the sentence that helps."""

import re
from collections.abc import Callable

from transforms.formats.documented import is_archived_otherwise
from transforms.formats.feed import FEED
from transforms.formats.markup import is_page
from transforms.formats.source import Refusal, Source

_MAIL = re.compile(r"(?:From .*\r?\n)?(?:[A-Z][\w-]{1,40}: .*\r?\n(?:[ \t].*\r?\n)*){3,}\r?\n")
_SENDER = re.compile(r"^(?:From|Sender|Return-Path): .*@", re.MULTILINE | re.IGNORECASE)
_TAR_MARK, _TAR_AT = b"ustar", 257
_HEAD = 1 << 12  # characters

_PACKED = "an archive of another kind than .zip and .gz: unpack it and name the folder"
_PLAYED = "a sound or a film: only text is read"
_SHOWN = "an image: only text is read; if it shows a text, copy that into a .txt file"


def _begins_with(*marks: bytes, at: int = 0) -> Callable[[Source], bool]:
    def recognises(source: Source) -> bool:
        return source.head[at : at + 16].startswith(marks)

    return recognises


def _is_riff(*kinds: bytes) -> Callable[[Source], bool]:
    def recognises(source: Source) -> bool:
        return source.head[:4] == b"RIFF" and source.head[8:12] in kinds

    return recognises


def _is_mail(source: Source) -> bool:
    """Take what begins with the headers of an e-mail, one of them with an address that sent it."""
    found = _MAIL.match(source.sample[:_HEAD])
    return found is not None and _SENDER.search(found.group()) is not None


def _is_other_xml(source: Source) -> bool:
    """Take XML that is neither a feed nor a page."""
    is_xml = source.sample.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<svg"))
    return is_xml and not FEED.recognises(source) and not is_page(source.sample)


REFUSALS: tuple[Refusal, ...] = (
    Refusal(_begins_with(b"%PDF-"), "a PDF: save or copy its text into a .txt file (pdftotext FILE does it)"),
    Refusal(_begins_with(b"\xd0\xcf\x11\xe0"), "an old Office file: save it as plain text (.txt), a table as CSV"),
    Refusal(_begins_with(b"{\\rtf"), "a Rich Text file: save it as plain text (.txt)"),
    Refusal(_begins_with(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), _SHOWN),
    Refusal(_is_riff(b"WEBP"), _SHOWN),
    Refusal(_is_riff(b"WAVE", b"AVI "), _PLAYED),
    Refusal(_begins_with(b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3"), _PLAYED),
    Refusal(_begins_with(b"ftyp", at=4), _PLAYED),
    Refusal(_begins_with(b"SQLite format 3\0"), "an SQLite database: export the table of posts as CSV"),
    Refusal(_begins_with(b"PK\x03\x04", b"\x1f\x8b"), "an archive within an archive: unpack it"),
    Refusal(_begins_with(b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!"), _PACKED),
    Refusal(_begins_with(_TAR_MARK, at=_TAR_AT), _PACKED),
    Refusal(is_archived_otherwise, "a part of an archive of X that holds no posts: name data/tweets.js"),
    Refusal(_is_other_xml, "XML, but neither RSS nor Atom: save what it says of posts as one of these, CSV or JSON"),
    Refusal(_is_mail, "an e-mail: save the text of the message as a .txt file, without the headers"),
)
