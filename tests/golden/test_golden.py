"""The two seed documents, from files to tables."""

import os
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import SEEDS, TABLES, golden_lines, table_lines


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    before = Path.cwd()
    os.chdir(SEEDS.parent)
    try:
        launch(RunOptions(seeds=(Path("seeds"),), output=folder))
    finally:
        os.chdir(before)
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_seeds_give_the_golden_rows(output: Path, table: str) -> None:
    assert table_lines(output, table) == golden_lines(table)
