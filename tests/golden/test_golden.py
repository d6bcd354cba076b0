"""The two seed documents, from files to tables."""

from pathlib import Path

import pytest

from tests.golden.tables import TABLE_NAMES, golden_lines, table_lines


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_seeds_give_the_golden_rows(output: Path, table: str) -> None:
    assert table_lines(output, table) == golden_lines(table)
