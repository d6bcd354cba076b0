import os
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import SEEDS


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the seeds once for all tests of them."""
    folder = tmp_path_factory.mktemp("golden")
    before = Path.cwd()
    os.chdir(SEEDS.parent)
    try:
        launch(RunOptions(seeds=(Path("seeds"),), output=folder))
    finally:
        os.chdir(before)
    return folder
