"""Read a web page: the article that it shows, or each of the dated items that it lists."""

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812
from typing import TYPE_CHECKING

from transforms.errors import UnusableError
from transforms.formats.entry import Entry, posts_of
from transforms.formats.markup import is_page, parse, seen, web_links
from transforms.formats.moments import parse_moment
from transforms.formats.source import Format, Found, Source
from transforms.segmentation.dates import full_dates

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

LONGEST_PAGE = 8_000_000  # characters; the largest articles of encyclopaedias have a quarter of it

_FEWEST_ITEMS = 2
_FEWEST_LISTED = 0.5  # of the main text of a page, for the page to be a list
_LONGEST_DATE = 60
_MOST_DATE_WORDS = 6
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHORTEST_ARTICLE = "20"  # characters; the library takes shorter texts than 250 for menus
_PUBLISHED = (
    "string(//meta[@property='article:published_time']/@content)",
    "string(//meta[@itemprop='datePublished']/@content)",
    "string(//time[@itemprop='datePublished']/@datetime)",
    "string(//time[@pubdate]/@datetime)",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """What a list shows of one post, and the element of its date."""

    element: "_Element"
    date: "_Element"
    day: Day

    def heading(self) -> "_Element | None":
        """Return the heading."""
        return next(self.element.iter(*_HEADINGS), None)


def page_entries(text: str) -> Iterator[Entry]:
    """Yield the article of a page, or the items of a page that is little else than a list of them.

    Raises:
        UnusableError: The page is too long, nested too deeply, or has no article.
    """
    if len(text) > LONGEST_PAGE:
        raise UnusableError(f"a web page of {len(text):,} characters, more than {LONGEST_PAGE:,}")
    root = parse(text)
    main = _main(text)
    if main is None or not main.text:
        raise UnusableError("a web page without an article: save the page of one article, or its text")
    items = _items(root)
    if _is_list(items, main.text):
        yield from (_listed(item, root, main) for item in items)
    else:
        yield _article(root, main)


def _main(text: str) -> "Document | None":
    """Return what the page is about, without menus, margins and comments."""
    import trafilatura  # noqa: PLC0415  # half a second, for few files
    from trafilatura.settings import DEFAULT_CONFIG, Document  # noqa: PLC0415  # as above

    config = copy.deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"].update({"MIN_EXTRACTED_SIZE": _SHORTEST_ARTICLE, "EXTENSIVE_DATE_SEARCH": "off"})
    found = trafilatura.bare_extraction(
        text, with_metadata=True, include_comments=False, favor_recall=True, config=config
    )
    return found if isinstance(found, Document) else None


def _article(root: "_Element", main: "Document") -> Entry:
    return Entry(
        text=main.text or "",
        title=main.title,
        source=main.sitename or main.hostname,
        native_id=main.url,
        url=main.url,
        published=_published(root, main.date),
        lang=_language(root),
    )


def _published(root: "_Element", found: str | None) -> str | None:
    """Return the moment of publication that a page declares, or what was found where it declares none."""
    declared = [words for path in _PUBLISHED if (words := root.xpath(path))]
    return next(filter(_is_moment, declared), None) if declared else found


def _is_moment(words: str) -> bool:
    try:
        return bool(parse_moment(words))
    except UnusableError:
        return False


def _language(root: "_Element") -> str | None:
    return root.get("lang", "").partition("-")[0].lower() or None


def _items(root: "_Element") -> "tuple[_Item, ...]":
    """Return what has a date of its own and a heading, and stands beside others that have."""
    dates = [(element, day) for element in root.iter("time", "span", "p", "div", "td", "li") if (day := _day(element))]
    dated = Counter(above for element, _ in dates for above in (element, *element.iterancestors()))
    items = [_Item(_widest(element, dated), element, day) for element, day in dates]
    beside = Counter(item.element.getparent() for item in items)
    return tuple(
        item for item in items if beside[item.element.getparent()] >= _FEWEST_ITEMS and item.heading() is not None
    )


def _day(element: "_Element") -> Day | None:
    """Return the day that an element gives and nothing else."""
    words = element.get("datetime") or ("" if len(element) else element.text or "")
    if len(words) > _LONGEST_DATE or len(words.split()) > _MOST_DATE_WORDS:
        return None
    return next(full_dates(words), None)


def _widest(element: "_Element", dated: "Counter[_Element]") -> "_Element":
    """Return the largest element around a date that has no other date."""
    while (parent := element.getparent()) is not None and dated[parent] == 1:
        element = parent
    return element


def _is_list(items: "tuple[_Item, ...]", main: str) -> bool:
    listed = "\n".join(seen(item.element) for item in items)
    found = sum(len(line) for line in main.split("\n") if line in listed)
    return len(items) >= _FEWEST_ITEMS and found >= _FEWEST_LISTED * len(main)


def _listed(item: "_Item", root: "_Element", main: "Document") -> Entry:
    """Return an item of a list; its date is no part of its text."""
    published = item.date.get("datetime") or item.day.isoformat()
    line = item.element.sourceline or 1
    heading = item.heading()
    links = web_links(item.element)
    item.date.clear(keep_tail=True)
    return Entry(
        text=seen(item.element),
        source=main.sitename or main.hostname or main.title,
        native_id=None,
        url=next(iter(web_links(heading)), None) if heading is not None else None,
        published=published,
        lang=_language(root),
        links=links,
        line=line,
    )


def _recognises(source: Source) -> str | None:
    return "it is a web page" if is_page(source.sample) else None


def _read(source: Source) -> Iterator[Found]:
    return posts_of(source, page_entries(source.text()))


PAGE = Format("page", _recognises, _read)
