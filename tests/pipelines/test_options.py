from pathlib import Path
from typing import Any

import pytest

from pipelines.options import RunOptions
from transforms.formats.options import ReadOptions


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"seeds": ()}, "at least one seed"),
        ({"workers": 0}, "workers must be at least 1, got 0"),
        ({"workers": 65}, "the direct runner takes 64 workers at most, got 65"),
        ({"keep": 0}, "keep must be at least 1, got 0"),
        ({"runner": "prism"}, "runner must be one of direct, flink, got 'prism'"),
        ({"reading": ReadOptions(form="pdf")}, "no input format 'pdf'"),
        ({"model": "xx_none_such"}, "the model 'xx_none_such' is not installed"),
    ],
)
def test_bad_options_are_refused_at_once(fields: dict[str, Any], reason: str) -> None:
    given: dict[str, Any] = {"seeds": (Path("seeds"),), "output": Path("output")} | fields
    with pytest.raises(ValueError, match=reason):
        RunOptions(**given)
