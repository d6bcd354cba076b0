import json
from pathlib import Path

import pytest

from transforms.elements import Notice, Post, Reject
from transforms.formats.reading import read_file

_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lima",
    "language": "en-GB",
    "items": [
        {
            "id": 17,
            "url": "https://example.org/17",
            "title": "Talks",
            "content_html": "<p>The <b>envoy</b> came.</p>",
            "date_published": "2024-06-03T12:00:00-05:00",
        },
        {"id": "18", "content_text": "The envoy <left>."},
        {"id": "19", "content_text": ["x"]},
    ],
}
_NOTE = {
    "id": "https://example.social/users/lima/statuses/17",
    "type": "Note",
    "url": "https://example.social/@lima/17",
    "published": "2024-06-03T12:00:00Z",
    "content": '<p>The envoy came.<br />See <a href="https://example.org/17">this</a> <a href="https://example.social/tags/Peru">#Peru</a></p>',
    "contentMap": {"en": "…"},
}
_OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "type": "OrderedCollection",
    "orderedItems": [
        {"type": "Create", "actor": "https://example.social/users/lima", "object": _NOTE},
        {"type": "Announce", "actor": "https://example.social/users/lima", "object": "https://example.social/@x/1"},
    ],
}
_TWEET = {
    "id_str": "17",
    "full_text": "The envoy &amp; his staff came https://t.co/x",
    "created_at": "Mon Jun 03 12:00:00 +0000 2024",
    "lang": "en",
    "entities": {"urls": [{"url": "https://t.co/x", "expanded_url": "https://example.org/17"}]},
}


def _read(folder: Path, content: str, name: str = "seed") -> list[Post | Reject | Notice]:
    path = folder / name
    path.write_text(content)
    return list(read_file(str(path)))


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_feed_is_read_with_what_it_says_of_itself(tmp_path: Path, indent: int | None) -> None:
    shuffled = dict(reversed(_FEED.items()))
    first, second, refused = _read(tmp_path, json.dumps(shuffled, indent=indent))
    assert isinstance(first, Post)
    assert (first.source, first.native_id, first.url, first.lang) == ("Lima", "17", "https://example.org/17", "en")
    assert (first.text, str(first.published_at)) == ("Talks\n\nThe envoy came.", "2024-06-03 17:00:00+00:00")
    assert isinstance(second, Post)
    assert second.text == "The envoy <left>."
    assert isinstance(refused, Reject)
    assert refused.reason == "a list where there should be words"


def test_the_posts_of_an_outbox_are_read_and_those_it_repeats_are_counted(tmp_path: Path) -> None:
    post, notice = _read(tmp_path, json.dumps(_OUTBOX))
    assert isinstance(post, Post)
    assert (post.source, post.native_id, post.url) == ("lima@example.social", _NOTE["id"], _NOTE["url"])
    assert (post.text, post.links) == ("The envoy came.\nSee this #Peru", ("https://example.org/17",))
    assert isinstance(notice, Notice)
    assert notice.message == "1 repeated post of others passed over"


def test_the_posts_of_an_archive_of_x_are_read(tmp_path: Path) -> None:
    content = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": _TWEET}], indent=2)
    [post] = _read(tmp_path, content, "tweets.js")
    assert isinstance(post, Post)
    assert (post.native_id, post.text, str(post.published_at)) == (
        "17",
        "The envoy & his staff came https://t.co/x",
        "2024-06-03 12:00:00+00:00",
    )
    assert post.links == ("https://t.co/x", "https://example.org/17")


def test_other_parts_of_an_archive_of_x_are_refused(tmp_path: Path) -> None:
    [reject] = _read(tmp_path, 'window.YTD.account.part0 = [{"account": {"username": "lima"}}]')
    assert isinstance(reject, Reject)
    assert reject.reason == "a part of an archive of X that holds no posts: name data/tweets.js"


@pytest.mark.parametrize(
    "content",
    [json.dumps(_FEED), json.dumps(_OUTBOX), "window.YTD.tweets.part0 = " + json.dumps([{"tweet": _TWEET}])],
)
@pytest.mark.parametrize("share", [0.5, 0.8, 0.99])
def test_a_document_that_breaks_off_is_told(tmp_path: Path, content: str, share: float) -> None:
    assert [found for found in _read(tmp_path, content[: int(share * len(content))]) if isinstance(found, Reject)]


@pytest.mark.parametrize("title", [None, 7, ["x"], {"a": "b"}])
def test_a_feed_that_says_nothing_of_itself_has_the_name_of_its_file(tmp_path: Path, title: object) -> None:
    post = _read(tmp_path, json.dumps(_FEED | {"title": title, "language": title}), "lima.json")[0]
    assert isinstance(post, Post)
    assert post.source == "lima"


def test_damage_beside_the_posts_harms_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "seed").write_bytes(json.dumps(_FEED).encode().replace(b'"Lima"', b'"Lim\xff"'))
    assert sum(isinstance(found, Post) for found in read_file(str(tmp_path / "seed"))) == 2


def test_a_document_without_posts_is_refused(tmp_path: Path) -> None:
    [reject] = _read(tmp_path, json.dumps(_FEED | {"items": []}))
    assert isinstance(reject, Reject)
    assert reject.reason == "nothing under items.[] that could be a post"
