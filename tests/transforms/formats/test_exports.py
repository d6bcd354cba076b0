import pytest

from transforms.formats.exports import is_around_posts


@pytest.mark.parametrize(
    ("names", "posts"),
    [
        (
            ("messages.html", "messages2.html", "css", "js", "images", "photos", "notes.txt"),
            "messages.html messages2.html notes.txt",
        ),
        (("result.json", "files", "video_files"), "result.json"),
        (("export_results.html", "chats", "lists", "css"), "chats"),
        (("Your archive.html", "data", "assets"), "data"),
        (("tweets.js", "tweets-part1.js", "account.js", "tweets_media"), "tweets.js tweets-part1.js"),
        (("outbox.json", "actor.json", "likes.json", "media_attachments", "avatar.png"), "outbox.json"),
        (("talks.html", "talks_files", "other_files"), "talks.html other_files"),
        (("css", "js", "images", "actor.json"), "css js images actor.json"),
    ],
)
def test_what_belongs_to_posts_is_told_by_what_it_lies_beside(names: tuple[str, ...], posts: str) -> None:
    assert [name for name in names if not is_around_posts(name, names)] == posts.split()
