"""The same posts are the same, whichever format holds them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.transforms.formats.twelve import MOMENTS, SOURCE, TEXTS, WRITTEN
from tests.transforms.formats.twelve_pages import EXPORT, PAGES
from transforms.elements import Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.reading import read_file
from transforms.formats.recognition import recognise
from transforms.formats.source import open_source

_ALL = {**WRITTEN, **PAGES}
_FORMATS = {
    "lines.jsonl": "jsonl",
    "keys.jsonl": "jsonl",
    "array.json": "json",
    "pretty.json": "json",
    "feed.json": "json",
    "result.json": "telegram",
    "account.json": "telegram",
    "comma.csv": "csv",
    "semicolon.csv": "csv",
    "tab.tsv": "csv",
    "rows.parquet": "parquet",
}


def write(folder: Path, name: str) -> str:
    path, content = folder / name, _ALL[name]
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def _bare(post: Post) -> Post:
    """Return a post without its place; a page of a channel knows the address of a post besides."""
    return replace(post, file="", first_line=0, last_line=0, ordinal=0, url=None)


@pytest.mark.parametrize("name", _ALL)
def test_posts_are_the_same_in_every_format(tmp_path: Path, name: str) -> None:
    found = list(read_file(write(tmp_path, name)))
    posts = [_bare(each) for each in found if isinstance(each, Post)]
    assert [each for each in found if isinstance(each, Reject)] == []
    assert posts == [_bare(each) for each in read_file(write(tmp_path, "lines.jsonl")) if isinstance(each, Post)]
    assert [(post.source, post.published_at, post.text) for post in posts] == [
        (SOURCE, at, text) for at, text in zip(MOMENTS, TEXTS, strict=True)
    ]
    assert [post.native_id for post in posts] == [str(number) for number in range(12)]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_format_is_recognised_by_content_whatever_the_name(tmp_path: Path, name: str) -> None:
    with Path(write(tmp_path, name)).open("rb") as handle:
        assert recognise(open_source("posts", handle, ReadOptions())).form.name == _FORMATS[name]


@pytest.mark.parametrize("name", ["pretty.json", "result.json", "comma.csv"])
def test_a_post_knows_its_lines(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name)
    lines = Path(path).read_text().splitlines()
    for post in (each for each in read_file(path) if isinstance(each, Post)):
        own = "\n".join(lines[post.first_line - 1 : post.last_line])
        assert f"/{post.native_id}" in own
        assert own.count("example.org") == 1


def test_the_pages_of_an_export_are_one_source(tmp_path: Path) -> None:
    for name, page in EXPORT.items():
        (tmp_path / name).write_text(page)
    found = [each for name in EXPORT for each in read_file(str(tmp_path / name)) if isinstance(each, Post)]
    whole = [each for each in read_file(write(tmp_path, "lines.jsonl")) if isinstance(each, Post)]
    assert [_bare(post) for post in found] == [_bare(post) for post in whole]
