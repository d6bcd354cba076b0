"""Which Beam runner a name stands for, and its options; the only file that knows one runner from another."""

from collections.abc import Callable
from functools import lru_cache
from types import FunctionType, MethodType
from typing import TypeVar

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.flink_runner import FlinkRunner
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.runners.runner import PipelineRunner
from apache_beam.transforms import core, userstate

from pipelines.options import RunOptions
from pipelines.processes import take_over

View = TypeVar("View", bound=PipelineOptions)
_Parameters = tuple[list[str], list[object]]
_REMEMBERED = 4096


class RememberedOptions(PipelineOptions):
    """Options that parse their flags once for each kind of view.

    Beam asks for a view a dozen times a step and parses all flags each time, which takes a fifth of a small run.
    """

    def view_as(self, cls: type[View]) -> View:
        """Return the view of this kind; all views share their values."""
        views: dict[type[PipelineOptions], PipelineOptions] = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        found = views[cls]
        assert isinstance(found, cls), "a view is kept under its own kind"  # noqa: S101  # tells mypy what it is
        return found


def look_once() -> None:
    """Let Beam look for state and timers in a step once, and at the parameters of a function once.

    It does the one eight times for each step, and the other for some forty methods each time that it looks at a step or
    starts it, which together takes half of a small run. What it finds depends on the step or the function alone. Beam
    2.77 has no switch for it.
    """
    if not hasattr(userstate.get_dofn_specs, "cache_info"):
        userstate.get_dofn_specs = lru_cache(maxsize=_REMEMBERED)(userstate.get_dofn_specs)
        look = _once_a_function(core.get_function_args_defaults)
        core.get_function_args_defaults = look  # type: ignore[assignment]  # Beam never names the argument


def _once_a_function(look: Callable[[object], _Parameters]) -> Callable[[object], _Parameters]:
    """Return the same, which looks at a function once, on however many objects it is a method."""

    @lru_cache(maxsize=_REMEMBERED)
    def known(function: FunctionType, *, is_bound: bool) -> _Parameters:
        return look(MethodType(function, object()) if is_bound else function)

    def found(given: object) -> _Parameters:
        is_bound = isinstance(given, MethodType)
        function = given.__func__ if isinstance(given, MethodType) else given
        if not isinstance(function, FunctionType):
            return look(given)
        names, defaults = known(function, is_bound=is_bound)
        return [*names], [*defaults]

    return found


def choose_runner(options: RunOptions) -> tuple[PipelineRunner, PipelineOptions]:
    """Return the runner and its options; the command line of this process is never read for them.

    The direct runner is Beam's in-process one by name: what Beam itself calls direct would first look for another on
    the network.
    """
    if options.runner == "flink":
        flags = [f"--parallelism={options.workers}", "--environment_type=LOOPBACK", *options.runner_flags]
        return FlinkRunner(), RememberedOptions(flags)
    take_over(verbose=options.verbose)
    look_once()
    mode = "in_memory" if options.workers == 1 else "multi_processing"
    flags = [
        f"--direct_num_workers={options.workers}",
        f"--direct_running_mode={mode}",
        "--beam_plugin=pipelines.worker",
        *options.runner_flags,
    ]
    return FnApiRunner(), RememberedOptions(flags)
