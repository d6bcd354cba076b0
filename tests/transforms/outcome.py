"""What a pipeline gives, as lists: for tests that look at several outputs of one run."""

import pickle
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from apache_beam import Pipeline
from apache_beam.pvalue import PCollection
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that


def outcome_of(build: Callable[[Pipeline], Mapping[str, PCollection[Any]]]) -> dict[str, list[Any]]:
    """Run a pipeline and return the contents of the collections that it is built of, each sorted by its words."""
    with TemporaryDirectory() as folder:
        with TestPipeline(runner=FnApiRunner()) as root:
            names = []
            for name, values in build(root).items():
                names.append(name)
                assert_that(values, _saved(Path(folder, name)), label=f"Save {name}")
        return {name: pickle.loads(Path(folder, name).read_bytes()) for name in names}  # noqa: S301  # our own file


def _saved(path: Path) -> Callable[[Iterable[Any]], None]:
    """Return a check that keeps what it is given, because it runs on a copy."""

    def save(found: Iterable[Any]) -> None:
        path.write_bytes(pickle.dumps(sorted(found, key=repr)))

    return save
