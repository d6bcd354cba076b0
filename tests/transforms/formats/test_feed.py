import socket
from pathlib import Path
from time import monotonic

import pytest

from transforms.formats.entry import Entry
from transforms.formats.feed import feed_entries
from transforms.formats.source import UnreadableError

_RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Lima &amp; Callao</title><link>https://example.org</link><language>en-GB</language>{}</channel></rss>"""
_ITEM = """<item><title>Talks with Chile</title><link>https://example.org/1</link><guid isPermaLink="false">17</guid>
<pubDate>Mon, 03 Jun 2024 23:30:00 -0500</pubDate>{}</item>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lima</title><entry><title>Talks with Chile</title>
<id>urn:17</id><link href="https://example.org/1"/><updated>2024-06-04T09:00:00Z</updated>{}</entry></feed>"""


def _read(content: str) -> list[Entry]:
    return [entry for entry in feed_entries(content.encode()) if isinstance(entry, Entry)]


@pytest.mark.parametrize(
    "body",
    [
        "<description>The envoy &amp;amp; his staff came.</description>",
        "<description><![CDATA[<p>The <b>envoy</b> &amp; his staff came.</p>]]></description>",
        "<description>The</description><content:encoded>&lt;p&gt;The envoy &amp;amp; his staff came.</content:encoded>",
    ],
)
def test_an_item_of_rss_is_read_whole(body: str) -> None:
    assert _read(_RSS.format(_ITEM.format(body))) == [
        Entry(
            text="The envoy & his staff came.",
            title="Talks with Chile",
            source="Lima & Callao",
            native_id="17",
            url="https://example.org/1",
            published="Mon, 03 Jun 2024 23:30:00 -0500",
            lang="en",
        )
    ]


def test_an_entry_of_atom_is_read() -> None:
    [entry] = _read(_ATOM.format('<content type="html">&lt;p&gt;The envoy came.&lt;/p&gt;</content>'))
    assert (entry.native_id, entry.published, entry.text) == ("urn:17", "2024-06-04T09:00:00Z", "The envoy came.")


def test_a_feed_that_breaks_off_gives_what_stands_before_the_break_and_says_so() -> None:
    entries = feed_entries(_RSS.format(_ITEM.format("<description>The envoy came.</description>")).encode()[:-40])
    assert isinstance(next(entries), Entry)
    with pytest.raises(UnreadableError, match="broken XML, of which 1 posts could be read"):
        next(entries)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file://{secret}">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_neither_fetched_nor_multiplied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: str, encoding: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    monkeypatch.setattr(socket, "socket", _refuse)
    feed = _RSS.format(_ITEM.format("<description>&x;</description>")).replace("utf-8", encoding)
    hostile = feed.replace("?><rss", f"?><!DOCTYPE rss [{declared.format(secret=secret)}]><rss")
    try:
        assert "SECRET" not in str(list(feed_entries(hostile.encode(encoding))))
    except UnreadableError as error:
        assert "SECRET" not in str(error)  # noqa: PT017  # either outcome is right, as long as nothing is fetched


def _refuse(*_: object) -> None:
    pytest.fail("something was fetched")


def test_entities_that_multiply_are_refused_at_once() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "' + "a" * 100_000 + '">]>'
    feed = _RSS.format(_ITEM.format("<description>" + "&a;" * 100_000 + "</description>"))
    began = monotonic()
    with pytest.raises(UnreadableError, match="declares entities of its own"):
        _read(feed.replace("?><rss", f"?>{bomb}<rss"))
    assert monotonic() - began < 2


def test_an_address_in_place_of_a_feed_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _refuse)
    with pytest.raises(UnreadableError):
        _read("http://127.0.0.1:9/feed.xml")


def test_half_of_a_character_in_broken_xml_is_told() -> None:
    with pytest.raises(UnreadableError, match="broken XML"):
        _read(_RSS.format(_ITEM.format("<description>&#xD800;</description>"))[:-40])
