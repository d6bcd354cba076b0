import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.formats.posts import hashtags, heading, links, post_id


@given(st.text(), st.text(), st.none() | st.text())
def test_an_id_has_its_form_whatever_the_post(source: str, text: str, native_id: str | None) -> None:
    assert re.fullmatch("po_[0-9a-f]{16}", post_id(source, native_id, text))


def test_a_native_id_outlives_an_edit() -> None:
    assert post_id("mfa", "17", "Old words") == post_id("mfa", "17", "New words")


def test_a_native_id_counts_within_its_source() -> None:
    assert post_id("mfa", "17", "Words") != post_id("embassy", "17", "Words")


@pytest.mark.parametrize("same", ["⚡ The envoy\ncame", "⚡\ufe0f The  envoy came ", "⚡ The\u00a0envoy\r\ncame"])
def test_spaces_and_selectors_do_not_change_the_id_of_a_text(same: str) -> None:
    assert post_id("a", None, same) == post_id("b", None, "⚡ The envoy came")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("🇫🇯🇼🇸 Talks in Apia\nMore", "Talks in Apia"),
        ("#News\nTalks in Apia", "Talks in Apia"),
        ("Ministry, [27.07.2024 14:05]\n⚡️ Talks in Apia 🇼🇸", "Talks in Apia 🇼🇸"),
        ("#News", "#News"),
        ("🔴\n***", None),
        ("word " * 100, "word " * 39 + "word…"),
    ],
)
def test_the_heading_is_the_first_line_with_words(text: str, found: str | None) -> None:
    assert heading(text) == found


def test_hashtags_are_given_once_without_their_sign() -> None:
    assert hashtags("#EUKenya met #EUKenya, #Türkiye. page#part &#39; #1") == ("EUKenya", "Türkiye")


def test_links_lose_the_punctuation_around_them() -> None:
    text = "See (https://example.org/a_(b)), http://example.org/c. and https://example.org/a_(b)"
    assert links(text) == ("https://example.org/a_(b)", "http://example.org/c")
