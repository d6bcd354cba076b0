"""What a pipeline gives, as lists: for tests that look at several outputs of one run."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import apache_beam as beam
from apache_beam import Pipeline
from apache_beam.pvalue import PCollection
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner

from pipelines.runners import RememberedOptions


def pipeline(repeat: int = 0) -> Pipeline:
    """Return a pipeline in this process that tries each of its bundles so many times more."""
    return Pipeline(FnApiRunner(bundle_repeat=repeat), RememberedOptions([]))


def outcome_of(build: Callable[[Pipeline], Mapping[str, PCollection[Any]]]) -> dict[str, list[Any]]:
    """Run a pipeline and return the contents of the collections that it is built of, each sorted by its words."""
    with TemporaryDirectory() as folder:
        with pipeline() as root:
            names = []
            for name, values in build(root).items():
                names.append(name)
                values | f"Save {name}" >> beam.Map(_save, Path(folder, name))
        return {name: sorted(_saved(Path(folder, name)), key=repr) for name in names}


def _save(value: object, path: Path) -> None:
    """Keep a value in a file, as the pipeline works on copies of what it is given."""
    with path.open("ab") as file:
        pickle.dump(value, file)


def _saved(path: Path) -> Iterator[Any]:
    if path.exists():
        with path.open("rb") as file:
            while file.peek():
                yield pickle.load(file)  # noqa: S301  # our own file
