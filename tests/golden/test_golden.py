"""The two seed documents, from files to tables."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import SEEDS, TABLES, golden_lines, table_lines


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("golden")
    before = Path.cwd()
    os.chdir(SEEDS.parent)
    try:
        launch(RunOptions(seeds=(Path("seeds"),), output=folder))
    finally:
        os.chdir(before)
    yield folder


@pytest.mark.parametrize("table", TABLES)
def test_seeds_give_the_golden_rows(output: Path, table: str) -> None:
    assert table_lines(output, table) == golden_lines(table)
