import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.lock import LockedError, locked
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, RunFailedError
from pipelines.rollback import roll_back
from transforms.storage.runs import current_run, run_folder, run_ids
from transforms.storage.status import Attempt, read_status
from transforms.storage.tables import read_rows, table_path

pytestmark = pytest.mark.usefixtures("pipeline")


def _two_runs(options: RunOptions, seeds: Path) -> tuple[str, str]:
    first = launch(options).run_id
    (seeds / "c.txt").write_text("The minister dined in Lima.")
    return first, launch(options).run_id


def test_an_earlier_run_is_published_again_and_the_later_one_kept(options: RunOptions, seeds: Path) -> None:
    first, second = _two_runs(options, seeds)
    done = roll_back(options.output, first)
    assert (done.manifest.run_id, done.before) == (first, second)
    assert [Path(name).name for name in done.unread] == ["c.txt"]
    assert current_run(options.output) == first
    assert run_ids(options.output) == [first, second]
    status = read_status(options.output)
    assert status is not None
    assert (status.outcome, status.run_id, status.previous_run) == (Attempt.ROLLED_BACK, first, second)
    assert status.succeeded_at == status.finished_at


def test_the_next_run_stands_on_it_reads_again_what_came_since_and_sorts_last(options: RunOptions, seeds: Path) -> None:
    first, second = _two_runs(options, seeds)
    roll_back(options.output, first)
    third = launch(options)
    assert (third.outcome, third.previous_run, third.posts_read) == (Outcome.PUBLISHED, first, 1)
    assert third.run_id > second
    assert run_ids(options.output) == [first, second, third.run_id]


def test_without_the_file_that_was_wrong_the_next_run_has_nothing_new(options: RunOptions, seeds: Path) -> None:
    first, _ = _two_runs(options, seeds)
    roll_back(options.output, first)
    (seeds / "c.txt").unlink()
    assert launch(options).outcome is Outcome.NOTHING_NEW
    assert current_run(options.output) == first


@pytest.mark.parametrize("table", ["events", "posts", "event_aliases"])
def test_a_run_that_lacks_a_table_is_refused(options: RunOptions, seeds: Path, table: str) -> None:
    first, second = _two_runs(options, seeds)
    table_path(run_folder(options.output, first), table).unlink()
    with pytest.raises(RunFailedError, match=f"run {first} is not whole"):
        roll_back(options.output, first)
    assert current_run(options.output) == second


def test_a_run_with_other_rows_than_it_says_is_refused(options: RunOptions, seeds: Path) -> None:
    first, second = _two_runs(options, seeds)
    posts = [table_path(run_folder(options.output, run_id), "posts") for run_id in (first, second)]
    posts[0].write_bytes(posts[1].read_bytes())
    assert len(list(read_rows(posts[0]))) == 1  # what stands in for the pipeline carries nothing over
    with pytest.raises(RunFailedError, match="posts has 1 row, but its manifest says 2"):
        roll_back(options.output, first)


def test_a_run_that_is_not_kept_is_refused(options: RunOptions) -> None:
    published = launch(options).run_id
    with pytest.raises(RunFailedError, match="is not whole"):
        roll_back(options.output, "20200101T000000Z-abc")
    assert current_run(options.output) == published


def test_what_a_killed_run_left_is_removed_before(options: RunOptions, seeds: Path) -> None:
    first, second = _two_runs(options, seeds)
    (options.output / "CURRENT").write_text(first + "\n")
    status = options.output / "status.json"
    status.write_text(status.read_text().replace('"published"', '"running"'))
    roll_back(options.output, first)
    assert run_ids(options.output) == [first]
    assert second != first


def test_while_a_run_works_nothing_is_rolled_back(options: RunOptions, seeds: Path) -> None:
    first, second = _two_runs(options, seeds)
    with locked(options.output, datetime.now(UTC)), pytest.raises(LockedError) as held:
        roll_back(options.output, first)
    assert held.value.pid == os.getpid()
    assert current_run(options.output) == second
