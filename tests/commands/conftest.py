from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.warehouse.harbour import harbour

Call = Callable[..., Result]


@pytest.fixture(scope="package")
def harboured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour(tmp_path_factory.mktemp("commands") / "out")


@pytest.fixture
def call(harboured: Path) -> Call:
    """Call the program on the published run, as if from a pipe."""
    runner = CliRunner()

    def called(*arguments: str) -> Result:
        return runner.invoke(app, list(arguments), env={"COMMUNIQUE_OUTPUT": str(harboured)})

    return called
