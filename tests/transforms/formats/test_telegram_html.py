from collections import Counter
from io import BytesIO

import pytest

from transforms.formats.entry import Entry
from transforms.formats.telegram_html import exported_messages, shown_messages

_EXPORT = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
 <div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Lima &amp; Callao
 </div></div></div><div class="page_body chat_page"><div class="history">{}</div></div></div></body></html>"""
_MESSAGE = """
     <div class="message default clearfix" id="message{}">
      <div class="body">
       <div class="pull_right date details" title="{}">
12:00
       </div>
       <div class="from_name">
Lima
       </div>
{}
      </div>
     </div>"""
_TEXT = '       <div class="text">\n{}\n       </div>'
_STAMP = "03.06.2024 23:30:05 UTC-05:00"

_SHOWN = """<html><head><title>Lima – Telegram</title></head><body><section>{}</section></body></html>"""
_WIDGET = """<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="lima/7">
<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text">Answered.</div></a>
{}<a class="tgme_widget_message_link_preview"><div class="link_preview_title">Elsewhere</div></a>
<div class="tgme_widget_message_footer"><time class="message_video_duration">0:30</time>
<a class="tgme_widget_message_date"><time datetime="2024-06-03T12:00:00+00:00">12:00</time></a></div></div></div>"""
_BODY = '<div class="tgme_widget_message_text js-message_text" dir="auto">{}</div>'


def _exported(*messages: str) -> list[Entry]:
    return list(exported_messages(BytesIO(_EXPORT.format("".join(messages)).encode()), "utf-8", Counter()))


def _shown(*bodies: str) -> list[Entry]:
    return list(
        shown_messages(BytesIO(_SHOWN.format("".join(map(_WIDGET.format, bodies))).encode()), "utf-8", Counter())
    )


def test_a_message_of_an_export_is_read_with_its_chat_number_and_moment() -> None:
    [entry] = _exported(_MESSAGE.format(17, _STAMP, _TEXT.format("The <strong>envoy</strong> came.<br><br>Then left.")))
    assert entry == Entry(
        text="The envoy came.\n\nThen left.",
        source="Lima & Callao",
        native_id="17",
        published="2024-06-03T23:30:05-05:00",
        line=entry.line,
    )
    assert 4 <= entry.line <= 6


def test_service_messages_and_pictures_without_words_are_no_posts() -> None:
    service = '<div class="message service" id="message-1"><div class="body details">3 June 2024</div></div>'
    picture = _MESSAGE.format(18, _STAMP, '<div class="media_wrap"><a class="photo_wrap"></a></div>')
    assert _exported(service, picture) == []


def test_what_a_message_answers_to_is_no_part_of_it_and_what_it_forwards_is() -> None:
    answer = '<div class="reply_to details">In reply to <a href="#">this message</a></div>' + _TEXT.format("Yes.")
    forwarded = (
        '<div class="forwarded body"><div class="from_name">Cusco <span class="date details" title="x"></span></div>'
    )
    found = _exported(
        _MESSAGE.format(1, _STAMP, answer), _MESSAGE.format(2, _STAMP, forwarded + _TEXT.format("News.") + "</div>")
    )
    assert [(entry.text, entry.published) for entry in found] == [
        ("Yes.", "2024-06-03T23:30:05-05:00"),
        ("News.", "2024-06-03T23:30:05-05:00"),
    ]


@pytest.mark.parametrize(
    ("title", "published"),
    [("03.06.2024 12:00:00", "2024-06-03T12:00:00"), ("June 3", None), ("", None)],
)
def test_older_exports_give_no_zone(title: str, published: str | None) -> None:
    assert [entry.published for entry in _exported(_MESSAGE.format(1, title, _TEXT.format("Yes.")))] == [published]


def test_links_behind_words_are_kept() -> None:
    [entry] = _exported(_MESSAGE.format(1, _STAMP, _TEXT.format('See <a href="https://example.org/1">here</a>.')))
    assert (entry.text, entry.links) == ("See here.", ("https://example.org/1",))


def test_a_message_of_a_channel_page_is_read_without_what_it_answers_or_shows_of_other_pages() -> None:
    [entry] = _shown(_BODY.format('The <b>envoy</b> <i class="emoji"><b>🇵🇪</b></i> came.<br/>Then left.'))
    assert entry == Entry(
        text="The envoy 🇵🇪 came.\nThen left.",
        source="Lima",
        native_id="7",
        url="https://t.me/lima/7",
        published="2024-06-03T12:00:00+00:00",
        line=1,
    )


def test_a_message_of_a_channel_page_without_words_is_no_post() -> None:
    assert _shown("") == []


def test_a_large_export_is_read_message_by_message() -> None:
    page = _EXPORT.format("".join(_MESSAGE.format(n, _STAMP, _TEXT.format("Yes.")) for n in range(5_000)))
    assert [entry.native_id for entry in exported_messages(BytesIO(page.encode()), "utf-8", Counter())] == list(
        map(str, range(5_000))
    )
