"""Published tables as sorted rows without what differs between two runs over the same input."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from transforms.storage.runs import TABLE_NAMES

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GOLDEN = Path(__file__).parent / "seeds"

_OF_THE_RUN = frozenset(("run_id", "origin_id"))


def table_lines(output: Path, table: str) -> list[str]:
    """Return the rows of a published table as JSON, sorted."""
    run = output / "runs" / (output / "CURRENT").read_text(encoding="utf-8").strip()
    found = run / f"{table}.parquet"
    rows: list[dict[str, Any]] = pq.read_table(found).to_pylist()
    kept = [{name: value for name, value in row.items() if name not in _OF_THE_RUN} for row in rows]
    return sorted(json.dumps(row, ensure_ascii=False, default=str) for row in kept)


def golden_lines(table: str) -> list[str]:
    """Return the rows that a table should hold."""
    return (GOLDEN / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()


__all__ = ["GOLDEN", "SEEDS", "TABLE_NAMES", "golden_lines", "table_lines"]
