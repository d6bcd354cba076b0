import pytest

from transforms.errors import UnusableError
from transforms.formats.entry import Entry
from transforms.formats.markdown import has_front_matter, markdown_entry

_YAML = """---
title: Talks with Chile
date: 2024-06-03 12:00:00 +02:00
id: 017
author: Lima
link: https://example.org/1
lang: en
tags: [Peru, Chile]
---
"""
_TOML = '+++\ntitle = "Talks with Chile"\ndate = 2024-06-03T12:00:00Z\n+++\n'


def test_front_matter_says_who_and_when() -> None:
    assert markdown_entry(_YAML + "\nThe *envoy*\ncame.\n\n- [One](https://example.org/2)\n- two\n") == Entry(
        text="The envoy came.\n\nOne\ntwo",
        title="Talks with Chile",
        source="Lima",
        native_id="017",
        url="https://example.org/1",
        published="2024-06-03 12:00:00 +02:00",
        lang="en",
        links=("https://example.org/2",),
    )


def test_front_matter_may_be_toml() -> None:
    entry = markdown_entry(_TOML + "The envoy came.")
    assert (entry.title, entry.published, entry.text) == (
        "Talks with Chile",
        "2024-06-03 12:00:00+00:00",
        "The envoy came.",
    )


def test_markdown_needs_no_front_matter() -> None:
    assert markdown_entry("# Talks\n\n**The envoy** came & left.") == Entry(text="Talks\n\nThe envoy came & left.")


@pytest.mark.parametrize(
    ("text", "has"),
    [
        (_YAML, True),
        (_TOML, True),
        (_YAML.replace("\n", "\r\n").replace("\r\n", "\n"), True),
        ("---\nThe envoy came.\n---\nThe envoy left.\n", False),
        ("---\nChile: a call\n---\nPeru: a visit\n", False),
        ("The envoy came.\n---\ntitle: x\n---\n", False),
        ("---\ntitle: x\n", False),
    ],
)
def test_front_matter_is_told_from_rules_between_posts(text: str, has: bool) -> None:
    assert has_front_matter(text) is has


@pytest.mark.parametrize("front", ["---\ntitle: [x\n---\n", "---\ntitle: *x\n---\n", "+++\ntitle = \n+++\n"])
def test_broken_front_matter_is_refused(front: str) -> None:
    with pytest.raises(UnusableError, match="front matter that cannot be read"):
        markdown_entry(front + "The envoy came.")


def test_front_matter_makes_nothing_but_words() -> None:
    front = "---\ntitle: !!python/object/apply:os.system ['true']\nid: &a [*a]\n---\n"
    with pytest.raises(UnusableError, match="front matter that cannot be read"):
        markdown_entry(front + "The envoy came.")
