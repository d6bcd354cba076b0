from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.harbour import harbour
from warehouse.connection import Cell, ask, open_published


@dataclass(frozen=True)
class Opened:
    """The run, open; what it is asked it answers in full."""

    connection: duckdb.DuckDBPyConnection

    def records(self, question: str, **values: Cell) -> list[dict[str, Any]]:
        """Return all rows."""
        return ask(self.connection, question, **values).records()


@pytest.fixture(scope="package")
def hostile_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour(tmp_path_factory.mktemp("warehouse") / 'o\'ut [1]*? "ü"\n; --')


@pytest.fixture(scope="package")
def opened(hostile_output: Path) -> Opened:
    return Opened(open_published(hostile_output, described=True))
