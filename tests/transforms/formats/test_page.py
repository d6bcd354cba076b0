import pytest

from transforms.errors import UnusableError
from transforms.formats.entry import Entry
from transforms.formats.page import page_entries

_ARTICLE = """<!DOCTYPE html><html lang="en-GB"><head><title>Envoy of Peru in Lima | Harbour News</title>{}
<meta property="og:site_name" content="Harbour News"><link rel="canonical" href="https://example.org/envoy"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<article><h1>Envoy of Peru in Lima</h1><p>The envoy of Peru came to Lima and met the mayor &amp; the judge.</p>
<p>They spoke about the port, the railway and the harvest, and will meet in Callao next spring.</p></article>{}
<footer>© 2019 Harbour News</footer></body></html>"""
_TEXT = (
    "The envoy of Peru came to Lima and met the mayor & the judge.",
    "They spoke about the port, the railway and the harvest, and will meet in Callao next spring.",
)
_ITEM = (
    """<{tag} class="news"><span class="date">{date}</span><h2><a href="{link}">{title}</a></h2><p>{text}</p></{tag}>"""
)
_LIST = (
    """<html lang="en"><head><title>News of the ministry</title></head><body><div id="list">{}</div></body></html>"""
)


def _items(tag: str = "div") -> str:
    return "".join(
        _ITEM.format(
            tag=tag,
            date=f"{number} June 2024",
            link=f"https://example.org/{number}",
            title=f"Call number {number}",
            text=f"The minister of Peru called the minister of Chile for the {number}th time.",
        )
        for number in (4, 5, 6)
    )


def test_an_article_is_read_without_what_stands_around_it() -> None:
    published = '<meta property="article:published_time" content="2024-06-03T12:00:00Z">'
    [entry] = page_entries(_ARTICLE.format(published, ""))
    assert entry == Entry(
        text="\n".join(("Envoy of Peru in Lima", *_TEXT)),
        title="Envoy of Peru in Lima",
        source="Harbour News",
        native_id="https://example.org/envoy",
        url="https://example.org/envoy",
        published="2024-06-03T12:00:00Z",
        lang="en",
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta itemprop="datePublished" content="2024-06-03">', "2024-06-03"),
        ('<meta property="article:published_time" content="2024-02-31">', None),
        ("", None),
    ],
)
def test_the_day_of_an_article_is_the_one_it_declares_and_never_that_of_its_footer(
    head: str, published: str | None
) -> None:
    assert [entry.published for entry in page_entries(_ARTICLE.format(head, ""))] == [published]


@pytest.mark.parametrize("tag", ["div", "article", "li"])
def test_each_dated_item_of_a_list_is_a_post(tag: str) -> None:
    found = list(page_entries(_LIST.format(_items(tag))))
    assert [(entry.published, entry.url, entry.text) for entry in found] == [
        (
            f"2024-06-0{number}",
            f"https://example.org/{number}",
            f"Call number {number}\n\nThe minister of Peru called the minister of Chile for the {number}th time.",
        )
        for number in (4, 5, 6)
    ]


def test_a_margin_with_other_news_makes_no_list_of_an_article() -> None:
    margin = f"<aside><h3>More news</h3>{_items().replace('for the', '')}</aside>"
    body = "".join(f"<p>{line} {number}</p>" for number in range(8) for line in _TEXT)
    [entry] = page_entries(_ARTICLE.format("", margin).replace("</article>", f"{body}</article>"))
    assert entry.url == "https://example.org/envoy"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html></html>", "a web page without an article"),
        ("<div>" * 5_000, "HTML nested too deeply"),
        ("<p>" + "a" * 8_000_000, "a web page of 8,000,003 characters"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(page: str, reason: str) -> None:
    with pytest.raises(UnusableError, match=reason):
        list(page_entries(page))
