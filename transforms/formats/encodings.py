"""The encoding of a text: what its byte order mark says, else UTF-8, else what its bytes look like."""

import codecs
import re
from typing import BinaryIO

_MOST_SCANNED = 64 << 20  # bytes; of larger files the head decides
_BLOCK = 1 << 20
_SEEN = 1 << 16  # bytes around the first that is no UTF-8, from which the encoding is recognised

_FEW, _MOST = 0.05, 0.6

# The longer mark first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALWAYS_UTF8 = re.compile(rb"\s*[\[{]")  # JSON, by its standard
_DECLARED = re.compile(
    rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w.:-]{2,40})|<\?xml[^>]{1,200}encoding=[\"']([\w.-]{2,40})", re.IGNORECASE
)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_FOR_TEXTS = ("iso8859", "cp", "koi8", "mac", "gb", "big5", "shift", "euc")
_MOST_LIKELY = "cp1252"  # of equals, as texts are English
_KNOWN = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1256", "mac_roman",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be",
]  # fmt: skip


def called(encoding: str) -> str:
    """Return what people call an encoding."""
    return encoding.replace("_", "-").upper().replace("CP125", "Windows-125")


def mark_of(head: bytes) -> str | None:
    """Return the encoding that a byte order mark names."""
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), None)


def recognised(handle: BinaryIO, head: bytes) -> str | None:
    """Return the encoding of a file without a byte order mark, None where it is UTF-8 or nobody can tell.

    A file with more of UTF-8 than of anything else is UTF-8 that was damaged, and JSON is never in another encoding.
    """
    if wide := _wide(head):
        return wide
    if b"\0" in head:
        return None
    seen = _first_other(handle)
    if seen is None or _ALWAYS_UTF8.match(head) or _is_damaged(seen):
        return None
    return _declared(head, seen) or _likely(seen)


def _wide(head: bytes) -> str | None:
    """Return the form of UTF-16 in which nearly every other byte is NUL, as in texts of Latin letters."""
    pairs = max(1, len(head) // 2)
    share = [head[start::2].count(0) / pairs for start in (0, 1)]
    if min(share) > _FEW or max(share) < _MOST:
        return None
    return "utf-16-be" if share[0] > share[1] else "utf-16-le"


def _first_other(handle: BinaryIO) -> bytes | None:
    """Return the bytes around the first that is no UTF-8."""
    handle.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    for _ in range(0, _MOST_SCANNED, _BLOCK):
        block = handle.read(_BLOCK)
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            start = max(0, error.start + len(before) - _SEEN // 2)
            return (before + block)[start : start + _SEEN]
        if not block:
            return None
        before = block
    return None


def _is_damaged(seen: bytes) -> bool:
    sequences = _SEQUENCE.findall(seen)
    return 2 * sum(map(len, sequences)) > len(_HIGH.findall(seen))


def _declared(head: bytes, seen: bytes) -> str | None:
    """Return the encoding that a page says it has, where its bytes agree."""
    found = _DECLARED.search(head)
    if found is None:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
        if name.startswith(_FOR_TEXTS):
            seen.decode(name)
            return name
    except (LookupError, ValueError):
        pass
    return None


def _likely(seen: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # a tenth of a second, for few files

    matches = list(from_bytes(seen, cp_isolation=_KNOWN))
    if not matches:
        return None
    least = matches[0]
    equals = [each for each in matches if (each.chaos, each.coherence) == (least.chaos, least.coherence)]
    return _MOST_LIKELY if any(_MOST_LIKELY in each.could_be_from_charset for each in equals) else least.encoding
