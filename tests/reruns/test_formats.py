"""The same posts, whatever they are written in."""

from pathlib import Path

import pytest

from tests.reruns.feeds import run
from tests.reruns.tables import rows
from tests.transforms.formats.twelve import WRITTEN
from tests.transforms.formats.twelve_pages import PAGES


def _published(folder: Path, files: dict[str, str | bytes]) -> list[tuple[str, str, str]]:
    """Return for each mention its post, its event and what it is; files of one run are merged by the ids of posts."""
    (folder / "feed").mkdir(parents=True)
    for name, content in files.items():
        (folder / "feed" / name).write_bytes(content.encode() if isinstance(content, str) else content)
    run(folder)
    kinds = {row["event_id"]: row["kind"] for row in rows(folder / "output", "events")}
    return sorted(
        (row["post_id"], row["event_id"], kinds[row["event_id"]]) for row in rows(folder / "output", "event_posts")
    )


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """Return what is published of the posts in JSON Lines."""
    return _published(tmp_path_factory.mktemp("lines"), {"lines.jsonl": WRITTEN["lines.jsonl"]})


@pytest.mark.parametrize("name", ["comma.csv", "export.zip"])
def test_posts_tell_of_the_same_events_in_every_format(
    tmp_path: Path, name: str, lines: list[tuple[str, str, str]]
) -> None:
    found = _published(tmp_path, {name: {**WRITTEN, **PAGES}[name]})
    assert len(found) >= 12
    assert found == lines


def test_an_archive_of_everything_adds_nothing(tmp_path: Path, lines: list[tuple[str, str, str]]) -> None:
    assert _published(tmp_path, {**WRITTEN, **PAGES}) == lines
