"""Beam checks the types of all steps, and has nothing to say of any."""

from dataclasses import replace

import apache_beam as beam
import pytest

from pipelines.events import build
from pipelines.plan import Task
from transforms.formats.options import ReadOptions
from transforms.storage.settling import Carry

TASK = Task(
    run_id="run1",
    staging="staging",
    published=None,
    seeds=("a.txt",),
    turns={},
    reading=ReadOptions(),
    model="none",
    carry=Carry(),
    refused=(),
)


@pytest.mark.parametrize("published", [None, "before"])
def test_every_step_has_the_types_that_it_is_given(published: str | None, caplog: pytest.LogCaptureFixture) -> None:
    build(beam.Pipeline(), replace(TASK, published=published))
    assert [record.getMessage() for record in caplog.records if record.name == "root"] == []
