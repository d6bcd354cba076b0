from pathlib import Path

import pytest
from apache_beam.options.pipeline_options import DirectOptions, PortableOptions, SetupOptions
from apache_beam.runners.portability.flink_runner import FlinkRunner
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.transforms import core

from pipelines import worker
from pipelines.options import RunOptions
from pipelines.runners import choose_runner, look_once


@pytest.mark.parametrize(("workers", "mode"), [(1, "in_memory"), (2, "multi_processing")])
def test_the_direct_runner_is_the_one_inside_this_process(workers: int, mode: str) -> None:
    runner, flags = choose_runner(RunOptions(seeds=(Path("a"),), output=Path("b"), workers=workers))
    direct = flags.view_as(DirectOptions)
    assert type(runner) is FnApiRunner
    assert (direct.direct_num_workers, direct.direct_running_mode) == (workers, mode)
    assert flags.view_as(SetupOptions).beam_plugins == [worker.__name__]


def test_flink_works_in_this_process_unless_told_otherwise() -> None:
    options = RunOptions(seeds=(Path("a"),), output=Path("b"), runner="flink")
    runner, flags = choose_runner(options)
    assert type(runner) is FlinkRunner
    assert flags.view_as(PortableOptions).environment_type == "LOOPBACK"


def test_flags_of_this_process_are_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["communique", "--direct_num_workers=7"])
    _, flags = choose_runner(RunOptions(seeds=(Path("a"),), output=Path("b")))
    assert flags.view_as(DirectOptions).direct_num_workers == 1


class _Step:
    def process(self, element: str, again: int = 2) -> None:
        """Do nothing."""


def test_parameters_that_were_looked_at_before_are_the_true_ones() -> None:
    look_once()
    for step in (_Step(), _Step()):
        names, defaults = core.get_function_args_defaults(step.process)
        assert (names, defaults) == (["element", "again"], [2])
        names.clear()
    assert core.get_function_args_defaults(_Step.process) == (["self", "element", "again"], [2])
