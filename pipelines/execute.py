"""Run the pipeline and count what went through it; imports Beam, and with it half a second and much memory."""

from apache_beam import Pipeline
from apache_beam.metrics.metric import MetricResults, MetricsFilter

from pipelines.events import build
from pipelines.options import RunOptions
from pipelines.plan import Task
from pipelines.runners import choose_runner


def execute(task: Task, options: RunOptions) -> dict[str, int]:
    """Run the pipeline to its end and return its counters, as `Step.counter`."""
    runner, flags = choose_runner(options)
    pipeline = Pipeline(runner=runner, options=flags)
    build(pipeline, task)
    result = pipeline.run()
    result.wait_until_finish()
    return _counters(result.metrics())


def _counters(metrics: MetricResults) -> dict[str, int]:
    found: dict[str, int] = {}
    for metric in metrics.query(MetricsFilter())["counters"]:
        name = f"{metric.key.metric.namespace}.{metric.key.metric.name}"
        found[name] = found.get(name, 0) + (metric.committed or metric.attempted or 0)
    return found
