"""Make posts: ids, headings, hashtags and links from their text."""

import hashlib
import re
import unicodedata

from transforms.segmentation.signs import VARIATION_SELECTOR, leading_signs

LONGEST_HEADING = 200

_HASHTAG = re.compile(r"(?<![\w&/#])#(\w{1,100})")
_LINK = re.compile(r"https?://[^\s<>\"“”«»]{1,2000}", re.IGNORECASE)
_STAMP_OR_TAGS = re.compile(r"(?:.{0,80}\[[\d./: ,APM-]{8,24}\]:?|(?:[#@]\w+[\s,|·]*){1,20})")
_CLOSERS = ".,;:!?)]}'’…*"


def post_id(source: str, native_id: str | None, text: str) -> str:
    """Return the id that a post keeps in every file that holds it.

    It comes from the source and the id there, or from the text alone where there is no id: compatibility forms,
    whitespace and U+FE0F make no difference.
    """
    named = f"native\x1f{source}\x1f{native_id}" if native_id is not None else f"text\x1f{_normalised(text)}"
    return "po_" + hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def heading(text: str) -> str | None:
    """Return the first line with words, without leading signs; stamps and lines of hashtags are passed over."""
    spare = None
    for line in text.splitlines():
        _, start = leading_signs(line)
        words = line[start:].strip()
        if not any(sign.isalnum() for sign in words):
            continue
        if not _STAMP_OR_TAGS.fullmatch(words):
            return _clipped(words)
        spare = spare or words
    return _clipped(spare) if spare else None


def hashtags(text: str) -> tuple[str, ...]:
    """Return the hashtags without #, each once, in order."""
    return tuple(dict.fromkeys(tag for tag in _HASHTAG.findall(text) if not tag.isdigit()))


def links(text: str) -> tuple[str, ...]:
    """Return the http and https addresses, each once, in order."""
    return tuple(dict.fromkeys(_closed(found.group()) for found in _LINK.finditer(text)))


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace(VARIATION_SELECTOR, "").split())


def _clipped(words: str) -> str:
    if len(words) <= LONGEST_HEADING:
        return words
    return words[:LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"


def _closed(link: str) -> str:
    """Return a link without the punctuation of the sentence around it; a bracket that it opened stays."""
    while link[-1] in _CLOSERS and not (link[-1] == ")" and link.count("(") >= link.count(")")):
        link = link[:-1]
    return link
