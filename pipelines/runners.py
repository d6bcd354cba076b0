"""Which Beam runner a name stands for, and its options; the only file that knows one runner from another."""

from functools import lru_cache
from typing import TypeVar

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.flink_runner import FlinkRunner
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.runners.runner import PipelineRunner
from apache_beam.transforms import userstate

from pipelines.options import RunOptions
from pipelines.processes import take_over

View = TypeVar("View", bound=PipelineOptions)


class _RememberedOptions(PipelineOptions):
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
    """Let Beam look for state and timers in a step once.

    It does so eight times for each, and looks at the signature of every method, which takes a third of a small run.
    What it finds depends on the step alone. Beam 2.77 has no switch for it.
    """
    if not hasattr(userstate.get_dofn_specs, "cache_info"):
        userstate.get_dofn_specs = lru_cache(maxsize=4096)(userstate.get_dofn_specs)


def choose_runner(options: RunOptions) -> tuple[PipelineRunner, PipelineOptions]:
    """Return the runner and its options; the command line of this process is never read for them.

    The direct runner is Beam's in-process one by name: what Beam itself calls direct would first look for another on
    the network.
    """
    if options.runner == "flink":
        flags = [f"--parallelism={options.workers}", "--environment_type=LOOPBACK", *options.runner_flags]
        return FlinkRunner(), _RememberedOptions(flags)
    take_over(verbose=options.verbose)
    look_once()
    mode = "in_memory" if options.workers == 1 else "multi_processing"
    flags = [f"--direct_num_workers={options.workers}", f"--direct_running_mode={mode}", *options.runner_flags]
    return FnApiRunner(), _RememberedOptions(flags)
