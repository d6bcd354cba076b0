"""What somebody else put into the seeds or the output folder ends in one line, or in nothing at all."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from pipelines.outcome import RunFailedError
from tests.pipelines.conftest import Execute
from tests.transforms.storage.building import damage_pages
from transforms.storage.runs import run_folder
from transforms.storage.status import Attempt, read_status
from transforms.storage.tables import table_path

pytestmark = pytest.mark.usefixtures("pipeline")


def test_over_a_run_with_a_damaged_page_nothing_is_made(
    options: RunOptions, seeds: Path, pipeline: Callable[[Execute], None]
) -> None:
    published = launch(options).run_id
    (seeds / "c.txt").write_text("The minister dined in Lima.")
    damage_pages(table_path(run_folder(options.output, published), "posts"))
    pipeline(lambda _task, _options: pytest.fail("it began"))
    with pytest.raises(RunFailedError, match="the table posts has pages that cannot be read"):
        launch(options)


def test_a_damaged_status_is_replaced_by_the_next_run(options: RunOptions) -> None:
    options.output.mkdir()
    (options.output / "status.json").write_text('{"outcome":' + "[" * 200_000)
    launch(options)
    status = read_status(options.output)
    assert status is not None
    assert status.outcome is Attempt.PUBLISHED


def test_judgements_that_never_end_are_told(options: RunOptions) -> None:
    options.output.mkdir()
    os.mkfifo(options.output / "judgements.txt")
    with pytest.raises(RunFailedError, match=r"judgements\.txt cannot be read: not a regular file"):
        launch(options)


def test_a_link_that_leads_out_of_the_seeds_is_followed_only_where_that_is_asked_for(
    options: RunOptions, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / "beside.txt").write_text("The minister dined in Lima.")
    (seeds / "link.txt").symlink_to(tmp_path / "beside.txt")
    summary = launch(options)
    [reject] = summary.rejects
    assert (reject.file, reject.reason) == (
        (seeds / "link.txt").as_posix(),
        "a link that leads out of the named folders is not followed",
    )
    followed = launch(replace(options, follow_links=True))
    assert (followed.posts_read, followed.rejects) == (1, ())
