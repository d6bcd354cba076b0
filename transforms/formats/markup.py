"""HTML as the text that its reader sees."""

import codecs
import html
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from transforms.errors import UnusableError

if TYPE_CHECKING:  # a tenth of a second, for few files
    from lxml.etree import _Element

_BLANK_LINE, _LINE = 2, 1
_BREAKS = {
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "hr", "pre"), _BLANK_LINE),
    **dict.fromkeys(("blockquote", "table", "figure", "section", "article"), _BLANK_LINE),
    **dict.fromkeys(("div", "li", "tr", "dt", "dd", "header", "footer", "main", "aside", "nav"), _LINE),
    **dict.fromkeys(("figcaption", "address", "caption"), _LINE),
}
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "title", "iframe", "object"))
_UNSEEN |= frozenset(("svg", "math", "select", "textarea", "button"))
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|s|a|em|strong|span|div|ul|ol|li|h[1-6]|blockquote|img|figure|table|tr|td|code|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_SET_IN_LINES = re.compile(r"<(?:p|br|div|ul|ol|li|h[1-6]|blockquote|table|pre)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_SOURCE_BREAK = re.compile(r"[ \t\r\f]*[\n\t\r\f][ \t\n\r\f]*")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_SETTINGS: dict[str, Any] = {"remove_comments": True, "remove_pis": True, "huge_tree": True, "no_network": True}
_LONGEST_SIGN = 16  # of an image that stands for an emoji


def is_markup(text: str) -> bool:
    """Return whether a text holds tags of HTML, or signs written as its entities."""
    return _MARKUP.search(text) is not None or _ENTITY.search(text) is not None


def is_page(sample: str) -> bool:
    """Return whether a text begins as a web page does."""
    return _PAGE.match(sample) is not None


def clean(text: str) -> str:
    """Return the text that a reader of HTML sees; what is no markup is returned as it is.

    A paragraph is parted from the next by a blank line, a line break is a newline, and the line breaks of the source
    are spaces, unless it has no marks of lines and paragraphs at all. Scripts, styles and what else is not seen are
    left out. Nothing is executed or fetched.

    Raises:
        UnusableError: The markup is nested so deeply that a part of it would be lost.
    """
    if not is_markup(text):
        return text
    if not _MARKUP.search(text):
        return html.unescape(text)
    return seen(parse(text if _SET_IN_LINES.search(text) else text.replace("\n", "<br>")))


def parse(text: str) -> "_Element":
    """Return the root of a page; mistakes in it are mended as browsers do.

    Raises:
        UnusableError: It is nested so deeply that a part of it would be lost.
    """
    from lxml.etree import Element, HTMLParser, fromstring  # noqa: PLC0415  # as above

    parser = HTMLParser(encoding="utf-8", **_SETTINGS)
    root = fromstring(text.replace("\0", "").encode("utf-8", "replace") or b"<html/>", parser)
    _refuse_loss(parser.error_log)
    return root if root is not None else Element("html")


def elements(handle: BinaryIO, encoding: str, wanted: "Callable[[_Element], bool]") -> "Iterator[_Element]":
    """Yield the elements of a page that are wanted, one after the other; of one within another the outer alone.

    Memory does not grow with the page: an element is emptied once the next is asked for.

    Raises:
        UnusableError: The page is nested so deeply that the rest of it would be lost.
    """
    from lxml.etree import iterparse  # noqa: PLC0415  # as above

    handle.seek(0)
    recoded = codecs.EncodedFile(handle, "utf-8", encoding, "replace")
    walk = iterparse(recoded, events=("start", "end"), html=True, encoding="utf-8", **_SETTINGS)
    inside = 0
    for event, element in walk:
        if wanted(element):
            inside += 1 if event == "start" else -1
            if event == "end" and not inside:
                yield element
                _drop(element)
    _refuse_loss(walk.error_log)


def has_class(element: "_Element", name: str) -> bool:
    """Return whether an element is of a class."""
    return name in (element.get("class") or "").split()


def first(element: "_Element", name: str) -> "_Element | None":
    """Return the first element of a class within another, None where there is none."""
    return next((each for each in element.iter() if has_class(each, name)), None)


def seen(element: "_Element") -> str:
    """Return the text that a reader of an element sees, without the whitespace around it."""
    from lxml.etree import iterwalk  # noqa: PLC0415  # as above

    page = _Page()
    walk = iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "start":
            page.open(each)
            if each.tag in _UNSEEN:
                walk.skip_subtree()
        else:
            page.close(each, is_last=each is element)
    return page.text()


def web_links(element: "_Element") -> tuple[str, ...]:
    """Return the http and https addresses behind the words of an element; those behind a hashtag or a name are none."""
    found = (each.get("href", "").strip() for each in element.iter("a") if not seen(each).startswith(("#", "@")))
    return tuple(dict.fromkeys(link for link in found if _WEB.fullmatch(link)))


class _Page:
    """Words as they are set: on lines, with at most one blank line between them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._breaks = _BLANK_LINE  # nothing stands above the first word
        self._space = False
        self._verbatim = 0

    def open(self, element: "_Element") -> None:
        """Set what comes before and inside an element until its first child."""
        self._break(_BREAKS.get(element.tag, 0))
        if element.tag == "br":
            self._end_line()
        elif element.tag in {"td", "th"}:
            self._space = True
        elif element.tag == "img":
            self._words(_sign(element))
        self._verbatim += element.tag == "pre"
        if element.tag not in _UNSEEN:
            self._words(element.text or "")

    def close(self, element: "_Element", *, is_last: bool) -> None:
        """Set what comes behind an element."""
        self._verbatim -= element.tag == "pre"
        self._break(_BREAKS.get(element.tag, 0))
        if not is_last:
            self._words(element.tail or "")

    def text(self) -> str:
        """Return all that was set."""
        return "".join(self._pieces).strip()

    def _words(self, words: str) -> None:
        words = words if self._verbatim else _SOURCE_BREAK.sub("\n", words)
        for number, line in enumerate(words.split("\n")):
            if number and self._verbatim:
                self._end_line()
            elif number:
                self._space = True
            if line:
                self._set(line)

    def _set(self, line: str) -> None:
        if self._space and not self._breaks and not line.startswith(" "):
            self._pieces.append(" ")
        self._space = False
        self._pieces.append(line)
        self._breaks = 0

    def _break(self, lines: int) -> None:
        while self._breaks < lines:
            self._end_line()

    def _end_line(self) -> None:
        self._pieces.append("\n")
        self._breaks += 1
        self._space = False


def _refuse_loss(error_log: Any) -> None:  # noqa: ANN401  # lxml names no type for it
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in error_log):
        raise UnusableError("HTML nested too deeply")


def _sign(image: "_Element") -> str:
    """Return the emoji that an image stands for."""
    words = image.get("alt") or ""
    return words if len(words) <= _LONGEST_SIGN and not any(sign.isalnum() for sign in words) else ""


def _drop(element: "_Element") -> None:
    """Free an element and what stands before it on its level."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
