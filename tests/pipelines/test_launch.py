import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from pipelines import launch as launching
from pipelines.launch import launch
from pipelines.lock import LockedError
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, Phase, Progress, RunFailedError
from pipelines.plan import Task
from pipelines.rollback import roll_back
from tests.pipelines.conftest import Execute, one_post_a_seed
from tests.transforms.storage.building import a_post, a_run, write_run
from transforms.elements import Event, Reject
from transforms.storage.runs import current_run, read_manifest, run_folder, run_ids
from transforms.storage.schemas import POSTS, TABLES
from transforms.storage.status import Attempt, read_status
from transforms.storage.tables import count_rows, read_rows, table_path, write_rows

Replace = Callable[[Execute], None]

pytestmark = pytest.mark.usefixtures("pipeline")


def _texts(output: Path) -> list[str]:
    """Return what a reader of the published run sees."""
    run_id = current_run(output)
    assert run_id is not None
    return [row["text"] for row in read_rows(table_path(run_folder(output, run_id), "posts"))]


def _entries(output: Path) -> set[str]:
    return {path.name for path in output.iterdir()}


def test_a_first_run_is_published_whole(options: RunOptions) -> None:
    summary = launch(options, init_sql="SELECT 1, {0!r};".format)
    assert (summary.outcome, summary.posts, summary.posts_read, summary.rejected) == (Outcome.PUBLISHED, 2, 2, 0)
    assert current_run(options.output) == summary.run_id
    assert _entries(options.output) == {"CURRENT", "init.sql", "status.json", "runs", ".lock"}
    assert (options.output / "init.sql").read_text() == f"SELECT 1, '{summary.run_id}';"


def test_the_manifest_says_what_went_in_and_came_out(options: RunOptions, seeds: Path) -> None:
    manifest = read_manifest(options.output, launch(options).run_id)
    assert [Path(each.name).name for each in manifest.inputs] == ["a.txt", "b.txt"]
    assert [each.size for each in manifest.inputs] == [(seeds / name).stat().st_size for name in ("a.txt", "b.txt")]
    assert set(manifest.versions) == {"tool", "rules", "model", "spacy", "apache-beam", "pyarrow"}
    assert (manifest.versions["model"], manifest.counts["posts"], manifest.previous_run) == ("none", 2, None)
    assert set(manifest.timings) == {"planning", "running", "validating", "publishing"}


def test_the_manifest_counts_posts_by_language(options: RunOptions, pipeline: Replace) -> None:
    def speak(task: Task, _options: RunOptions) -> dict[str, int]:
        posts = [a_post("p1", lang="ru"), a_post("p2", lang="ru"), a_post("p3", lang="en")]
        write_run(Path(task.staging), posts, task.run_id)
        return {"SettlePosts.read": 3, "WriteTables.posts": 3}

    pipeline(speak)
    summary = launch(options)
    assert summary.languages == read_manifest(options.output, summary.run_id).languages == {"ru": 2, "en": 1}
    assert launch(options).languages == {"ru": 2, "en": 1}


def test_phases_are_reported_as_they_begin(options: RunOptions) -> None:
    said: list[Progress] = []
    launch(options, said.append)
    assert [progress.phase for progress in said] == list(Phase)
    assert [progress.seeds for progress in said] == [0, 2, 2, 2]


def test_a_second_run_of_the_same_seeds_has_nothing_new(options: RunOptions, pipeline: Replace) -> None:
    first = launch(options)
    pipeline(_never)
    second = launch(options)
    assert (second.outcome, second.run_id, second.posts) == (Outcome.NOTHING_NEW, first.run_id, 2)
    assert run_ids(options.output) == [first.run_id]
    status = read_status(options.output)
    assert status is not None
    assert (status.outcome, status.run_id) == (Attempt.NOTHING_NEW, first.run_id)


def test_a_lost_script_is_written_even_when_nothing_is_new(options: RunOptions) -> None:
    first = launch(options, init_sql="SELECT 1, {0!r};".format)
    (options.output / "init.sql").unlink()
    launch(options, init_sql="SELECT 2, {0!r};".format)
    assert (options.output / "init.sql").read_text() == f"SELECT 2, '{first.run_id}';"


