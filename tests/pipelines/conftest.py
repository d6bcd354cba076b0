"""A run without Beam: what stands in for the pipeline writes one post for each seed."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from pipelines.options import RunOptions
from pipelines.plan import Task
from tests.transforms.storage.building import a_post, write_run
from transforms.elements import Reject

Execute = Callable[[Task, RunOptions], dict[str, int]]


def one_post_a_seed(task: Task, _options: RunOptions) -> dict[str, int]:
    """Write a post for each seed with a text, a reject for each other; nothing is carried over."""
    texts = {name: Path(name).read_text(encoding="utf8") for name in task.seeds}
    posts = [a_post(f"p {name}", native_id=name, file=name, text=text) for name, text in texts.items() if text]
    rejects = [Reject(name, "", "read", "empty") for name, text in texts.items() if not text]
    write_run(Path(task.staging), [*posts, *rejects, *task.refused], task.run_id)
    refused = len(rejects) + len(task.refused)
    return {"SettlePosts.read": len(posts), "WriteTables.posts": len(posts), "WriteTables.rejects": refused}


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the rules the same through a test, even while someone edits them."""
    monkeypatch.setattr("pipelines.plan.rules_of", lambda _root: "tested")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Execute], None]:
    """Return how to put something in the place of the pipeline; at first it is `one_post_a_seed`."""

    def replace(execute: Execute) -> None:
        module = ModuleType("pipelines.execute")
        module.__dict__["execute"] = execute
        monkeypatch.setitem(sys.modules, "pipelines.execute", module)

    replace(one_post_a_seed)
    return replace


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder with two seed files."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text("The minister arrived in Lima.")
    (folder / "b.txt").write_text("The minister left Lima.")
    return folder


@pytest.fixture
def options(seeds: Path, tmp_path: Path) -> RunOptions:
    """Return the options of a run of the seeds."""
    return RunOptions(seeds=(seeds,), output=tmp_path / "output", model="none")
