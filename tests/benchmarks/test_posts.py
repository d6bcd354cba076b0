"""Synthetic posts: JSON Lines that the reader of feeds takes without a reject."""

import json
from pathlib import Path

from benchmarks.posts import write_posts
from transforms.elements import Post
from transforms.formats.reading import read_file

_NUMBER = 300


def test_every_line_is_a_post(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    write_posts(path, _NUMBER, seed=3)
    assert [type(found) for found in read_file(str(path))] == [Post] * _NUMBER
    assert len({json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}) == _NUMBER


def test_the_same_seed_gives_the_same_posts(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_posts(tmp_path / name, 50, seed=3)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
