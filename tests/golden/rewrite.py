"""Rewrite the golden tables from the seeds as they are published now; review the difference like code."""

import os
import tempfile
from pathlib import Path

from pipelines.launch import launch
from pipelines.options import RunOptions
from tests.golden.tables import GOLDEN, SEEDS, TABLE_NAMES, table_lines


def rewrite() -> None:
    """Run the seeds and write every table."""
    os.chdir(SEEDS.parent)
    with tempfile.TemporaryDirectory() as folder:
        launch(RunOptions(seeds=(Path("seeds"),), output=Path(folder)))
        for table in TABLE_NAMES:
            text = "".join(f"{line}\n" for line in table_lines(Path(folder), table))
            (GOLDEN / f"{table}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
