import json
from collections.abc import Callable

from pipelines.launch import launch
from pipelines.metrics import metrics_of, step_msecs
from pipelines.options import RunOptions
from pipelines.plan import Task
from tests.pipelines.conftest import Execute, one_post_a_seed


def test_the_time_of_a_step_is_that_of_all_its_transforms() -> None:
    told = [("ReadPosts/Open", 20), ("ReadPosts/Parse/Map", 30), ("ExtractMentions/Read", 400), ("ReadPosts/Open", 5)]
    assert step_msecs(told) == {"Msecs.ReadPosts": 55, "Msecs.ExtractMentions": 400}


def test_each_step_is_told_with_the_posts_that_go_through_it_slowest_first() -> None:
    counters = {"Msecs.ReadPosts": 50, "Msecs.ExtractMentions": 400, "Msecs.WriteTables": 0, "WriteTables.posts": 9}
    found = metrics_of(counters, {"posts": 30, "posts_read": 10, "posts_extracted": 4})
    steps = json.loads(json.dumps(found["steps"]))
    assert steps == {
        "ExtractMentions": {"seconds": 0.4, "posts_per_second": 10.0},
        "ReadPosts": {"seconds": 0.05, "posts_per_second": 200.0},
    }
    assert list(steps) == ["ExtractMentions", "ReadPosts"]


def test_memory_is_told_in_bytes() -> None:
    peak = metrics_of({}, {})["peak_memory_bytes"]
    assert isinstance(peak, int)
    assert peak > 10 << 20


def test_the_metrics_of_the_last_run_are_in_the_status(
    options: RunOptions, pipeline: Callable[[Execute], None]
) -> None:
    def slow(task: Task, given: RunOptions) -> dict[str, int]:
        return one_post_a_seed(task, given) | {"Msecs.ReadPosts": 500}

    pipeline(slow)
    launch(options)
    metrics = json.loads((options.output / "status.json").read_text())["metrics"]
    assert metrics["steps"] == {"ReadPosts": {"seconds": 0.5, "posts_per_second": 4.0}}
    assert metrics["peak_memory_bytes"] > 0
