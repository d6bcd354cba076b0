"""What in a folder of an export are posts, and what are only the pictures, styles and lists around them."""

from collections.abc import Collection
from fnmatch import fnmatch

_TELEGRAM = (
    "css",
    "js",
    "images",
    "photos",
    "files",
    "lists",
    "profile_pictures",
    "round_video_messages",
    "stickers",
    "stories",
    "video_files",
    "voice_messages",
    "export_results.html",
)
# By the file that gives away whose export it is.
_AROUND = {
    "messages.html": _TELEGRAM,
    "result.json": _TELEGRAM,
    "export_results.html": _TELEGRAM,
    "outbox.json": ("actor.json", "likes.json", "bookmarks.json", "avatar.*", "header.*", "media_attachments"),
    "Your archive.html": ("Your archive.html", "assets"),
    "tweets.js": ("*.js", "*_media"),
}
_POSTS = ("tweets.js", "tweets-part*.js")
_PAGES = (".html", ".htm")


def is_around_posts(name: str, beside: Collection[str]) -> bool:
    """Return whether a file or folder holds no posts but what belongs to them, given all names in its folder.

    Those are the styles, pictures and lists of an export of Telegram, X or Mastodon, and the folder `NAME_files` that a
    browser saves beside `NAME.html`.
    """
    if any(fnmatch(name, form) for form in _POSTS):
        return False
    page = name.removesuffix("_files")
    saved = page != name and any(page + ending in beside for ending in _PAGES)
    return saved or any(mark in beside and _is_any(name, forms) for mark, forms in _AROUND.items())


def _is_any(name: str, forms: tuple[str, ...]) -> bool:
    return any(fnmatch(name, form) for form in forms)
