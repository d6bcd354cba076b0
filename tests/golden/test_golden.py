"""The two seed documents, from files to tables."""

from pathlib import Path

import pytest

from tests.golden.tables import TABLES, golden_lines, table_lines


@pytest.mark.parametrize("table", TABLES)
def test_seeds_give_the_golden_rows(output: Path, table: str) -> None:
    assert table_lines(output, table) == golden_lines(table)
