"""Run the pipeline and count what went through it; imports Beam, and with it half a second and much memory."""

from collections.abc import Iterator

from apache_beam import Pipeline
from apache_beam.metrics.metric import MetricResults, MetricsFilter
from apache_beam.metrics.monitoring_infos import PTRANSFORM_LABEL, TOTAL_MSECS_URN, extract_counter_value
from apache_beam.runners.runner import PipelineResult

from pipelines.events import build
from pipelines.metrics import step_msecs
from pipelines.options import RunOptions
from pipelines.plan import Task
from pipelines.runners import choose_runner


def execute(task: Task, options: RunOptions) -> dict[str, int]:
    """Run the pipeline to its end and return its counters, as `Step.counter`, and the time of its steps."""
    runner, flags = choose_runner(options)
    pipeline = Pipeline(runner=runner, options=flags)
    build(pipeline, task)
    result = pipeline.run()
    result.wait_until_finish()
    return _counters(result.metrics()) | step_msecs(_times(result))


def _counters(metrics: MetricResults) -> dict[str, int]:
    found: dict[str, int] = {}
    for metric in metrics.query(MetricsFilter())["counters"]:
        name = f"{metric.key.metric.namespace}.{metric.key.metric.name}"
        found[name] = found.get(name, 0) + (metric.committed or metric.attempted or 0)
    return found


def _times(result: PipelineResult) -> Iterator[tuple[str, int]]:
    """Yield the milliseconds of every transform, as far as the runner tells."""
    told = getattr(result, "monitoring_infos", None)
    for info in told() if told else ():
        if info.urn == TOTAL_MSECS_URN:
            yield info.labels[PTRANSFORM_LABEL], extract_counter_value(info)
