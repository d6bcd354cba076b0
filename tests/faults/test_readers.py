"""Readers of an output in which one run after the other is published."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from tests.transforms.storage.building import a_mention, a_post, an_event, write_run
from transforms.elements import EventPost, Genre, ResolvedMention, Status
from transforms.storage.manifest import Manifest
from transforms.storage.rows import Record
from transforms.storage.runs import point_to, publish, replace_text, retain, run_ids, stage
from warehouse.connection import open_published
from warehouse.script import init_script

_SHELL = Path(sys.executable).with_name("duckdb")
_KEPT = 5
# A reading ends before its run is removed; what becomes of one that lasts longer is told by a test of its own.
_FURTHEST = _KEPT - 2

# Every table says of which run it is, and the posts how many rows each table has.
_JOINED = """
    SELECT getvariable('communique_run_id') AS pinned, count(*) || '' AS found, min(posts.heading) AS expected,
        min(posts.run_id) AS first_post, max(posts.run_id) AS last_post,
        min(mentions.event_name) AS first_mention, max(mentions.event_name) AS last_mention,
        min(events.name) AS first_event, max(events.name) AS last_event
    FROM posts JOIN mentions USING (post_id) JOIN events USING (event_id)
        JOIN event_posts ON event_posts.mention_id = mentions.mention_id
"""

Read = Callable[[Path], list[tuple[str, ...]]]


def _publish(output: Path, number: int) -> str:
    run_id = f"20210310T{number // 3600:02}{number // 60 % 60:02}{number % 60:02}Z-{number:06x}"
    folder = stage(output, run_id)
    write_run(folder, _records(run_id, 1 + number % 7), run_id)
    manifest = Manifest(run_id=run_id, created_at="2021-03-10T00:00:00+00:00", inputs=(), versions={})
    (folder / "manifest.json").write_text(manifest.to_json())
    publish(output, run_id)
    replace_text(output / "init.sql", init_script(output, run_id))
    point_to(output, run_id)
    retain(output, _KEPT)
    return run_id


def _records(run_id: str, size: int) -> Iterator[Record]:
    for each in range(size):
        post, mention, event = f"po_{each}", f"me_{each}", f"ev_{each}"
        yield a_post(post, heading=str(size))
        yield ResolvedMention(event, a_mention(mention, post, event_name=run_id))
        yield an_event(event, (mention,), name=run_id)
        yield EventPost(event, post, mention, Genre.REPORT, Status.HELD)


class Publisher(threading.Thread):
    """Publishes one run after the other, but waits for readings that began long ago."""

    def __init__(self, output: Path, number: int) -> None:
        super().__init__(name="publisher")
        self.output = output
        self.number = number
        self.published = 0
        self._begun: dict[int, int] = {}
        self._changed = threading.Condition()

    def run(self) -> None:
        """Publish."""
        while self.published < self.number:
            with self._changed:
                self._changed.wait_for(self._is_awaited)
            _publish(self.output, self.published + 1)
            self.published += 1

    def _is_awaited(self) -> bool:
        return all(self.published - begun < _FURTHEST for begun in self._begun.values())

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read meanwhile."""
        reader = threading.get_ident()
        with self._changed:
            self._begun[reader] = self.published
        try:
            yield
        finally:
            with self._changed:
                del self._begun[reader]
                self._changed.notify()


def _client(output: Path) -> list[tuple[str, ...]]:
    with duckdb.connect() as client:
        client.execute((output / "init.sql").read_text())
        return [row for _ in range(3) for row in client.execute(_JOINED).fetchall()]


def _package(output: Path) -> list[tuple[str, ...]]:
    with open_published(output) as client:
        return [row for _ in range(3) for row in client.execute(_JOINED).fetchall()]


def _shell(output: Path) -> list[tuple[str, ...]]:
    command = [
        str(_SHELL),
        "-init",
        str(output / "init.sql"),
        "-csv",
        "-noheader",
        "-bail",
        "-c",
        f"{_JOINED};{_JOINED}",
    ]
    home = {"HOME": str(output), "PATH": os.environ["PATH"]}
    called = subprocess.run(command, capture_output=True, text=True, env=home, check=False)
    assert called.returncode == 0, called.stderr
    return [tuple(line.split(",")) for line in called.stdout.splitlines()]


class Reader(threading.Thread):
    """Reads again and again until all runs are published."""

    def __init__(self, publisher: Publisher, read: Read) -> None:
        super().__init__(name=read.__name__)
        self._publisher = publisher
        self._read = read
        self.seen: list[list[tuple[str, ...]]] = []
        self.error: Exception | None = None

    def run(self) -> None:
        """Read."""
        try:
            while self._publisher.is_alive():
                with self._publisher.reading():
                    self.seen.append(self._read(self._publisher.output))
        except Exception as error:  # noqa: BLE001  # told by the test
            self.error = error


def _mixed(rows: list[tuple[str, ...]]) -> bool:
    """Return whether the rows of one session are of several runs, or not all of a run."""
    (pinned, found, expected, *named), *others = rows
    return found != expected or {*named} != {pinned} or any(row != rows[0] for row in others)


def _try(output: Path, publications: int, reads: tuple[Read, ...]) -> None:
    _publish(output, 0)
    publisher = Publisher(output, publications)
    readers = [Reader(publisher, read) for read in reads]
    threads: list[threading.Thread] = [publisher, *readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert publisher.published == publications
    assert len(run_ids(output)) == _KEPT
    for reader in readers:
        assert reader.error is None, reader.name
        assert [rows for rows in reader.seen if _mixed(rows)] == [], reader.name
        assert len({rows[0][0] for rows in reader.seen}) > publications // 10, f"{reader.name} saw few runs"


def test_readers_see_one_whole_run_each_time(tmp_path: Path) -> None:
    _try(tmp_path / "output", 20, (_client, _package))


@pytest.mark.slow
def test_readers_see_one_whole_run_each_time_during_two_hundred_publications(tmp_path: Path) -> None:
    _try(tmp_path / "output", 200, (_client, _package, _shell))


def test_a_session_that_outlives_its_run_is_told_so_and_reads_the_script_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    _publish(output, 0)
    with duckdb.connect() as client:
        client.execute((output / "init.sql").read_text())
        for number in range(1, _KEPT):
            _publish(output, number)
        assert client.execute("SELECT count(*) FROM events").fetchone() == (1,)
        later = _publish(output, _KEPT)
        with pytest.raises(duckdb.IOException, match="20210310T000000Z-000000"):
            client.execute("SELECT count(*) FROM events")
        client.execute((output / "init.sql").read_text())
        assert client.execute("SELECT DISTINCT name FROM events").fetchall() == [(later,)]
