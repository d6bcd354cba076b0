"""Reads the channels that weights are learned from and measured on."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from training.segmentation.dumps import Channel, Dump, post_of

_MARKED, _STYLED = 4.0, 12.0  # the weights of dumps that the repository holds: nothing known shall be lost
_STRETCH = 60  # posts of a source of which there are thousands


def read_families(path: Path | None) -> dict[str, str]:
    """Return under which name each name of a line (`NAME, NAME, …`) is left out of a fit: that of the first."""
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    rows = [[name.strip() for name in line.split(",")] for line in lines if line.strip()]
    return {name: names[0] for names in rows for name in names}


def read_channels(folder: Path, families: dict[str, str]) -> Iterator[Channel]:
    """Yield a channel for each `NAME.jsonl` (`id, text`) of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        yield Channel(path.stem, families.get(path.stem, path.stem), tuple(post_of(row["text"]) for row in _rows(path)))


def read_sources(path: Path, families: dict[str, str]) -> Iterator[Channel]:
    """Yield a channel for each source (`source, text`) of a file, of its posts at most a stretch."""
    posts: dict[str, list[str]] = defaultdict(list)
    for row in _rows(path):
        posts[row["source"]].append(row["text"])
    for source, texts in posts.items():
        start = Random(source).randint(0, max(0, len(texts) - _STRETCH))  # noqa: S311 no secret
        yield Channel(source, families.get(source, source), tuple(map(post_of, texts[start : start + _STRETCH])))


def read_copies(folder: Path, families: dict[str, str]) -> Iterator[Dump]:
    """Yield the dumps `NAME.txt` of a folder with their posts (`NAME.posts.jsonl`)."""
    for path in sorted(folder.glob("*.posts.jsonl")):
        name = path.name.removesuffix(".posts.jsonl")
        lines = folder.joinpath(f"{name}.txt").read_text(encoding="utf-8").split("\n")
        spans = tuple((row["first_line"], row["last_line"]) for row in _rows(path))
        yield Dump(f"{name} copy", families.get(name, name), tuple(lines), spans, measured=True)


def read_marked(folder: Path, families: dict[str, str]) -> Iterator[Dump]:
    """Yield the dumps `NAME.txt` of a folder in which a line `%%` ends each post."""
    for path in sorted(folder.glob("*.txt")):
        yield _marked(path, families.get(path.stem, path.stem))


def read_styles(folder: Path, families: dict[str, str]) -> Iterator[Dump]:
    """Yield the dumps of `gold_posts.jsonl` (`file, first_line, last_line`); `GOLD:TEXTS` name two folders."""
    gold, _, texts = str(folder).partition(":")
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in _rows(Path(gold, "gold_posts.jsonl")):
        spans[row["file"]].append((row["first_line"], row["last_line"]))
    for file, held in spans.items():
        if len(held) == 1:
            continue  # an article is no dump
        path = Path(texts or gold, file)
        lines = tuple(path.read_text(encoding="utf-8").split("\n"))
        yield Dump(f"{path.stem} style", families.get(path.stem, path.stem), lines, tuple(held), _STYLED, measured=True)


def _marked(path: Path, family: str) -> Dump:
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    first = 1
    for line in path.read_text(encoding="utf-8").splitlines():
        if line != "%%":
            lines.append(line)
            continue
        held = [at for at in range(first, len(lines) + 1) if lines[at - 1].strip("—\n ")]
        spans.append((held[0], held[-1]))
        first = len(lines) + 1
    return Dump(f"{path.stem} marked", family, tuple(lines), tuple(spans), _MARKED, measured=True)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