def test_only_new_and_changed_files_are_read(options: RunOptions, seeds: Path, pipeline: Replace) -> None:
    launch(options)
    (seeds / "b.txt").write_text("The minister stayed in Lima.")
    (seeds / "c.txt").write_text("The minister dined in Lima.")
    tasks: list[Task] = []
    pipeline(_noting(tasks))
    launch(options)
    assert [Path(name).name for name in tasks[0].seeds] == ["b.txt", "c.txt"]
    assert [Path(name).name for name in tasks[0].carry.kept] == ["a.txt"]
    assert tasks[0].carry.trusted


def test_a_file_that_is_gone_still_stands(options: RunOptions, seeds: Path) -> None:
    launch(options)
    (seeds / "a.txt").unlink()
    assert launch(options).outcome is Outcome.NOTHING_NEW


def test_new_rules_read_everything_again(
    options: RunOptions, pipeline: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch(options)
    tasks: list[Task] = []
    pipeline(_noting(tasks))
    monkeypatch.setattr("pipelines.plan.rules_of", lambda _root: "other")
    assert launch(options).retried
    assert [Path(name).name for name in tasks[0].seeds] == ["a.txt", "b.txt"]
    assert not tasks[0].carry.trusted


def test_bad_inputs_do_not_stop_the_rest(options: RunOptions, seeds: Path) -> None:
    (seeds / "empty.txt").write_text("")
    summary = launch(replace(options, seeds=(seeds, seeds / "missing.txt")))
    assert (summary.outcome, summary.posts, summary.rejected) == (Outcome.PUBLISHED, 2, 2)
    assert sorted(Path(reject.file).name for reject in summary.rejects) == ["empty.txt", "missing.txt"]


def test_a_file_that_vanished_before_it_was_read_is_new_when_it_is_back(
    options: RunOptions, seeds: Path, pipeline: Replace
) -> None:
    def vanish(task: Task, given: RunOptions) -> dict[str, int]:
        reject = Reject(seeds.joinpath("b.txt").as_posix(), "", "read", "cannot be opened: No such file or directory")
        there = tuple(name for name in task.seeds if name != reject.file)
        return one_post_a_seed(replace(task, seeds=there, refused=(*task.refused, reject)), given)

    pipeline(vanish)
    assert launch(options).posts == 1
    pipeline(one_post_a_seed)
    assert launch(options).posts_read == 1


def test_when_all_inputs_are_bad_nothing_is_published(options: RunOptions, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("")
    with pytest.raises(RunFailedError, match="no input could be used: empty") as failure:
        launch(replace(options, seeds=(bad,)))
    assert [reject.file for reject in failure.value.rejects] == [bad.as_posix()]
    assert current_run(options.output) is None
    status = read_status(options.output)
    assert status is not None
    assert (status.outcome, len(status.rejects)) == (Attempt.FAILED, 1)
    assert _entries(options.output) == {"status.json", "runs", ".lock"}


def test_without_any_file_nothing_is_published(options: RunOptions, tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="no input could be used: there is no such file"):
        launch(replace(options, seeds=(tmp_path / "nowhere",)))


def test_only_the_last_runs_are_kept(options: RunOptions, seeds: Path) -> None:
    runs = []
    for number in range(4):
        (seeds / "a.txt").write_text(f"Session {number} opened in Lima.")
        runs.append(launch(replace(options, keep=2)).run_id)
    assert run_ids(options.output) == runs[2:]
    assert runs == sorted(set(runs))


@pytest.mark.parametrize("step", ["stage", "publish", "write_init", "point_to"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
def test_a_failure_in_any_step_leaves_the_run_before(
    step: str, error: BaseException, options: RunOptions, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = launch(options, init_sql="SELECT 1, {0!r};".format)
    before = _texts(options.output)
    (seeds / "b.txt").write_text("The minister stayed in Lima.")
    with monkeypatch.context() as patch:
        patch.setattr(launching, step, _raising(error))
        with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else RunFailedError):
            launch(options, init_sql="SELECT 1, {0!r};".format)
    assert (current_run(options.output), _texts(options.output)) == (first.run_id, before)
    assert run_ids(options.output) == [first.run_id]
    assert launch(options).outcome is Outcome.PUBLISHED


@pytest.mark.parametrize("step", ["execute", "publish", "point_to", "retain"])
def test_a_run_that_is_killed_leaves_one_whole_run_and_the_next_one_works(
    step: str, options: RunOptions, seeds: Path
) -> None:
    first = launch(options)
    (seeds / "b.txt").write_text("The minister stayed in Lima.")
    script = _KILLED.format(step=step)
    arguments = [sys.executable, "-c", script, str(seeds), str(options.output)]
    died = subprocess.run(arguments, check=False, cwd=Path(__file__).parents[2])
    assert died.returncode == -signal.SIGKILL
    published = current_run(options.output)
    assert (published == first.run_id) == (step != "retain")
    assert len(_texts(options.output)) == (2 if step != "retain" else 1)
    second = launch(options)
    assert second.outcome is (Outcome.PUBLISHED if step != "retain" else Outcome.NOTHING_NEW)
    assert set(run_ids(options.output)) == {first.run_id, second.run_id}
    assert not (options.output / ".staging").exists()


_KILLED = """
import os, signal, sys
from pathlib import Path
from types import ModuleType
from pipelines import launch, plan
from pipelines.options import RunOptions
from tests.pipelines.conftest import one_post_a_seed

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

module = ModuleType("pipelines.execute")
module.execute = one_post_a_seed
sys.modules["pipelines.execute"] = module
plan.rules_of = lambda _root: "tested"
setattr(module if "{step}" == "execute" else launch, "{step}", die)
launch.launch(RunOptions(seeds=(Path(sys.argv[1]),), output=Path(sys.argv[2]), model="none"))
"""


def test_tables_that_do_not_hold_together_are_not_published(options: RunOptions, pipeline: Replace) -> None:
    pipeline(_dangling)
    with pytest.raises(RunFailedError, match=r"do not hold together: mentions\.event_id names 1 not in events"):
        launch(options)
    assert current_run(options.output) is None


def test_posts_that_were_lost_are_noticed(options: RunOptions, pipeline: Replace) -> None:
    pipeline(_losing)
    with pytest.raises(RunFailedError, match="posts has 1 row and should have 2, the posts read or carried over"):
        launch(options)


def test_two_runs_never_work_in_one_folder(options: RunOptions, pipeline: Replace) -> None:
    def meet(task: Task, given: RunOptions) -> dict[str, int]:
        with pytest.raises(LockedError, match=f"process {os.getpid()}, since 20") as locked:
            launch(given)
        assert locked.value.pid == os.getpid()
        return one_post_a_seed(task, given)

    pipeline(meet)
    assert launch(options).outcome is Outcome.PUBLISHED


def test_a_request_to_terminate_cleans_up(options: RunOptions, pipeline: Replace) -> None:
    def end(_task: Task, _options: RunOptions) -> NoReturn:
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(10)
        pytest.fail("the signal did not arrive")

    pipeline(end)
    handler = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt, match="SIGTERM"):
        launch(options)
    assert signal.getsignal(signal.SIGTERM) is handler
    status = read_status(options.output)
    assert status is not None
    assert status.outcome is Attempt.INTERRUPTED
    assert current_run(options.output) is None


def test_an_output_that_is_a_file_is_one_clear_error(options: RunOptions) -> None:
    options.output.write_text("mine")
    with pytest.raises(RunFailedError, match="is not a folder"):
        launch(options)
    assert options.output.read_text() == "mine"


def test_an_output_that_is_read_only_is_one_clear_error(options: RunOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "locked", _raising(OSError(30, "Read-only file system")))
    with pytest.raises(RunFailedError, match="cannot be written to"):
        launch(options)


def test_an_error_of_a_worker_is_told_in_one_line(options: RunOptions, pipeline: Replace) -> None:
    text = (
        "Traceback (most recent call last):\n  …\nOSError: [Errno 28] No space left on device [while running 'Shard']"
    )
    pipeline(_raising(RuntimeError(text)))
    with pytest.raises(RunFailedError, match=r"the disk of .* is full"):
        launch(options)


def test_a_published_run_that_is_gone_is_told(options: RunOptions) -> None:
    options.output.mkdir()
    (options.output / "CURRENT").write_text("20210304T050607Z-ab\n")
    with pytest.raises(RunFailedError, match="20210304T050607Z-ab"):
        launch(options)


def _break(options: RunOptions, run_id: str) -> None:
    table_path(run_folder(options.output, run_id), "events").unlink()


def test_over_a_broken_run_nothing_is_made_and_the_way_out_is_told(options: RunOptions, pipeline: Replace) -> None:
    published = launch(options).run_id
    _break(options, published)
    pipeline(_never)
    with pytest.raises(RunFailedError) as failure:  # even where nothing is new
        launch(options)
    current = options.output / "CURRENT"
    assert failure.value.reason == f"the published run {published} cannot be read: the table events is missing"
    assert failure.value.hint == f"run into another folder, or remove {current} to begin anew from the seeds"
    pipeline(one_post_a_seed)
    current.unlink()
    assert launch(options).outcome is Outcome.PUBLISHED


def test_over_a_broken_run_a_whole_one_that_is_kept_is_the_way_out(options: RunOptions, seeds: Path) -> None:
    first = launch(options).run_id
    (seeds / "c.txt").write_text("The minister dined in Lima.")
    _break(options, launch(options).run_id)
    with pytest.raises(RunFailedError) as failure:
        launch(options)
    assert failure.value.hint is not None
    assert failure.value.hint.startswith(f"communique rollback {first} --output {options.output} ")
    roll_back(options.output, first)
    assert launch(options).previous_run == first


def test_over_a_run_with_other_rows_than_it_says_nothing_is_made(options: RunOptions, seeds: Path) -> None:
    published = launch(options).run_id
    (seeds / "c.txt").write_text("The minister dined in Lima.")
    write_rows(POSTS, [], table_path(run_folder(options.output, published), "posts"))
    with pytest.raises(RunFailedError, match="posts has 0 rows, but its manifest says 2"):
        launch(options)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"../../elsewhere\n"])
def test_a_current_run_that_is_no_name_is_told(options: RunOptions, content: bytes) -> None:
    options.output.mkdir()
    (options.output / "CURRENT").write_bytes(content)
    with pytest.raises(RunFailedError, match="CURRENT does not name a run"):
        launch(options)
    assert (options.output / "CURRENT").read_bytes() == content


def test_launching_imports_neither_beam_nor_spacy(options: RunOptions) -> None:
    launch(options)
    script = (
        "import sys; from pathlib import Path; from pipelines import plan; from pipelines.launch import launch; "
        "plan.rules_of = lambda _root: 'tested'; "
        "from pipelines.options import RunOptions; "
        "print(launch(RunOptions(seeds=(Path(sys.argv[1]),), output=Path(sys.argv[2]), model='none')).outcome.value, "
        "[name for name in ('apache_beam', 'spacy', 'pyarrow', 'numpy', 'duckdb') if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", script, str(options.seeds[0]), str(options.output)]
    said = subprocess.run(arguments, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert said.stdout == "nothing_new []\n"


def test_the_status_is_json_for_other_programs(options: RunOptions) -> None:
    summary = launch(options)
    status = json.loads((options.output / "status.json").read_text())
    assert (status["outcome"], status["run_id"], status["counts"]["posts"]) == ("published", summary.run_id, 2)


def _never(_task: Task, _options: RunOptions) -> NoReturn:
    pytest.fail("the pipeline must not run")


def _noting(tasks: list[Task]) -> Execute:
    def note(task: Task, options: RunOptions) -> dict[str, int]:
        tasks.append(task)
        return one_post_a_seed(task, options)

    return note


def _raising(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_arguments: object, **_named: object) -> NoReturn:
        raise error

    return fail


def _dangling(task: Task, _options: RunOptions) -> dict[str, int]:
    records = [each for each in a_run() if not (isinstance(each, Event) and each.event_id == "ev2")]
    write_run(Path(task.staging), records)
    written = {f"WriteTables.{table.name}": count_rows(table_path(Path(task.staging), table.name)) for table in TABLES}
    return {"SettlePosts.read": 2} | written


def _losing(task: Task, _options: RunOptions) -> dict[str, int]:
    write_run(Path(task.staging), [a_post(), Reject("a.txt", "", "read", "empty")])
    return {"SettlePosts.read": 2, "WriteTables.posts": 1, "WriteTables.rejects": 1}
