"""Other ways of the same channel, so that what a file does is learned from the file and not from its subject."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from training.segmentation.dumps import Channel, Dump, Post, dump, without_blanks

Change = Callable[[random.Random], Callable[[Post], Post]]

_LINK = re.compile(r"\s*https?://\S+")
_TAGS = ("Summit", "Peace", "Embassy", "Cooperation", "UN", "Visit", "Together", "News", "Live", "Africa", "OnThisDay")
_SIGNS = ("🔹", "📌", "🗓", "🎙", "🔴", "📰", "🌍", "⚡️", "🇺🇳", "▪️", "✅", "🤝")
_NAMES = ("Foreign Ministry", "Embassy News", "Press Office", "Mission to the UN", "Daily Brief", "State TV")
_FOOTS = (
    "Follow us on Telegram",
    "@embassy_news",
    "VIEW IN TELEGRAM",
    "# # #",
    "Read more",
    "Subscribe to our channel",
    "Source: press office",
    "END",
    "embassy.example.org",
    "© Press Office",
)
_RULES = (("---",), ("***",), ("————————",), ("", "---", ""), ("* * *",), ("=====",), ("___",))
_FEWEST, _MOST = 8, 60


def variants(channel: Channel, count: int) -> Iterator[Dump]:
    """Yield dumps of stretches of a channel, each with ways of its own that all its posts share."""
    for number in range(count):
        dice = random.Random(f"{channel.name} {number}")  # noqa: S311 no secret
        yield _variant(channel, dice, number)


def _variant(channel: Channel, dice: random.Random, number: int) -> Dump:
    posts = [post for post in channel.posts if post]
    size = min(len(posts), dice.randint(_FEWEST, _MOST))
    start = dice.randint(0, len(posts) - size)
    held = posts[start : start + size]
    for change in dice.sample(_CHANGES, dice.choice((0, 1, 1, 2, 2, 3))):
        apply = change(dice)
        held = [apply(post) for post in held]
    if _happens(dice, 0.6):
        held = [without_blanks(post) for post in held]
    between = dice.choices(((), ("",), ("", ""), dice.choice(_RULES)), (60, 20, 8, 12))[0]
    changed = replace(channel, posts=tuple(held))
    return dump(changed, f"variant{number}", between, weight=0.5, measured=False)


def _happens(dice: random.Random, share: float) -> bool:
    return dice.random() < share


def _one_line(_: random.Random) -> Callable[[Post], Post]:
    return lambda post: (" ".join(line.strip() for line in without_blanks(post)),)


def _no_links(_: random.Random) -> Callable[[Post], Post]:
    return lambda post: tuple(line for line in (_LINK.sub("", line) for line in post) if line.strip()) or post


def _link_at_end(dice: random.Random) -> Callable[[Post], Post]:
    share, alone, host = dice.choice((1.0, 0.9, 0.6)), _happens(dice, 0.4), dice.choice(("t.co", "bit.ly", "ow.ly"))

    def apply(post: Post) -> Post:
        if not _happens(dice, share):
            return post
        link = f"https://{host}/{dice.randrange(36**8):x}"
        return (*post, link) if alone else (*post[:-1], f"{post[-1]} {link}")

    return apply


def _tags_at_end(dice: random.Random) -> Callable[[Post], Post]:
    share, stacked, joined = dice.choice((1.0, 0.95, 0.7)), _happens(dice, 0.2), _happens(dice, 0.3)

    def apply(post: Post) -> Post:
        if not _happens(dice, share):
            return post
        tags = [f"#{tag}" for tag in dice.sample(_TAGS, dice.randint(1, 3))]
        if joined:
            return (*post[:-1], f"{post[-1]} {' '.join(tags)}")
        return (*post, *tags) if stacked else (*post, " ".join(tags))

    return apply


def _foot(dice: random.Random) -> Callable[[Post], Post]:
    foot, share = dice.choice(_FOOTS), dice.choice((1.0, 1.0, 0.8))
    return lambda post: (*post, foot) if _happens(dice, share) else post


def _counts(dice: random.Random) -> Callable[[Post], Post]:
    form = dice.choice(("{n} views", "{n}K {h}:{m:02}", "👁 {n} {h}:{m:02}", "{n} replies {m} reposts", "{h}:{m:02}"))
    return lambda post: (*post, form.format(n=dice.randint(1, 900), h=dice.randint(8, 22), m=dice.randint(0, 59)))


def _stamp(dice: random.Random) -> Callable[[Post], Post]:
    name = dice.choice(_NAMES)
    form = dice.choice(
        (
            "{name}, [{d:02}.{m:02}.2024 {h}:{s:02}]",
            "[{d:02}.{m:02}.24 {h}:{s:02}] {name}:",
            "{d:02}/{m:02}/2024 {h}:{s:02}",
            "2024-{m:02}-{d:02}",
        )
    )

    def apply(post: Post) -> Post:
        day, month = dice.randint(1, 28), dice.randint(1, 12)
        return (form.format(name=name, d=day, m=month, h=dice.randint(10, 22), s=dice.randint(0, 59)), *post)

    return apply


def _forwarded(dice: random.Random) -> Callable[[Post], Post]:
    share = dice.choice((0.1, 0.3))
    return lambda post: (f"Forwarded from {dice.choice(_NAMES)}", *post) if _happens(dice, share) else post


def _sign(dice: random.Random) -> Callable[[Post], Post]:
    sign, share, every = dice.choice(_SIGNS), dice.choice((1.0, 0.9, 0.5)), _happens(dice, 0.3)

    def apply(post: Post) -> Post:
        if not _happens(dice, share):
            return post
        mark = dice.choice(_SIGNS) if every else sign
        return (f"{mark} {post[0]}", *post[1:])

    return apply


def _no_title(_: random.Random) -> Callable[[Post], Post]:
    return lambda post: without_blanks(post[1:]) if len(without_blanks(post)) > 1 else post


def _title_alone(_: random.Random) -> Callable[[Post], Post]:
    return lambda post: post[:1]


def _capitals(_: random.Random) -> Callable[[Post], Post]:
    return lambda post: (post[0].upper(), *post[1:]) if len(post) > 1 else post


def _padded(dice: random.Random) -> Callable[[Post], Post]:
    everywhere = _happens(dice, 0.5)
    return lambda post: tuple(f"{line} " for line in post) if everywhere else tuple(line.rstrip() for line in post)


def _date_table(dice: random.Random) -> Callable[[Post], Post]:
    """A table of dates, or a few dated lines, in one post in twenty."""

    def apply(post: Post) -> Post:
        if not _happens(dice, 0.05):
            return post
        days = sorted(dice.sample(range(1, 29), dice.randint(3, 6)))
        return (*post, *(f"{day:02}.05.2024" if _happens(dice, 0.5) else f"2024-05-{day:02} 10:00" for day in days))

    return apply


_CHANGES: tuple[Change, ...] = (
    _one_line,
    _no_links,
    _no_links,
    _link_at_end,
    _tags_at_end,
    _tags_at_end,
    _foot,
    _counts,
    _stamp,
    _forwarded,
    _sign,
    _no_title,
    _title_alone,
    _capitals,
    _padded,
    _date_table,
)
