from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnusableError
from transforms.formats.markup import clean, elements, has_class, parse, seen, web_links


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no markup < at all & so on", "no markup < at all & so on"),
        ("Talks &amp; lunch", "Talks & lunch"),
        ("<p>The <b>envoy</b> came.</p>", "The envoy came."),
        ("<p>One.</p>\n\n   <p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/><br />Three.", "One.\nTwo.\n\nThree."),
        ("<p>One\n   line of\ttext.</p>", "One line of text."),
        ("<p><b>Two</b>\n<i>words</i></p>", "Two words"),
        ("<b>two  spaces</b>", "two  spaces"),
        ("<p>8&nbsp;June &lt;here&gt;</p>", "8\xa0June <here>"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p>seen<script>alert(1)</script><style>p{}</style> too<!-- not --></p>", "seen too"),
        ('<p>Talks <img alt="🇵🇪" src="x"><img alt="a photograph"></p>', "Talks 🇵🇪"),
        ("<p>unclosed <b>words", "unclosed words"),
        ("</div><p>closed twice</p></div>", "closed twice"),
        ("<p></p>", ""),
        ("one\n\ntwo <b>three</b>\nfour", "one\n\ntwo three\nfour"),
    ],
)
def test_markup_is_read_as_its_reader_sees_it(written: str, read: str) -> None:
    assert clean(written) == read


def test_nothing_is_lost_by_nesting() -> None:
    assert clean("<b>word</i> " * 1_500) == ("word " * 1_500).rstrip()
    with pytest.raises(UnusableError, match="HTML nested too deeply"):
        clean("<b>word</i> " * 5_000)


def test_links_behind_words_are_found_and_those_behind_hashtags_are_not() -> None:
    page = parse(
        '<a href="https://example.org/a">here</a> <a href="?q=%23Peru">#Peru</a> <a href="https://t.me/x">@x</a>'
        '<a href="javascript:alert(1)">there</a> <a href="https://example.org/a">again</a>'
    )
    assert web_links(page) == ("https://example.org/a",)


def test_elements_are_given_one_by_one_and_the_outer_of_two() -> None:
    page = b'<div class="post x">one<div class="post">inner</div></div><p>other</p><div class="post">two</div>'
    found = elements(BytesIO(page), "utf-8", lambda element: has_class(element, "post"))
    assert [seen(element) for element in found] == ["one\ninner", "two"]


def test_a_page_nested_too_deeply_is_told_after_what_could_be_read() -> None:
    page = b'<div class="post">one</div>' + b"<div>" * 5_000
    found = elements(BytesIO(page), "utf-8", lambda element: has_class(element, "post"))
    assert seen(next(found)) == "one"
    with pytest.raises(UnusableError, match="HTML nested too deeply"):
        next(found)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_written_as_html_is_read_back(text: str) -> None:
    """Whatever it holds, signs of HTML included; line breaks of the source are those of Markup alone."""
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert clean(f"<pre>x{written}x</pre>") == f"x{text}x".replace("\r\n", "\n").replace("\r", "\n")


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "<br>", "<td>", "</div>", "<script>", "&#0;", "&#xd800;", "\0", "a"])
    )
)
def test_no_markup_makes_reading_raise(pieces: list[str]) -> None:
    clean("".join(pieces)).encode()
